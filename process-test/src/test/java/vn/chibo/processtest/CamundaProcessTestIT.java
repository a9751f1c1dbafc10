package vn.chibo.processtest;

import static io.camunda.process.test.api.CamundaAssert.assertThat;
import static io.camunda.process.test.api.CamundaAssert.assertThatDecision;
import static io.camunda.process.test.api.CamundaAssert.assertThatProcessInstance;
import static io.camunda.process.test.api.CamundaAssert.assertThatUserTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.IncidentErrorType;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ProcessDefinition;
import io.camunda.client.api.search.response.SearchResponse;
import io.camunda.process.test.api.CamundaAssert;
import io.camunda.process.test.api.CamundaProcessTest;
import io.camunda.process.test.api.CamundaProcessTestContext;
import io.camunda.process.test.api.assertions.DecisionSelectors;
import io.camunda.process.test.api.assertions.ElementSelectors;
import io.camunda.process.test.api.assertions.ProcessInstanceSelectors;
import io.camunda.process.test.api.assertions.UserTaskSelectors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every part of Camunda Process Test our process tests rely on, on a process with one of everything. */
@CamundaProcessTest
class CamundaProcessTestIT {

    private final String askId = UUID.randomUUID().toString();

    private CamundaClient client;
    private CamundaProcessTestContext processTestContext;

    @BeforeEach
    void deploy() {
        client.newDeployResourceCommand()
                .addProcessModel(Smoke.model(), "smoke.bpmn")
                .addResourceFromClasspath("smoke-grade.dmn")
                .send()
                .join();
    }

    @AfterEach
    void usualPatience() {
        CamundaAssert.setAssertionTimeout(ProcessTestSession.PATIENCE);
    }

    @Test
    void goesThroughEveryKindOfStep() {
        processTestContext.mockJobWorker(Smoke.PREPARE).thenComplete(Map.of("points", 95));
        processTestContext.mockChildProcess(Smoke.CHILD, Map.of("answer", 42));

        var instance = start();

        assertThat(instance)
                .isActive()
                .isCreated()
                .hasActiveElements("UserTask_Review")
                .hasActiveElementsExactly("UserTask_Review")
                .hasActiveElement("UserTask_Review", 1)
                .hasActiveElements(ElementSelectors.byName("Review it"))
                .hasNoActiveElements("ServiceTask_Prepare")
                .hasCompletedElements("StartEvent_Asked", "ServiceTask_Prepare", "BusinessRuleTask_Grade")
                .hasCompletedElements(ElementSelectors.byName("Prepare"))
                .hasCompletedElement("ServiceTask_Prepare", 1)
                .hasNotActivatedElements("EndEvent_Poor", "Event_Answered")
                .hasVariableNames("askId", "points", "grade")
                .hasVariable("grade", "GOOD")
                .hasVariables(Map.of("points", 95, "askId", askId))
                .hasVariableSatisfies(
                        "points", Integer.class, points -> assertThat(points).isGreaterThan(80))
                .hasLocalVariableNames("UserTask_Review", "heading")
                .hasLocalVariable("UserTask_Review", "heading", "local GOOD")
                .hasLocalVariables(ElementSelectors.byName("Review it"), Map.of("heading", "local GOOD"))
                .hasNoActiveIncidents()
                .isNotWaitingForMessage(Smoke.ANSWERED);
        assertThatUserTask(UserTaskSelectors.byTaskName("Review it", instance.getProcessInstanceKey()))
                .isCreated()
                .hasName("Review it")
                .hasElementId("UserTask_Review")
                .hasPriority(70)
                .hasProcessInstanceKey(instance.getProcessInstanceKey())
                .hasCandidateGroup("reviewer@CB-1")
                .hasCandidateGroups(List.of("reviewer@CB-1", "deputy@CB-1"));

        processTestContext.completeUserTask("UserTask_Review", Map.of("reviewed", true));

        assertThat(instance)
                .isWaitingForMessage(Smoke.ANSWERED)
                .isWaitingForMessage(Smoke.ANSWERED, askId)
                .isNotWaitingForMessage(Smoke.ANSWERED, "another key")
                .hasVariable("reviewed", true);
        assertThatUserTask(UserTaskSelectors.byElementId("UserTask_Review")).isCompleted();

        client.newPublishMessageCommand()
                .messageName(Smoke.ANSWERED)
                .correlationKey(askId)
                .send()
                .join();

        assertThat(instance)
                .isCompleted()
                .hasCorrelatedMessage(Smoke.ANSWERED)
                .hasCorrelatedMessage(Smoke.ANSWERED, askId)
                .isNotWaitingForMessage(Smoke.ANSWERED, askId)
                .hasVariable("answer", 42)
                .hasCompletedElementsInOrder("Event_Answered", "CallActivity_Child", "EndEvent_Done");
        assertThatProcessInstance(ProcessInstanceSelectors.byParentProcessInstanceKey(instance.getProcessInstanceKey()))
                .isCompleted();
        assertThatProcessInstance(ProcessInstanceSelectors.byProcessId(Smoke.CHILD))
                .hasCompletedElements("child-end");
    }

