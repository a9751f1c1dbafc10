package vn.chibo.meetings.process;

import static io.camunda.process.test.api.CamundaAssert.assertThat;
import static io.camunda.process.test.api.CamundaAssert.assertThatDecision;
import static io.camunda.process.test.api.CamundaAssert.assertThatUserTask;
import static io.camunda.process.test.api.assertions.DecisionSelectors.byId;
import static io.camunda.process.test.api.assertions.UserTaskSelectors.byElementId;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.process.test.api.CamundaProcessTest;
import io.camunda.process.test.api.CamundaProcessTestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.chibo.engine.ElementId;

/**
 * The ways through {@code hold-session.bpmn}, one test for each end event and each boundary event, with nobody but the
 * engine there. What the application does at each step is tested with the application: {@code MonthProcessIT}.
 */
@CamundaProcessTest
class HoldSessionPathsProcessIT {

    private final String caseId = UUID.randomUUID().toString();

    private CamundaClient client;
    private CamundaProcessTestContext processTestContext;
    private Instant plannedStart;

    @BeforeEach
    void deploy() {
        client.newDeployResourceCommand()
                .addResourceFromClasspath("processes/meetings/hold-session.bpmn")
                .addResourceFromClasspath("processes/meetings/meeting-grade.dmn")
                .addResourceFromClasspath("forms/meetings/hold-session-consent-to-chair.form")
                .send()
                .join();
        plannedStart = processTestContext.getCurrentTime().plus(Duration.ofDays(2));
    }

    @Test
    void is_held_to_its_end() {
        var sitting = start();
        processTestContext
                .mockJobWorker(HoldSessionProcess.CLOSE_SITTING.value())
                .thenComplete();

        open(false);
        rollCall(true, true);
        complete(HoldSessionProcess.CONDUCT_AGENDA);
        complete(HoldSessionProcess.VOTE_RESOLUTION, Map.of("resolutionResult", "PASSED"));
        complete(HoldSessionProcess.SCORE_MEETING, Map.of("selfPoints", 92.5));
        complete(HoldSessionProcess.ADOPT_MINUTES);

        assertThat(sitting)
                .isCompleted()
                .hasCompletedElements("ServiceTask_CloseSitting", "EndEvent_Held")
                .hasNotActivatedElements("UserTask_ConsentToChair", "UserTask_DecideOnQuorum")
                .hasVariable(HoldSessionProcess.OUTCOME, "HELD")
                .hasVariable("selfGrade", "GOOD");
        assertThatDecision(byId("meeting-grade", sitting.getProcessInstanceKey()))
                .isEvaluated()
                .hasOutput("GOOD")
                .hasMatchedRules(1);
    }

    @Test
    void is_opened_by_the_offices_of_the_cell_and_led_by_the_chair_chosen() {
        var sitting = start();

        assertThatUserTask(byElementId(HoldSessionProcess.OPEN_SITTING.value(), sitting.getProcessInstanceKey()))
                .isCreated()
                .hasCandidateGroups(
                        List.of("cell-secretary@CB-1", "cell-deputy-secretary@CB-1", "cell-committee-member@CB-1"));
        open(false);

        assertThatUserTask(byElementId(HoldSessionProcess.ROLL_CALL.value(), sitting.getProcessInstanceKey()))
                .isCreated()
                .hasCandidateGroups(List.of("cell-secretary@CB-1", "cell-deputy-secretary@CB-1"));
    }

    @Test
    void asks_for_consent_until_there_is_a_chair() {
        var sitting = start();

        open(true);
        assertThatUserTask(byElementId(HoldSessionProcess.CONSENT_TO_CHAIR.value()))
                .hasCandidateGroup("committee-office@DU-1");
        complete(HoldSessionProcess.CONSENT_TO_CHAIR, Map.of("consented", false));
        assertThat(sitting).hasActiveElementsExactly("UserTask_OpenSitting");
        open(true);
        complete(HoldSessionProcess.CONSENT_TO_CHAIR, Map.of("consented", true));

        assertThat(sitting)
                .hasActiveElementsExactly("SubProcess_Sitting", "UserTask_RollCall")
                .hasCompletedElement("UserTask_OpenSitting", 2)
                .hasCompletedElement("UserTask_ConsentToChair", 2);
    }

    @Test
    void goes_on_without_a_quorum_and_without_votes_when_the_cell_is_too_small() {
        var sitting = start();
        processTestContext
                .mockJobWorker(HoldSessionProcess.RAISE_CELL_TOO_SMALL.value())
                .thenComplete();

        open(false);
        rollCall(false, false);
        complete(HoldSessionProcess.DECIDE_ON_QUORUM, Map.of("goOn", true));
        complete(HoldSessionProcess.CONDUCT_AGENDA);

        assertThat(sitting)
                .hasActiveElementsExactly("SubProcess_Sitting", "UserTask_ScoreMeeting")
                .hasCompletedElements("ServiceTask_RaiseCellTooSmall")
                .hasNotActivatedElements("UserTask_VoteResolution");
    }

