package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRequirementsRecordValue;
import java.nio.charset.StandardCharsets;

/** Deployed DMN files. Every partition reports each of them, under the same key. */
final class DecisionRequirementsHandler implements RecordHandler<DecisionRequirementsRecordValue> {

    @Override
    public ValueType valueType() {
        return ValueType.DECISION_REQUIREMENTS;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent == DecisionRequirementsIntent.CREATED;
    }

    @Override
    public void handle(Record<DecisionRequirementsRecordValue> record, Rows rows) {
        var requirements = record.getValue();
        rows.add(
                Write.DECISION_REQUIREMENTS,
                requirements.getDecisionRequirementsKey(),
                requirements.getDecisionRequirementsId(),
                requirements.getDecisionRequirementsName(),
                requirements.getDecisionRequirementsVersion(),
                requirements.getResourceName(),
                EngineValues.time(record.getTimestamp()),
                new String(requirements.getResource(), StandardCharsets.UTF_8));
    }
}
