package vn.chibo.meetings.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineCommands;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.process.MonthDriver.Month;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;

/** The three models with the real engine, through each of their end events. */
@EngineTest
@Import({TestCommune.class, MonthDriver.class})
class MonthlyMeetingProcessIT {

    /** Everything a process of this area may hold: ids, groups' codes, dates, and the facts gateways need. */
    private static final Set<String> ALLOWED_VARIABLES = Set.of(
            "caseId",
            "sittingId",
            "cellCode",
            "committeeCode",
            "lastCell",
            "chairId",
            "minuteTakerId",
            "period",
            "hasCommittee",
            "hasAssignedMember",
            "dateProposed",
            "prepared",
            "claimed",
            "dateApproved",
            "remaining",
            "gradeGoodFrom",
            "gradeFairFrom",
            "gradeAverageFrom",
            "points",
            "selfPoints",
            "selfGrade",
            "verifiedPoints",
            "verifiedGrade",
            "scoreAccepted",
            "needsConsent",
            "consented",
            "quorumReached",
            "mayDecide",
            "goOn",
            "newDateInMonth",
            "resolutionResult",
            "sittingOutcome",
            "reasonKnown",
            "registerBy",
            "approveBy",
            "plannedStart",
            "draftBy",
            "preMeetingBy",
            "noticeBy",
            "uploadBy",
            "sittingBy",
            "notHeldAt",
            "signBy",
            "reportBy",
            "visitBy",
            "verifyBy",
            "explainBy",
            "acknowledgeBy");

    @Autowired
    MonthDriver driver;

    @Autowired
    EngineProbe probe;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    MeetingDates dates;

    @Autowired
    EngineCommands commands;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_month_runs_from_registration_to_the_verified_score() {
        var month = driver.open(true, true);
        driver.agree(month, 5);
        driver.assignDrafting(month);
        var secretary = month.cell().secretary().toString();
        driver.submit(
                month,
                MonthlyMeetingProcess.HOLD_PRE_MEETING,
                Map.of(
                        "heldAt",
                        "2026-01-01T19:00",
                        "place",
                        "Nhà văn hóa",
                        "presentCount",
                        3,
                        "totalCount",
                        3,
                        "chair",
                        secretary,
                        "minuteTaker",
                        month.cell().deputy().toString(),
                        "assessment",
                        "Tốt",
                        "nextTasks",
                        "Làm đường",
                        "issues",
                        "Thu đảng phí"));
        driver.sendNotice(month);
        driver.submit(month, MonthlyMeetingProcess.UPLOAD_PAPERS, Map.of("uploadedAt", "2026-01-01T19:00"));
        var sitting = driver.awaitSitting(month);
        probe.engine().advanceTo(month.evening(5));

        driver.openSitting(month, sitting);
        driver.close(month, sitting, HoldSessionProcess.ROLL_CALL, Map.of("quorumReached", true, "mayDecide", true));
        driver.conduct(month, sitting, true);
        probe.awaitEnd(month.caseId(), HoldSessionProcess.ID, "EndEvent_Held");
        driver.signAndReport(month);
        driver.submit(
                month,
                MonthlyMeetingProcess.REPORT_VISIT,
                Map.of("attended", "yes", "orderFollowed", "FULL", "proposals", "Sửa cầu\nMở lớp"));
        driver.verify(month, true);

        probe.awaitEnd(month.caseId(), MonthlyMeetingProcess.ID, "EndEvent_Verified");
        assertThat(status(month)).isEqualTo(MeetingStatus.VERIFIED);
        assertThat(driver.outcome(month)).contains("meetings.outcome.verified");
        assertThat(probe.openElements(month.caseId())).isEmpty();
        assertThat(probe.incidents(month.caseId())).isEmpty();
    }

