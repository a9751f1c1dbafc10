package vn.chibo.meetings.process;

import static io.camunda.process.test.api.CamundaAssert.assertThatProcessInstance;
import static io.camunda.process.test.api.assertions.ProcessInstanceSelectors.byProcessId;

import io.camunda.client.CamundaClient;
import io.camunda.process.test.api.CamundaProcessTest;
import io.camunda.process.test.api.CamundaProcessTestContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ways through {@code open-month.bpmn}, which the calendar starts. */
@CamundaProcessTest
class OpenMonthPathsProcessIT {

    private CamundaClient client;
    private CamundaProcessTestContext processTestContext;

    @Test
    void opens_batch_after_batch_until_no_cell_is_due() {
        client.newDeployResourceCommand()
                .addResourceFromClasspath("processes/meetings/open-month.bpmn")
                .send()
                .join();

        processTestContext.increaseTime(Duration.ofDays(1));
        processTestContext.completeJob(OpenMonthProcess.OPEN_MONTH.value(), Map.of("remaining", 20));
        processTestContext.completeJob(OpenMonthProcess.OPEN_MONTH.value(), Map.of("remaining", 0));

        assertThatProcessInstance(byProcessId(OpenMonthProcess.ID.value()))
                .isCompleted()
                .hasCompletedElement("ServiceTask_OpenMonth", 2)
                .hasCompletedElements("StartEvent_Daily", "EndEvent_MonthOpened")
                .hasNoActiveIncidents();
    }
}