    @Test
    void tellsWhichRulesOfADecisionMatched() {
        var instance = start();
        processTestContext.completeJob(Smoke.PREPARE, Map.of("points", 20));

        assertThat(instance).isCompleted().hasCompletedElements("EndEvent_Poor");
        assertThatDecision(DecisionSelectors.byId(Smoke.DECISION, instance.getProcessInstanceKey()))
                .isEvaluated()
                .hasOutput("POOR")
                .hasMatchedRules(2)
                .hasNotMatchedRules(1);
        assertThatDecision(DecisionSelectors.byName("Grade of the smoke")).hasOutput("POOR");
        assertThatDecision(DecisionSelectors.byProcessInstanceKey(instance.getProcessInstanceKey()))
                .isEvaluated();
    }

    @Test
    void takesTheAnswerOfAMockedDecision() {
        processTestContext.mockDmnDecision(Smoke.DECISION, "GOOD");

        var instance = start();
        processTestContext.completeJob(Smoke.PREPARE, Map.of("points", 20));

        assertThat(instance).hasActiveElements("UserTask_Review").hasVariable("grade", "GOOD");
        assertThatDecision(DecisionSelectors.byId(Smoke.DECISION))
                .hasOutput("GOOD")
                .hasNoMatchedRules();
    }

    @Test
    void evaluatesADecisionAlone() {
        var response = client.newEvaluateDecisionCommand()
                .decisionId(Smoke.DECISION)
                .variables(Map.of("points", 80))
                .send()
                .join();

        assertThatDecision(response).isEvaluated().hasOutput("GOOD").hasMatchedRules(1);
    }

    @Test
    void leavesByTheErrorAJobThrows() {
        var instance = start();

        processTestContext.throwBpmnErrorFromJob(Smoke.PREPARE, Smoke.NOTHING_TO_PREPARE);

        assertThat(instance)
                .isCompleted()
                .hasTerminatedElements("ServiceTask_Prepare")
                .hasTerminatedElement("ServiceTask_Prepare", 1)
                .hasCompletedElements("Error_Nothing", "EndEvent_Nothing");
    }

    @Test
    void leavesByTheErrorAMockThrows() {
        processTestContext.mockJobWorker(Smoke.PREPARE).thenThrowBpmnError(Smoke.NOTHING_TO_PREPARE);

        assertThat(start()).isCompleted().hasCompletedElements("EndEvent_Nothing");
    }

    @Test
    void reachesATimerByMovingTheClock() {
        var reminders = processTestContext.mockJobWorker(Smoke.REMIND).thenComplete();
        var before = processTestContext.getCurrentTime();
        var instance = start();
        processTestContext.completeJob(Smoke.PREPARE, Map.of("points", 95));
        assertThat(instance).hasActiveElements("UserTask_Review").hasNotActivatedElements("Timer_Reminder");

        processTestContext.increaseTime(Duration.ofDays(4));

        assertThat(instance)
                .hasCompletedElements("Timer_Reminder", "ServiceTask_Remind", "EndEvent_Reminded")
                .hasActiveElements("UserTask_Review");
        assertThat(reminders.getInvocations()).isEqualTo(1);
        assertThat(processTestContext.getCurrentTime()).isAfter(before.plus(Duration.ofDays(4)));
    }

