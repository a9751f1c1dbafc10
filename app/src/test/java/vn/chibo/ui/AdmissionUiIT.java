package vn.chibo.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;
import vn.chibo.ui.pages.AdmissionPage;
import vn.chibo.ui.pages.InboxPage;
import vn.chibo.ui.pages.PageWalk;
import vn.chibo.ui.pages.RoomPage;
import vn.chibo.ui.pages.Screen;
import vn.chibo.ui.pages.Screens;

/**
 * Admissions as the people in them see them: the first from the prospective list to the card completely in the browser, the
 * others in the browser where they part from it. What they have in common with the first, {@link Clerk}s do over HTTP.
 */
@EngineTest
@Tag("ui")
class AdmissionUiIT {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String BASE = "Đảng ủy cơ sở";
    private static final String DEPARTMENT = "Cơ quan thẩm định";
    private static final String STANDING = "Ban thường vụ";

    private static final Set<String> LOOKED_AT = new HashSet<>();

    @LocalServerPort
    int port;

    @Autowired
    EngineProbe probe;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    Organizations organizations;

    @Autowired
    ApplicationContext context;

    private Screens screens;
    private AdmissionClerks clerks;

    @BeforeEach
    void open() {
        screens = new Screens(port);
        clerks = new AdmissionClerks(URI.create("http://127.0.0.1:" + port), context);
        probe.awaitDeployed("admission");
    }

    @AfterEach
    void close() {
        try {
            assertThat(screens.troubles()).isEmpty();
        } finally {
            screens.close();
            clerks.leaveNothingOpen();
        }
    }

