package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.EvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.EvaluatedInputValue;
import io.camunda.zeebe.protocol.record.value.EvaluatedOutputValue;
import io.camunda.zeebe.protocol.record.value.MatchedRuleValue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decisions taken. Their values are process data in another dress, so the allow-list of variables rules here too.
 *
 * <p>The record does not say which variable the output goes into. {@link Write#DECISION_INSTANCE} finds it in the model:
 * the output is stored only where every rule task that names the decision puts it into an allow-listed variable.
 */
final class DecisionEvaluationHandler implements RecordHandler<DecisionEvaluationRecordValue> {

    private static final String EVERYTHING = "*";

    private final ExporterSettings settings;

    DecisionEvaluationHandler(ExporterSettings settings) {
        this.settings = settings;
    }

    @Override
    public ValueType valueType() {
        return ValueType.DECISION_EVALUATION;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent == DecisionEvaluationIntent.EVALUATED || intent == DecisionEvaluationIntent.FAILED;
    }

    @Override
    public void handle(Record<DecisionEvaluationRecordValue> record, Rows rows) {
        var evaluation = record.getValue();
        var decisions = evaluation.getEvaluatedDecisions();
        for (var i = 0; i < decisions.size(); i++) {
            decision(record, evaluation, i + 1, decisions.get(i), rows);
        }
    }

    private void decision(
            Record<DecisionEvaluationRecordValue> record,
            DecisionEvaluationRecordValue evaluation,
            int index,
            EvaluatedDecisionValue decision,
            Rows rows) {
        var keepsAll = settings.keeps(EVERYTHING);
        var failed = record.getIntent() == DecisionEvaluationIntent.FAILED
                && decision.getDecisionId().equals(evaluation.getFailedDecisionId());
        var asked = decision.getDecisionKey() == evaluation.getDecisionKey();
        rows.add(
                Write.DECISION_INSTANCE,
                record.getKey(),
                index,
                decision.getDecisionKey(),
                decision.getDecisionId(),
                decision.getDecisionName(),
                decision.getDecisionVersion(),
                decision.getDecisionType(),
                EngineValues.textOrNull(evaluation.getBpmnProcessId()),
                EngineValues.key(evaluation.getProcessInstanceKey()),
                EngineValues.textOrNull(evaluation.getElementId()),
                EngineValues.key(evaluation.getElementInstanceKey()),
                failed ? "FAILED" : "EVALUATED",
                failed
                        ? EngineValues.message(
                                evaluation.getEvaluationFailureMessage(), IncidentHandler.LONGEST_MESSAGE)
                        : null,
                EngineValues.time(record.getTimestamp()),
                keepsAll ? list(decision.getEvaluatedInputs(), DecisionEvaluationHandler::input) : null,
                keepsAll ? list(decision.getMatchedRules(), DecisionEvaluationHandler::rule) : null,
                EngineValues.key(evaluation.getProcessDefinitionKey()),
                keepsAll || asked ? EngineValues.textOrNull(decision.getDecisionOutput()) : null,
                decision.getDecisionId(),
                settings.variables().toArray(String[]::new),
                keepsAll);
    }

    private static String input(EvaluatedInputValue input) {
        return EngineValues.json(Map.of(
                "inputId", input.getInputId(), "inputName", input.getInputName(), "inputValue", input.getInputValue()));
    }

    private static String rule(MatchedRuleValue rule) {
        var id = EngineValues.json(Map.of("ruleId", rule.getRuleId()));
        return id.substring(0, id.length() - 1) + ",\"ruleIndex\":" + rule.getRuleIndex() + ",\"evaluatedOutputs\":"
                + list(rule.getEvaluatedOutputs(), DecisionEvaluationHandler::output) + "}";
    }

    private static String output(EvaluatedOutputValue output) {
        return EngineValues.json(Map.of(
                "outputId",
                output.getOutputId(),
                "outputName",
                output.getOutputName(),
                "outputValue",
                output.getOutputValue()));
    }

    private static <T> String list(List<T> values, Function<T, String> json) {
        return values.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }
}
