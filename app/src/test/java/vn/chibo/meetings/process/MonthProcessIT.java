package vn.chibo.meetings.process;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.meetings.process.CellMonth.moment;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.engine.EngineCommands;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.MonthOpening;
import vn.chibo.meetings.Steps;
import vn.chibo.meetings.score.ScoreSheets;
import vn.chibo.meetings.sitting.RoomActs;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;
import vn.chibo.testing.ProcessModel;

/**
 * The month of a cell in the real engine, from its opening by the calendar to every end it can come to. Each test takes
 * the next month that is not open yet, so the order does not matter; the last one looks back at what all of them saw.
 */
@EngineTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonthProcessIT {

    private static final List<String> MODELS = List.of("open-month", "monthly-meeting", "hold-session");

    /** Every variable a process of this area may hold: ids, office scopes, moments, and facts its gateways ask for. */
    private static final Set<String> VARIABLES = Set.of(
                    "caseId sittingId cellCode committeeCode period chairId minuteTakerId lastCell".split(" "),
                    "registerBy approveBy plannedStart draftBy preMeetingBy noticeBy uploadBy sittingBy".split(" "),
                    "notHeldAt explainBy acknowledgeBy signBy reportBy visitBy visitAwaitedUntil verifyBy".split(" "),
                    "claimed hasCommittee hasAssignedMember dateProposed dateApproved prepared reasonKnown".split(" "),
                    "needsConsent consented quorumReached mayDecide goOn newDateInMonth scoreAccepted".split(" "),
                    "resolutionResult sittingOutcome selfPoints verifiedPoints points selfGrade verifiedGrade"
                            .split(" "),
                    "consentBy unfinishedAt gradeGoodFrom gradeFairFrom gradeAverageFrom postponements remaining"
                            .split(" "))
            .stream()
            .flatMap(Stream::of)
            .collect(Collectors.toSet());

    @Autowired
    ApplicationContext context;

    @Autowired
    EngineProbe probe;

    @Autowired
    Organizations organizations;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    MonthOpening opening;

    @Autowired
    ScoreSheets scores;

    @Autowired
    EngineCommands commands;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void opens_every_cells_month_once() {
        var period = nextMonthOpened();
        var month = new CellMonth(context, cell(20), period);
        month.awaitTask(MonthlyMeetingProcess.REGISTER_DATE);

        probe.until("open-month ended", () -> reached("open-month").contains("EndEvent_MonthOpened"));
        assertThat(opening.openUnder(Set.of(root().id()))).isZero();
        transaction.executeWithoutResult(status -> commands.publish(
                MonthlyMeetingProcess.MONTH_OPENED,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                Map.of(MonthlyMeetingProcess.CASE_ID, month.id.toString())));

        month.awaitEnd(MonthlyMeetingProcess.ID, "EndEvent_Duplicate");
        assertThat(month.openTasks()).containsExactly("UserTask_RegisterDate");
    }

    @Test
    void goes_from_the_date_to_the_verified_score() {
        var month = new CellMonth(context, cell(1), nextMonthOpened());
        month.register(month.at(10, 19, 30));
        month.approve();
        month.waitUntil(month.at(3, 8, 0));
        month.assignDrafting();
        month.holdPreMeeting();
        month.sendNotice();
        month.uploadPapers();

        month.waitUntil(month.at(10, 19, 30));
        var secretary = month.secretary();
        var deputy = month.holder(Office.CELL_DEPUTY_SECRETARY);
        month.open(secretary.member(), deputy.member());
        month.callRoll(deputy, List.of(month.plainMembers().getLast()));
        month.conduct(deputy, month.plainMembers().getFirst());
        month.passResolution(secretary);
        month.scoreFull(secretary);
        month.adoptMinutes(deputy);
        month.awaitEnd(HoldSessionProcess.ID, "EndEvent_Held");
        assertThat(month.status()).isEqualTo(MeetingStatus.HELD);
        month.sign();
        month.report();
        month.reportVisit();
        month.verify();

        month.awaitEnd(MonthlyMeetingProcess.ID, "EndEvent_Verified");
        assertThat(month.status()).isEqualTo(MeetingStatus.VERIFIED);
        assertThat(meetings.story(month.id).resolutionNumber()).isNotNull();
        assertThat(month.outcome()).isEqualTo("meetings.outcome.verified");
        assertThat(month.openTasks()).isEmpty();
        assertThat(variable(month, "selfGrade")).isEqualTo("GOOD");
        assertThat(variable(month, "verifiedGrade")).isEqualTo("GOOD");
        assertThat(month.history()).doesNotContain("meetings.history.notPrepared", "meetings.history.reportLate");
    }

    @Test
    void goes_on_when_everybody_is_late() {
        var month = new CellMonth(context, cell(4), nextMonthOpened());
        month.waitPast(Steps.REGISTER_DATE);
        month.awaitPassed("Timer_RegistrationOverdue", "EndEvent_RegistrationEscalated");
        month.awaitHistory("meetings.history.registrationOverdue");
        month.register(month.at(12, 19, 30));
        month.refuse();
        month.register(month.at(14, 19, 30));
        month.approve();
        month.assignDrafting();

        month.waitUntil(month.at(14, 19, 30));
        month.awaitPassed("Timer_MeetingDue");
        var members = month.plainMembers();
        month.open(members.get(0), members.get(1));
        month.consent(false);
        month.open(members.get(2), members.get(1));
        month.consent(true);
        var chair = month.user(members.get(2));
        var minuteTaker = month.user(members.get(1));
        assertThat(month.history())
                .contains(
                        "meetings.history.notPrepared",
                        "meetings.history.noticeMissing",
                        "meetings.history.papersMissing");
        month.callRoll(minuteTaker, month.twoInFive());
        month.goOn(chair);
        month.conduct(minuteTaker, members.get(1));
        month.rejectResolution(chair, "REWRITE");
        month.rewriteResolution(chair);
        month.passResolution(chair);
        month.scoreFull(chair);
        month.adoptMinutes(minuteTaker);
        month.sign();
        month.waitPast(Steps.PUBLISH_AND_REPORT);
        month.awaitPassed("Timer_ReportLate", "EndEvent_ReportLateRecorded");
        month.awaitHistory("meetings.history.reportLate");
        month.report();
        month.waitUntil(month.deadline(Steps.VERIFY_SCORE).minus(Duration.ofDays(1)));
        month.awaitPassed("Timer_VisitMissing");
        month.awaitTask(MonthlyMeetingProcess.VERIFY_SCORE);
        assertThat(month.history())
                .contains("meetings.history.visitMissing")
                .doesNotContain("meetings.history.verificationOverdue");
        month.waitPast(Steps.VERIFY_SCORE);
        month.awaitPassed("Timer_VerificationOverdue", "EndEvent_VerificationEscalated");
        month.awaitHistory("meetings.history.verificationOverdue");
        month.returnScore();
        month.explainScore();
        month.verifyLower("7", "10");

        month.awaitEnd(MonthlyMeetingProcess.ID, "EndEvent_Verified");
        assertThat(month.status()).isEqualTo(MeetingStatus.VERIFIED);
        assertThat(variable(month, "selfGrade")).isEqualTo("GOOD");
        assertThat(variable(month, "verifiedGrade")).isEqualTo("FAIR");
        assertThat(scores.summary(month.id).orElseThrow().verifiedGrade()).isEqualTo("FAIR");
        assertThat(month.history())
                .containsOnlyOnce(
                        "meetings.history.registrationOverdue",
                        "meetings.history.reportLate",
                        "meetings.history.visitMissing",
                        "meetings.history.verificationOverdue");
    }

    @Test
    void is_postponed_within_the_month_as_often_as_needed() {
        var month = new CellMonth(context, cell(9), nextMonthOpened());
        month.register(month.at(6, 19, 30));
        month.approve();
        month.waitUntil(month.at(2, 8, 0));
        month.assignDrafting();
        month.holdPreMeeting();
        month.sendNotice();

        month.postpone(month.at(8, 19, 30));
        month.awaitPassed("Message_Postponed");
        assertThat(month.status()).isEqualTo(MeetingStatus.POSTPONED);
        month.approve();
        month.sendNotice();
        month.uploadPapers();

        month.awaitTask(HoldSessionProcess.OPEN_SITTING);
        month.postpone(month.at(10, 19, 30));
        month.awaitPassed("Message_PostponedBeforeOpening", "EndEvent_PostponedBeforeOpening");
        month.approve();
        month.sendNotice();
        month.uploadPapers();

        month.waitUntil(month.at(10, 19, 30));
        var secretary = month.secretary();
        var deputy = month.holder(Office.CELL_DEPUTY_SECRETARY);
        var members = month.plainMembers();
        month.open(secretary.member(), deputy.member());
        month.callRoll(deputy, members);
        month.adjourn(secretary, month.at(17, 19, 30));
        month.awaitPassed("EndEvent_Postponed");
        month.approve();
        month.sendNotice();
        month.uploadPapers();

        month.waitUntil(month.at(17, 19, 30));
        month.open(deputy.member(), members.getFirst());
        month.callRoll(deputy, List.of(secretary.member()));
        month.conduct(deputy, members.getFirst());
        month.rejectResolution(deputy, "MINUTES_ONLY");
        month.scoreFull(deputy);
        month.adoptMinutes(deputy);

        month.awaitPassed("EndEvent_Held");
        month.awaitTask(MonthlyMeetingProcess.SIGN_MINUTES);
        assertThat(month.status()).isEqualTo(MeetingStatus.HELD);
        assertThat(meetings.get(month.id).originalStart()).isEqualTo(month.at(6, 19, 30));
        assertThat(meetings.story(month.id).postponements()).hasSize(3);
        assertThat(month.path()).filteredOn("UserTask_HoldPreMeeting"::equals).hasSize(1);
        assertThat(month.openTasks()).containsExactlyInAnyOrder("UserTask_SignMinutes", "UserTask_ReportVisit");
    }

    @Test
    void is_not_held_and_says_why() {
        var period = nextMonthOpened();
        var declared = new CellMonth(context, cell(10), period);
        var declaredLate = new CellMonth(context, cell(11), period);
        var brokenOff = new CellMonth(context, cell(12), period);
        var forgotten = new CellMonth(context, cell(14), period);
        var neverOpened = new CellMonth(context, cell(16), period);

        declared.awaitTask(MonthlyMeetingProcess.REGISTER_DATE);
        declared.declareNotHeld();
        for (var month : List.of(declaredLate, brokenOff, neverOpened)) {
            month.register(month.at(20, 19, 30));
            month.approve();
        }
        declared.awaitPassed("Message_NotHeldDeclared");
        declared.acknowledgeNotHeld(true);
        declared.awaitEnd(MonthlyMeetingProcess.ID, "EndEvent_NotHeld");

        declared.waitUntil(declared.at(20, 19, 30));
        declaredLate.awaitTask(HoldSessionProcess.OPEN_SITTING);
        declaredLate.declareNotHeld();
        var secretary = brokenOff.secretary();
        brokenOff.open(secretary.member(), brokenOff.plainMembers().getFirst());
        brokenOff.callRoll(secretary, brokenOff.plainMembers());
        brokenOff.giveUp(secretary);
        brokenOff.acknowledgeNotHeld(false);
        brokenOff.awaitEnd(HoldSessionProcess.ID, "EndEvent_NotHeld");
        declaredLate.awaitEnd(HoldSessionProcess.ID, "EndEvent_NotHeldDeclared");
        declaredLate.acknowledgeNotHeld(true);
        neverOpened.awaitTask(HoldSessionProcess.OPEN_SITTING);

        neverOpened.waitUntil(moment(period.atEndOfMonth().plusDays(2), 0, 1));
        neverOpened.awaitEnd(HoldSessionProcess.ID, "EndEvent_MonthOver");
        forgotten.awaitPassed("Timer_MonthOver");
        for (var month : List.of(forgotten, neverOpened)) {
            month.explainNotHeld();
            month.acknowledgeNotHeld(false);
        }

        for (var month : List.of(declared, declaredLate, brokenOff, forgotten, neverOpened)) {
            month.awaitEnd(MonthlyMeetingProcess.ID, "EndEvent_NotHeld");
            assertThat(month.status()).isEqualTo(MeetingStatus.NOT_HELD);
            assertThat(month.outcome()).isEqualTo("meetings.outcome.notHeld");
            assertThat(month.openTasks()).isEmpty();
        }
        assertThat(declared.path()).doesNotContain("UserTask_ExplainNotHeld");
        assertThat(brokenOff.path()).doesNotContain("UserTask_ExplainNotHeld");
        assertThat(meetings.story(brokenOff.id).notHeldJustified()).isFalse();
    }

    @Test
    void nobody_answers_about_the_chair_and_nobody_closes_the_sitting() {
        var period = nextMonthOpened();
        var postponed = new CellMonth(context, cell(2), period);
        var declared = new CellMonth(context, cell(3), period);
        var forgotten = new CellMonth(context, cell(5), period);
        var all = List.of(postponed, declared, forgotten);
        for (var month : all) {
            month.register(month.at(10, 19, 30));
            month.approve();
        }
        postponed.waitUntil(postponed.at(10, 19, 30));
        for (var month : all) {
            var members = month.plainMembers();
            month.open(members.get(0), members.get(1));
            month.awaitTask(HoldSessionProcess.CONSENT_TO_CHAIR);
        }

        postponed.waitPast(Steps.CONSENT_TO_CHAIR);
        for (var month : all) {
            month.waitPast(Steps.CONSENT_TO_CHAIR);
            month.awaitPassed("Timer_ConsentOverdue", "EndEvent_ConsentEscalated");
            month.awaitHistory("meetings.history.consentOverdue");
            assertThat(month.openTasks()).containsExactly("UserTask_ConsentToChair");
        }
        declared.declareNotHeld();
        declared.awaitEnd(HoldSessionProcess.ID, "EndEvent_NotHeldDeclaredBeforeConsent");
        declared.acknowledgeNotHeld(true);
        declared.awaitEnd(MonthlyMeetingProcess.ID, "EndEvent_NotHeld");
        postponed.postpone(postponed.at(12, 19, 30));
        postponed.awaitPassed("Message_PostponedBeforeConsent", "EndEvent_PostponedBeforeConsent");
        postponed.approve();
        postponed.waitUntil(postponed.at(12, 19, 30));

        var secretary = postponed.secretary();
        var other = postponed.plainMembers().getFirst();
        postponed.open(secretary.member(), other);
        var ended = postponed.now().plus(Duration.ofMinutes(95));
        postponed.callRoll(secretary, List.of());
        assertThat(postponed.history()).doesNotContain("meetings.history.sittingUnfinished");
        postponed.waitPast(Steps.FINISH_MEETING);
        postponed.awaitPassed("Timer_SittingUnfinished", "EndEvent_UnfinishedEscalated");
        postponed.awaitHistory("meetings.history.sittingUnfinished");
        assertThat(postponed.openTasks()).containsExactly("UserTask_ConductAgenda");
        postponed.conduct(secretary, other);
        postponed.passResolution(secretary);
        postponed.scoreFull(secretary);
        postponed.adoptMinutes(secretary, ended);
        postponed.awaitPassed("EndEvent_Held", "EndEvent_SittingOver");
        postponed.awaitTask(MonthlyMeetingProcess.SIGN_MINUTES);

        forgotten.waitUntil(moment(period.atEndOfMonth().plusDays(2), 0, 1));
        forgotten.awaitEnd(HoldSessionProcess.ID, "EndEvent_MonthOverBeforeConsent");
        forgotten.explainNotHeld();
        forgotten.acknowledgeNotHeld(false);
        forgotten.awaitEnd(MonthlyMeetingProcess.ID, "EndEvent_NotHeld");

        assertThat(postponed.status()).isEqualTo(MeetingStatus.HELD);
        assertThat(postponed.history())
                .containsOnlyOnce("meetings.history.consentOverdue", "meetings.history.sittingUnfinished");
        for (var month : List.of(declared, forgotten)) {
            assertThat(month.status()).isEqualTo(MeetingStatus.NOT_HELD);
            assertThat(month.history()).containsOnlyOnce("meetings.history.consentOverdue");
            assertThat(meetings.story(month.id).consentPending()).isFalse();
        }
    }

    @Test
    void a_cell_too_small_to_decide_meets_without_a_vote_and_without_a_visitor() {
        jdbc.sql("""
                        update organization.office_term set valid_to = valid_from + 1
                        where unit_id = :cell and office = 'ASSIGNED_COMMITTEE_MEMBER'""").param("cell", cell(6).id().value()).update();
        var month = new CellMonth(context, cell(6), nextMonthOpened());
        month.register(month.at(10, 19, 30));
        month.approve();
        month.assignDrafting();
        month.prepareAlone();
        month.sendNotice();
        month.keepPapersOnPaper();

        month.waitUntil(month.at(10, 19, 30));
        var secretary = month.secretary();
        var other = month.plainMembers().getFirst();
        month.open(secretary.member(), other);
        month.callRoll(secretary, List.of());
        month.conduct(secretary, other);
        month.scoreFull(secretary);
        month.adoptMinutes(month.user(other));
        month.sign();
        month.reportOnPaperOnly();
        month.verify();

        month.awaitEnd(MonthlyMeetingProcess.ID, "EndEvent_Verified");
        assertThat(month.path())
                .contains("ServiceTask_RaiseCellTooSmall")
                .doesNotContain("UserTask_VoteResolution", "UserTask_ReportVisit", "UserTask_HoldPreMeeting");
        assertThat(month.history()).containsOnlyOnce("meetings.history.cellTooSmall");
        assertThat(meetings.story(month.id).cellTooSmall()).isTrue();
    }

    private YearMonth nextMonthOpened() {
        var now = probe.engine().now();
        var period = YearMonth.from(DomainTime.dateOf(now)).plusMonths(1);
        while (moment(period.atDay(1).minusDays(15), 5, 1).isBefore(now)) {
            period = period.plusMonths(1);
        }
        var next = period;
        probe.advanceTo(moment(period.atDay(1).minusDays(15), 5, 1));
        probe.until("month opened", () -> meetings.of(cell(23).id(), next).isPresent());
        return period;
    }

    private UnitView root() {
        return organizations.roots(DomainTime.dateOf(probe.engine().now())).getFirst();
    }

    private UnitView cell(int number) {
        return organizations
                .cellsUnder(root().id(), DomainTime.dateOf(probe.engine().now()))
                .get(number - 1);
    }

    private String variable(CellMonth month, String name) {
        return jdbc.sql("""
                        select v.text_value from engine.variable v
                        join engine.process_instance i on i.key = v.process_instance_key
                        where i.business_key = :case and v.name = :name order by v.updated_at desc limit 1""")
                .param("case", month.id.toString())
                .param("name", name)
                .query(String.class)
                .single();
    }

    private Set<String> reached(String process) {
        return jdbc.sql("""
                        select distinct e.element_id from engine.element_instance e
                        join engine.process_instance i on i.key = e.process_instance_key
                        where i.process_id = :process and e.state = 'COMPLETED'""").param("process", process).query(String.class).set();
    }

    @AfterEach
    void processes_hold_nothing_about_a_person() {
        assertThat(jdbc.sql("select distinct name from engine.variable_name where process_id in (:models)")
                        .param("models", MODELS)
                        .query(String.class)
                        .list())
                .isSubsetOf(VARIABLES);
        assertThat(jdbc.sql("""
                        select distinct v.name from engine.variable v
                        where v.value #>> '{}' like :typed
                            or exists (select 1 from organization.member m where position(m.full_name in v.value #>> '{}') > 0)""")
                        .param("typed", "%" + RoomActs.TYPED + "%")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    /** Over all tests of this class: no end and no boundary event of the models is left out. */
    @Test
    @Order(Integer.MAX_VALUE)
    void every_end_and_boundary_event_was_reached() {
        for (var process : MODELS) {
            var model = ProcessModel.of("meetings/" + process + ".bpmn");
            var events = Stream.concat(model.bpmn("endEvent").stream(), model.bpmn("boundaryEvent").stream())
                    .map(event -> event.getAttribute("id"))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(reached(process)).as(process).containsAll(events);
        }
    }
}
