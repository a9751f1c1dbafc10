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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.chibo.engine.ElementId;

/** The ways through {@code probation.bpmn}: every end event, every timer firing and set anew. */
class ProbationPathsProcessIT {

    /** The stand-in for the route must not count as its model. */
    @RegisterExtension
    static final CamundaProcessTestExtension EXTENSION =
            new CamundaProcessTestExtension().withCoverageExcludedProcesses(ApprovalRouteProcess.ID.value());

    private CamundaClient client;
    private CamundaProcessTestContext processTestContext;
    private ProcessTesting testing;

    @BeforeEach
    void deploy() {
        testing = new ProcessTesting(client, processTestContext, ProbationProcess.ID);
        testing.deploy();
        testing.mock(ProbationProcess.END_PROBATION, Map.of());
        testing.mock(ProbationProcess.RECORD_MEMBER_HISTORY_LATE, Map.of());
        testing.mock(ProbationProcess.RECORD_RECOGNITION_LATE, Map.of());
        testing.mock(ProbationProcess.CLOSE_RECOGNISED, Map.of());
        testing.mock(ProbationProcess.CLOSE_STRUCK_OFF, Map.of());
    }

    @Test
    void goes_from_the_ceremony_to_the_official_member() {
        begin();

        note(90);
        complete(ProbationProcess.DECLARE_MEMBER_HISTORY, Map.of("memberHistoryDeclared", true));
        complete(ProbationProcess.COMPLETE_TRAINING, Map.of("trained", true));
        instance().hasActiveElements("Event_NoteDue");
        testing.advanceToDay(90);
        complete(ProbationProcess.WRITE_SPONSOR_NOTE);
        note(null);
        instance()
                .hasCompletedElements("EndEvent_NotesWritten", "EndEvent_GuidanceDone")
                .hasNotActivatedElements("UserTask_SubmitSelfReview");
        testing.advanceToDay(365);
        closingPapers();
        voteRequested(1);
        cellVotes(1, true, true);
        testing.route("DECIDED");
        complete(ProbationProcess.ANNOUNCE_DECISION);
        complete(ProbationProcess.ISSUE_CARD);
        complete(ProbationProcess.ARCHIVE_DOSSIER);

        instance()
                .isCompleted()
                .hasCompletedElements("EndEvent_MemberHistoryIn", "EndEvent_CellResult", "EndEvent_Official")
                .hasNotActivatedElements("ServiceTask_CloseStruckOff", "Timer_RecognitionLate")
                .hasNoActiveIncidents();
    }

    @Test
    void ends_at_once_where_the_case_runs_already() {
        begin(Map.of(), false);

        instance()
                .isCompleted()
                .hasCompletedElements("EndEvent_Duplicate")
                .hasNotActivatedElements("ServiceTask_SetProbationClocks");
    }

    @Test
    void says_so_when_the_history_is_late_and_the_notes_are_not_written() {
        begin();
        note(90);
        instance().hasActiveElements("UserTask_DeclareMemberHistory", "Event_NoteDue");

        testing.advanceToDay(42);
        instance()
                .hasCompletedElements("Timer_MemberHistoryLate", "EndEvent_MemberHistoryLate")
                .hasActiveElements("UserTask_DeclareMemberHistory");
        testing.advanceToDay(90);
        instance().hasActiveElements("UserTask_WriteSponsorNote");
        testing.advanceToDay(365);

        instance()
                .hasCompletedElements("Timer_GuidanceOver", "EndEvent_GuidanceOver")
                .hasTerminatedElements("UserTask_WriteSponsorNote")
                .hasActiveElements("UserTask_SubmitSelfReview");
    }

    @Test
    void waits_for_the_training_and_says_so_when_the_cell_is_late() {
        begin();
        note(null);
        complete(ProbationProcess.DECLARE_MEMBER_HISTORY, Map.of("memberHistoryDeclared", true));
        instance().hasCompletedElements("EndEvent_NotesWritten");
        testing.advanceToDay(365);
        closingPapers();
        instance().hasActiveElements("UserTask_CompleteTraining").hasNotActivatedElements("ServiceTask_RequestVote");

        testing.advanceToDay(407);
        instance().hasCompletedElements("Timer_RecognitionLate", "EndEvent_LatenessRecorded");
        complete(ProbationProcess.COMPLETE_TRAINING, Map.of("trained", true));
        voteRequested(1);

        instance().hasActiveElements("Event_CellVoted");
    }

