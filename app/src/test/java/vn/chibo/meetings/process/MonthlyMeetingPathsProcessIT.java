package vn.chibo.meetings.process;

import static io.camunda.process.test.api.CamundaAssert.assertThatProcessInstance;
import static io.camunda.process.test.api.CamundaAssert.assertThatUserTask;
import static io.camunda.process.test.api.assertions.ProcessInstanceSelectors.byProcessId;
import static io.camunda.process.test.api.assertions.UserTaskSelectors.byElementId;

import io.camunda.client.CamundaClient;
import io.camunda.process.test.api.CamundaProcessTestContext;
import io.camunda.process.test.api.CamundaProcessTestExtension;
import io.camunda.process.test.api.assertions.ProcessInstanceAssert;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.chibo.engine.ElementId;

/**
 * The ways through {@code monthly-meeting.bpmn}, one test for each end event and each boundary event. The sitting is one
 * job here, which ends as the test says; {@code HoldSessionPathsProcessIT} has the real one.
 */
class MonthlyMeetingPathsProcessIT {

    /** The stand-in for the sitting must not count as its model. */
    @RegisterExtension
    static final CamundaProcessTestExtension EXTENSION =
            new CamundaProcessTestExtension().withCoverageExcludedProcesses(HoldSessionProcess.ID.value());

    private static final String SITTING = "test.sitting";

    private final String caseId = UUID.randomUUID().toString();

    private CamundaClient client;
    private CamundaProcessTestContext processTestContext;
    private Instant now;