    @Test
    void somebody_on_the_prospective_list_becomes_an_official_member() {
        var name = "Hoàng Thị Một";
        var cell = cell(2);
        var secretary = screens.phone().signIn("bithu.cb02");
        var deputy = screens.phone().signIn("phobithu.cb02");
        var sponsor = screens.phone().signIn("dangvien.cb02");
        var office = screens.desk().signIn("vanphong");
        var department = screens.desk().signIn("banxaydungdang");
        var head = screens.desk().signIn("bithu.danguy");

        var openedOn = today();
        listAsProspect(secretary, name);
        certify(office, name);
        secretary.page().reload();
        assertThat(secretary.test("certificate"))
                .containsText(DATE.format(today().minusDays(4).plusMonths(60)));
        secretary.test("case").click();
        new InboxPage(secretary)
                .answer("sponsor", sponsor.name())
                .answer("togetherSince", DATE.format(today().minusYears(2)));
        secretary.test("open").click();
        assertThat(secretary.test("state")).hasAttribute("data-state", "COURSE_DONE");
        var path = URI.create(secretary.page().url()).getPath();
        var page = new AdmissionPage(secretary, path);
        assertThat(page.clock("Giấy chứng nhận")).containsText("Trong 60 tháng");

        dossier(secretary, deputy, sponsor, office, name, cell);
        page.awaitState("READY").awaitNext("Chi bộ biểu quyết lần 1");
        sound(secretary, "case before the vote");

        voteInRoom(2, secretary, deputy, path, present -> present - 1, true);
        assertThat(deputy.test("result")).containsText("thông qua");
        page.awaitState("CELL_PASSED").awaitNext("Nhập kết quả kiểm phiếu");
        assertThat(page.clock("Quyết định kết nạp")).containsText("Trong 60 ngày làm việc");
        assertThat(page.clock("Quyết định kết nạp")).containsText(Pattern.compile("còn (59|60) ngày làm việc"));
        sit(BASE, office, department, name, 15, 12);
        page.awaitState("BASE_PASSED");
        tasks(department)
                .open("Thẩm định hồ sơ", name)
                .answer("result", "GO_ON")
                .submit();
        sit(STANDING, office, head, name, 5, 4);
        tasks(office)
                .open("Ban hành quyết định", name)
                .answer("decisionNo", "12-QĐ/ĐU")
                .answer("decidedOn", date())
                .submit();
        page.awaitState("DECIDED");
        assertThat(page.results()).hasSize(3).allMatch(result -> result.contains("Đạt"));

        tasks(secretary)
                .open("Nhận quyết định kết nạp", name)
                .answer("receivedOn", date())
                .submit();
        tasks(secretary).open("Tổ chức lễ kết nạp", name);
        assertThat(secretary.test("due")).containsText("Trong 30 ngày làm việc");
        tasks(secretary)
                .answer("heldOn", date())
                .answer("guide", sponsor.name())
                .submit();
        page.awaitState("ADMITTED");
        var admittedOn = today();
        assertThat(page.clock("Hết thời gian dự bị")).containsText(DATE.format(admittedOn.plusMonths(12)));

        tasks(secretary)
                .open("Khai lý lịch đảng viên", name)
                .answer("declaredOn", date())
                .submit();
        tasks(secretary)
                .open("Học lớp bồi dưỡng đảng viên mới", name)
                .answer("certificateNo", "BD-01")
                .answer("issuedOn", date())
                .submit();
        waitUntil(admittedOn.plusMonths(3), 9, 0);
        tasks(sponsor)
                .open("Nhận xét đảng viên dự bị hằng quý", cell.name())
                .answer("remark", "Chấp hành tốt, cần mạnh dạn phát biểu.")
                .submit();
        waitUntil(admittedOn.plusMonths(12), 9, 0);
        page.awaitState("PROBATION_ENDED");
        assertThat(page.clock("Chi bộ xét công nhận chính thức")).containsText("Trong 30 ngày làm việc");
        tasks(secretary)
                .open("Bản tự kiểm điểm của đảng viên dự bị", name)
                .answer("writtenOn", date())
                .submit();
        tasks(sponsor)
                .open("Bản nhận xét của người giúp đỡ", cell.name())
                .answer("writtenOn", date())
                .submit();
        tasks(deputy)
                .open("Tổng hợp ý kiến nhận xét đảng viên dự bị", name)
                .answer("summarisedOn", date())
                .submit();
        page.awaitNext("Chi bộ biểu quyết lần 4");

        voteInRoom(2, secretary, deputy, path, present -> present - 2, false);
        page.awaitState("CELL_RECOGNISED").awaitNext("Nhập kết quả kiểm phiếu");
        assertThat(page.clock("Quyết định công nhận")).containsText("Trong 30 ngày làm việc");
        sit(BASE, office, department, name, 15, 10);
        page.awaitState("BASE_RECOGNISED");
        tasks(department)
                .open("Thẩm định hồ sơ", name)
                .answer("result", "GO_ON")
                .submit();
        sit(STANDING, office, head, name, 5, 3);
        tasks(office)
                .open("Ban hành quyết định", name)
                .answer("decisionNo", "31-QĐ/ĐU")
                .answer("decidedOn", date())
                .submit();
        page.awaitState("OFFICIAL");
        tasks(secretary)
                .open("Công bố quyết định công nhận", name)
                .answer("announcedOn", date())
                .submit();
        tasks(office)
                .open("Phát thẻ đảng viên", name)
                .answer("cardNumber", "012345678901")
                .answer("issuedOn", date())
                .submit();
        tasks(office)
                .open("Lưu hồ sơ đảng viên", name)
                .answer("archivedOn", date())
                .answer("place", "Tủ số 1")
                .submit();

        var supervisor = screens.desk().signIn("giamsat");
        var seen = new AdmissionPage(supervisor, path);
        awaitHistory(seen, "Lưu hồ sơ đảng viên ngày " + date());
        assertThat(supervisor.test("state")).hasText("Đảng viên chính thức");
        assertThat(supervisor.test("next-step")).hasCount(0);
        assertThat(seen.history())
                .contains(
                        "Đảng ủy xác nhận lý lịch ngày " + DATE.format(openedOn),
                        "Làm lễ kết nạp ngày " + DATE.format(admittedOn) + "; bắt đầu thời gian dự bị",
                        "Người giúp đỡ nhận xét định kỳ",
                        "Đảng ủy biểu quyết ngày " + date() + ": 10/15 (66,7 %), đạt",
                        "Quyết định công nhận chính thức số 31-QĐ/ĐU ngày " + date() + ", chính thức từ ngày "
                                + DATE.format(admittedOn.plusMonths(12)));
        sound(supervisor, "finished case");
        for (var person : List.of(secretary, deputy, office, department, head)) {
            nothingLeft(person, name);
        }
    }

