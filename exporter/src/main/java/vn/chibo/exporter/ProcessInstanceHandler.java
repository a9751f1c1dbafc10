package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;

/**
 * Process instances, their elements and the sequence flows taken: the engine reports all three as one value type.
 *
 * <p>A row begins at {@code ELEMENT_ACTIVATING}, so that an element whose input mapping fails is there for its incident.
 */
final class ProcessInstanceHandler implements RecordHandler<ProcessInstanceRecordValue> {

    private final ExporterSettings settings;

    ProcessInstanceHandler(ExporterSettings settings) {
        this.settings = settings;
    }

    @Override
    public ValueType valueType() {
        return ValueType.PROCESS_INSTANCE;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent instanceof ProcessInstanceIntent known
                && switch (known) {
                    case ELEMENT_ACTIVATING,
                            ELEMENT_COMPLETED,
                            ELEMENT_TERMINATED,
                            ELEMENT_MIGRATED,
                            SEQUENCE_FLOW_TAKEN -> true;
                    default -> false;
                };
    }

    @Override
    public void handle(Record<ProcessInstanceRecordValue> record, Rows rows) {
        var value = record.getValue();
        if (value.getBpmnElementType() == BpmnElementType.PROCESS) {
            instance(record, value, rows);
        } else {
            element(record, value, rows);
        }
    }

    private void instance(Record<ProcessInstanceRecordValue> record, ProcessInstanceRecordValue value, Rows rows) {
        var key = record.getKey();
        var time = EngineValues.time(record.getTimestamp());
        switch ((ProcessInstanceIntent) record.getIntent()) {
            case ELEMENT_ACTIVATING -> {
                var parent = EngineValues.key(value.getParentProcessInstanceKey());
                rows.add(
                        Write.INSTANCE_STARTED,
                        value.getBpmnProcessId(),
                        value.getVersion(),
                        value.getProcessDefinitionKey(),
                        settings.businessKey(),
                        time,
                        key,
                        parent);
                if (parent != null) {
                    rows.add(Write.INSTANCE_INHERITS_BUSINESS_KEY, key);
                }
            }
            case ELEMENT_MIGRATED ->
                rows.add(
                        Write.INSTANCE_MIGRATED,
                        value.getBpmnProcessId(),
                        value.getVersion(),
                        value.getProcessDefinitionKey(),
                        key);
            case ELEMENT_COMPLETED -> rows.add(Write.INSTANCE_ENDED, "COMPLETED", time, key);
            case ELEMENT_TERMINATED -> rows.add(Write.INSTANCE_ENDED, "TERMINATED", time, key);
            default -> {}
        }
    }

    private static void element(
            Record<ProcessInstanceRecordValue> record, ProcessInstanceRecordValue value, Rows rows) {
        var key = record.getKey();
        var time = EngineValues.time(record.getTimestamp());
        switch ((ProcessInstanceIntent) record.getIntent()) {
            case ELEMENT_ACTIVATING ->
                rows.add(
                        Write.ELEMENT_STARTED,
                        key,
                        value.getProcessInstanceKey(),
                        value.getElementId(),
                        value.getBpmnElementType().name(),
                        value.getFlowScopeKey(),
                        time,
                        record.getPosition());
            case ELEMENT_MIGRATED -> rows.add(Write.ELEMENT_MIGRATED, value.getElementId(), key);
            case ELEMENT_COMPLETED -> rows.add(Write.ELEMENT_ENDED, "COMPLETED", time, key);
            case ELEMENT_TERMINATED -> rows.add(Write.ELEMENT_ENDED, "TERMINATED", time, key);
            case SEQUENCE_FLOW_TAKEN ->
                rows.add(Write.SEQUENCE_FLOW_TAKEN, value.getProcessInstanceKey(), value.getElementId());
            default -> {}
        }
    }
}