    @BeforeEach
    void deploy() {
        client.newDeployResourceCommand()
                .addProcessModel(
                        Bpmn.createExecutableProcess(HoldSessionProcess.ID.value())
                                .startEvent()
                                .serviceTask("Sitting", task -> task.zeebeJobType(SITTING))
                                .endEvent()
                                .done(),
                        "hold-session.bpmn")
                .addResourceFromClasspath("processes/meetings/monthly-meeting.bpmn")
                .addResourceFromClasspath("processes/meetings/meeting-grade.dmn")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-assign-drafting.form")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-hold-pre-meeting.form")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-prepare-alone.form")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-upload-papers.form")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-publish-and-report.form")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-report-visit.form")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-explain-score.form")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-explain-not-held.form")
                .addResourceFromClasspath("forms/meetings/monthly-meeting-acknowledge-not-held.form")
                .send()
                .join();
        now = processTestContext.getCurrentTime();
        mock(MonthlyMeetingProcess.PREPARE_SITTING.value(), nobodyChosen());
        mock(MonthlyMeetingProcess.SET_SCHEDULE.value(), schedule());
        mock(
                MonthlyMeetingProcess.RECORD_POSTPONEMENT.value(),
                Map.of("dateProposed", true, "postponements", 1, "prepared", true, "approveBy", in(3)));
        mock(MonthlyMeetingProcess.SET_REPORTING_DEADLINES.value(), reporting());
        mock(MonthlyMeetingProcess.CLOSE_MONTH.value(), Map.of());
    }

    @Test
    void goes_from_the_date_to_the_verified_score() {
        openMonth(true, true);

        complete(MonthlyMeetingProcess.REGISTER_DATE);
        complete(MonthlyMeetingProcess.APPROVE_DATE, Map.of("dateApproved", true));
        complete(MonthlyMeetingProcess.ASSIGN_DRAFTING);
        complete(MonthlyMeetingProcess.HOLD_PRE_MEETING);
        complete(MonthlyMeetingProcess.SEND_NOTICE);
        complete(MonthlyMeetingProcess.UPLOAD_PAPERS);
        sit("HELD");
        reportAndVisit();
        complete(MonthlyMeetingProcess.VERIFY_SCORE, Map.of("verifiedPoints", 71, "scoreAccepted", true));

        month().isCompleted()
                .hasCompletedElements("EndEvent_Prepare", "EndEvent_UntilSitting", "EndEvent_Verified")
                .hasCompletedElementsInOrder("UserTask_SignMinutes", "UserTask_SignAndIssue")
                .hasNotActivatedElements("UserTask_PrepareAlone", "UserTask_ExplainScore")
                .hasVariable("verifiedGrade", "FAIR")
                .hasNoActiveIncidents();
    }

    @Test
    void ends_at_once_where_the_case_runs_already() {
        openMonth(false, true, true);

        month().isCompleted()
                .hasCompletedElements("EndEvent_Duplicate")
                .hasNotActivatedElements("SubProcess_UntilSitting");
    }

    @Test
    void asks_the_cell_again_when_the_committee_wants_another_date() {
        openMonth(true, true);

        complete(MonthlyMeetingProcess.REGISTER_DATE);
        complete(MonthlyMeetingProcess.APPROVE_DATE, Map.of("dateApproved", false));

        month().hasCompletedElement("UserTask_RegisterDate", 1)
                .hasActiveElement("UserTask_RegisterDate", 1)
                .hasNotActivatedElements("ServiceTask_SetSchedule");
    }

    @Test
    void tells_the_committee_when_no_date_is_registered_in_time() {
        mock(MonthlyMeetingProcess.ESCALATE_REGISTRATION.value(), Map.of());
        openMonth(true, true);
        month().hasActiveElements("UserTask_RegisterDate");

        processTestContext.increaseTime(Duration.ofDays(6));

        month().hasCompletedElements("Timer_RegistrationOverdue", "EndEvent_RegistrationEscalated")
                .hasActiveElements("UserTask_RegisterDate");
    }

    @Test
    void prepares_alone_where_the_cell_has_no_committee() {
        openMonth(false, false);

        dateAgreed();
        complete(MonthlyMeetingProcess.ASSIGN_DRAFTING);
        assertThatUserTask(byElementId(MonthlyMeetingProcess.PREPARE_ALONE.value()))
                .isCreated()
                .hasCandidateGroups(List.of("cell-secretary@CB-1", "cell-deputy-secretary@CB-1"));
        complete(MonthlyMeetingProcess.PREPARE_ALONE);

        month().hasActiveElements("UserTask_SendNotice", "UserTask_UploadPapers")
                .hasNotActivatedElements("UserTask_HoldPreMeeting");
    }

    @Test
    void sits_unprepared_when_the_hour_has_come() {
        mock(MonthlyMeetingProcess.RECORD_UNPREPARED.value(), Map.of());
        openMonth(true, true);
        dateAgreed();
        month().hasActiveElements("UserTask_AssignDrafting");

        processTestContext.increaseTime(Duration.ofDays(11));

        month().hasCompletedElements("Timer_MeetingDue", "ServiceTask_RecordUnprepared", "EndEvent_UntilSitting")
                .hasTerminatedElements("SubProcess_Prepare", "UserTask_AssignDrafting")
                .hasActiveElements("CallActivity_HoldSession");
    }

    @Test
    void takes_the_new_date_to_the_committee_when_postponed_before_the_sitting() {
        openMonth(true, true);
        dateAgreed();
        month().isWaitingForMessage(MonthlyMeetingProcess.POSTPONED.value(), caseId + ":0");

        publish(MonthlyMeetingProcess.POSTPONED.value(), caseId + ":0");

        month().hasCompletedElements("Message_Postponed", "ServiceTask_RecordPostponement")
                .hasTerminatedElement("SubProcess_UntilSitting", 1)
                .hasActiveElements("UserTask_ApproveDate");
        complete(MonthlyMeetingProcess.APPROVE_DATE, Map.of("dateApproved", true));
        month().hasActiveElements("UserTask_SendNotice", "UserTask_UploadPapers")
                .hasCompletedElement("UserTask_RegisterDate", 1)
                .isWaitingForMessage(MonthlyMeetingProcess.POSTPONED.value(), caseId + ":1");
    }

    @Test
    void takes_the_new_date_to_the_committee_when_the_sitting_was_put_off() {
        openMonth(true, true);
        prepared();

        sit("POSTPONED");

        month().hasCompletedElements("CallActivity_HoldSession", "ServiceTask_RecordPostponement")
                .hasActiveElements("UserTask_ApproveDate");
    }

    @Test
    void is_not_held_because_the_cell_said_so_and_why() {
        mock(MonthlyMeetingProcess.RECORD_NOT_HELD.value(), notHeld(true));
        openMonth(true, true);
        month().isWaitingForMessage(MonthlyMeetingProcess.NOT_HELD_DECLARED.value(), caseId);

        publish(MonthlyMeetingProcess.NOT_HELD_DECLARED.value(), caseId);
        complete(MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD);

        month().isCompleted()
                .hasCompletedElements("Message_NotHeldDeclared", "EndEvent_NotHeld")
                .hasNotActivatedElements("UserTask_ExplainNotHeld");
    }

    @Test
    void is_not_held_once_the_month_is_over_and_must_be_explained() {
        mock(MonthlyMeetingProcess.RECORD_NOT_HELD.value(), notHeld(false));
        mock(MonthlyMeetingProcess.ESCALATE_REGISTRATION.value(), Map.of());
        openMonth(true, true);
        month().hasActiveElements("UserTask_RegisterDate");

        processTestContext.increaseTime(Duration.ofDays(31));
        complete(MonthlyMeetingProcess.EXPLAIN_NOT_HELD);
        complete(MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD);

        month().isCompleted()
                .hasCompletedElements("Timer_MonthOver", "UserTask_ExplainNotHeld", "EndEvent_NotHeld")
                .hasTerminatedElements("SubProcess_UntilSitting");
    }

    @Test
    void is_not_held_when_the_sitting_was_broken_off() {
        mock(MonthlyMeetingProcess.RECORD_NOT_HELD.value(), notHeld(true));
        openMonth(true, true);
        prepared();

        sit("NOT_HELD");
        complete(MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD);

        month().isCompleted()
                .hasCompletedElements("CallActivity_HoldSession", "EndEvent_NotHeld")
                .hasNotActivatedElements("UserTask_SignMinutes");
    }

    @Test
    void awaits_no_visit_where_nobody_is_assigned() {
        openMonth(true, false);
        prepared();
        sit("HELD");

        report();

        month().hasActiveElements("UserTask_VerifyScore").hasNotActivatedElements("UserTask_ReportVisit");
    }

    @Test
    void goes_on_and_says_so_when_reports_are_late() {
        mock(MonthlyMeetingProcess.RECORD_REPORT_LATE.value(), Map.of());
        mock(MonthlyMeetingProcess.RECORD_VISIT_MISSING.value(), Map.of());
        openMonth(true, true);
        prepared();
        sit("HELD");
        complete(MonthlyMeetingProcess.SIGN_MINUTES);
        complete(MonthlyMeetingProcess.SIGN_AND_ISSUE);
        month().hasActiveElements("UserTask_PublishAndReport", "UserTask_ReportVisit");

        processTestContext.increaseTime(Duration.ofDays(21));

        month().hasCompletedElements("Timer_ReportLate", "EndEvent_ReportLateRecorded")
                .hasCompletedElements("Timer_VisitMissing", "ServiceTask_RecordVisitMissing")
                .hasTerminatedElements("UserTask_ReportVisit")
                .hasActiveElements("UserTask_PublishAndReport");
        complete(MonthlyMeetingProcess.PUBLISH_AND_REPORT);
        month().hasActiveElements("UserTask_VerifyScore");
    }

    @Test
    void tells_the_superior_when_the_verification_is_late() {
        mock(MonthlyMeetingProcess.ESCALATE_VERIFICATION.value(), Map.of());
        openMonth(true, true);
        prepared();
        sit("HELD");
        reportAndVisit();
        month().hasActiveElements("UserTask_VerifyScore");

        processTestContext.increaseTime(Duration.ofDays(26));

        month().hasCompletedElements("Timer_VerificationOverdue", "EndEvent_VerificationEscalated")
                .hasActiveElements("UserTask_VerifyScore");
    }

    @Test
    void returns_a_score_for_explanation() {
        openMonth(true, true);
        prepared();
        sit("HELD");
        reportAndVisit();

        complete(MonthlyMeetingProcess.VERIFY_SCORE, Map.of("verifiedPoints", 49, "scoreAccepted", false));
        complete(MonthlyMeetingProcess.EXPLAIN_SCORE);
        month().hasActiveElements("UserTask_VerifyScore").hasCompletedElement("UserTask_VerifyScore", 1);
        complete(MonthlyMeetingProcess.VERIFY_SCORE, Map.of("verifiedPoints", 49, "scoreAccepted", true));

        month().isCompleted().hasVariable("verifiedGrade", "POOR");
    }

    private void openMonth(boolean hasCommittee, boolean hasAssignedMember) {
        openMonth(true, hasCommittee, hasAssignedMember);
    }

    private void openMonth(boolean claimed, boolean hasCommittee, boolean hasAssignedMember) {
        mock(MonthlyMeetingProcess.CLAIM_CASE.value(), Map.of("claimed", claimed));
        client.newPublishMessageCommand()
                .messageName(MonthlyMeetingProcess.MONTH_OPENED.value())
                .correlationKey(caseId)
                .variables(Map.ofEntries(
                        Map.entry(MonthlyMeetingProcess.CASE_ID, caseId),
                        Map.entry("cellCode", "CB-1"),
                        Map.entry("committeeCode", "DU-1"),
                        Map.entry("registerBy", in(5)),
                        Map.entry("approveBy", in(7)),
                        Map.entry("notHeldAt", in(30)),
                        Map.entry("hasCommittee", hasCommittee),
                        Map.entry("hasAssignedMember", hasAssignedMember),
                        Map.entry("dateProposed", false),
                        Map.entry("prepared", false),
                        Map.entry("postponements", 0),
                        Map.entry("gradeGoodFrom", 90),
                        Map.entry("gradeFairFrom", 70),
                        Map.entry("gradeAverageFrom", 50)))
                .send()
                .join();
    }

    private ProcessInstanceAssert month() {
        return assertThatProcessInstance(byProcessId(MonthlyMeetingProcess.ID.value()));
    }

    private void dateAgreed() {
        complete(MonthlyMeetingProcess.REGISTER_DATE);
        complete(MonthlyMeetingProcess.APPROVE_DATE, Map.of("dateApproved", true));
    }

    private void prepared() {
        dateAgreed();
        complete(MonthlyMeetingProcess.ASSIGN_DRAFTING);
        complete(MonthlyMeetingProcess.HOLD_PRE_MEETING);
        complete(MonthlyMeetingProcess.SEND_NOTICE);
        complete(MonthlyMeetingProcess.UPLOAD_PAPERS);
    }

    private void sit(String outcome) {
        processTestContext.completeJob(SITTING, Map.of(HoldSessionProcess.OUTCOME, outcome));
    }

    private void report() {
        complete(MonthlyMeetingProcess.SIGN_MINUTES);
        complete(MonthlyMeetingProcess.SIGN_AND_ISSUE);
        complete(MonthlyMeetingProcess.PUBLISH_AND_REPORT);
    }

    private void reportAndVisit() {
        report();
        complete(MonthlyMeetingProcess.REPORT_VISIT);
    }

    private void complete(ElementId task) {
        complete(task, Map.of());
    }

    private void complete(ElementId task, Map<String, Object> variables) {
        processTestContext.completeUserTask(task.value(), variables);
    }

    private void mock(String jobType, Map<String, Object> answer) {
        processTestContext.mockJobWorker(jobType).thenComplete(answer);
    }

    private void publish(String message, String correlationKey) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(correlationKey)
                .send()
                .join();
    }

    private String in(int days) {
        return now.plus(Duration.ofDays(days)).toString();
    }

    private Map<String, Object> schedule() {
        return Map.of(
                "plannedStart", in(10),
                "draftBy", in(6),
                "preMeetingBy", in(7),
                "noticeBy", in(8),
                "uploadBy", in(8),
                "sittingBy", in(11));
    }

    private static Map<String, Object> nobodyChosen() {
        var variables = new HashMap<String, Object>();
        variables.put(HoldSessionProcess.SITTING_ID, UUID.randomUUID().toString());
        variables.put("chairId", null);
        variables.put("minuteTakerId", null);
        return variables;
    }

    private Map<String, Object> reporting() {
        return Map.of(
                "signBy", in(13),
                "reportBy", in(15),
                "visitBy", in(16),
                "visitAwaitedUntil", in(20),
                "verifyBy", in(25),
                "chairId", "member-1",
                "minuteTakerId", "member-2");
    }

    private Map<String, Object> notHeld(boolean reasonKnown) {
        return Map.of("reasonKnown", reasonKnown, "explainBy", in(35), "acknowledgeBy", in(40));
    }
}