    private void listAsProspect(Screen secretary, String name) {
        secretary.open("/admission");
        secretary.test("cell").click();
        secretary.test("new-prospect").click();
        assertThat(secretary.field("fullName")).isVisible();
        sound(secretary, "prospect");
        new InboxPage(secretary)
                .answer("fullName", name)
                .answer("birthDate", "05/11/2001")
                .answer("watchSince", DATE.format(today().minusMonths(9)))
                .answer("resolutionNumber", "05-NQ/CB")
                .answer("resolutionDate", DATE.format(today().minusMonths(8)));
        secretary.field("sex").selectOption("FEMALE");
        secretary.field("education").selectOption("UPPER_SECONDARY");
        secretary.field("sector").selectOption("FARMER");
        secretary.field("placeType").selectOption("VILLAGE");
        secretary.field("introducedBy").selectOption("YOUTH_UNION");
        secretary.test("save").click();
        assertThat(secretary.test("state")).hasAttribute("data-state", "LISTED");
    }

    private void certify(Screen office, String name) {
        office.open("/admission/courses/new");
        new InboxPage(office)
                .answer("decisionNumber", "15-QĐ/ĐU " + name)
                .answer("decisionDate", DATE.format(today().minusDays(20)))
                .answer("startsOn", DATE.format(today().minusDays(10)))
                .answer("endsOn", DATE.format(today().minusDays(6)))
                .answer("place", "Trung tâm chính trị");
        office.test("save").click();
        office.page().getByLabel(name).check();
        office.test("send").click();
        assertThat(office.test("place")).hasCount(1);
        office.test("result").click();
        new InboxPage(office).answer("number", "007").answer("issuedOn", DATE.format(today().minusDays(4)));
        office.test("save").click();
        assertThat(office.test("place")).containsText("007");
    }

    /** K-04 to K-12. */
    private void dossier(Screen secretary, Screen deputy, Screen sponsor, Screen office, String name, UnitView cell) {
        tasks(secretary)
                .open("Nhận đơn xin vào Đảng", name)
                .answer("appliedOn", date())
                .submit();
        tasks(secretary)
                .open("Nhận lý lịch người xin vào Đảng", name)
                .answer("declaredOn", date())
                .submit();
        tasks(office)
                .open("Đóng dấu lý lịch và gửi công văn thẩm tra", name)
                .answer("historyAccepted", "false")
                .answer("reason", "Thiếu năm sinh của bố.")
                .submit();
        tasks(secretary).open("Sửa, khai bổ sung lý lịch", name);
        assertThat(secretary.field("reason")).hasValue("Thiếu năm sinh của bố.");
        tasks(secretary).answer("correctedOn", date()).submit();
        tasks(office)
                .open("Đóng dấu lý lịch và gửi công văn thẩm tra", name)
                .answer("historyAccepted", "true")
                .answer("sentOn", date())
                .answer("letters", "2")
                .submit();
        tasks(deputy)
                .open("Thu kết quả thẩm tra lý lịch", name)
                .answer("verificationResult", "CLEAR")
                .answer("verifiedOn", date())
                .submit();
        tasks(secretary)
                .open("Chi ủy kết luận lý lịch", name)
                .answer("concludedOn", date())
                .answer("conclusion", "Lý lịch rõ ràng.")
                .submit();
        tasks(office)
                .open("Đảng ủy xác nhận lý lịch", name)
                .answer("historyCertified", "true")
                .answer("certifiedOn", date())
                .submit();
        tasks(secretary)
                .open("Ghi nghị quyết giới thiệu của Đoàn, Công đoàn", name)
                .answer("union", "YOUTH")
                .answer("resolvedOn", date())
                .answer("members", "9")
                .answer("inFavour", "8")
                .submit();
        tasks(deputy)
                .open("Tổng hợp ý kiến nhận xét", name)
                .answer("summarisedOn", date())
                .answer("organisationFor", "12")
                .answer("organisationAgainst", "0")
                .answer("residence", "GIVEN")
                .answer("residenceFor", "5")
                .answer("residenceAgainst", "0")
                .submit();
        tasks(sponsor)
                .open("Viết giấy giới thiệu người vào Đảng", cell.name())
                .answer("sponsor", sponsor.name())
                .answer("introducedOn", date())
                .submit();
        tasks(secretary)
                .open("Chi ủy kiểm tra hồ sơ", name)
                .answer("dossierComplete", "true")
                .submit();
    }

