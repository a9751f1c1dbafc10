package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Over every type and intent the protocol on the class path knows, which may be newer than the one compiled against. */
class RecordHandlersTest {

    private final RecordHandlers handlers = new RecordHandlers(
            ExporterSettings.of(Map.of("url", "jdbc:postgresql://127.0.0.1/chibo", "variables", "*")));

    @Test
    void wantsOfEachTypeExactlyTheEventsThatChangeTheTables() {
        var wanted = new TreeMap<String, Set<String>>();
        examples()
                .forEach((type, value) -> wanted.put(
                        type.name(),
                        intents(type).stream()
                                .filter(intent -> handlers.want(event(type, intent, value)))
                                .map(Intent::name)
                                .collect(Collectors.toCollection(TreeSet::new))));

        assertThat(wanted)
                .containsEntry("PROCESS", Set.of("CREATED"))
                .containsEntry(
                        "PROCESS_INSTANCE",
                        Set.of(
                                "ELEMENT_ACTIVATING",
                                "ELEMENT_COMPLETED",
                                "ELEMENT_TERMINATED",
                                "ELEMENT_MIGRATED",
                                "SEQUENCE_FLOW_TAKEN"))
                .containsEntry("VARIABLE", Set.of("CREATED", "UPDATED"))
                .containsEntry(
                        "USER_TASK", Set.of("CREATED", "ASSIGNED", "UPDATED", "MIGRATED", "COMPLETED", "CANCELED"))
                .containsEntry("INCIDENT", Set.of("CREATED", "RESOLVED", "MIGRATED"))
                .containsEntry("ERROR", Set.of("CREATED"))
                .containsEntry("TIMER", Set.of("CREATED", "TRIGGERED", "CANCELED", "MIGRATED"));
    }

    @Test
    void makesRowsOfWhateverItWants() {
        examples()
                .forEach((type, value) -> intents(type).stream()
                        .map(intent -> event(type, intent, value))
                        .filter(handlers::want)
                        .forEach(record -> {
                            var rows = new Rows();
                            handlers.handle(record, rows);
                            assertThat(rows.all()).as("%s", record).isNotEmpty();
                            assertThat(handlers.weight(record)).isNotNegative();
                        }));
    }

    @Test
    void skipsTypesAndIntentsItHasNeverHeardOf() {
        var value = examples().get(ValueType.PROCESS_INSTANCE);

        EnumSet.allOf(ValueType.class)
                .forEach(type -> assertThat(handlers.want(event(type, Intent.UNKNOWN, value)))
                        .as(type.name())
                        .isFalse());
        assertThat(handlers.want(ValueType.SBE_UNKNOWN)).isFalse();
        assertThat(handlers.want(event(ValueType.SBE_UNKNOWN, UserTaskIntent.CREATED, value)))
                .isFalse();
    }

    @Test
    void countsWhatIsLargeInARecord() {
        var log = new EngineLog()
                .variable("report", '"' + "x".repeat(1000) + '"', 10)
                .deployed("monthly-meeting");

        assertThat(log.records().stream().map(handlers::weight)).containsExactly(1002L, 14L);
    }

    /** One value of each type the handlers know. */
    private static Map<ValueType, RecordValue> examples() {
        return new EngineLog()
                        .deployed("monthly-meeting")
                        .entered(11, 10)
                        .variable("caseId", "\"C-1\"", 10)
                        .task(UserTaskIntent.CREATED, 12, 10, "a@1")
                        .incident(IncidentIntent.CREATED, 13, 10, "no")
                        .banned(10)
                        .timer(TimerIntent.CREATED, 14, 10)
                        .records()
                        .stream()
                        .collect(Collectors.toMap(Record::getValueType, Record::getValue));
    }

    private static List<Intent> intents(ValueType type) {
        var known = Intent.fromProtocolValue(type, (short) 0).getClass().getEnumConstants();
        return Arrays.stream(known).toList();
    }

    private static Record<?> event(ValueType type, Intent intent, RecordValue value) {
        return new EngineLog().event(type, intent, value).records().getFirst();
    }
}
