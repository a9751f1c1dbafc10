package vn.chibo.month;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.chibo.identity.CurrentUser;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MonthOpening;
import vn.chibo.meetings.Reports;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;

/** The month table of all cells and what the department sees while it verifies. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = {"chibo.sample=true", "chibo.engine.enabled=false"})
class MonthTableIT {

    @LocalServerPort
    int port;

    @Autowired
    Organizations organizations;

    @Autowired
    MonthOpening months;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    Reports reports;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    void everyCellOfTheCommuneHasARowWithPointsGradeAndWhatWasLost() throws Exception {
        var id = scoredMeeting("MAU-CB10");
        var period = meetings.get(id).period();

        var table = signIn("banxaydungdang").get("/scores?month=" + period);

        assertThat(table.status()).as("%s", table).isEqualTo(200);
        assertThat(table.document().select("[data-test=month-row]")).hasSize(23);
        var row = table.document().selectFirst("[data-cell=MAU-CB10]");
        assertThat(row.text()).contains("97", "Tốt", "(tự chấm)", "mất 3", "Gửi muộn");
        assertThat(table.document().selectFirst("[data-cell=MAU-CB11]").text()).contains("Chưa");
        var own = signIn("bithu.cb10").get("/scores?month=" + period);
        assertThat(own.document().select("[data-test=month-row]")).hasSize(1);
        assertThat(signIn("quantri").get("/scores").status()).isEqualTo(403);
        assertThat(signIn("vanphong").get("/calendar?month=" + period).links("[data-test=to-scores]"))
                .containsExactly("/scores?month=" + period);
    }

    @Test
    void whoVerifiesSeesTheVisitReportBesideTheSelfScore() throws Exception {
        var id = scoredMeeting("MAU-CB12");
        var department = signIn("banxaydungdang");
        assertThat(department
                        .get("/meetings/" + id + "/verification")
                        .document()
                        .select("[data-test=no-visit]"))
                .hasSize(1);

        var visit = new Reports.Visit(
                true, null, "FULL", 95, 20, "FAIR", "Sôi nổi", null, "Ít người phát biểu", "AVERAGE", null, null);
        var member = new CurrentUser(UUID.randomUUID(), "thu", null, "Thử", false, java.util.List.of());
        reports.visited(id, visit, null, null, member);

        var page = department.get("/meetings/" + id + "/verification");
        assertThat(page.document().select("[data-test=visit]").text())
                .contains("Khá", "Trung bình", "95", "Ít người phát biểu");
    }

    /** A meeting with a sheet of 97 points: three are lost in the first criterion of the standard table. */
    private MeetingId scoredMeeting(String cellCode) {
        var today = DomainTime.today(clock);
        months.openUnder(
                Set.of(organizations.unitByCode("MAU", today).orElseThrow().id()));
        var cell = organizations.unitByCode(cellCode, today).orElseThrow().id();
        var now = YearMonth.from(today);
        var id = meetings.of(cell, now.plusMonths(1))
                .or(() -> meetings.of(cell, now))
                .orElseThrow();
        jdbc.sql("""
                        insert into meetings.score_sheet (meeting_id, template, thematic, state, self_points, self_grade,
                            self_scored_at, version)
                        values (?, ?::jsonb, true, 'SELF_SCORED', 97, 'GOOD', now(), 0)""").params(id.value(), """
                        {"name": "Bảng thử", "issuer": "Thử", "conditional": "DROP_AND_RESCALE", "groups": [
                          {"code": "1", "label": "Chuẩn bị", "criteria": [
                            {"code": "1.1", "label": "Tài liệu", "max": 40, "type": "NUMBER", "thematicOnly": false},
                            {"code": "1.2", "label": "Điểm danh", "max": 60, "type": "NUMBER", "thematicOnly": false}]}]}""").update();
        jdbc.sql("""
                        insert into meetings.score_line (meeting_id, position, code, self_points, self_note)
                        values (?, 1, '1.1', 37, 'Gửi muộn'), (?, 2, '1.2', 60, null)""").params(id.value(), id.value()).update();
        return id;
    }

    private Browser signIn(String account) throws Exception {
        var browser = new Browser(URI.create("http://127.0.0.1:" + port));
        var page = browser.get("/sign-in");
        browser.submit(page, page.form("/sign-in"), Map.of("username", account, "password", "chibo-2026"));
        return browser;
    }
}
