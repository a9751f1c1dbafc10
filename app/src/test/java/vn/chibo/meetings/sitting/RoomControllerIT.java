package vn.chibo.meetings.sitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.chibo.agenda.Agenda;
import vn.chibo.cases.CaseId;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.sitting.SittingTestDatabase.Cell;
import vn.chibo.shared.AccessRefused;

/** The room over HTTP: what a browser with and without htmx gets back. */
@WebMvcTest(RoomController.class)
@Import({SittingTestDatabase.class, RoomControllerIT.SharedWeb.class})
class RoomControllerIT {

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan("vn.chibo.shared.web")
    static class SharedWeb {}

    @Autowired
    private MockMvcTester browser;

    @Autowired
    private SittingTestDatabase.Fixture fixture;

    @Autowired
    private SittingStore store;

    @Autowired
    private Sittings sittings;

    @Autowired
    private AgendaStore agenda;

    @Autowired
    private TaskStore tasks;

    @Autowired
    private Agenda questions;

    @MockitoBean
    private Access access;

    @MockitoBean
    private Users users;

    @MockitoBean
    private DraftBox drafts;

    private Cell cell;
    private MeetingId meeting;

    @BeforeEach
    void aMeeting() {
        cell = fixture.cell(5, 1);
        meeting = fixture.meeting(cell, YearMonth.of(2026, 11));
        when(access.may(any(), any())).thenReturn(true);
        when(access.may(any(), any(), any())).thenReturn(true);
        when(users.current()).thenReturn(cell.user(0));
    }

    @Test
    void goesThroughAWholeSittingWithPlainForms() {
        open();
        assertThat(post("/attendance")).hasStatus3xxRedirection();
        assertThat(post("/parts/rollcall/closing")).hasRedirectedUrl("/meetings/" + meeting + "/room#quorum-section");
        post("/parts/programme/closing", "version", "0", "inFavour", "5", "against", "0", "noOpinion", "0");
        var item = agenda.items(id()).getFirst();
        post("/items/" + item.id(), "version", "1", "title", item.title(), "conclusion", "Nhất trí báo cáo");
        post("/items/" + item.id() + "/speeches", "speaker", cell.member(2).toString(), "content", "Nhất trí");
        post(
                "/items/" + item.id() + "/votes",
                "subject",
                "Chỉ tiêu tháng",
                "inFavour",
                "4",
                "against",
                "1",
                "noOpinion",
                "0");
        post(
                "/tasks",
                "content",
                "Vận động hiến đất làm đường",
                "owner",
                cell.member(2).toString(),
                "helpers",
                cell.member(3).toString(),
                "due",
                "20/11/2026");
        post("/items", "kind", "DISCUSSION", "pick", "Đất đai, môi trường");
        post("/parts/agenda/closing");
        post("/parts/resolution", "version", "0", "direction", "Giữ vững trật tự thôn");
        post("/resolution/votes", "inFavour", "5", "against", "0", "noOpinion", "0");

        var page = get();
        assertThat(page).hasStatusOk();
        assertThat(page)
                .bodyText()
                .contains("4/5 = 80,0 %, quy tắc &gt; 1/2, thông qua")
                .contains("Có mặt 6/6")
                .contains("Đất đai, môi trường")
                .contains("Đã thông qua");

        assertThat(post(
                        "/parts/minutes/closing",
                        "version",
                        "0",
                        "end",
                        "2026-11-05T21:30",
                        "inFavour",
                        "5",
                        "against",
                        "0",
                        "noOpinion",
                        "0"))
                .hasStatus3xxRedirection();
        assertThat(get()).bodyText().contains("Đã kết thúc").contains("/papers");
    }

    @Test
    void theQuestionOfACaseLeadsToThePageOfItsVote() {
        questions.ask(new CaseId(UUID.randomUUID()), cell.unit(), 1, "Xét kết nạp quần chúng A", "/admission/x/ballot");
        open();
        post("/attendance");
        post("/parts/rollcall/closing");

        var page = get();

        assertThat(page).hasStatusOk();
        assertThat(page).bodyText().contains("Xét kết nạp quần chúng A").contains("href=\"/admission/x/ballot\"");
    }