    @Test
    void an_overdue_registration_is_escalated_and_a_month_without_meeting_is_explained_and_acknowledged() {
        var month = driver.open(false, false);
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.REGISTER_DATE);
        probe.engine().advance(Duration.ofDays(10));
        probe.awaitEntered(month.caseId(), "EndEvent_RegistrationEscalated");
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.REGISTER_DATE);

        probe.engine().advance(Duration.ofDays(40));
        driver.submit(month, MonthlyMeetingProcess.EXPLAIN_NOT_HELD, Map.of("reason", "Bão lũ"));
        driver.submit(month, MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD, Map.of("justified", "yes"));

        probe.awaitEnd(month.caseId(), MonthlyMeetingProcess.ID, "EndEvent_NotHeld");
        assertThat(status(month)).isEqualTo(MeetingStatus.NOT_HELD);
        assertThat(driver.outcome(month)).contains("meetings.outcome.notHeld");
    }

    @Test
    void a_refused_date_is_registered_anew_and_a_postponed_meeting_is_not_prepared_twice() {
        var month = driver.open(false, false);
        driver.register(month, month.evening(5));
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.APPROVE_DATE);
        dates.refuse(month.id(), "Trùng lịch", month.by());
        driver.agree(month, 6);
        driver.assignDrafting(month);
        driver.prepareAlone(month);
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.SEND_NOTICE);

        dates.postpone(month.id(), month.evening(12), "Bão", month.by());
        driver.approve(month);
        driver.sendNotice(month);

        assertThat(meetings.get(month.id()).originalStart()).isEqualTo(month.evening(6));
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.UPLOAD_PAPERS);
        assertThat(probe.path(month.caseId()).stream().filter("UserTask_AssignDrafting"::equals))
                .hasSize(1);
        dates.declareNotHeld(month.id(), "Bão nữa", month.by());
        driver.submit(month, MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD, Map.of("justified", "no"));
        probe.awaitEnd(month.caseId(), MonthlyMeetingProcess.ID, "EndEvent_NotHeld");
    }

    @Test
    void a_second_instance_of_a_case_ends_at_once() {
        var month = driver.open(false, false);
        driver.register(month, month.evening(5));
        dates.declareNotHeld(month.id(), "Bão", month.by());
        driver.submit(month, MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD, Map.of("justified", "yes"));
        probe.awaitEnd(month.caseId(), MonthlyMeetingProcess.ID, "EndEvent_NotHeld");

        transaction.executeWithoutResult(status -> commands.publish(
                MonthlyMeetingProcess.MONTH_OPENED,
                month.caseId().toString(),
                month.caseId() + ":again",
                Map.of("caseId", month.caseId().toString())));

        probe.awaitEntered(month.caseId(), "EndEvent_Duplicate");
    }

    @Test
    void the_hour_of_the_meeting_ends_its_preparation() {
        var month = driver.open(true, false);
        driver.agree(month, 5);
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.ASSIGN_DRAFTING);
        probe.engine().advanceTo(month.evening(5).plusSeconds(1));

        driver.awaitSitting(month);
        assertThat(probe.openElements(month.caseId())).containsExactly("UserTask_OpenSitting");
        assertThat(history(month)).contains("meetings.history.notPrepared", "meetings.history.noticeMissing");
    }

    @Test
    void before_it_is_opened_a_sitting_can_be_postponed_then_declared_not_held() {
        var month = driver.open(false, false);
        driver.prepare(month, 5);
        dates.postpone(month.id(), month.evening(9), "Bão", month.by());
        probe.awaitEnd(month.caseId(), HoldSessionProcess.ID, "EndEvent_PostponedBeforeOpening");
        driver.approve(month);
        driver.sendNotice(month);
        driver.submit(
                month,
                MonthlyMeetingProcess.UPLOAD_PAPERS,
                Map.of("secretContent", true, "paperReference", "Tủ tài liệu"));
        driver.awaitSitting(month);

        dates.declareNotHeld(month.id(), "Bão nữa", month.by());

        probe.awaitEntered(month.caseId(), "EndEvent_NotHeldDeclared");
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD);
    }

    @Test
    void a_sitting_nobody_opened_is_overtaken_by_the_end_of_the_month() {
        var month = driver.open(false, false);
        driver.prepare(month, 5);
        probe.engine().advance(Duration.ofDays(50));

        probe.awaitEnd(month.caseId(), HoldSessionProcess.ID, "EndEvent_MonthOver");
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.EXPLAIN_NOT_HELD);
        assertThat(status(month)).isEqualTo(MeetingStatus.NOT_HELD);
    }

    @Test
    void a_sitting_without_quorum_is_put_off_within_the_month_or_the_month_is_not_held() {
        var month = driver.open(false, false);
        var first = driver.prepare(month, 5);
        driver.openSitting(month, first);
        driver.close(month, first, HoldSessionProcess.ROLL_CALL, Map.of("quorumReached", false, "mayDecide", true));
        meetings.adjourn(month.id(), month.evening(20), "Thiếu đảng viên", month.by());
        driver.close(month, first, HoldSessionProcess.DECIDE_ON_QUORUM, Map.of("goOn", false, "newDateInMonth", true));
        probe.awaitEnd(month.caseId(), HoldSessionProcess.ID, "EndEvent_Postponed");
        driver.approve(month);
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.SEND_NOTICE);
        probe.engine().advanceTo(month.evening(20).plusSeconds(1));

        var second = driver.awaitSitting(month);
        driver.openSitting(month, second);
        driver.close(month, second, HoldSessionProcess.ROLL_CALL, Map.of("quorumReached", false, "mayDecide", true));
        driver.close(
                month, second, HoldSessionProcess.DECIDE_ON_QUORUM, Map.of("goOn", false, "newDateInMonth", false));

        probe.awaitEntered(month.caseId(), "EndEvent_NotHeld");
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.EXPLAIN_NOT_HELD);
        assertThat(status(month)).isEqualTo(MeetingStatus.NOT_HELD);
    }

    @Test
    void a_cell_too_small_to_decide_meets_without_a_vote() {
        var month = driver.open(false, false);
        var sitting = driver.prepare(month, 5);
        driver.openSitting(month, sitting);
        driver.close(month, sitting, HoldSessionProcess.ROLL_CALL, Map.of("quorumReached", true, "mayDecide", false));
        driver.conduct(month, sitting, false);

        probe.awaitEnd(month.caseId(), HoldSessionProcess.ID, "EndEvent_Held");
        assertThat(probe.path(month.caseId()))
                .contains("ServiceTask_RaiseCellTooSmall")
                .doesNotContain("UserTask_VoteResolution");
        assertThat(meetings.story(month.id()).cellTooSmall()).isTrue();
    }

    @Test
    void consent_rewriting_late_reports_and_a_returned_score_are_all_survived() {
        var month = driver.open(false, true);
        var sitting = driver.prepare(month, 5);
        driver.close(month, sitting, HoldSessionProcess.OPEN_SITTING, Map.of("needsConsent", true));
        complete(month, HoldSessionProcess.CONSENT_TO_CHAIR, Map.of("consented", false));
        probe.awaitTask(month.caseId(), HoldSessionProcess.OPEN_SITTING);
        complete(month, HoldSessionProcess.OPEN_SITTING, Map.of("needsConsent", true));
        meetings.sittingOpened(
                month.id(),
                month.cell().deputy(),
                month.cell().secretary(),
                probe.engine().now());
        complete(month, HoldSessionProcess.CONSENT_TO_CHAIR, Map.of("consented", true));
        driver.close(month, sitting, HoldSessionProcess.ROLL_CALL, Map.of("quorumReached", false, "mayDecide", true));
        driver.close(month, sitting, HoldSessionProcess.DECIDE_ON_QUORUM, Map.of("goOn", true));
        driver.close(month, sitting, HoldSessionProcess.CONDUCT_AGENDA, Map.of());
        driver.close(month, sitting, HoldSessionProcess.VOTE_RESOLUTION, Map.of("resolutionResult", "REWRITE"));
        driver.close(month, sitting, HoldSessionProcess.REWRITE_RESOLUTION, Map.of());
        complete(month, HoldSessionProcess.VOTE_RESOLUTION, Map.of("resolutionResult", "MINUTES_ONLY"));
        driver.scoreAndAdopt(month, sitting);
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.REPORT_VISIT);
        driver.sign(month);
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.PUBLISH_AND_REPORT);
        probe.engine().advance(Duration.ofDays(60));
        probe.awaitEntered(month.caseId(), "EndEvent_ReportLateRecorded");
        probe.awaitEntered(month.caseId(), "ServiceTask_RecordVisitMissing");
        driver.submit(month, MonthlyMeetingProcess.PUBLISH_AND_REPORT, Map.of("onPaperOnly", true));
        probe.awaitEntered(month.caseId(), "EndEvent_VerificationEscalated");

        driver.verify(month, false);
        complete(month, MonthlyMeetingProcess.EXPLAIN_SCORE, Map.of());
        complete(month, MonthlyMeetingProcess.VERIFY_SCORE, Map.of("verifiedPoints", 69.5, "scoreAccepted", true));

        probe.awaitEnd(month.caseId(), MonthlyMeetingProcess.ID, "EndEvent_Verified");
        assertThat(history(month).stream().filter("meetings.history.verificationOverdue"::equals))
                .hasSize(1);
    }

    @Test
    void months_are_opened_every_night() {
        probe.engine().advance(Duration.ofDays(2));

        probe.until(
                "open-month came to its end",
                () -> jdbc.sql("""
                                select count(*) from engine.element_instance
                                where element_id = 'EndEvent_MonthOpened' and state = 'COMPLETED'""").query(Long.class).single() > 0);
    }

    @Test
    void no_process_variable_holds_more_than_ids_dates_and_facts() {
        var month = driver.open(false, false);
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.REGISTER_DATE);

        var seen = new TreeSet<>(jdbc.sql("""
                        select distinct name from engine.variable_name
                        where process_id in ('open-month', 'monthly-meeting', 'hold-session')""").query(String.class).list());

        assertThat(seen).isNotEmpty().isSubsetOf(ALLOWED_VARIABLES);
    }

    private void complete(Month month, ElementId element, Map<String, ?> variables) {
        var key = probe.awaitTask(month.caseId(), element);
        transaction.executeWithoutResult(status -> commands.completeUserTask(key, variables));
        probe.awaitTaskGone(key);
    }

    private MeetingStatus status(Month month) {
        return meetings.get(month.id()).status();
    }

    private java.util.List<String> history(Month month) {
        return jdbc.sql("select message_key from cases.history_line where case_id = :id order by at")
                .param("id", UUID.fromString(month.caseId().toString()))
                .query(String.class)
                .list();
    }
}
