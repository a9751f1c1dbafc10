package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The handlers by value type, and with them the answer to which records matter at all. */
final class RecordHandlers {

    private final Map<ValueType, RecordHandler<?>> byType = new EnumMap<>(ValueType.class);

    RecordHandlers(ExporterSettings settings) {
        List.of(
                        new ProcessHandler(),
                        new ProcessInstanceHandler(settings),
                        new VariableHandler(settings),
                        new UserTaskHandler(),
                        new IncidentHandler(),
                        new ErrorHandler(),
                        new TimerHandler(),
                        new DecisionRequirementsHandler(),
                        new DecisionHandler(),
                        new DecisionEvaluationHandler(settings),
                        new MessageSubscriptionHandler(),
                        new MessageStartHandler())
                .forEach(handler -> byType.put(handler.valueType(), handler));
    }

    boolean want(ValueType type) {
        return byType.containsKey(type);
    }

    boolean want(Record<?> record) {
        var handler = byType.get(record.getValueType());
        return handler != null && record.getRecordType() == RecordType.EVENT && handler.wants(record.getIntent());
    }

    /** For records that {@link #want} said yes to. */
    @SuppressWarnings("unchecked") // the engine pairs value type and value class
    long weight(Record<?> record) {
        var handler = byType.get(record.getValueType());
        return handler == null ? 0 : ((RecordHandler<RecordValue>) handler).weight(record.getValue());
    }

    @SuppressWarnings("unchecked") // the engine pairs value type and value class
    void handle(Record<?> record, Rows rows) {
        var handler = byType.get(record.getValueType());
        if (handler != null) {
            ((RecordHandler<RecordValue>) handler).handle((Record<RecordValue>) record, rows);
        }
    }
}