    @Test
    void goes_on_in_the_new_cell_with_the_clock_running_on() {
        begin();
        note(90);
        complete(ProbationProcess.DECLARE_MEMBER_HISTORY, Map.of("memberHistoryDeclared", true));
        complete(ProbationProcess.COMPLETE_TRAINING, Map.of("trained", true));
        instance()
                .hasActiveElements("Event_NoteDue", "Event_ProbationOver")
                .isWaitingForMessage(ProbationProcess.PROBATIONER_MOVED.value(), testing.caseId + ":0");

        move(0);
        note(180);
        complete(ProbationProcess.RECEIVE_PROBATIONER, Map.of("guideId", "member-9"));
        instance()
                .hasCompletedElements("EndEvent_ProbationerReceived")
                .hasCompletedElements("EndEvent_MemberHistoryKnown")
                .hasTerminatedElement("SubProcess_UntilCellResult", 1)
                .hasActiveElements("Event_NoteDue");
        testing.advanceToDay(365);

        instance().hasActiveElements("UserTask_SubmitSelfReview");
        assertThatUserTask(byElementId(ProbationProcess.SUBMIT_SELF_REVIEW.value()))
                .hasCandidateGroups(List.of("cell-secretary@CB-2", "cell-deputy-secretary@CB-2"));
    }

    @Test
    void a_probationer_who_moves_after_the_end_brings_the_papers_along() {
        begin(Map.of("memberHistoryDeclared", true, "trained", true), true);
        note(null);
        instance().hasCompletedElements("EndEvent_NotesWritten");
        testing.advanceToDay(365);
        closingPapers();
        voteRequested(1);
        instance().hasActiveElements("Event_CellVoted");

        move(0);
        voteRequested(1);

        instance()
                .hasActiveElements("Event_CellVoted")
                .hasCompletedElement("UserTask_SubmitSelfReview", 1)
                .hasCompletedElement("ServiceTask_EndProbation", 2);
    }

    @Test
    void votes_again_and_then_asks_the_level_above() {
        beginAtTheVote();

        for (var ballot = 1; ballot <= 3; ballot++) {
            voteRequested(ballot);
            cellVotes(ballot, false, ballot < 3);
            if (ballot < 3) {
                complete(ProbationProcess.DECIDE_NEXT_BALLOT, Map.of("ballotSubject", "RECOGNITION"));
            }
        }
        complete(ProbationProcess.DECIDE_AFTER_BALLOTS, Map.of("ballotSubject", "RECOGNITION"));

        instance().hasCompletedElements("EndEvent_LevelAboveDecided").hasActiveElements("CallActivity_ApprovalRoute");
    }

    @Test
    void is_struck_off_when_the_cell_proposes_and_the_authority_agrees() {
        beginAtTheVote();
        voteRequested(1);
        cellVotes(1, false, true);
        complete(ProbationProcess.DECIDE_NEXT_BALLOT, Map.of("ballotSubject", "STRIKE_OFF"));
        voteRequested(2);
        cellVotes(2, true, true);

        testing.route("DECIDED");

        instance()
                .isCompleted()
                .hasCompletedElements("ServiceTask_CloseStruckOff", "EndEvent_StruckOff")
                .hasNotActivatedElements("UserTask_AnnounceDecision");
    }

    @Test
    void a_refused_recognition_turns_to_the_strike_off() {
        beginAtTheVote();
        voteRequested(1);
        cellVotes(1, true, true);

        testing.route("REFUSED");
        testing.job(ProbationProcess.TURN_QUESTION, Map.of("ballotSubject", "STRIKE_OFF"));
        voteRequested(2);

        instance()
                .hasActiveElements("Event_CellVoted")
                .hasCompletedElement("CallActivity_ApprovalRoute", 1)
                .isWaitingForMessage(ProbationProcess.CELL_VOTED.value(), testing.caseId + ":2");
    }