    /**
     * The cell's next meeting, to the vote on this person: two people who counted enter it. Nothing was prepared; that a
     * month does otherwise, {@link MonthUiIT} shows.
     *
     * @param inFavour how many of those present
     * @param miscounted whether the deputy miscounts first, so that both count again
     */
    private void voteInRoom(
            int number, Screen secretary, Screen deputy, String path, IntUnaryOperator inFavour, boolean miscounted) {
        var cell = cell(number).id();
        var period = YearMonth.from(today()).plusMonths(1);
        while (opening(period).isBefore(now())) {
            period = period.plusMonths(1);
        }
        probe.advanceTo(opening(period));
        var month = period;
        probe.until("month opened", () -> meetings.of(cell, month).isPresent());
        tasks(secretary).open("Đăng ký ngày sinh hoạt", period).start();
        new InboxPage(secretary)
                .answer("date", DATE.format(period.atDay(10)))
                .answer("time", "19:30")
                .answer("place", "Nhà văn hóa");
        secretary.test("register").click();
        assertThat(secretary.test("status")).hasAttribute("data-status", "REGISTERED");
        var approval = "/meetings/" + meetings.of(cell, period).orElseThrow() + "/approval";
        clerks.as("vanphong").send(approval, "/approval", "decision", "approve");

        waitUntil(period.atDay(10), 19, 32);
        tasks(secretary).open("Khai mạc buổi sinh hoạt", period).start();
        new RoomPage(secretary).begin(deputy.name()).callTheRoll(5, "Đi chữa bệnh");
        var ballot = path + "/ballots/" + clerks.awaitBallot(path);
        secretary.page().locator("[data-test=case-vote][href='" + ballot + "']").click();
        assertThat(secretary.test("needed")).isVisible();
        sound(secretary, "ballot");
        var present = Integer.parseInt(secretary
                .page()
                .locator("dt", new Page.LocatorOptions().setHasText("có mặt"))
                .locator("+ dd")
                .innerText()
                .strip());
        var counted = inFavour.applyAsInt(present);
        enter(secretary, present, counted);
        assertThat(secretary.test("entered")).isVisible();
        deputy.open(ballot);
        if (miscounted) {
            enter(deputy, present, counted - 1);
            assertThat(deputy.test("differences")).containsText("số phiếu tán thành");
            assertThat(deputy.test("result")).hasCount(0);
            secretary.open(ballot);
            sound(secretary, "ballot counted differently");
            enter(secretary, present, counted);
            assertThat(secretary.test("entered")).isVisible();
        }
        enter(deputy, present, counted);
        assertThat(deputy.test("result")).containsText(counted + "/");
    }

    private static void enter(Screen counter, int present, int inFavour) {
        new InboxPage(counter)
                .answer("issued", String.valueOf(present))
                .answer("returned", String.valueOf(present))
                .answer("valid", String.valueOf(present))
                .answer("inFavour", String.valueOf(inFavour))
                .answer("against", String.valueOf(present - inFavour));
        counter.test("save").click();
    }

    /** A sitting of the body on this file alone; two people who counted enter the vote from its page. */
    private void sit(String body, Screen office, Screen second, String name, int members, int inFavour) {
        var group = office.test("group").filter(new Locator.FilterOptions().setHasText(body));
        again(office, "/admission/sittings", group);
        group.locator("[data-test=new-sitting]").click();
        for (var file : office.test("waiting").all()) {
            file.locator("input").setChecked(file.innerText().contains(name));
        }
        new InboxPage(office).answer("on", date()).answer("at", "08:00").answer("place", "Hội trường");
        office.test("save").click();
        assertThat(office.test("file")).hasCount(1);
        var sitting = URI.create(office.page().url()).getPath();
        for (var counter : List.of(office, second)) {
            var task = counter.page().locator("[data-test=file][data-name='" + name + "'] [data-test=task]");
            again(counter, sitting, task);
            task.first().click();
            assertThat(counter.test("task-title")).hasText("Nhập kết quả kiểm phiếu");
            enterCount(counter, members, inFavour);
        }
        again(office, sitting, office.test("outcome").filter(new Locator.FilterOptions().setHasText("Đạt")));
        sound(office, "sitting");
        office.test("close").click();
        assertThat(office.test("sitting-state")).hasText("Đã kết thúc");
    }

