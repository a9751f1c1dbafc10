package vn.chibo.admission.process;

import static io.camunda.process.test.api.CamundaAssert.assertThatUserTask;
import static io.camunda.process.test.api.assertions.UserTaskSelectors.byElementId;

import io.camunda.client.CamundaClient;
import io.camunda.process.test.api.CamundaProcessTestContext;
import io.camunda.process.test.api.CamundaProcessTestExtension;
import io.camunda.process.test.api.assertions.ProcessInstanceAssert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.chibo.engine.ElementId;

/**
 * The ways through {@code admission.bpmn}: every end event, every timer firing and set anew. The route of the approving
 * bodies is one job here; {@code ApprovalRoutePathsProcessIT} has the real one.
 */
class AdmissionPathsProcessIT {

    /** The stand-in for the route must not count as its model. */
    @RegisterExtension
    static final CamundaProcessTestExtension EXTENSION =
            new CamundaProcessTestExtension().withCoverageExcludedProcesses(ApprovalRouteProcess.ID.value());

    private CamundaClient client;
    private CamundaProcessTestContext processTestContext;
    private ProcessTesting testing;

    @BeforeEach
    void deploy() {
        testing = new ProcessTesting(client, processTestContext, AdmissionProcess.ID);
        testing.deploy();
        testing.mock(AdmissionProcess.REMIND_VERIFICATION, Map.of());
        testing.mock(AdmissionProcess.REFER_PROBLEM, Map.of("cellOutcome", "STOPPED"));
        testing.mock(AdmissionProcess.RECORD_STOP, Map.of());
        testing.mock(AdmissionProcess.CLOSE_REFUSED, Map.of());
        testing.mock(AdmissionProcess.SET_CEREMONY_DEADLINE, Map.of("ceremonyBy", testing.day(100)));
        testing.mock(AdmissionProcess.ESCALATE_CEREMONY, Map.of());
        testing.mock(AdmissionProcess.START_PROBATION, Map.of());
    }

    @Test
    void goes_from_the_application_to_the_ceremony() {
        open("APPLICATION");

        complete(AdmissionProcess.RECORD_APPLICATION);
        complete(AdmissionProcess.DECLARE_HISTORY);
        instance()
                .hasActiveElements(
                        "UserTask_StampAndSend", "UserTask_RecordUnionResolution", "UserTask_CollectOpinions");
        assertThatUserTask(byElementId(AdmissionProcess.STAMP_AND_SEND.value()))
                .isCreated()
                .hasCandidateGroups(List.of("committee-office@DU-1", "org-department@DU-1"));
        stampAndSend();
        complete(AdmissionProcess.COLLECT_VERIFICATION, Map.of("verificationResult", "CLEAR"));
        complete(AdmissionProcess.CONCLUDE_HISTORY);
        complete(AdmissionProcess.CERTIFY_HISTORY, Map.of("historyCertified", true));
        complete(AdmissionProcess.RECORD_UNION_RESOLUTION);
        complete(AdmissionProcess.COLLECT_OPINIONS);
        // one for each sponsor, and the body of the multi-instance
        instance().hasActiveElement("UserTask_IntroduceCandidate", 3);
        complete(AdmissionProcess.INTRODUCE_CANDIDATE);
        instance().hasCompletedElement("UserTask_IntroduceCandidate", 1);
        complete(AdmissionProcess.INTRODUCE_CANDIDATE);
        complete(AdmissionProcess.CHECK_DOSSIER, Map.of("dossierComplete", true));
        eligibility("READY");
        voteRequested(1);
        cellVotes(1, true, true);
        testing.route("DECIDED");
        complete(AdmissionProcess.RECEIVE_DECISION);
        complete(AdmissionProcess.HOLD_CEREMONY, Map.of("admitted", true));

        instance()
                .isCompleted()
                .hasCompletedElements(
                        "EndEvent_CellPassed",
                        "CallActivity_ApprovalRoute",
                        "EndEvent_CeremonyHeld",
                        "ServiceTask_StartProbation",
                        "EndEvent_Admitted")
                .hasNotActivatedElements("UserTask_CorrectHistory", "UserTask_HandleReturn")
                .hasNoActiveIncidents();
    }