    @Test
    void comes_back_with_reasons_and_is_submitted_or_voted_on_again() {
        beginAtTheVote();
        voteRequested(1);
        cellVotes(1, true, true);

        testing.route("RETURNED");
        complete(ProbationProcess.HANDLE_RETURN, Map.of("returnAction", "RESUBMIT"));
        testing.route("RETURNED");
        instance().hasCompletedElement("CallActivity_ApprovalRoute", 2);
        complete(ProbationProcess.HANDLE_RETURN, Map.of("returnAction", "VOTE_AGAIN"));
        voteRequested(2);

        instance().hasActiveElements("Event_CellVoted").hasCompletedElement("UserTask_HandleReturn", 2);
    }

    @Test
    void gets_another_sponsor_while_the_rest_goes_on() {
        begin();
        note(90);
        instance().hasActiveElements("Event_NoteDue");

        testing.publish(ProbationProcess.SPONSOR_LEFT, testing.caseId, Map.of());
        complete(ProbationProcess.APPOINT_SPONSOR, Map.of("guideId", "member-9"));

        instance().hasCompletedElements("EndEvent_SponsorReplaced").hasActiveElements("Event_NoteDue");
    }

    private void begin() {
        begin(Map.of(), true);
    }

    private void begin(Map<String, Object> facts, boolean claimed) {
        testing.mock(ProbationProcess.CLAIM_CASE, Map.of("claimed", claimed));
        var clocks = new HashMap<String, Object>(Map.of(
                "memberHistoryBy",
                testing.day(42),
                "probationEndsAt",
                testing.day(365),
                "recogniseBy",
                testing.day(407),
                "memberHistoryDeclared",
                false,
                "trained",
                false,
                "closingPapersIn",
                false));
        clocks.putAll(facts);
        testing.mock(ProbationProcess.SET_PROBATION_CLOCKS, clocks);
        testing.publish(
                ProbationProcess.PROBATION_STARTED,
                testing.caseId,
                Map.of(
                        AdmissionProcess.CASE_ID,
                        testing.caseId,
                        "cellCode",
                        "CB-1",
                        "committeeCode",
                        "DU-1",
                        "guideId",
                        "member-1",
                        "ballotSubject",
                        "RECOGNITION",
                        "moves",
                        0));
    }

    /** All papers are in and the time is over: only the cell's vote is missing. */
    private void beginAtTheVote() {
        begin(
                Map.of(
                        "memberHistoryDeclared", true,
                        "trained", true,
                        "closingPapersIn", true,
                        "probationEndsAt", testing.day(-1)),
                true);
        // the guidance may be over before it began: whoever comes first, no note is due
        processTestContext.mockJobWorker(ProbationProcess.NEXT_NOTE.value()).thenComplete(noNote());
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

    private void note(@Nullable Integer day) {
        var answer = noNote();
        answer.put("noteFrom", day == null ? null : testing.day(day));
        testing.job(ProbationProcess.NEXT_NOTE, answer);
    }

    private static Map<String, Object> noNote() {
        var answer = new HashMap<String, Object>();
        answer.put("noteFrom", null);
        return answer;
    }

    private void closingPapers() {
        complete(ProbationProcess.SUBMIT_SELF_REVIEW);
        complete(ProbationProcess.WRITE_SPONSOR_REMARK);
        complete(ProbationProcess.SUMMARISE_OPINIONS, Map.of("closingPapersIn", true));
    }

    private void voteRequested(int ballot) {
        testing.job(ProbationProcess.REQUEST_VOTE, Map.of("ballot", ballot));
    }

    private void cellVotes(int ballot, boolean passed, boolean left) {
        testing.publish(ProbationProcess.CELL_VOTED, testing.caseId + ":" + ballot, Map.of());
        testing.job(ProbationProcess.COUNT_CELL_VOTE, Map.of("cellPassed", passed, "ballotsLeft", left));
    }

    private void move(int movesBefore) {
        testing.publish(ProbationProcess.PROBATIONER_MOVED, testing.caseId + ":" + movesBefore, Map.of());
        testing.job(ProbationProcess.TRANSFER_PROBATIONER, Map.of("moves", movesBefore + 1, "cellCode", "CB-2"));
    }
}