    @Test
    void countsThatDoNotAddUpComeBackWithEverythingTyped() {
        open();
        post("/attendance");
        post("/parts/rollcall/closing");
        var item = agenda.items(id()).getFirst();

        var answer = post(
                "/items/" + item.id() + "/votes",
                "subject",
                "Chỉ tiêu <tháng>",
                "inFavour",
                "3",
                "against",
                "1",
                "noOpinion",
                "0");

        assertThat(answer).hasStatus(422);
        assertThat(answer)
                .bodyText()
                .contains("Ba số cộng lại là 4, còn thiếu so với 5")
                .contains("Chỉ tiêu &lt;tháng&gt;")
                .contains("value=\"3\"");
        assertThat(agenda.votes(id())).isEmpty();
    }

    @Test
    void staleTabIsShownBothTextsAndOverwritesNothing() {
        open();
        var saved = htmx("/parts/dues", "version", "0", "dues", "Đã thu đủ");
        assertThat(saved)
                .hasStatusOk()
                .bodyText()
                .contains("Đã lưu lúc")
                .contains("value=\"1\"")
                .doesNotContain("<main");

        var stale = htmx("/parts/dues", "version", "0", "dues", "Còn thiếu một đồng chí");

        assertThat(stale).hasStatus(422).hasHeader("HX-Retarget", "#dues");
        assertThat(stale).bodyText().contains("Đã thu đủ").contains("Còn thiếu một đồng chí");
        assertThat(stale).bodyText().containsPattern("<form[^>]*id=\"dues\"[^>]*hx-trigger=\"never\"");
        assertThat(store.part(id(), Part.DUES).content()).containsEntry("dues", "Đã thu đủ");
        assertThat(htmx("/parts/dues", "version", "1", "dues", "Còn thiếu một đồng chí"))
                .hasStatusOk();
    }

    @Test
    void twoCountsThatCannotBeAreKeptToldBesideTheirFieldAndCountForNothing() {
        open();

        var more = htmx("/parts/dues", "version", "0", "dues", "Còn thiếu <một>", "duesLiable", "22", "duesPaid", "23");

        assertThat(more).hasStatusOk();
        assertThat(more)
                .bodyText()
                .containsPattern("id=\"dues-duesPaid-error\" hx-swap-oob=\"true\">Số này không được lớn hơn 22")
                .containsPattern("id=\"dues-duesLiable-error\" hx-swap-oob=\"true\" hidden=\"hidden\"")
                .containsPattern("name=\"version\" id=\"dues-version\" value=\"1\"")
                .doesNotContain("<form");
        assertThat(post("/parts/targets", "version", "0", "targetsSet", "10", "targetsReached", ""))
                .hasStatus(422)
                .bodyText()
                .containsPattern("id=\"targets-targetsReached-error\"[^§]*Ghi cả hai số")
                .containsPattern("name=\"targetsSet\" value=\"10\"");
        assertThat(store.part(id(), Part.DUES).content())
                .containsEntry("dues", "Còn thiếu <một>")
                .containsEntry("duesPaid", "23");
        assertThat(store.part(id(), Part.TARGETS).content()).containsEntry("targetsSet", "10");
        assertThat(facts().dues()).isNull();
        assertThat(facts().targets()).isNull();

        assertThat(htmx("/parts/dues", "version", "1", "dues", "Đủ", "duesLiable", "22", "duesPaid", "22"))
                .hasStatusOk();
        assertThat(facts().dues()).isEqualTo(new SittingFacts.Share(22, 22));
    }

    private SittingFacts facts() {
        return sittings.facts(meeting).orElseThrow();
    }

    @Test
    void twoEditorsOfTheTargetsAreShownBothNumbers() {
        open();
        assertThat(post("/parts/targets", "version", "0", "targetsSet", "10", "targetsReached", "8"))
                .hasRedirectedUrl("/meetings/" + meeting + "/room#targets");

        var stale = htmx("/parts/targets", "version", "0", "targetsSet", "10", "targetsReached", "9");

        assertThat(stale).hasStatus(422).hasHeader("HX-Retarget", "#targets");
        assertThat(stale)
                .bodyText()
                .containsPattern("<form[^>]*id=\"targets\"[^>]*hx-trigger=\"never\"")
                .containsPattern("<span class=\"room-text\">8</span>")
                .containsPattern("name=\"targetsReached\" value=\"9\"");
        assertThat(store.part(id(), Part.TARGETS).content()).containsEntry("targetsReached", "8");
    }