    /** Also after another test has moved it. */
    @Test
    void reachesAnotherTimerByMovingTheClockAgain() {
        processTestContext.mockJobWorker(Smoke.REMIND).thenComplete();
        var instance = start();
        processTestContext.completeJob(Smoke.PREPARE, Map.of("points", 95));
        assertThat(instance).hasActiveElements("UserTask_Review");

        processTestContext.increaseTime(Duration.ofDays(3).plusMinutes(1));

        assertThat(instance).hasCompletedElements("EndEvent_Reminded");
    }

    @Test
    void setsTheClockToAMoment() {
        var moment = processTestContext.getCurrentTime().plus(Duration.ofDays(400));

        processTestContext.setTime(moment);

        assertThat(processTestContext.getCurrentTime()).isBetween(moment, moment.plusSeconds(60));
    }

    @Test
    void refusesToTurnTheClockBack() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> processTestContext.increaseTime(Duration.ofDays(-1)))
                .havingCause()
                .withMessageContaining("Time does not run backwards here");
    }

    @Test
    void seesIncidentsComeAndGo() {
        var instance = start();
        var job = client.newActivateJobsCommand()
                .jobType(Smoke.PREPARE)
                .maxJobsToActivate(1)
                .send()
                .join()
                .getJobs()
                .getFirst();
        client.newFailCommand(job).retries(0).errorMessage("no paper").send().join();

        assertThat(instance).hasActiveIncidents().hasActiveElements("ServiceTask_Prepare");
        var incident = client.newIncidentSearchRequest()
                .filter(filter -> filter.processInstanceKey(instance.getProcessInstanceKey()))
                .send()
                .join()
                .singleItem();
        assertThat(incident.getErrorType()).isEqualTo(IncidentErrorType.JOB_NO_RETRIES);
        assertThat(incident.getErrorMessage()).isEqualTo("no paper");

        client.newUpdateRetriesCommand(job).retries(1).send().join();
        client.newResolveIncidentCommand(incident.getIncidentKey()).send().join();

        assertThat(instance).hasNoActiveIncidents();
        processTestContext.completeJob(Smoke.PREPARE, Map.of("points", 20));
        assertThat(instance).isCompleted();
    }

    @Test
    void seesATaskBeingClaimed() {
        var instance = start();
        processTestContext.completeJob(Smoke.PREPARE, Map.of("points", 95));
        assertThat(instance).hasActiveElements("UserTask_Review");
        var task = eventually(
                        client.newUserTaskSearchRequest().filter(filter -> filter.elementId("UserTask_Review"))::send)
                .singleItem();

        client.newAssignUserTaskCommand(task.getUserTaskKey())
                .assignee("u-17")
                .send()
                .join();

        assertThatUserTask(UserTaskSelectors.byProcessInstanceKey(instance.getProcessInstanceKey()))
                .hasAssignee("u-17");
    }

    @Test
    void seesACancelledInstance() {
        var instance = start();
        assertThat(instance).hasActiveElements("ServiceTask_Prepare");

        client.newCancelInstanceCommand(instance.getProcessInstanceKey()).send().join();

        assertThat(instance).isTerminated().hasTerminatedElements("ServiceTask_Prepare");
    }

    /** The proof that a wrong model makes a test fail. */
    @Test
    void failsWhenTheConditionOfAGatewayIsBroken() {
        client.newDeployResourceCommand()
                .addProcessModel(Smoke.model("=grade = \"god\""), "smoke.bpmn")
                .send()
                .join();
        CamundaAssert.setAssertionTimeout(Duration.ofSeconds(2));

        var instance = start();
        processTestContext.completeJob(Smoke.PREPARE, Map.of("points", 95));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(instance).hasActiveElements("UserTask_Review"))
                .withMessageContaining("should have active elements ['UserTask_Review']")
                .withMessageContaining("'UserTask_Review': not activated");
        assertThat(instance).hasCompletedElements("EndEvent_Poor");
    }

    @Test
    void everyAssertionCanFail() {
        var instance = start();
        assertThat(instance).hasActiveElements("ServiceTask_Prepare");
        CamundaAssert.setAssertionTimeout(Duration.ofMillis(500));

        fails(() -> assertThat(instance).isCompleted(), "should be completed but was active");
        fails(() -> assertThat(instance).hasCompletedElements("EndEvent_Done"), "not activated");
        fails(() -> assertThat(instance).hasNotActivatedElements("ServiceTask_Prepare"), "active");
        fails(() -> assertThat(instance).hasVariable("askId", "another"), "but was");
        fails(() -> assertThat(instance).hasActiveIncidents(), "none were found");
        fails(() -> assertThat(instance).isWaitingForMessage(Smoke.ANSWERED), "no such subscription");
        fails(() -> assertThat(instance).hasCorrelatedMessage(Smoke.ANSWERED), "found none");
        fails(
                () -> assertThatUserTask(UserTaskSelectors.byElementId("UserTask_Review"))
                        .isCreated(),
                "No user task");
        fails(() -> assertThatDecision(DecisionSelectors.byId(Smoke.DECISION)).isEvaluated(), "No DecisionInstance");
    }

    @Test
    void startsWithNothingOfTheTestBefore() {
        assertThat(deployed().getProcessDefinitionId()).isEqualTo(Smoke.PROCESS);
        assertThat(client.newProcessInstanceSearchRequest().send().join().items())
                .isEmpty();
    }

    @Test
    void honoursFiltersSortingAndPages() {
        var first = start();
        var second = start();
        assertThat(first).hasActiveElements("ServiceTask_Prepare");
        assertThat(second).hasActiveElements("ServiceTask_Prepare");

        var newestFirst = client.newProcessInstanceSearchRequest()
                .filter(filter -> filter.processDefinitionId(Smoke.PROCESS).state(ProcessInstanceState.ACTIVE))
                .sort(sort -> sort.processInstanceKey().desc())
                .page(page -> page.limit(1))
                .send()
                .join();
        assertThat(newestFirst.page().totalItems()).isEqualTo(2);
        assertThat(newestFirst.singleItem().getProcessInstanceKey()).isEqualTo(second.getProcessInstanceKey());
        var secondPage = client.newProcessInstanceSearchRequest()
                .sort(sort -> sort.processInstanceKey().desc())
                .page(page -> page.limit(1).after(newestFirst.page().endCursor()))
                .send()
                .join();
        assertThat(secondPage.singleItem().getProcessInstanceKey()).isEqualTo(first.getProcessInstanceKey());
        assertThat(client.newElementInstanceSearchRequest()
                        .filter(filter -> filter.processInstanceKey(first.getProcessInstanceKey())
                                .state(state -> state.in(ElementInstanceState.COMPLETED, ElementInstanceState.ACTIVE))
                                .elementId("StartEvent_Asked"))
                        .send()
                        .join()
                        .items())
                .hasSize(1);
        assertThat(client.newProcessInstanceSearchRequest()
                        .filter(filter -> filter.startDate(
                                date -> date.lt(java.time.OffsetDateTime.now().minusHours(1))))
                        .send()
                        .join()
                        .items())
                .isEmpty();
    }

    @Test
    void refusesAFilterItDoesNotKnow() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> client.newProcessInstanceSearchRequest()
                        .filter(filter -> filter.variables(Map.of("askId", askId)))
                        .send()
                        .join())
                .withMessageContaining("400")
                .withMessageContaining("Unknown filter: variables");
    }

    @Test
    void servesTheModelsDeployed() {
        var definition = deployed();
        var decision =
                eventually(client.newDecisionDefinitionSearchRequest()::send).singleItem();

        assertThat(definition.getName()).isEqualTo("A small process");
        assertThat(client.newProcessDefinitionGetXmlRequest(definition.getProcessDefinitionKey())
                        .send()
                        .join())
                .contains("UserTask_Review");
        assertThat(decision.getDmnDecisionId()).isEqualTo(Smoke.DECISION);
    }

    private ProcessDefinition deployed() {
        return eventually(client.newProcessDefinitionSearchRequest()::send).singleItem();
    }

    /** What a search finds, awaited: it is answered from exported records, which come a moment later. */
    private static <T> SearchResponse<T> eventually(Supplier<CamundaFuture<SearchResponse<T>>> search) {
        return Awaitility.await()
                .atMost(ProcessTestSession.PATIENCE)
                .until(() -> search.get().join(), found -> !found.items().isEmpty());
    }

    private ProcessInstanceEvent start() {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(Smoke.PROCESS)
                .latestVersion()
                .variables(Map.of("askId", askId))
                .send()
                .join();
    }

    private static void fails(org.assertj.core.api.ThrowableAssert.ThrowingCallable assertion, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContaining(message);
    }
}