    @Test
    void ends_at_once_where_the_case_runs_already() {
        open("APPLICATION", false);

        instance()
                .isCompleted()
                .hasCompletedElements("EndEvent_Duplicate")
                .hasNotActivatedElements("SubProcess_UntilCellVote");
    }

    @Test
    void returns_an_incomplete_history_and_verifies_again_when_the_committee_asks() {
        open("PAPERS");

        complete(AdmissionProcess.STAMP_AND_SEND, Map.of("historyAccepted", false));
        complete(AdmissionProcess.CORRECT_HISTORY);
        stampAndSend();
        instance().hasActiveElements("UserTask_CollectVerification");
        testing.advanceToDay(30);
        instance()
                .hasCompletedElements("Timer_VerificationSlow", "EndEvent_VerificationReminded")
                .hasActiveElements("UserTask_CollectVerification");
        complete(AdmissionProcess.COLLECT_VERIFICATION, Map.of("verificationResult", "CLEAR"));
        complete(AdmissionProcess.CONCLUDE_HISTORY);
        complete(
                AdmissionProcess.CERTIFY_HISTORY,
                Map.of("historyCertified", false, "remindVerificationAt", testing.day(60)));
        instance().hasActiveElements("UserTask_CollectVerification").hasCompletedElement("Timer_VerificationSlow", 1);

        testing.advanceToDay(60);

        instance().hasCompletedElement("Timer_VerificationSlow", 2).hasActiveElements("UserTask_CollectVerification");
    }

    @Test
    void stops_when_the_history_shows_a_political_problem() {
        open("PAPERS");

        stampAndSend();
        complete(AdmissionProcess.COLLECT_VERIFICATION, Map.of("verificationResult", "POLITICAL_PROBLEM"));

        instance()
                .isCompleted()
                .hasCompletedElements("ServiceTask_ReferProblem", "EndEvent_ProblemReferred", "EndEvent_Stopped")
                .hasTerminatedElements("UserTask_RecordUnionResolution", "UserTask_CollectOpinions");
    }

    @Test
    void is_handed_to_the_new_cell_when_the_candidate_moves_and_keeps_the_verified_history() {
        open("CHECK");
        instance()
                .hasActiveElements("UserTask_CheckDossier")
                .isWaitingForMessage(AdmissionProcess.CANDIDATE_MOVED.value(), testing.caseId + ":0");

        move(0);
        testing.job(
                AdmissionProcess.HAND_OVER_DOSSIER,
                Map.of(
                        "moves",
                        1,
                        "entry",
                        "PAPERS",
                        "historyVerified",
                        true,
                        "cellCode",
                        "CB-2",
                        "sponsorIds",
                        List.of()));
        assertThatUserTask(byElementId(AdmissionProcess.RECEIVE_DOSSIER.value()))
                .hasCandidateGroups(List.of("cell-secretary@CB-2", "cell-deputy-secretary@CB-2"));
        complete(AdmissionProcess.RECEIVE_DOSSIER, Map.of("sponsorIds", List.of("member-3")));

        instance()
                .hasTerminatedElement("SubProcess_UntilCellVote", 1)
                .hasActiveElements("UserTask_RecordUnionResolution", "UserTask_CollectOpinions")
                .hasNotActivatedElements("UserTask_StampAndSend")
                .isWaitingForMessage(AdmissionProcess.CANDIDATE_MOVED.value(), testing.caseId + ":1");
        assertThatUserTask(byElementId(AdmissionProcess.RECORD_UNION_RESOLUTION.value()))
                .hasCandidateGroups(List.of("cell-secretary@CB-2", "cell-deputy-secretary@CB-2"));
        complete(AdmissionProcess.RECORD_UNION_RESOLUTION);
        complete(AdmissionProcess.COLLECT_OPINIONS);
        complete(AdmissionProcess.INTRODUCE_CANDIDATE);
        instance().hasActiveElements("UserTask_CheckDossier").hasCompletedElement("UserTask_IntroduceCandidate", 2);
    }

