package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.nio.charset.StandardCharsets;

/** Deployed definitions with their XML. Every partition reports each of them, under the same key. */
final class ProcessHandler implements RecordHandler<Process> {

    @Override
    public ValueType valueType() {
        return ValueType.PROCESS;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent == ProcessIntent.CREATED;
    }

    @Override
    public void handle(Record<Process> record, Rows rows) {
        var process = record.getValue();
        rows.add(
                Write.PROCESS_DEFINITION,
                process.getProcessDefinitionKey(),
                process.getBpmnProcessId(),
                process.getVersion(),
                process.getResourceName(),
                EngineValues.time(record.getTimestamp()),
                new String(process.getResource(), StandardCharsets.UTF_8));
    }

    @Override
    public long weight(Process process) {
        return process.getResource().length;
    }
}
