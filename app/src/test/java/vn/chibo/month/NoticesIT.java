package vn.chibo.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingMode;
import vn.chibo.meetings.MonthEvent;
import vn.chibo.meetings.MonthOpening;
import vn.chibo.meetings.Notices;
import vn.chibo.meetings.Petitions;
import vn.chibo.meetings.Reports;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** What people are told because of events, from the act to their own page; no engine runs. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = {"chibo.sample=true", "chibo.engine.enabled=false"})
class NoticesIT {

    @LocalServerPort
    int port;

    @Autowired
    Organizations organizations;

    @Autowired
    MonthOpening months;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    MeetingDates dates;

    @Autowired
    Notices invitations;

    @Autowired
    Reports reports;

    @Autowired
    Petitions petitions;

    @Autowired
    Cases cases;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @BeforeEach
    void openMonths() {
        months.openUnder(Set.of(unit("MAU").id()));
    }

    @Test
    void an_invitation_reaches_members_with_an_account_who_open_it_from_their_own_page() throws Exception {
        var id = month("MAU-CB02");
        var secretary = user("bithu.cb02");
        var start = lastEvening(meetings.get(id).period());
        dates.register(
                id,
                new MeetingDates.Proposal(start, "Nhà văn hóa thôn 2", MeetingMode.IN_PERSON, false, null),
                secretary);
        dates.approve(id, user("vanphong"));
        invitations.send(id, Map.of(), secretary);
        delivered();

        assertThat(told("dangvien.cb02")).containsExactly("notifications.meeting.noticeSent");
        assertThat(told(accountOf(assigned("MAU-CB02")))).contains("notifications.meeting.noticeSent");
        assertThat(told("bithu.cb02")).doesNotContain("notifications.meeting.noticeSent");
        assertThat(about(id, "dangvien.cb03")).isEmpty();

        var member = signIn("dangvien.cb02");
        var start1 = member.get("/inbox");
        assertThat(start1.document().select("[data-test=unread-notices]").text())
                .isEqualTo("1");
        assertThat(start1.document().select("[data-test=new-notices]").text()).contains("tại Nhà văn hóa thôn 2");
        var opened = member.submit(start1, start1.form("/opening"), Map.of());
        assertThat(opened.status()).as("%s", opened).isEqualTo(200);
        assertThat(opened.text()).contains("GIẤY MỜI");
        assertThat(opened.links(".govuk-back-link")).isEmpty();
        var page = member.get("/notices?lang=en");
        assertThat(page.text()).contains("Unread: 0", "invitation to the meeting at");
        assertThat(page.document().select("[data-test=unread-notices]")).isEmpty();

        var other = signIn("dangvien.cb03");
        assertThat(other.get("/notices").text()).doesNotContain("Nhà văn hóa thôn 2");
        assertThat(other.get("/meetings/" + id + "/invitation").status()).isEqualTo(403);
    }

    @Test
    void an_event_that_is_delivered_again_tells_nobody_twice() throws Exception {
        var meeting = meetings.get(month("MAU-CB04"));
        var month = new MonthEvent.Month(
                meeting.id(), meeting.cell(), meeting.cellName(), meeting.committee(), meeting.period());
        var event = new MonthEvent.ReportLate(UUID.randomUUID(), month);
        var office = user("vanphong.2");
        var before = told("vanphong.2").size();

        transaction.executeWithoutResult(status -> events.publishEvent(event));
        delivered();
        transaction.executeWithoutResult(status -> events.publishEvent(event));
        delivered();

        assertThat(told("vanphong.2")).hasSize(before + 1);
        assertThat(office.member()).isNotNull();
    }

    @Test
    void escalations_and_answers_reach_those_who_must_act_and_stay_in_the_history() {
        var id = month("MAU-CB05");
        dates.escalateRegistration(id);
        dates.escalateRegistration(id);
        dates.escalateVerification(id);
        var visit = new Reports.Visit(false, "Ốm", null, null, null, null, null, null, null, null, null, null);
        reports.visited(id, visit, "Sửa đường thôn 5", null, user("capuy.1"));
        petitions.answer(petitions.raisedAt(id).getFirst().id(), "Đã đưa vào kế hoạch", user("vanphong"));
        dates.declareNotHeld(id, "Lũ lụt", user("bithu.cb05"));
        delivered();

        assertThat(about(id, "vanphong"))
                .containsExactlyInAnyOrder(
                        "notifications.meeting.registrationOverdue",
                        "notifications.meeting.verificationOverdue",
                        "notifications.meeting.notHeld");
        assertThat(about(id, accountOf(assigned("MAU-CB05"))))
                .containsExactlyInAnyOrder(
                        "notifications.meeting.registrationOverdue", "notifications.meeting.notHeld");
        assertThat(about(id, "bithu.danguy"))
                .containsExactlyInAnyOrder(
                        "notifications.meeting.verificationOverdue", "notifications.meeting.notHeld");
        assertThat(about(id, "bithu.cb05")).containsExactly("notifications.meeting.petitionAnswered");
        assertThat(about(id, "phobithu.cb05")).containsExactly("notifications.meeting.petitionAnswered");
        assertThat(cases.history(id.caseId()))
                .extracting(Cases.HistoryLine::messageKey)
                .contains("meetings.history.registrationOverdue", "meetings.history.verificationOverdue");
    }

