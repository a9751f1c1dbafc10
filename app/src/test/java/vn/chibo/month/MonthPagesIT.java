package vn.chibo.month;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MonthOpening;
import vn.chibo.month.Browser.Page;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;

/** The pages around the sitting, over HTTP with the sample commune; no engine runs, people's submissions are kept for it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = {"chibo.sample=true", "chibo.engine.enabled=false"})
class MonthPagesIT {

    @LocalServerPort
    int port;

    @Autowired
    Organizations organizations;

    @Autowired
    MonthOpening months;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    Clock clock;

    private MeetingId meeting;
    private YearMonth period;

    @BeforeEach
    void openMonths() {
        var today = DomainTime.today(clock);
        var commune = organizations.unitByCode("MAU", today).orElseThrow();
        months.openUnder(Set.of(commune.id()));
        var cell = organizations.unitByCode("MAU-CB01", today).orElseThrow();
        period = YearMonth.from(today).plusMonths(1);
        meeting = meetings.of(cell.id(), period)
                .or(() -> {
                    period = YearMonth.from(today);
                    return meetings.of(cell.id(), period);
                })
                .orElseThrow();
    }

    @Test
    void a_date_is_refused_beside_its_field_then_registered_agreed_announced_and_postponed() throws Exception {
        var secretary = signIn("bithu.cb01");
        var path = "/meetings/" + meeting;
        var form = secretary.get(path + "/registration");
        assertThat(form.status()).as("%s", form).isEqualTo(200);

        var refused = secretary.submit(
                form, form.form("/registration"), registration(period.atDay(1).minusYears(3)));
        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.document().selectFirst("#date-error").text()).contains("phải trong tháng");
        var tooLong = secretary.submit(form, form.form("/registration"), Map.of("place", "x".repeat(5000)));
        assertThat(tooLong.status()).isEqualTo(422);

        var registered =
                secretary.submit(form, form.form("/registration"), registration(period.atDay(period.lengthOfMonth())));
        assertThat(registered.status()).as("%s", registered).isEqualTo(200);
        assertThat(registered.document().selectFirst("[data-test=status]").attr("data-status"))
                .isEqualTo("REGISTERED");
        assertThat(secretary.get(path + "/approval").status()).isEqualTo(403);

        var office = signIn("vanphong");
        var calendar = office.get("/calendar?month=" + period);
        assertThat(calendar.links("[data-test=to-approval]")).contains(path + "/approval");
        var approval = office.get(path + "/approval");
        var approved = office.submit(approval, approval.form("/approval"), Map.of("decision", "approve"));
        assertThat(approved.uri().getPath()).as("%s", approved).isEqualTo("/calendar");
        assertThat(office.get("/calendar/notice?month=" + period).text()).contains("THÔNG BÁO");
        var opened = office.submit(calendar, calendar.form("/calendar/openings"), Map.of());
        assertThat(opened.status()).as("%s", opened).isEqualTo(200);
        assertThat(office.get("/petitions").status()).isEqualTo(200);

        var notice = secretary.get(path + "/notice");
        var missed = notice.document().selectFirst("input[name^=missed-]").attr("name");
        var unexplained = secretary.submit(notice, notice.form("/notice"), Map.of(missed, "true"));
        assertThat(unexplained.status()).as("%s", unexplained).isEqualTo(422);
        var sent = secretary.submit(
                notice, notice.form("/notice"), Map.of(missed, "true", missed.replace("missed-", "note-"), "Đi xa"));
        assertThat(sent.document().selectFirst("[data-test=status]").attr("data-status"))
                .isEqualTo("NOTIFIED");
        assertThat(secretary.get(path + "/notice").text()).contains("Đi xa");
        assertThat(secretary.get(path + "/invitation").text()).contains("GIẤY MỜI");

        var postponement = secretary.get(path + "/postponement");
        var postponed = secretary.submit(
                postponement,
                postponement.form("/postponement"),
                Map.of("date", dmy(period.atDay(period.lengthOfMonth() - 1)), "time", "20:00", "reason", "Bão"));
        assertThat(postponed.document().selectFirst("[data-test=status]").attr("data-status"))
                .isEqualTo("POSTPONED");
        var notHeld = secretary.get(path + "/not-held");
        var declared = secretary.submit(notHeld, notHeld.form("/not-held"), Map.of("reason", "Bão kéo dài"));
        assertThat(declared.text()).contains("Bão kéo dài");
        assertThat(secretary.get("/meetings?month=" + period).text()).contains("Không sinh hoạt");
    }

    @Test
    void another_cells_month_is_refused() throws Exception {
        var today = DomainTime.today(clock);
        var other = organizations.unitByCode("MAU-CB02", today).orElseThrow();
        var id = meetings.of(other.id(), period).orElseThrow();
        var secretary = signIn("bithu.cb01");

        assertThat(secretary.get("/meetings/" + id).status()).isEqualTo(403);
        assertThat(secretary.get("/meetings/" + id + "/registration").status()).isEqualTo(403);
        assertThat(secretary.get("/meetings/not-an-id").status()).isEqualTo(404);
    }

    private static Map<String, String> registration(LocalDate date) {
        return Map.of("date", dmy(date), "time", "19:30", "place", "Nhà văn hóa thôn 1");
    }

    private static String dmy(LocalDate date) {
        return DateTimeFormatter.ofPattern("dd/MM/yyyy").format(date);
    }

    private Browser signIn(String account) throws Exception {
        var browser = new Browser(URI.create("http://127.0.0.1:" + port));
        Page page = browser.get("/sign-in");
        browser.submit(page, page.form("/sign-in"), Map.of("username", account, "password", "chibo-2026"));
        return browser;
    }
}