    @Test
    void goes_to_the_cell_only_once_nothing_is_missing() {
        open("CHECK");

        complete(AdmissionProcess.CHECK_DOSSIER, Map.of("dossierComplete", false));
        complete(AdmissionProcess.SUPPLY_MISSING_ITEM);
        complete(AdmissionProcess.CHECK_DOSSIER, Map.of("dossierComplete", true));
        eligibility("CELL_TOO_SMALL");
        complete(AdmissionProcess.STRENGTHEN_CELL);
        eligibility("CERTIFICATE_EXPIRED");
        complete(AdmissionProcess.REPEAT_COURSE);
        eligibility("CONDITIONS_MISSING");
        complete(AdmissionProcess.REMEDY_CONDITIONS);
        instance().hasNotActivatedElements("ServiceTask_RequestVote");
        eligibility("READY");
        voteRequested(1);

        instance().hasActiveElements("Gateway_AwaitVote").hasCompletedElement("ServiceTask_CheckEligibility", 4);
    }

    @Test
    void goes_back_to_the_course_when_the_certificate_expires_before_the_cell_has_voted() {
        open("CHECK");
        checked();
        testing.job(
                AdmissionProcess.CHECK_ELIGIBILITY,
                Map.of("readiness", "READY", "certificateValidUntil", testing.day(20)));
        voteRequested(1);
        instance().hasActiveElements("Gateway_AwaitVote");

        testing.advanceToDay(20);

        eligibility("CERTIFICATE_EXPIRED");
        complete(AdmissionProcess.REPEAT_COURSE);
        testing.job(
                AdmissionProcess.CHECK_ELIGIBILITY,
                Map.of("readiness", "READY", "certificateValidUntil", testing.day(40)));
        voteRequested(1);
        instance().hasCompletedElement("Event_CertificateExpires", 1).hasActiveElements("Gateway_AwaitVote");
        testing.advanceToDay(40);
        instance().hasCompletedElement("Event_CertificateExpires", 2);
    }

    @Test
    void stays_on_the_list_and_is_voted_on_again() {
        open("CHECK");
        checked();
        eligibility("READY");
        voteRequested(1);
        cellVotes(1, false, true);
        complete(AdmissionProcess.DECIDE_ON_NEW_VOTE, Map.of("cellOutcome", "NONE"));
        eligibility("READY");
        voteRequested(2);
        instance().isWaitingForMessage(AdmissionProcess.CELL_VOTED.value(), testing.caseId + ":2");

        cellVotes(2, true, true);

        instance().hasActiveElements("CallActivity_ApprovalRoute").hasCompletedElement("ServiceTask_CountCellVote", 2);
    }

    @Test
    void ends_when_the_cell_gives_the_file_up() {
        open("CHECK");
        checked();
        eligibility("READY");
        voteRequested(1);
        cellVotes(1, false, true);

        complete(AdmissionProcess.DECIDE_ON_NEW_VOTE, Map.of("cellOutcome", "STOPPED"));

        instance().isCompleted().hasCompletedElements("EndEvent_FileEnded", "EndEvent_Stopped");
    }

    @Test
    void is_decided_by_the_level_above_after_three_failed_ballots() {
        open("CHECK");
        checked();
        failsThreeTimes(1);
        complete(AdmissionProcess.DECIDE_AFTER_BALLOTS, Map.of("cellOutcome", "NONE"));
        eligibility("READY");
        voteRequested(4);
        cellVotes(4, false, false);

        complete(AdmissionProcess.DECIDE_AFTER_BALLOTS, Map.of("cellOutcome", "STOPPED"));

        instance()
                .isCompleted()
                .hasCompletedElement("UserTask_DecideAfterBallots", 2)
                .hasCompletedElement("UserTask_DecideOnNewVote", 2)
                .hasCompletedElements("EndEvent_EndedByLevelAbove", "EndEvent_Stopped");
    }