    @Test
    void whoOnlyReadsSeesTheCounts() {
        open();
        post("/parts/dues", "version", "0", "dues", "", "duesLiable", "23", "duesPaid", "22");
        post("/parts/targets", "version", "0", "targetsSet", "10", "targetsReached", "8");
        when(access.may(any(), any(), any())).thenReturn(false);

        assertThat(get())
                .bodyText()
                .contains("Đã nộp đảng phí: 22 trên 23 đảng viên phải nộp.")
                .contains("Chỉ tiêu của nghị quyết tháng trước: đạt 8 trên 10.")
                .doesNotContain("name=\"targetsSet\"");
    }

    @Test
    void tapOfTheRollCallAnswersTheLineAndTheSums() {
        open();
        var line = cell.member(1);

        var tapped = htmx("/attendance/" + line, "version", "1", "presence", "EXCUSED");

        assertThat(tapped)
                .hasStatusOk()
                .bodyText()
                .contains("attendance-" + line)
                .contains("Vắng có lý do 1")
                .doesNotContain("<main");
        var stale = htmx("/attendance/" + line, "version", "1", "presence", "PRESENT");
        assertThat(stale).hasStatus(422).bodyText().contains("Người khác vừa ghi: Vắng có lý do");
        assertThat(store.attendance(id()).get(1).presence()).isEqualTo(Presence.EXCUSED);
    }

    @Test
    void badInputIsRefusedBesideItsField() {
        open();

        assertThat(post("/parts/dues", "version", "0", "dues", "x".repeat(2001)))
                .hasStatus(422)
                .bodyText()
                .contains("nhiều nhất");
        assertThat(post("/tasks", "content", "Việc", "owner", UUID.randomUUID().toString()))
                .hasStatus(422)
                .bodyText()
                .contains("không phải đảng viên của chi bộ");
        assertThat(post("/tasks", "content", "Việc", "owner", cell.member(1).toString(), "due", "31/11/2026"))
                .hasStatus(422)
                .bodyText()
                .contains("31/11/2026");
        assertThat(tasks.given(id())).isEmpty();
        assertThat(post("/parts/nothing", "version", "0")).hasStatus(404);
        assertThat(post("/attendance/" + UUID.randomUUID(), "version", "1", "presence", "PRESENT"))
                .hasStatus(404);
    }

    @Test
    void sameFormTwiceMakesOneTask() {
        open();
        var id = UUID.randomUUID().toString();

        post("/tasks", "id", id, "content", "Việc", "owner", cell.member(1).toString());
        post("/tasks", "id", id, "content", "Việc", "owner", cell.member(1).toString());

        assertThat(tasks.given(id())).hasSize(1);
    }

    @Test
    void strangersAreRefused() {
        doThrow(new AccessRefused("x")).when(access).require(eq(Permission.CASE_VIEW), any(), any());

        assertThat(get()).hasStatus(403);
    }

    private void open() {
        assertThat(post(
                        "/parts/opening/closing",
                        "version",
                        "0",
                        "chair",
                        cell.member(0).toString(),
                        "minuteTaker",
                        cell.member(1).toString(),
                        "start",
                        "2026-11-05T19:35"))
                .hasStatus3xxRedirection();
    }

    private SittingId id() {
        return store.current(meeting).orElseThrow().id();
    }

    private MvcTestResult get() {
        return browser.get()
                .uri("/meetings/" + meeting + "/room")
                .with(user("x"))
                .exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        return send(path, false, fields);
    }

    private MvcTestResult htmx(String path, String... fields) {
        return send(path, true, fields);
    }

    private MvcTestResult send(String path, boolean htmx, String... fields) {
        var request = browser.post()
                .uri("/meetings/" + meeting + "/room" + path)
                .with(user("x"))
                .with(csrf());
        if (htmx) {
            request.header("HX-Request", "true");
        }
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
