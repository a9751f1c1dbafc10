package vn.chibo.processtest;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;

/**
 * A process with one of everything our processes use: job and BPMN error, decision, gateway, user task with a reminder,
 * message and called process.
 */
final class Smoke {

    static final String PROCESS = "smoke";
    static final String CHILD = "smoke-child";
    static final String DECISION = "smoke-grade";
    static final String PREPARE = "smoke.prepare";
    static final String REMIND = "smoke.remind";
    static final String ANSWERED = "smoke.answered";
    static final String NOTHING_TO_PREPARE = "NOTHING_TO_PREPARE";

    private Smoke() {}

    static BpmnModelInstance model() {
        return model("=grade = \"GOOD\"");
    }

    static BpmnModelInstance model(String condition) {
        return Bpmn.createExecutableProcess(PROCESS)
                .name("A small process")
                .startEvent("StartEvent_Asked")
                .serviceTask(
                        "ServiceTask_Prepare",
                        task -> task.name("Prepare").zeebeJobType(PREPARE).zeebeOutput("=points", "points"))
                .businessRuleTask(
                        "BusinessRuleTask_Grade",
                        task -> task.zeebeCalledDecisionId(DECISION).zeebeResultVariable("grade"))
                .exclusiveGateway("Gateway_Good")
                .defaultFlow()
                .endEvent("EndEvent_Poor")
                .moveToLastGateway()
                .sequenceFlowId("Flow_Good")
                .conditionExpression(condition)
                .userTask(
                        "UserTask_Review",
                        task -> task.name("Review it")
                                .zeebeUserTask()
                                .zeebeCandidateGroups("reviewer@CB-1, deputy@CB-1")
                                .zeebeTaskPriority("70")
                                .zeebeDueDate("=now() + duration(\"P2D\")")
                                .zeebeInput("=\"local \" + grade", "heading"))
                .boundaryEvent("Timer_Reminder")
                .cancelActivity(false)
                .timerWithDuration("P3D")
                .serviceTask("ServiceTask_Remind", task -> task.zeebeJobType(REMIND))
                .endEvent("EndEvent_Reminded")
                .moveToActivity("UserTask_Review")
                .intermediateCatchEvent(
                        "Event_Answered",
                        event ->
                                event.message(message -> message.name(ANSWERED).zeebeCorrelationKeyExpression("askId")))
                .callActivity("CallActivity_Child", call -> call.zeebeProcessId(CHILD))
                .endEvent("EndEvent_Done")
                .moveToActivity("ServiceTask_Prepare")
                .boundaryEvent("Error_Nothing")
                .error(NOTHING_TO_PREPARE)
                .endEvent("EndEvent_Nothing")
                .done();
    }
}
