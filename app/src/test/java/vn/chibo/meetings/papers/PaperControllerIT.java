package vn.chibo.meetings.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.chibo.identity.Access;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.score.ScoreSheets;
import vn.chibo.meetings.sitting.SittingTestDatabase;
import vn.chibo.meetings.sitting.SittingTestDatabase.Cell;

@WebMvcTest(PaperController.class)
@Import({SittingTestDatabase.class, PaperControllerIT.Parts.class, Papers.class, PaperStore.class, PaperText.class})
class PaperControllerIT {

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan("vn.chibo.shared.web")
    static class Parts {}

    @Autowired
    private MockMvcTester browser;

    @Autowired
    private SittingTestDatabase.Fixture fixture;

    @Autowired
    private SittingTestDatabase.HeldSittings sittings;

    @Autowired
    private Papers papers;

    @Autowired
    private PaperStore store;

    @MockitoBean
    private Access access;

    @MockitoBean
    private Users users;

    @MockitoBean
    private DraftBox drafts;

    @MockitoBean
    private ScoreSheets scores;

    private Cell cell;
    private MeetingId meeting;

    @BeforeEach
    void aHeldMeeting() {
        cell = fixture.cell(5, 1);
        meeting = fixture.meeting(cell, YearMonth.of(2026, 11));
        when(access.may(any(), any())).thenReturn(false);
        sittings.hold(cell, meeting);
    }

    @Test
    void minuteTakerSignsThenTheChairIssues() {
        as(1);
        assertThat(post("/minutes/signature")).hasStatus3xxRedirection();
        assertThat(post("/issue")).hasStatus(403);
        as(0);
        assertThat(post("/issue", "weakPoints", "Vệ sinh chưa đều", "direction", "Làm xong đường xóm"))
                .hasStatus3xxRedirection();
        post("/issue");

        assertThat(get("/minutes"))
                .hasStatusOk()
                .bodyText()
                .contains("Số 01-BB/CB")
                .contains("NGƯỜI GHI BIÊN BẢN")
                .contains("Nhất trí &lt;báo cáo&gt;")
                .contains("Số đảng viên đã nộp đảng phí: 5 trên 6 đảng viên phải nộp.")
                .contains("Chỉ tiêu của nghị quyết tháng trước: đạt 8 trên 10 chỉ tiêu đề ra.")
                .contains("Đề nghị làm sớm đường xóm")
                .contains("Đảng viên 4: vắng có lý do (Ốm)");
        assertThat(get("/resolution"))
                .hasStatusOk()
                .bodyText()
                .contains("Số 01-NQ/CB")
                .contains("T/M CHI BỘ")
                .contains("ngày 05 tháng 11 năm 2026")
                .contains("Làm xong đường xóm")
                .doesNotContain("Giữ vững trật tự thôn")
                .contains("4/5 = 80,0 %, quy tắc &gt; 1/2, thông qua");
    }

    @Test
    void linesStandAsFarApartAsTheLocalRuleSays() {
        assertThat(get("/minutes")).bodyText().contains("class=\"sheet pitch-18\"");

        meeting = fixture.meeting(cell, YearMonth.of(2026, 11), Map.of("papers.linePitch", "19"));
        sittings.hold(cell, meeting);

        assertThat(get("/minutes")).bodyText().contains("class=\"sheet pitch-19\"");
    }

    @Test
    void correctionIsANewVersionUnderTheSameNumber() {
        issueAll(meeting);
        as(0);
        assertThat(post("/resolution/correction", "note", " "))
                .hasStatus(422)
                .bodyText()
                .contains("Không được để trống");

        post("/resolution/correction", "note", "Ghi nhầm ngày", "direction", "Sửa lại");

        assertThat(store.of(meeting).stream().filter(paper -> paper.type() == PaperType.NQ))
                .extracting(PaperStore.Paper::revision, PaperStore.Paper::number)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 1), org.assertj.core.groups.Tuple.tuple(1, 1));
        assertThat(get("")).bodyText().contains("Ghi nhầm ngày");
    }

    @Test
    void numbersRunOnWithoutGapsWhenIssuedAtOnceAndWhenOneFails() throws Exception {
        var later = new ArrayList<MeetingId>(List.of(meeting));
        for (int i = 0; i < 3; i++) {
            var next = fixture.meeting(cell, YearMonth.of(2026, 11));
            sittings.hold(cell, next);
            later.add(next);
        }
        MeetingManagement failing = AopTestUtils.getUltimateTargetObject(meetings);
        doThrow(new IllegalStateException("lost")).doNothing().when(failing).finalised(eq(meeting), anyString());
        try (var pool = Executors.newFixedThreadPool(4)) {
            pool.invokeAll(later.stream()
                            .map(id -> (Callable<Object>) () -> {
                                try {
                                    issueAll(id);
                                } catch (IllegalStateException lost) {
                                    issueAll(id);
                                }
                                return id;
                            })
                            .toList())
                    .forEach(future -> assertThat(future.resultNow()).isNotNull());
        }

        assertThat(later.stream()
                        .map(id -> store.newest(id, PaperType.NQ).orElseThrow().number()))
                .containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Autowired
    private MeetingManagement meetings;

    private void issueAll(MeetingId id) {
        papers.signMinutes(cell.user(1), id);
        papers.issue(cell.user(0), id, Map.of());
    }

    private void as(int member) {
        when(users.current()).thenReturn(cell.user(member));
    }

    private MvcTestResult get(String path) {
        return browser.get()
                .uri("/meetings/" + meeting + "/papers" + path)
                .with(user("x"))
                .exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        var request = browser.post()
                .uri("/meetings/" + meeting + "/papers" + path)
                .with(user("x"))
                .with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
