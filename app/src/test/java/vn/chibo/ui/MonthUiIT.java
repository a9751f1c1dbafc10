package vn.chibo.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;
import vn.chibo.ui.pages.InboxPage;
import vn.chibo.ui.pages.PageWalk;
import vn.chibo.ui.pages.RoomPage;
import vn.chibo.ui.pages.ScorePage;
import vn.chibo.ui.pages.Screen;
import vn.chibo.ui.pages.Screens;

/** People at their screens: a cell on phones of 360 px, the committee at desks of 1280 px, in a month of their own. */
@EngineTest
@Tag("ui")
class MonthUiIT {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final Pattern SAVED = Pattern.compile("Đã lưu");

    @LocalServerPort
    int port;

    @Autowired
    EngineProbe probe;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    Organizations organizations;

    private Screens screens;
    private YearMonth period;

    @BeforeEach
    void openMonth() {
        screens = new Screens(port);
        period = YearMonth.from(DomainTime.dateOf(now())).plusMonths(1);
        while (opening(period).isBefore(now())) {
            period = period.plusMonths(1);
        }
        probe.advanceTo(opening(period));
        probe.until("month opened", () -> meetings.of(cell(23).id(), period).isPresent());
    }

    @AfterEach
    void close() {
        try {
            assertThat(screens.troubles()).isEmpty();
        } finally {
            screens.close();
        }
    }

    @Test
    void a_cell_lives_its_month_on_phones_and_the_committee_verifies_it_at_a_desk() {
        var secretary = screens.phone().signIn("bithu.cb02");
        var deputy = screens.phone().signIn("phobithu.cb02");
        var office = screens.desk().signIn("vanphong");
        var tasks = new InboxPage(secretary);

        tasks.open("Đăng ký ngày sinh hoạt", period).start();
        register(secretary, 10);
        assertThat(secretary.test("status")).hasAttribute("data-status", "REGISTERED");

        office.open("/calendar?month=" + period);
        var row = office.page().locator("[data-test=calendar-row][data-cell=" + cell(2).code() + "]");
        row.locator("[data-test=to-approval]").click();
        office.test("approve").click();
        assertThat(row.locator("[data-test=status]")).hasAttribute("data-status", "APPROVED");

        wait(3, 8, 0);
        tasks.open("Phân công chuẩn bị nội dung", period)
                .choose("drafter", 1)
                .fill("programme", "Đánh giá tháng trước, việc tháng tới.")
                .submit();
        tasks.open("Họp chi ủy chuẩn bị", period)
                .fill("heldAt", day(2))
                .fill("heldAt-time", "19:00")
                .fill("place", "Nhà văn hóa thôn Hai")
                .fill("presentCount", "3")
                .fill("totalCount", "3")
                .choose("chair", 1)
                .choose("minuteTaker", 2)
                .fill("assessment", "Hoàn thành các việc đã giao.")
                .fill("nextTasks", "Làm đường vào xóm.")
                .submit();
        tasks.open("Gửi giấy mời sinh hoạt", period).start();
        secretary.test("send-notice").click();
        assertThat(secretary.test("status")).hasAttribute("data-status", "NOTIFIED");
        tasks.open("Đưa tài liệu lên Sổ tay đảng viên", period)
                .fill("uploadedAt", day(3))
                .fill("uploadedAt-time", "07:30")
                .fill("link", "https://example.org/tai-lieu")
                .submit();

        wait(10, 19, 22);
        tasks.open("Khai mạc buổi sinh hoạt", period).start();
        var room = new RoomPage(secretary)
                .begin(deputy.name())
                .callTheRoll(5, "Đi chữa bệnh")
                .recordDues("Còn một đồng chí chưa nộp.")
                .countDues(30, 29)
                .writeDuesWhileAHalfIsSaved("Còn một đồng chí đi xa chưa nộp", 30, 29)
                .adoptProgramme()
                .discussFirstItem(
                        "Đã báo cáo tình hình tháng qua.",
                        "Chi bộ nhất trí.",
                        "Đề nghị làm đường.",
                        "Làm đường vào xóm")
                .countTargets(10, 8)
                .giveTask("Vận động hiến đất làm đường", period.plusMonths(1).atDay(5))
                .closeAgenda()
                .passResolution("Làm xong đường vào xóm trong tháng.");
        wait(10, 21, 5);
        room.toScore();
        var selfPoints = new ScorePage(secretary).giveTheRest().submit();
        new ScorePage(secretary).toRoom();
        room.adoptMinutes();

        new InboxPage(deputy).open("Thư ký ký biên bản", period).start();
        deputy.test("sign-minutes").click();
        assertThat(deputy.test("sign-minutes")).hasCount(0);
        tasks.open("Ký và ban hành văn bản", period).start();
        secretary.test("issue").click();
        assertThat(secretary.test("number").first()).containsText("Số");
        secretary.test("open-resolution").click();
        assertThat(secretary.test("paper")).containsText("NGHỊ QUYẾT");
        tasks.open("Đăng tải và báo cáo cấp trên", period)
                .fill("publishedAt", day(10))
                .fill("publishedAt-time", "21:00")
                .tap("Đã gửi báo cáo kết quả sinh hoạt")
                .submit();

        var visitor = screens.phone().signIn("capuy.2");
        new InboxPage(visitor)
                .open("Báo cáo dự sinh hoạt", period)
                .tap("Có")
                .tap("Đúng, đủ các bước")
                .fill("lengthMinutes", "95")
                .fill("presentMembers", "30")
                .choose("contentQuality", 1)
                .choose("suggestedGrade", 1)
                .submit();

        var department = screens.desk().signIn("banxaydungdang");
        new InboxPage(department).open("Thẩm định điểm sinh hoạt", period).start();
        assertThat(new ScorePage(department).verified()).hasText(selfPoints);
        office.open("/calendar?month=" + period);
        assertThat(row.locator("[data-test=status]")).hasAttribute("data-status", "VERIFIED");

        // every page these people are shown, now that the month holds everything
        var month = "/meetings?month=" + period;
        assertThat(new PageWalk(secretary, 22).from(month)).isEmpty();
        assertThat(new PageWalk(visitor, 22).from(month)).isEmpty();
        department.open("/?lang=en");
        assertThat(new PageWalk(department, 22).from(month)).isEmpty();
        office.open("/?lang=en");
        assertThat(new PageWalk(office, 22).from("/calendar?month=" + period)).isEmpty();
    }

