package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.intent.ErrorIntent;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ErrorType;
import io.camunda.zeebe.protocol.record.value.ImmutableDecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableErrorRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedInputValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedOutputValue;
import io.camunda.zeebe.protocol.record.value.ImmutableIncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMatchedRuleValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableTimerRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableDecisionRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableDecisionRequirementsRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableProcess;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes the records a broker would, in order; each method is one record. */
final class EngineLog {

    static final Instant START = Instant.parse("2026-11-22T01:00:00Z");
    static final long DEFINITION = 1_000;

    private final List<Record<?>> records = new ArrayList<>();
    private final Instant start;

    EngineLog() {
        this(START);
    }

    EngineLog(Instant start) {
        this.start = start;
    }

    List<Record<?>> records() {
        return List.copyOf(records);
    }

    EngineLog deployed(String processId) {
        return add(
                ValueType.PROCESS,
                ProcessIntent.CREATED,
                DEFINITION,
                ImmutableProcess.builder()
                        .withProcessDefinitionKey(DEFINITION)
                        .withBpmnProcessId(processId)
                        .withVersion(1)
                        .withResourceName(processId + ".bpmn")
                        .withResource("<definitions/>".getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    EngineLog started(long instance, long parent) {
        return element(ProcessInstanceIntent.ELEMENT_ACTIVATING, BpmnElementType.PROCESS, instance, instance, parent);
    }

    EngineLog completed(long instance) {
        return element(ProcessInstanceIntent.ELEMENT_COMPLETED, BpmnElementType.PROCESS, instance, instance, -1);
    }

    EngineLog entered(long element, long instance) {
        return element(ProcessInstanceIntent.ELEMENT_ACTIVATING, BpmnElementType.USER_TASK, element, instance, -1);
    }

    EngineLog left(long element, long instance) {
        return element(ProcessInstanceIntent.ELEMENT_COMPLETED, BpmnElementType.USER_TASK, element, instance, -1);
    }

    EngineLog flow(String id, long instance) {
        return add(
                ValueType.PROCESS_INSTANCE,
                ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN,
                nextPosition() + 50_000,
                elementValue(BpmnElementType.SEQUENCE_FLOW, instance, -1).withElementId(id));
    }

    private EngineLog element(
            ProcessInstanceIntent intent, BpmnElementType type, long key, long instance, long parent) {
        return add(ValueType.PROCESS_INSTANCE, intent, key, elementValue(type, instance, parent));
    }

    private static ImmutableProcessInstanceRecordValue elementValue(BpmnElementType type, long instance, long parent) {
        return ImmutableProcessInstanceRecordValue.builder()
                .withBpmnProcessId("monthly-meeting")
                .withVersion(1)
                .withProcessDefinitionKey(DEFINITION)
                .withProcessInstanceKey(instance)
                .withElementId(type == BpmnElementType.PROCESS ? "monthly-meeting" : "UserTask_Prepare")
                .withFlowScopeKey(instance)
                .withBpmnElementType(type)
                .withParentProcessInstanceKey(parent)
                .build();
    }

    EngineLog variable(String name, String json, long instance) {
        return add(
                ValueType.VARIABLE,
                VariableIntent.CREATED,
                nextPosition() + 60_000,
                ImmutableVariableRecordValue.builder()
                        .withName(name)
                        .withValue(json)
                        .withScopeKey(instance)
                        .withProcessInstanceKey(instance)
                        .withBpmnProcessId("monthly-meeting")
                        .build());
    }

    EngineLog task(UserTaskIntent intent, long key, long instance, String... groups) {
        return task(intent, key, instance, task -> task.withCandidateGroupsList(groups));
    }

    EngineLog task(UserTaskIntent intent, long key, long instance, UnaryOperator<ImmutableUserTaskRecordValue> with) {
        var task = ImmutableUserTaskRecordValue.builder()
                .withUserTaskKey(key)
                .withProcessInstanceKey(instance)
                .withProcessDefinitionKey(DEFINITION)
                .withBpmnProcessId("monthly-meeting")
                .withElementId("UserTask_Prepare")
                .withElementInstanceKey(key - 1)
                .withAssignee("")
                .withDueDate("2026-11-25T01:02:27.773Z[Etc/UTC]")
                .withFollowUpDate("")
                .withFormKey(-1)
                .withPriority(60)
                .withCustomHeaders(Map.of("page", "room"))
                .build();
        return add(ValueType.USER_TASK, intent, key, with.apply(task));
    }

    EngineLog incident(IncidentIntent intent, long key, long instance, String message) {
        return add(
                ValueType.INCIDENT,
                intent,
                key,
                ImmutableIncidentRecordValue.builder()
                        .withErrorType(ErrorType.JOB_NO_RETRIES)
                        .withErrorMessage(message)
                        .withBpmnProcessId("monthly-meeting")
                        .withProcessDefinitionKey(DEFINITION)
                        .withProcessInstanceKey(instance)
                        .withElementId("ServiceTask_Invite")
                        .withElementInstanceKey(key - 1)
                        .withJobKey(key - 2)
                        .build());
    }

    EngineLog banned(long instance) {
        return add(
                ValueType.ERROR,
                ErrorIntent.CREATED,
                -1,
                ImmutableErrorRecordValue.builder()
                        .withExceptionMessage("broken")
                        .withProcessInstanceKey(instance)
                        .build());
    }

    EngineLog timer(TimerIntent intent, long key, long instance) {
        return add(
                ValueType.TIMER,
                intent,
                key,
                ImmutableTimerRecordValue.builder()
                        .withProcessDefinitionKey(DEFINITION)
                        .withProcessInstanceKey(instance)
                        .withElementInstanceKey(instance)
                        .withTargetElementId("Timer_Late")
                        .withDueDate(START.plusSeconds(3600).toEpochMilli())
                        .build());
    }

    EngineLog deployedWith(String resource) {
        return add(
                ValueType.PROCESS,
                ProcessIntent.CREATED,
                DEFINITION,
                ImmutableProcess.builder()
                        .withProcessDefinitionKey(DEFINITION)
                        .withBpmnProcessId("monthly-meeting")
                        .withVersion(1)
                        .withResourceName("monthly-meeting.bpmn")
                        .withResource(resource.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    EngineLog decision(DecisionEvaluationIntent intent, long key, long instance, String id, String output) {
        return add(
                ValueType.DECISION_EVALUATION,
                intent,
                key,
                ImmutableDecisionEvaluationRecordValue.builder()
                        .withDecisionKey(700)
                        .withDecisionId(id)
                        .withBpmnProcessId("monthly-meeting")
                        .withProcessDefinitionKey(DEFINITION)
                        .withProcessInstanceKey(instance)
                        .withElementId("BusinessRuleTask_Grade")
                        .withElementInstanceKey(key - 1)
                        .withEvaluationFailureMessage("no variable 'points'")
                        .withFailedDecisionId(id)
                        .addEvaluatedDecisions(ImmutableEvaluatedDecisionValue.builder()
                                .withDecisionKey(700)
                                .withDecisionId(id)
                                .withDecisionName("Grade")
                                .withDecisionVersion(1)
                                .withDecisionType("DECISION_TABLE")
                                .withDecisionOutput(output)
                                .addEvaluatedInputs(ImmutableEvaluatedInputValue.builder()
                                        .withInputId("in")
                                        .withInputName("points")
                                        .withInputValue("95")
                                        .build())
                                .addMatchedRules(ImmutableMatchedRuleValue.builder()
                                        .withRuleId("rule-2")
                                        .withRuleIndex(2)
                                        .addEvaluatedOutputs(ImmutableEvaluatedOutputValue.builder()
                                                .withOutputId("out")
                                                .withOutputName("grade")
                                                .withOutputValue(output)
                                                .build())
                                        .build())
                                .build())
                        .build());
    }

    EngineLog decisionDeployed(long key, String id) {
        add(
                ValueType.DECISION_REQUIREMENTS,
                DecisionRequirementsIntent.CREATED,
                key - 1,
                ImmutableDecisionRequirementsRecordValue.builder()
                        .withDecisionRequirementsKey(key - 1)
                        .withDecisionRequirementsId(id + "-file")
                        .withDecisionRequirementsName("Grades")
                        .withDecisionRequirementsVersion(1)
                        .withResourceName(id + ".dmn")
                        .withResource("<definitions/>".getBytes(StandardCharsets.UTF_8))
                        .build());
        return add(
                ValueType.DECISION,
                DecisionIntent.CREATED,
                key,
                ImmutableDecisionRecordValue.builder()
                        .withDecisionKey(key)
                        .withDecisionId(id)
                        .withDecisionName("Grade")
                        .withVersion(1)
                        .withDecisionRequirementsKey(key - 1)
                        .withDecisionRequirementsId(id + "-file")
                        .build());
    }

    EngineLog subscription(ProcessMessageSubscriptionIntent intent, long key, long instance, long messageKey) {
        return add(
                ValueType.PROCESS_MESSAGE_SUBSCRIPTION,
                intent,
                key,
                ImmutableProcessMessageSubscriptionRecordValue.builder()
                        .withProcessInstanceKey(instance)
                        .withBpmnProcessId("monthly-meeting")
                        .withElementId("Event_Held")
                        .withElementInstanceKey(key - 1)
                        .withMessageName("meetings.meetingHeld")
                        .withCorrelationKey("C-1")
                        .withMessageKey(messageKey)
                        .build());
    }

    EngineLog startedByMessage(long instance, long messageKey) {
        return add(
                ValueType.MESSAGE_START_EVENT_SUBSCRIPTION,
                MessageStartEventSubscriptionIntent.CORRELATED,
                800,
                ImmutableMessageStartEventSubscriptionRecordValue.builder()
                        .withProcessInstanceKey(instance)
                        .withProcessDefinitionKey(DEFINITION)
                        .withBpmnProcessId("monthly-meeting")
                        .withStartEventId("StartEvent_Opened")
                        .withMessageName("meetings.monthOpened")
                        .withCorrelationKey("C-1")
                        .withMessageKey(messageKey)
                        .build());
    }

    /** A whole instance with one task, which is done at its end. */
    EngineLog wholeInstance(long instance, String caseId, String group) {
        return started(instance, -1)
                .variable("caseId", "\"" + caseId + "\"", instance)
                .flow("Flow_1", instance)
                .entered(instance + 1, instance)
                .task(UserTaskIntent.CREATED, instance + 2, instance, group)
                .task(UserTaskIntent.COMPLETED, instance + 2, instance, group)
                .left(instance + 1, instance)
                .flow("Flow_2", instance)
                .completed(instance);
    }

    EngineLog unknown() {
        return add(ValueType.PROCESS_INSTANCE, Intent.UNKNOWN, 1, elementValue(BpmnElementType.PROCESS, 1, -1));
    }

    private long nextPosition() {
        return records.size() + 1L;
    }

    /** Events no handler knows, with a value that says nothing. */
    EngineLog events(ValueType type, Intent intent, int times) {
        for (var i = 0; i < times; i++) {
            add(type, intent, nextPosition() + 70_000, elementValue(BpmnElementType.PROCESS, 1, -1));
        }
        return this;
    }

    /** Any event. */
    EngineLog event(ValueType type, Intent intent, RecordValue value) {
        return add(type, intent, nextPosition() + 70_000, value);
    }

    private EngineLog add(ValueType type, Intent intent, long key, RecordValue value) {
        var position = nextPosition();
        records.add(new Event(type, intent, key, value, position, start.toEpochMilli() + position));
        return this;
    }

    private record Event(ValueType type, Intent intent, long key, RecordValue value, long position, long timestamp)
            implements Record<RecordValue> {

        @Override
        public long getPosition() {
            return position;
        }

        @Override
        public long getSourceRecordPosition() {
            return -1;
        }

        @Override
        public long getKey() {
            return key;
        }

        @Override
        public long getTimestamp() {
            return timestamp;
        }

        @Override
        public Intent getIntent() {
            return intent;
        }

        @Override
        public int getPartitionId() {
            return 1;
        }

        @Override
        public RecordType getRecordType() {
            return RecordType.EVENT;
        }

        @Override
        public RejectionType getRejectionType() {
            return RejectionType.NULL_VAL;
        }

        @Override
        public String getRejectionReason() {
            return "";
        }

        @Override
        public String getBrokerVersion() {
            return "8.6.0";
        }

        @Override
        public Map<String, Object> getAuthorizations() {
            return Map.of();
        }

        @Override
        public int getRecordVersion() {
            return 1;
        }

        @Override
        public ValueType getValueType() {
            return type;
        }

        @Override
        public RecordValue getValue() {
            return value;
        }

        @Override
        public long getOperationReference() {
            return -1;
        }

        @Override
        public Record<RecordValue> copyOf() {
            return this;
        }

        @Override
        public String toJson() {
            return "{\"value\":\"" + value + "\"}";
        }
    }
}
