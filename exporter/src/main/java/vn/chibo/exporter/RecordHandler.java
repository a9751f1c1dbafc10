package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;

/** Translates the events of one value type into rows. Runs on the flush thread and touches no database. */
interface RecordHandler<V extends RecordValue> {

    ValueType valueType();

    /** Whether an event with this intent changes the read model. Others, also those of newer engines, are skipped. */
    boolean wants(Intent intent);

    void handle(Record<V> record, Rows rows);

    /** Roughly the bytes of what has no bound of its own in the value; counted against the buffer while it waits. */
    default long weight(V value) {
        return 0;
    }
}
