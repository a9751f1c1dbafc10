package vn.chibo.admission.process;

import static io.camunda.process.test.api.CamundaAssert.assertThatProcessInstance;
import static io.camunda.process.test.api.assertions.ProcessInstanceSelectors.byProcessId;

import io.camunda.client.CamundaClient;
import io.camunda.process.test.api.CamundaProcessTestContext;
import io.camunda.process.test.api.assertions.ProcessInstanceAssert;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.JobType;
import vn.chibo.engine.MessageName;
import vn.chibo.engine.ProcessId;
import vn.chibo.testing.ProcessModel;

/** What the tests of the three models do alike. Moments are reckoned from the engine's clock as the test began. */
final class ProcessTesting {

    /** The job that stands for the whole route in tests of the calling processes. */
    private static final String ROUTE = "test.route";

    private final CamundaClient client;
    private final CamundaProcessTestContext context;
    private final ProcessId process;
    private final Instant began;
    final String caseId = UUID.randomUUID().toString();

    ProcessTesting(CamundaClient client, CamundaProcessTestContext context, ProcessId process) {
        this.client = client;
        this.context = context;
        this.process = process;
        this.began = context.getCurrentTime();
    }

    /** Deploys the model with its forms; the route it may call is one job, which ends as the test says. */
    void deploy() {
        var command =
                client.newDeployResourceCommand().addResourceFromClasspath("processes/admission/" + process + ".bpmn");
        for (var form : ProcessModel.of("admission/" + process + ".bpmn").forms()) {
            command.addResourceFromClasspath("forms/admission/" + form + ".form");
        }
        if (!process.equals(ApprovalRouteProcess.ID)) {
            command.addProcessModel(
                    Bpmn.createExecutableProcess(ApprovalRouteProcess.ID.value())
                            .startEvent()
                            .serviceTask("Route", task -> task.zeebeJobType(ROUTE))
                            .endEvent()
                            .done(),
                    "approval-route.bpmn");
        }
        command.send().join();
    }

    ProcessInstanceAssert instance() {
        return assertThatProcessInstance(byProcessId(process.value()));
    }

    void mock(JobType job, Map<String, Object> answer) {
        context.mockJobWorker(job.value()).thenComplete(answer);
    }

    void job(JobType job, Map<String, Object> answer) {
        context.completeJob(job.value(), answer);
    }

    void route(String outcome) {
        context.completeJob(ROUTE, Map.of(ApprovalRouteProcess.OUTCOME, outcome));
    }

    void complete(ElementId task) {
        complete(task, Map.of());
    }

    void complete(ElementId task, Map<String, Object> answer) {
        context.completeUserTask(task.value(), answer);
    }

    void publish(MessageName message, String key, Map<String, Object> variables) {
        client.newPublishMessageCommand()
                .messageName(message.value())
                .correlationKey(key)
                .variables(variables)
                .send()
                .join();
    }

    void start(Map<String, Object> variables) {
        client.newCreateInstanceCommand()
                .bpmnProcessId(process.value())
                .latestVersion()
                .variables(variables)
                .send()
                .join();
    }

    /** Moves the engine's clock to so many days after the test began, and an hour more. */
    void advanceToDay(int day) {
        var ahead = Duration.between(
                context.getCurrentTime(), began.plus(Duration.ofDays(day)).plusSeconds(3600));
        context.increaseTime(ahead);
    }

    String day(int day) {
        return began.plus(Duration.ofDays(day)).toString();
    }
}