    private void enterCount(Screen counter, int members, int inFavour) {
        tasks(counter)
                .answer("heldOn", date())
                .answer("members", String.valueOf(members))
                .answer("present", String.valueOf(members))
                .answer("issued", String.valueOf(members))
                .answer("returned", String.valueOf(members))
                .answer("valid", String.valueOf(members))
                .answer("inFavour", String.valueOf(inFavour))
                .answer("against", String.valueOf(members - inFavour))
                .submit();
    }

    @Test
    void a_file_returned_twice_is_decided_in_the_end() {
        var name = "Lò Văn Hai";
        var path = clerks.readyForTheCell(4, name, today().minusDays(4));
        clerks.cellVotes(4, path, 18);
        var secretary = screens.phone().signIn("bithu.cb04");
        var office = screens.desk().signIn("vanphong");
        var page = new AdmissionPage(secretary, path).awaitState("CELL_PASSED");

        tasks(office).open("Nhập kết quả kiểm phiếu", name);
        sound(office, "count of a committee");
        enterCount(office, 15, 9);
        clerks.count("vanphong.2", name, 15, 9);
        page.awaitState("READY");
        assertThat(secretary.test("side")).hasText("Được trả lại");
        assertThat(page.clocks("Quyết định kết nạp")).hasCount(0);
        tasks(secretary)
                .open("Xử lý hồ sơ bị trả lại", name)
                .answer("returnAction", "RESUBMIT")
                .answer("done", "Đã giải trình với đảng ủy.")
                .submit();

        page.awaitState("CELL_PASSED");
        clerks.count("vanphong", name, 15, 10);
        clerks.count("vanphong.2", name, 15, 10);
        var department = screens.desk().signIn("banxaydungdang");
        tasks(department)
                .open("Thẩm định hồ sơ", name)
                .answer("result", "RETURN")
                .answer("reason", "Nhận xét nơi cư trú chưa ký.")
                .submit();
        page.awaitState("READY");
        assertThat(page.step(DEPARTMENT)).containsText("trả lại");
        assertThat(page.step(DEPARTMENT)).containsText("Nhận xét nơi cư trú chưa ký.");
        sound(secretary, "returned case");
        nothingLeft(department, name);
        tasks(secretary).open("Xử lý hồ sơ bị trả lại", name);
        assertThat(secretary.field("reason")).hasValue("Nhận xét nơi cư trú chưa ký.");
        tasks(secretary)
                .answer("returnAction", "VOTE_AGAIN")
                .answer("done", "Đã ký lại nhận xét, chi bộ sẽ xét lại.")
                .submit();

        tasks(secretary)
                .open("Chi ủy kiểm tra hồ sơ", name)
                .answer("dossierComplete", "true")
                .submit();
        clerks.cellVotes(4, path, 17);
        page.awaitState("CELL_PASSED").awaitNext("Nhập kết quả kiểm phiếu");
        assertThat(page.clock("Quyết định kết nạp")).containsText("Trong 60 ngày làm việc");
        clerks.count("vanphong", name, 15, 11);
        clerks.count("vanphong.2", name, 15, 11);
        tasks(department)
                .open("Thẩm định hồ sơ", name)
                .answer("result", "GO_ON")
                .submit();
        clerks.count("vanphong", name, 5, 3);
        clerks.count("vanphong.2", name, 5, 3);
        tasks(office)
                .open("Ban hành quyết định", name)
                .answer("decisionNo", "22-QĐ/ĐU")
                .answer("decidedOn", date())
                .submit();

        page.awaitState("DECIDED").awaitNext("Nhận quyết định kết nạp");
        assertThat(page.step(BASE).locator("[data-test=passage]")).hasCount(3);
        assertThat(page.step(STANDING)).containsText("quyết định");
        assertThat(page.history())
                .contains(
                        "Đảng ủy biểu quyết ngày " + date() + ": 9/15 (60,0 %), không đạt",
                        "Đã giải quyết, trình lại",
                        "Cơ quan thẩm định trả lại hồ sơ",
                        "Chi bộ sẽ biểu quyết lại",
                        "Ban thường vụ biểu quyết ngày " + date() + ": 3/5 (60,0 %), đạt",
                        "Quyết định kết nạp số 22-QĐ/ĐU ngày " + date());
        assertThat(page.history().stream().filter("Hồ sơ được trả lại chi bộ"::equals))
                .hasSize(2);
    }

