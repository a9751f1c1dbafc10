package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;

/** Where an instance stands still because something failed. */
final class IncidentHandler implements RecordHandler<IncidentRecordValue> {

    static final int LONGEST_MESSAGE = 2000;

    @Override
    public ValueType valueType() {
        return ValueType.INCIDENT;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent == IncidentIntent.CREATED
                || intent == IncidentIntent.RESOLVED
                || intent == IncidentIntent.MIGRATED;
    }

    @Override
    public void handle(Record<IncidentRecordValue> record, Rows rows) {
        var incident = record.getValue();
        var key = record.getKey();
        var time = EngineValues.time(record.getTimestamp());
        switch ((IncidentIntent) record.getIntent()) {
            case CREATED ->
                rows.add(
                        Write.INCIDENT,
                        key,
                        incident.getProcessDefinitionKey(),
                        incident.getBpmnProcessId(),
                        incident.getElementId(),
                        incident.getElementInstanceKey(),
                        EngineValues.key(incident.getJobKey()),
                        incident.getErrorType().name(),
                        EngineValues.message(incident.getErrorMessage(), LONGEST_MESSAGE),
                        time,
                        incident.getProcessInstanceKey());
            case MIGRATED ->
                rows.add(
                        Write.INCIDENT_MIGRATED,
                        incident.getBpmnProcessId(),
                        incident.getProcessDefinitionKey(),
                        incident.getElementId(),
                        key);
            case RESOLVED -> rows.add(Write.INCIDENT_RESOLVED, time, key);
            default -> {}
        }
    }

    @Override
    public long weight(IncidentRecordValue incident) {
        return incident.getErrorMessage().length();
    }
}
