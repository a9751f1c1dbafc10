package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRecordValue;

/** The decisions of the deployed DMN files. */
final class DecisionHandler implements RecordHandler<DecisionRecordValue> {

    @Override
    public ValueType valueType() {
        return ValueType.DECISION;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent == DecisionIntent.CREATED;
    }

    @Override
    public void handle(Record<DecisionRecordValue> record, Rows rows) {
        var decision = record.getValue();
        rows.add(
                Write.DECISION_DEFINITION,
                decision.getDecisionKey(),
                decision.getDecisionId(),
                decision.getDecisionName(),
                decision.getVersion(),
                decision.getDecisionRequirementsKey(),
                decision.getDecisionRequirementsId());
    }
}