    @Test
    void a_refusal_tells_the_cell_why() {
        var name = "Vi Thị Ba";
        var path = clerks.readyForTheCell(5, name, today().minusDays(4));
        clerks.cellVotes(5, path, 19);
        clerks.count("vanphong", name, 15, 10);
        clerks.count("vanphong.2", name, 15, 10);
        clerks.as("banxaydungdang").task("Thẩm định hồ sơ", name, "result", "GO_ON");
        var secretary = screens.phone().signIn("bithu.cb05");
        var office = screens.desk().signIn("vanphong");
        var head = screens.desk().signIn("bithu.danguy");

        // half is not more than half
        tasks(head).open("Nhập kết quả kiểm phiếu", name);
        enterCount(head, 4, 2);
        tasks(office).open("Nhập kết quả kiểm phiếu", name);
        enterCount(office, 4, 2);
        tasks(office).open("Thông báo không đồng ý, nêu lý do", name);
        sound(office, "refusal");
        tasks(office)
                .answer("reason", "Chưa gương mẫu trong việc của thôn.")
                .answer("refusedOn", date())
                .submit();

        var page = new AdmissionPage(secretary, path).awaitState("REFUSED");
        assertThat(secretary.page().locator("main")).containsText("Không được kết nạp");
        assertThat(page.step(STANDING)).containsText("không đồng ý");
        assertThat(page.step(STANDING)).containsText("Chưa gương mẫu trong việc của thôn.");
        assertThat(page.clock("Quyết định kết nạp")).containsText("xong " + date());
        assertThat(page.history())
                .contains(
                        "Ban thường vụ biểu quyết ngày " + date() + ": 2/4 (50,0 %), không đạt",
                        "Không đồng ý kết nạp, thông báo ngày " + date());
        assertThat(secretary.test("act-link")).hasCount(0);
        sound(secretary, "refused case");
        for (var person : List.of(secretary, office, head)) {
            nothingLeft(person, name);
        }
    }

    @Test
    void an_expired_certificate_takes_the_question_off_and_a_repeated_course_brings_it_back() {
        var name = "Cầm Văn Bốn";
        var issued = today().plusDays(5).minusMonths(60);
        var path = clerks.readyForTheCell(7, name, issued);
        var secretary = screens.phone().signIn("bithu.cb07");
        var office = screens.desk().signIn("vanphong");
        var page = new AdmissionPage(secretary, path).awaitNext("Chi bộ biểu quyết lần 1");
        assertThat(secretary.test("missing")).hasCount(0);

        waitUntil(issued.plusMonths(60).plusDays(1), 9, 0);

        page.awaitNext("Cử học lại lớp nhận thức về Đảng");
        assertThat(secretary.test("next-step")).hasCount(1); // the cell is not asked meanwhile
        assertThat(secretary.test("missing")).containsText("60 tháng");
        assertThat(secretary.test("missing")).containsText(Pattern.compile("\\(.*(HD|QĐ|Hướng dẫn|Quy định).*\\)"));
        assertThat(page.clock("Giấy chứng nhận")).containsText("quá hạn");
        sound(secretary, "case with an expired certificate");
        tasks(office).open("Cử học lại lớp nhận thức về Đảng", name);
        sound(office, "repeated course");
        tasks(office)
                .answer("certificateNo", "BD-77")
                .answer("issuedOn", date())
                .submit();

        page.awaitNext("Chi bộ biểu quyết lần 1");
        assertThat(secretary.test("missing")).hasCount(0);
        assertThat(page.clock("Giấy chứng nhận")).containsText(DATE.format(today().plusMonths(60)));
        assertThat(page.history()).contains("Học lại lớp nhận thức về Đảng, giấy chứng nhận cấp ngày " + date());
        nothingLeft(office, name);
        clerks.cellVotes(7, path, 20);
        page.awaitState("CELL_PASSED");
    }

