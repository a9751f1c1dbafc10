package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;

/** Timers the engine waits for, and what became of them. */
final class TimerHandler implements RecordHandler<TimerRecordValue> {

    @Override
    public ValueType valueType() {
        return ValueType.TIMER;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent instanceof TimerIntent known
                && switch (known) {
                    case CREATED, TRIGGERED, CANCELED, MIGRATED -> true;
                    default -> false;
                };
    }

    @Override
    public void handle(Record<TimerRecordValue> record, Rows rows) {
        var timer = record.getValue();
        var state = record.getIntent() == TimerIntent.MIGRATED
                ? "CREATED"
                : record.getIntent().name();
        rows.add(
                Write.TIMER,
                record.getKey(),
                timer.getProcessDefinitionKey(),
                EngineValues.key(timer.getProcessInstanceKey()),
                EngineValues.key(timer.getElementInstanceKey()),
                timer.getTargetElementId(),
                EngineValues.time(timer.getDueDate()),
                state);
    }
}