    @Test
    void the_pages_of_those_who_oversee_are_sound_on_a_phone() {
        for (var account : List.of("quantri", "giamsat", "bithu.danguy", "dangvien.cb01")) {
            assertThat(new PageWalk(screens.phone().signIn(account), 14).from("/inbox"))
                    .isEmpty();
        }
    }

    @Test
    void what_is_typed_survives_signing_out_and_a_second_window_is_told() {
        var secretary = screens.phone().signIn("bithu.cb03");
        new InboxPage(secretary).open("Đăng ký ngày sinh hoạt", period).start();
        var form = secretary.page().url();
        secretary.field("place").fill("Nhà văn hóa thôn Ba");
        assertThat(secretary.test("draft-status")).containsText(SAVED);

        secretary.signOut();
        var elsewhere = screens.desk().signIn("bithu.cb03");
        elsewhere.open(form);
        assertThat(elsewhere.field("place")).hasValue("Nhà văn hóa thôn Ba");

        secretary.signIn("bithu.cb03").open(form);
        assertThat(secretary.field("place")).hasValue("Nhà văn hóa thôn Ba");
        elsewhere
                .page()
                .waitForResponse(
                        answer -> answer.request().method().equals("PUT") && answer.ok(),
                        () -> elsewhere.field("place").fill("Trường tiểu học"));
        secretary.field("place").fill("Trạm y tế");
        assertThat(secretary.test("draft-choice")).isVisible();
        assertThat(secretary.field("place")).hasValue("Trạm y tế");
        secretary.test("draft-choice").locator("[data-draft-take]").click();
        assertThat(secretary.field("place")).hasValue("Trường tiểu học");
    }

    @Test
    void a_button_tapped_twice_sends_once() {
        var secretary = screens.phone().signIn("bithu.cb05");
        new InboxPage(secretary).open("Đăng ký ngày sinh hoạt", period).start();
        var sent = new ArrayList<String>();
        secretary.page().onRequest(request -> {
            if (isPost(request)) {
                sent.add(request.url());
            }
        });
        fillRegistration(secretary, 12);
        secretary.test("register").dblclick();
        assertThat(secretary.test("status")).hasAttribute("data-status", "REGISTERED");

        assertThat(sent).hasSize(1);
        assertThat(secretary.test("errors")).hasCount(0);
    }

    private static boolean isPost(Request request) {
        return request.method().equals("POST") && request.url().endsWith("/registration");
    }

    private void register(Screen secretary, int day) {
        fillRegistration(secretary, day);
        secretary.test("register").click();
    }

    private void fillRegistration(Screen secretary, int day) {
        secretary.field("date").fill(day(day));
        secretary.field("time").fill("19:30");
        secretary.field("place").fill("Nhà văn hóa");
    }

    private String day(int day) {
        return DATE.format(period.atDay(day));
    }

    private void wait(int day, int hour, int minute) {
        var moment =
                period.atDay(day).atTime(hour, minute).atZone(DomainTime.ZONE).toInstant();
        if (moment.isAfter(now())) {
            probe.advanceTo(moment);
        }
    }

    private Instant now() {
        return probe.engine().now();
    }

    /** When the timer opens the month: 15 days before, 05:00. */
    private static Instant opening(YearMonth period) {
        return period.atDay(1)
                .minusDays(15)
                .atTime(5, 1)
                .atZone(DomainTime.ZONE)
                .toInstant();
    }

    private UnitView cell(int number) {
        var today = DomainTime.dateOf(now());
        var root = organizations.roots(today).getFirst();
        return organizations.cellsUnder(root.id(), today).get(number - 1);
    }
}