    @Test
    void a_silent_committee_and_an_unfinished_sitting_are_told_once() {
        var meeting = meetings.get(month("MAU-CB13"));
        var month = new MonthEvent.Month(
                meeting.id(), meeting.cell(), meeting.cellName(), meeting.committee(), meeting.period());
        var silent = new MonthEvent.ConsentOverdue(UUID.randomUUID(), month);
        var unfinished = new MonthEvent.SittingUnfinished(UUID.randomUUID(), month);
        for (var event : List.of(silent, unfinished, silent, unfinished)) {
            transaction.executeWithoutResult(status -> events.publishEvent(event));
            delivered();
        }

        assertThat(about(meeting.id(), "vanphong"))
                .containsExactly("notifications.meeting.consentOverdue", "notifications.meeting.sittingUnfinished");
        assertThat(about(meeting.id(), "bithu.danguy")).containsExactly("notifications.meeting.consentOverdue");
    }

    @Test
    void one_marks_ones_own_notices_only_and_what_came_meanwhile_stays_unread() throws Exception {
        var meeting = meetings.get(month("MAU-CB07"));
        var month = new MonthEvent.Month(
                meeting.id(), meeting.cell(), meeting.cellName(), meeting.committee(), meeting.period());
        publishPetitionAnswered(month);
        publishPetitionAnswered(month);
        delivered();
        var secretary = signIn("bithu.cb07");
        var seen = secretary.get("/notices");
        assertThat(seen.text()).contains("Chưa đọc: 2");

        var foreign = signIn("bithu.cb08");
        var own = foreign.get("/password");
        var form = own.form("/password")
                .clone()
                .attr("action", seen.form("/opening").attr("action"));
        assertThat(foreign.submit(own, form, Map.of()).status()).isEqualTo(404);

        publishPetitionAnswered(month);
        delivered();
        var after = secretary.submit(seen, seen.form("/notices/readings"), Map.of());
        assertThat(after.text()).contains("Chưa đọc: 1");
        var last = secretary.submit(after, after.form("/reading"), Map.of());
        assertThat(last.text()).contains("Chưa đọc: 0");
        assertThat(signIn("quantri").get("/notices").status()).isEqualTo(200);
    }

    private void publishPetitionAnswered(MonthEvent.Month month) {
        transaction.executeWithoutResult(
                status -> events.publishEvent(new MonthEvent.PetitionAnswered(UUID.randomUUID(), month, null)));
    }

    /** Every event of the registry has reached its listener. */
    private void delivered() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select count(*) from events.event_publication")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private List<String> told(String account) {
        return jdbc.sql("""
                        select n.message_key from notifications.notice n
                        join identity.account a on a.member_id = n.recipient where a.username = ? order by n.id""").param(account).query(String.class).list();
    }

    private List<String> about(MeetingId meeting, String account) {
        return jdbc.sql("""
                        select n.message_key from notifications.notice n
                        join identity.account a on a.member_id = n.recipient
                        where a.username = ? and n.link like ? order by n.id""")
                .params(account, "/meetings/" + meeting + "%")
                .query(String.class)
                .list();
    }

    private MeetingId month(String cellCode) {
        var cell = unit(cellCode).id();
        var now = YearMonth.from(DomainTime.today(clock));
        return meetings.of(cell, now.plusMonths(1))
                .or(() -> meetings.of(cell, now))
                .orElseThrow();
    }

    private static Instant lastEvening(YearMonth period) {
        return period.atEndOfMonth()
                .atTime(LocalTime.of(23, 30))
                .atZone(DomainTime.ZONE)
                .toInstant();
    }

    private UnitView unit(String code) {
        return organizations.unitByCode(code, DomainTime.today(clock)).orElseThrow();
    }

    private MemberView assigned(String cellCode) {
        return organizations
                .holders(Office.ASSIGNED_COMMITTEE_MEMBER, unit(cellCode).id(), DomainTime.today(clock))
                .getFirst();
    }

    private String accountOf(MemberView member) {
        return jdbc.sql("select username from identity.account where member_id = ?")
                .param(member.id().value())
                .query(String.class)
                .single();
    }

    private CurrentUser user(String account) {
        var member = jdbc.sql("select member_id from identity.account where username = ?")
                .param(account)
                .query(UUID.class)
                .single();
        return new CurrentUser(
                UUID.randomUUID(), account, new vn.chibo.organization.MemberId(member), account, false, List.of());
    }

    private Browser signIn(String account) throws Exception {
        var browser = new Browser(URI.create("http://127.0.0.1:" + port));
        var page = browser.get("/sign-in");
        browser.submit(page, page.form("/sign-in"), Map.of("username", account, "password", "chibo-2026"));
        return browser;
    }
}