    @Test
    void comes_back_with_reasons_and_is_submitted_or_voted_on_again() {
        open("CHECK");
        passesTheCell();

        testing.route("RETURNED");
        complete(AdmissionProcess.HANDLE_RETURN, Map.of("returnAction", "RESUBMIT"));
        testing.route("RETURNED");
        instance().hasCompletedElement("CallActivity_ApprovalRoute", 2);
        complete(AdmissionProcess.HANDLE_RETURN, Map.of("returnAction", "VOTE_AGAIN", "entry", "CHECK"));

        instance().hasActiveElements("UserTask_CheckDossier").hasCompletedElement("CallActivity_ApprovalRoute", 2);
    }

    @Test
    void ends_when_the_authority_refuses() {
        open("CHECK");
        passesTheCell();

        testing.route("REFUSED");

        instance()
                .isCompleted()
                .hasCompletedElements("ServiceTask_CloseRefused", "EndEvent_Refused")
                .hasNotActivatedElements("SubProcess_Ceremony");
    }

    @Test
    void a_late_ceremony_needs_consent_and_gets_a_new_limit_each_time() {
        open("CHECK");
        passesTheCell();
        testing.route("DECIDED");
        complete(AdmissionProcess.RECEIVE_DECISION);
        instance().hasActiveElements("UserTask_HoldCeremony");

        testing.advanceToDay(100);
        instance()
                .hasCompletedElements("ServiceTask_EscalateCeremony")
                .hasTerminatedElements("UserTask_HoldCeremony")
                .hasActiveElements("UserTask_ConsentToLateCeremony");
        complete(AdmissionProcess.CONSENT_TO_LATE_CEREMONY, Map.of("ceremonyBy", testing.day(120)));
        instance().hasActiveElements("UserTask_HoldCeremony").hasCompletedElement("Timer_CeremonyOverdue", 1);
        testing.advanceToDay(120);
        instance().hasCompletedElement("Timer_CeremonyOverdue", 2);
        complete(AdmissionProcess.CONSENT_TO_LATE_CEREMONY, Map.of("ceremonyBy", testing.day(140)));
        complete(AdmissionProcess.HOLD_CEREMONY, Map.of("admitted", true));

        instance().isCompleted().hasCompletedElements("EndEvent_Admitted");
    }

    @Test
    void ends_when_the_decision_is_cancelled_instead() {
        open("CHECK");
        passesTheCell();
        testing.route("DECIDED");
        complete(AdmissionProcess.RECEIVE_DECISION);
        instance().hasActiveElements("UserTask_HoldCeremony");
        testing.advanceToDay(100);

        complete(AdmissionProcess.CONSENT_TO_LATE_CEREMONY, Map.of("admitted", false));

        instance()
                .isCompleted()
                .hasCompletedElements("EndEvent_DecisionCancelled", "EndEvent_Stopped")
                .hasNotActivatedElements("EndEvent_Admitted");
    }

    @Test
    void sends_the_decision_on_when_the_candidate_moves_before_the_ceremony() {
        open("CHECK");
        passesTheCell();
        testing.route("DECIDED");
        complete(AdmissionProcess.RECEIVE_DECISION);
        instance().hasActiveElements("UserTask_HoldCeremony");

        move(0);
        testing.job(AdmissionProcess.SEND_DECISION_ON, Map.of("moves", 1, "cellCode", "CB-2"));

        instance()
                .hasCompletedElements("Message_MovedAfterDecision")
                .hasActiveElements("UserTask_ReceiveDecision")
                .hasTerminatedElements("UserTask_HoldCeremony")
                .hasVariable("cellCode", "CB-2");
    }

    @Test
    void stops_from_wherever_it_stands() {
        open("CHECK");
        passesTheCell();
        instance().hasActiveElements("CallActivity_ApprovalRoute");

        testing.publish(AdmissionProcess.STOP_ORDERED, testing.caseId, Map.of());

        instance()
                .isCompleted()
                .hasCompletedElements("ServiceTask_RecordOrderedStop", "EndEvent_StopOrdered")
                .hasTerminatedElements("CallActivity_ApprovalRoute");
    }

