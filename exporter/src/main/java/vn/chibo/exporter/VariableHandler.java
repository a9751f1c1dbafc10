package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.nio.charset.StandardCharsets;

/** Allow-listed variables with their values, the names of all, and the one whose value is the business key. */
final class VariableHandler implements RecordHandler<VariableRecordValue> {

    /** Longer values are no key, and an index would refuse them. */
    private static final int LONGEST_BUSINESS_KEY = 200;

    private final ExporterSettings settings;

    VariableHandler(ExporterSettings settings) {
        this.settings = settings;
    }

    @Override
    public ValueType valueType() {
        return ValueType.VARIABLE;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent == VariableIntent.CREATED || intent == VariableIntent.UPDATED;
    }

    @Override
    public void handle(Record<VariableRecordValue> record, Rows rows) {
        var variable = record.getValue();
        var name = variable.getName();
        var value = variable.getValue(); // the engine makes this text anew at each call
        var type = JsonType.of(value);
        rows.add(Write.VARIABLE_NAME, variable.getBpmnProcessId(), name, type.name());
        if (settings.keeps(name)) {
            rows.add(
                    Write.VARIABLE,
                    variable.getScopeKey(),
                    variable.getProcessInstanceKey(),
                    name,
                    isSmall(value) ? value : null,
                    EngineValues.time(record.getTimestamp()));
        }
        if (isBusinessKey(variable, value, type)) {
            var instance = variable.getProcessInstanceKey();
            rows.add(Write.INSTANCE_BUSINESS_KEY, value, instance);
            rows.add(Write.TASK_BUSINESS_KEY, instance, instance);
            rows.add(Write.INCIDENT_BUSINESS_KEY, instance, instance);
        }
    }

    @Override
    public long weight(VariableRecordValue variable) {
        return variable.getValue().length();
    }

    private boolean isSmall(String json) {
        return json.length() <= settings.maxValueBytes()
                && json.getBytes(StandardCharsets.UTF_8).length <= settings.maxValueBytes();
    }

    /** Only the instance's own variable counts; one of the same name in an inner scope is something else. */
    private boolean isBusinessKey(VariableRecordValue variable, String value, JsonType type) {
        return variable.getName().equals(settings.businessKey())
                && variable.getScopeKey() == variable.getProcessInstanceKey()
                && (type == JsonType.STRING || type == JsonType.NUMBER)
                && value.length() <= LONGEST_BUSINESS_KEY;
    }

    /** What a JSON text is, told from its first character. */
    enum JsonType {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        OBJECT,
        ARRAY;

        static JsonType of(String json) {
            return switch (json.isEmpty() ? 'n' : json.charAt(0)) {
                case '"' -> STRING;
                case '{' -> OBJECT;
                case '[' -> ARRAY;
                case 't', 'f' -> BOOLEAN;
                case 'n' -> NULL;
                default -> NUMBER;
            };
        }
    }
}
