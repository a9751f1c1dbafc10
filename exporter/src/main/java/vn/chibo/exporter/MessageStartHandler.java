package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;

/** The message that started an instance. Nobody waits there before: the subscription is the definition's. */
final class MessageStartHandler implements RecordHandler<MessageStartEventSubscriptionRecordValue> {

    @Override
    public ValueType valueType() {
        return ValueType.MESSAGE_START_EVENT_SUBSCRIPTION;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent == MessageStartEventSubscriptionIntent.CORRELATED;
    }

    @Override
    public void handle(Record<MessageStartEventSubscriptionRecordValue> record, Rows rows) {
        var start = record.getValue();
        rows.add(
                Write.MESSAGE_CORRELATION,
                start.getMessageKey(),
                record.getKey(),
                start.getProcessInstanceKey(),
                start.getBpmnProcessId(),
                start.getStartEventId(),
                null,
                start.getMessageName(),
                start.getCorrelationKey(),
                record.getPartitionId(),
                EngineValues.time(record.getTimestamp()));
    }
}
