package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.value.ProcessMessageSubscriptionRecordValue;

/**
 * The messages an instance waits for, as its own partition sees them. The other half, on the partition the correlation
 * key belongs to ({@code MESSAGE_SUBSCRIPTION}), would say the same once more.
 */
final class MessageSubscriptionHandler implements RecordHandler<ProcessMessageSubscriptionRecordValue> {

    @Override
    public ValueType valueType() {
        return ValueType.PROCESS_MESSAGE_SUBSCRIPTION;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent instanceof ProcessMessageSubscriptionIntent known
                && switch (known) {
                    case CREATED, CORRELATED, DELETED, MIGRATED -> true;
                    default -> false;
                };
    }

    @Override
    public void handle(Record<ProcessMessageSubscriptionRecordValue> record, Rows rows) {
        var subscription = record.getValue();
        var intent = (ProcessMessageSubscriptionIntent) record.getIntent();
        var time = EngineValues.time(record.getTimestamp());
        rows.add(
                Write.MESSAGE_SUBSCRIPTION,
                record.getKey(),
                subscription.getProcessInstanceKey(),
                subscription.getBpmnProcessId(),
                subscription.getElementId(),
                subscription.getElementInstanceKey(),
                subscription.getMessageName(),
                subscription.getCorrelationKey(),
                intent == ProcessMessageSubscriptionIntent.MIGRATED ? "CREATED" : intent.name(),
                time);
        if (intent == ProcessMessageSubscriptionIntent.CORRELATED) {
            rows.add(
                    Write.MESSAGE_CORRELATION,
                    subscription.getMessageKey(),
                    record.getKey(),
                    subscription.getProcessInstanceKey(),
                    subscription.getBpmnProcessId(),
                    subscription.getElementId(),
                    subscription.getElementInstanceKey(),
                    subscription.getMessageName(),
                    subscription.getCorrelationKey(),
                    record.getPartitionId(),
                    time);
        }
    }
}