    @Test
    void is_put_off_when_too_few_came() {
        var sitting = start();

        open(false);
        rollCall(false, true);
        complete(HoldSessionProcess.DECIDE_ON_QUORUM, Map.of("goOn", false, "newDateInMonth", true));

        assertThat(sitting)
                .isCompleted()
                .hasCompletedElements("EndEvent_Postponed")
                .hasVariable(HoldSessionProcess.OUTCOME, "POSTPONED");
    }

    @Test
    void is_not_held_when_too_few_came_and_the_month_has_no_other_date() {
        var sitting = start();

        open(false);
        rollCall(false, true);
        complete(HoldSessionProcess.DECIDE_ON_QUORUM, Map.of("goOn", false, "newDateInMonth", false));

        assertThat(sitting)
                .isCompleted()
                .hasCompletedElements("EndEvent_NotHeld")
                .hasVariable(HoldSessionProcess.OUTCOME, "NOT_HELD");
    }

    @Test
    void votes_again_on_a_resolution_written_anew() {
        var sitting = start();

        open(false);
        rollCall(true, true);
        complete(HoldSessionProcess.CONDUCT_AGENDA);
        complete(HoldSessionProcess.VOTE_RESOLUTION, Map.of("resolutionResult", "REWRITE"));
        complete(HoldSessionProcess.REWRITE_RESOLUTION);
        assertThat(sitting).hasActiveElementsExactly("SubProcess_Sitting", "UserTask_VoteResolution");
        complete(HoldSessionProcess.VOTE_RESOLUTION, Map.of("resolutionResult", "MINUTES_ONLY"));

        assertThat(sitting)
                .hasActiveElementsExactly("SubProcess_Sitting", "UserTask_ScoreMeeting")
                .hasCompletedElement("UserTask_VoteResolution", 2);
    }

    @Test
    void is_postponed_before_it_was_opened() {
        var sitting = start();
        assertThat(sitting).isWaitingForMessage(MonthlyMeetingProcess.POSTPONED.value(), caseId + ":1");

        publish(MonthlyMeetingProcess.POSTPONED.value(), caseId + ":1");

        assertThat(sitting)
                .isCompleted()
                .hasCorrelatedMessage(MonthlyMeetingProcess.POSTPONED.value())
                .hasCompletedElements("Message_PostponedBeforeOpening", "EndEvent_PostponedBeforeOpening")
                .hasTerminatedElements("UserTask_OpenSitting")
                .hasVariable(HoldSessionProcess.OUTCOME, "POSTPONED");
    }

    @Test
    void is_not_held_because_the_cell_said_so() {
        var sitting = start();

        publish(MonthlyMeetingProcess.NOT_HELD_DECLARED.value(), caseId);

        assertThat(sitting)
                .isCompleted()
                .hasCompletedElements("Message_NotHeldDeclaredBeforeOpening", "EndEvent_NotHeldDeclared")
                .hasVariable(HoldSessionProcess.OUTCOME, "NOT_HELD");
    }

    @Test
    void is_not_held_once_the_month_is_over() {
        var sitting = start();
        assertThat(sitting).hasActiveElements("UserTask_OpenSitting");

        processTestContext.increaseTime(Duration.ofDays(21));

        assertThat(sitting)
                .isCompleted()
                .hasCompletedElements("Timer_MonthOverBeforeOpening", "EndEvent_MonthOver")
                .hasVariable(HoldSessionProcess.OUTCOME, "NOT_HELD");
    }

    @Test
    void reports_a_consent_that_does_not_come_and_goes_on_waiting() {
        var sitting = start();
        processTestContext
                .mockJobWorker(HoldSessionProcess.ESCALATE_CONSENT.value())
                .thenComplete();
        open(true);
        assertThat(sitting).hasActiveElementsExactly("UserTask_ConsentToChair");

        processTestContext.increaseTime(Duration.ofDays(3));

        assertThat(sitting)
                .isActive()
                .hasCompletedElements(
                        "Timer_ConsentOverdue", "ServiceTask_EscalateConsent", "EndEvent_ConsentEscalated")
                .hasActiveElements("UserTask_ConsentToChair");
    }

    @Test
    void is_postponed_while_the_consent_is_awaited() {
        var sitting = start();
        open(true);
        assertThat(sitting).isWaitingForMessage(MonthlyMeetingProcess.POSTPONED.value(), caseId + ":1");

        publish(MonthlyMeetingProcess.POSTPONED.value(), caseId + ":1");

        assertThat(sitting)
                .isCompleted()
                .hasCompletedElements("Message_PostponedBeforeConsent", "EndEvent_PostponedBeforeConsent")
                .hasVariable(HoldSessionProcess.OUTCOME, "POSTPONED");
    }

