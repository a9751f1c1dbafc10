package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.ErrorIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.value.ErrorRecordValue;

/** Instances the engine gave up because of a fault of its own; shown as an incident nobody can retry. */
final class ErrorHandler implements RecordHandler<ErrorRecordValue> {

    @Override
    public ValueType valueType() {
        return ValueType.ERROR;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent == ErrorIntent.CREATED;
    }

    @Override
    public void handle(Record<ErrorRecordValue> record, Rows rows) {
        var error = record.getValue();
        rows.add(
                Write.INSTANCE_BANNED,
                EngineValues.message(error.getExceptionMessage(), IncidentHandler.LONGEST_MESSAGE),
                EngineValues.time(record.getTimestamp()),
                error.getProcessInstanceKey());
    }
}