    @Test
    void gets_another_sponsor_while_the_rest_goes_on() {
        open("CHECK");
        instance().hasActiveElements("UserTask_CheckDossier");

        testing.publish(AdmissionProcess.SPONSOR_LEFT, testing.caseId, Map.of());
        complete(AdmissionProcess.APPOINT_SPONSOR, Map.of("newSponsorId", "member-9"));
        complete(AdmissionProcess.INTRODUCE_BY_NEW_SPONSOR);

        instance().hasCompletedElements("EndEvent_SponsorReplaced").hasActiveElements("UserTask_CheckDossier");
    }

    @Test
    void restores_a_lost_dossier_while_the_rest_goes_on() {
        open("CHECK");
        instance().hasActiveElements("UserTask_CheckDossier");

        testing.publish(AdmissionProcess.DOSSIER_LOST, testing.caseId, Map.of());
        complete(AdmissionProcess.RESTORE_DOSSIER);

        instance().hasCompletedElements("EndEvent_DossierRestored").hasActiveElements("UserTask_CheckDossier");
    }

    private void open(String entry) {
        open(entry, true);
    }

    private void open(String entry, boolean claimed) {
        testing.mock(AdmissionProcess.CLAIM_CASE, Map.of("claimed", claimed));
        testing.publish(
                AdmissionProcess.CASE_OPENED,
                testing.caseId,
                Map.of(
                        AdmissionProcess.CASE_ID,
                        testing.caseId,
                        "cellCode",
                        "CB-1",
                        "committeeCode",
                        "DU-1",
                        "entry",
                        entry,
                        "historyVerified",
                        false,
                        "sponsorIds",
                        List.of("member-1", "member-2"),
                        "ballotSubject",
                        "ADMISSION",
                        "moves",
                        0));
    }

    private ProcessInstanceAssert instance() {
        return testing.instance();
    }

    private void complete(ElementId task) {
        testing.complete(task);
    }

    private void complete(ElementId task, Map<String, Object> answer) {
        testing.complete(task, answer);
    }

    private void stampAndSend() {
        complete(
                AdmissionProcess.STAMP_AND_SEND,
                Map.of("historyAccepted", true, "remindVerificationAt", testing.day(30)));
    }

    private void checked() {
        complete(AdmissionProcess.CHECK_DOSSIER, Map.of("dossierComplete", true));
    }

    private void eligibility(String readiness) {
        var answer = new HashMap<String, Object>(Map.of("readiness", readiness));
        answer.put("certificateValidUntil", testing.day(1000));
        testing.job(AdmissionProcess.CHECK_ELIGIBILITY, answer);
    }

    private void voteRequested(int ballot) {
        testing.job(AdmissionProcess.REQUEST_VOTE, Map.of("ballot", ballot));
    }

    private void cellVotes(int ballot, boolean passed, boolean left) {
        testing.publish(AdmissionProcess.CELL_VOTED, testing.caseId + ":" + ballot, Map.of());
        testing.job(
                AdmissionProcess.COUNT_CELL_VOTE,
                Map.of("cellPassed", passed, "ballotsLeft", left, "cellOutcome", passed ? "PASSED" : "NONE"));
    }

    private void failsThreeTimes(int first) {
        for (var ballot = first; ballot < first + 3; ballot++) {
            eligibility("READY");
            voteRequested(ballot);
            cellVotes(ballot, false, ballot < first + 2);
            if (ballot < first + 2) {
                complete(AdmissionProcess.DECIDE_ON_NEW_VOTE, Map.of("cellOutcome", "NONE"));
            }
        }
    }

    private void passesTheCell() {
        checked();
        eligibility("READY");
        voteRequested(1);
        cellVotes(1, true, true);
    }

    private void move(int movesBefore) {
        testing.publish(AdmissionProcess.CANDIDATE_MOVED, testing.caseId + ":" + movesBefore, Map.of());
    }
}