    @Test
    void is_not_held_when_the_cell_says_so_while_the_consent_is_awaited() {
        var sitting = start();
        open(true);
        assertThat(sitting).hasActiveElementsExactly("UserTask_ConsentToChair");

        publish(MonthlyMeetingProcess.NOT_HELD_DECLARED.value(), caseId);

        assertThat(sitting)
                .isCompleted()
                .hasCompletedElements("Message_NotHeldDeclaredBeforeConsent", "EndEvent_NotHeldDeclaredBeforeConsent")
                .hasVariable(HoldSessionProcess.OUTCOME, "NOT_HELD");
    }

    @Test
    void is_not_held_when_the_month_ends_before_the_consent() {
        var sitting = start();
        processTestContext
                .mockJobWorker(HoldSessionProcess.ESCALATE_CONSENT.value())
                .thenComplete();
        open(true);
        assertThat(sitting).hasActiveElementsExactly("UserTask_ConsentToChair");

        processTestContext.increaseTime(Duration.ofDays(21));

        assertThat(sitting)
                .isCompleted()
                .hasCompletedElements("Timer_MonthOverBeforeConsent", "EndEvent_MonthOverBeforeConsent")
                .hasVariable(HoldSessionProcess.OUTCOME, "NOT_HELD");
    }

    @Test
    void reports_a_sitting_that_is_never_finished_and_lets_it_go_on() {
        var sitting = start();
        processTestContext
                .mockJobWorker(HoldSessionProcess.ESCALATE_UNFINISHED.value())
                .thenComplete();
        open(false);
        rollCall(true, true);
        assertThat(sitting).hasActiveElements("UserTask_ConductAgenda");

        processTestContext.increaseTime(Duration.ofDays(3));

        assertThat(sitting)
                .isActive()
                .hasCompletedElements(
                        "Timer_SittingUnfinished", "ServiceTask_EscalateUnfinished", "EndEvent_UnfinishedEscalated")
                .hasActiveElements("UserTask_ConductAgenda");
    }

    @Test
    void is_neither_postponed_nor_overtaken_by_the_month_once_opened() {
        var sitting = start();
        open(false);

        assertThat(sitting)
                .hasActiveElementsExactly("SubProcess_Sitting", "UserTask_RollCall")
                .isNotWaitingForMessage(MonthlyMeetingProcess.POSTPONED.value(), caseId + ":1")
                .isNotWaitingForMessage(MonthlyMeetingProcess.NOT_HELD_DECLARED.value(), caseId);
        processTestContext.increaseTime(Duration.ofDays(21));
        assertThat(sitting).isActive().hasActiveElements("UserTask_RollCall");
    }

    /** As the month calls it, postponed once before. */
    private ProcessInstanceEvent start() {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(HoldSessionProcess.ID.value())
                .latestVersion()
                .variables(Map.ofEntries(
                        Map.entry(MonthlyMeetingProcess.CASE_ID, caseId),
                        Map.entry(
                                HoldSessionProcess.SITTING_ID, UUID.randomUUID().toString()),
                        Map.entry("cellCode", "CB-1"),
                        Map.entry("committeeCode", "DU-1"),
                        Map.entry("postponements", 1),
                        Map.entry("plannedStart", plannedStart.toString()),
                        Map.entry(
                                "sittingBy",
                                plannedStart.plus(Duration.ofHours(4)).toString()),
                        Map.entry(
                                "notHeldAt",
                                plannedStart.plus(Duration.ofDays(18)).toString()),
                        Map.entry("gradeGoodFrom", 90),
                        Map.entry("gradeFairFrom", 70),
                        Map.entry("gradeAverageFrom", 50)))
                .send()
                .join();
    }

    private void open(boolean needsConsent) {
        var chosen = new HashMap<String, Object>();
        chosen.put("needsConsent", needsConsent);
        chosen.put("chairId", "member-1");
        chosen.put("minuteTakerId", null);
        complete(HoldSessionProcess.OPEN_SITTING, chosen);
    }

    private void rollCall(boolean quorumReached, boolean mayDecide) {
        complete(HoldSessionProcess.ROLL_CALL, Map.of("quorumReached", quorumReached, "mayDecide", mayDecide));
    }

    private void complete(ElementId task) {
        complete(task, Map.of());
    }

    private void complete(ElementId task, Map<String, Object> variables) {
        processTestContext.completeUserTask(task.value(), variables);
    }

    private void publish(String message, String correlationKey) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(correlationKey)
                .send()
                .join();
    }
}