    @Test
    void a_sponsor_who_moves_away_is_replaced() {
        var name = "Quàng Thị Năm";
        var path = clerks.untilTheCheck(3, name, today().minusDays(4));
        var secretary = screens.phone().signIn("bithu.cb03");
        var successor = screens.phone().signIn("dangvien.cb03");
        var leaving = clerks.sponsorOf(3).fullName();
        var page = new AdmissionPage(secretary, path).open();
        assertThat(page.sponsor(leaving)).containsText("đã viết giấy giới thiệu");

        page.begin("SPONSOR_LEFT");
        assertThat(secretary.test("consequences")).isVisible();
        sound(secretary, "sponsor left");
        secretary.page().getByLabel(leaving).check();
        new InboxPage(secretary).answer("on", DATE.format(today().plusDays(1)));
        secretary.test("submit").click();
        assertThat(secretary.test("errors")).containsText("Ngày này chưa đến");
        new InboxPage(secretary).answer("on", DATE.format(today().minusDays(2)));
        secretary.test("submit").click();
        assertThat(page.sponsor(leaving)).containsText("đã chuyển đi " + DATE.format(today().minusDays(2)));

        page.awaitNext("Phân công người giới thiệu khác");
        assertThat(secretary.test("missing")).isVisible(); // nobody introduces the candidate now
        tasks(secretary).open("Phân công người giới thiệu khác", name);
        tasks(secretary)
                .answer("sponsor", successor.name())
                .answer("togetherSince", DATE.format(today().minusYears(3)))
                .answer("appointedOn", date())
                .submit();
        tasks(successor).open("Người giới thiệu mới viết giấy giới thiệu", cell(3).name());
        sound(successor, "introduction by the new sponsor");
        tasks(successor)
                .answer("sponsor", successor.name())
                .answer("introducedOn", date())
                .submit();

        page.open();
        assertThat(page.sponsor(successor.name())).containsText("đã viết giấy giới thiệu " + date());
        assertThat(secretary.test("missing")).hasCount(0);
        assertThat(page.history())
                .contains(
                        "Đảng viên giới thiệu, giúp đỡ chuyển đi từ ngày " + DATE.format(today().minusDays(2)),
                        "Phân công đảng viên giới thiệu ngày " + date(),
                        "Đảng viên giới thiệu viết giấy giới thiệu ngày " + date());
        sound(secretary, "case with another sponsor");
        nothingLeft(successor, cell(3).name());
        tasks(secretary)
                .open("Chi ủy kiểm tra hồ sơ", name)
                .answer("dossierComplete", "true")
                .submit();
        page.awaitState("READY").awaitNext("Chi bộ biểu quyết lần 1");
    }

    @Test
    void a_probationer_is_struck_off_after_three_ballots() {
        var name = "Tòng Văn Sáu";
        var path = clerks.readyForTheCell(9, name, today().minusDays(4));
        clerks.cellVotes(9, path, 18);
        clerks.throughTheRoute(name, "41-QĐ/ĐU");
        var ends = clerks.probation(9, name, path);
        var secretary = screens.phone().signIn("bithu.cb09");
        var committee = screens.phone().signIn("chiuy.cb09");
        var head = screens.desk().signIn("bithu.danguy");
        var office = screens.desk().signIn("vanphong");
        var page = new AdmissionPage(secretary, path);

        clerks.cellVotes(9, path, 11);
        tasks(secretary).open("Quyết định lần biểu quyết tiếp theo", name);
        sound(secretary, "next ballot");
        tasks(secretary)
                .answer("nextBallot", "RECOGNITION")
                .answer("reason", "Chi bộ góp ý, xét lại kỳ sau.")
                .submit();
        clerks.cellVotes(9, path, 10);
        tasks(committee)
                .open("Quyết định lần biểu quyết tiếp theo", name)
                .answer("nextBallot", "RECOGNITION")
                .answer("reason", "Xét lại lần cuối.")
                .submit();
        var second = today();
        page.awaitNext("Chi bộ biểu quyết lần 6");
        var deputy = screens.phone().signIn("phobithu.cb09");
        voteInRoom(9, secretary, deputy, path, present -> present / 3, false);
        assertThat(deputy.test("result")).containsText("không thông qua");

        page.awaitNext("Cấp trên quyết định sau các lần biểu quyết");
        assertThat(secretary.test("state")).hasAttribute("data-state", "PROBATION_ENDED");
        assertThat(page.results().subList(3, 6)).allMatch(result -> result.contains("Không đạt"));
        sound(secretary, "case after three ballots");
        nothingLeft(secretary, name);
        tasks(head)
                .open("Cấp trên quyết định sau các lần biểu quyết", name)
                .answer("ruling", "STRIKE_OFF")
                .answer("reason", "Ba lần không đủ tín nhiệm.")
                .submit();
        page.awaitState("STRIKE_OFF_PROPOSED").awaitNext("Nhập kết quả kiểm phiếu");
        assertThat(page.clock("Quyết định công nhận hoặc xóa tên")).containsText("còn");

        clerks.count("vanphong", name, 15, 13);
        clerks.count("vanphong.2", name, 15, 13);
        clerks.as("banxaydungdang").task("Thẩm định hồ sơ", name, "result", "GO_ON");
        tasks(head).open("Nhập kết quả kiểm phiếu", name);
        enterCount(head, 5, 4);
        tasks(office).open("Nhập kết quả kiểm phiếu", name);
        enterCount(office, 5, 4);
        tasks(office)
                .open("Ban hành quyết định", name)
                .answer("decisionNo", "66-QĐ/ĐU")
                .answer("decidedOn", date())
                .submit();

        page.awaitState("STRUCK_OFF");
        awaitHistory(page, "Quyết định xóa tên số 66-QĐ/ĐU ngày " + date());
        assertThat(secretary.page().locator("main")).containsText("Xóa tên trong danh sách đảng viên dự bị");
        assertThat(page.history())
                .contains(
                        "Hết thời gian dự bị ngày " + DATE.format(ends),
                        "Chi bộ biểu quyết ngày " + DATE.format(second)
                                + " về công nhận chính thức: 10/20 (50,0 %), không đạt",
                        "Cấp có thẩm quyền trực tiếp xét việc xóa tên");
        sound(secretary, "struck off");
        for (var person : List.of(secretary, committee, head, office)) {
            nothingLeft(person, name);
        }
    }

    /** The page is looked at on phone and desk; one of each kind is enough. */
    private void sound(Screen screen, String kind) {
        if (LOOKED_AT.add(kind)) {
            assertThat(PageWalk.at(screen)).as(kind).isEmpty();
        }
    }

    // ---- people and time

    private static InboxPage tasks(Screen screen) {
        return new InboxPage(screen);
    }

    /** Looks again until it is there. */
    private static void again(Screen screen, String path, Locator wanted) {
        Awaitility.await(path)
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    screen.open(path);
                    return wanted.count() > 0;
                });
    }

    private static void awaitHistory(AdmissionPage page, String line) {
        Awaitility.await(line)
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> page.open().history().contains(line));
    }

    /** The list of this person holds nothing about it. */
    private static void nothingLeft(Screen screen, String about) {
        screen.open("/inbox?q=" + about);
        assertThat(screen.test("task-line").filter(new Locator.FilterOptions().setHasText(about)))
                .hasCount(0);
    }

    private String date() {
        return DATE.format(today());
    }

    private LocalDate today() {
        return DomainTime.dateOf(now());
    }

    private Instant now() {
        return probe.engine().now();
    }

    private void waitUntil(LocalDate day, int hour, int minute) {
        var moment = day.atTime(hour, minute).atZone(DomainTime.ZONE).toInstant();
        if (moment.isAfter(now())) {
            probe.advanceTo(moment);
        }
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
        return organizations.unitByCode("MAU-CB%02d".formatted(number), today()).orElseThrow();
    }
}
