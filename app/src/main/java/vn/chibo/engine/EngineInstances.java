package vn.chibo.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Process instances and what blocks them, as the read model knows them. */
@Service
@Transactional(readOnly = true)
public class EngineInstances {

    private static final String INCIDENTS = """
            select key, process_instance_key, process_id, element_id, business_key, error_type, error_message, created_at,
                definition_key, element_instance_key, job_key
            from engine.incident where state = 'OPEN'
            """;

    private final JdbcClient jdbc;

    EngineInstances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Instances of a case, called ones included, in the order they started. */
    public List<Instance> ofBusinessKey(String businessKey) {
        return jdbc.sql("""
                        select key, process_id, version, definition_key, parent_key, state, started_at, ended_at
                        from engine.process_instance where business_key = :businessKey order by key""")
                .param("businessKey", businessKey)
                .query((row, number) -> new Instance(
                        row.getLong("key"),
                        new ProcessId(row.getString("process_id")),
                        row.getInt("version"),
                        row.getLong("definition_key"),
                        row.getObject("parent_key", Long.class),
                        State.valueOf(row.getString("state")),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        instant(row, "ended_at")))
                .list();
    }

    /** Open incidents, oldest first. */
    public List<Incident> openIncidents(int limit) {
        return jdbc.sql(INCIDENTS + "order by created_at, key limit :limit")
                .param("limit", limit)
                .query(EngineInstances::incident)
                .list();
    }

    public List<Incident> openIncidentsOf(String businessKey) {
        return jdbc.sql(INCIDENTS + "and business_key = :businessKey order by created_at, key")
                .param("businessKey", businessKey)
                .query(EngineInstances::incident)
                .list();
    }

    public Optional<Incident> openIncident(long key) {
        return jdbc.sql(INCIDENTS + "and key = :key")
                .param("key", key)
                .query(EngineInstances::incident)
                .optional();
    }

    /** Variables of the instance that the read model keeps, by name. */
    public List<Variable> variables(long instanceKey) {
        return jdbc.sql("""
                        select scope_key, name, value::text as value from engine.variable
                        where process_instance_key = :key order by name, scope_key""")
                .param("key", instanceKey)
                .query((row, number) ->
                        new Variable(row.getLong("scope_key"), row.getString("name"), row.getString("value")))
                .list();
    }

    /** Models of which instances run, and in which versions; the newest version is there even when none runs in it. */
    public List<Version> versions() {
        return jdbc
                .sql("""
                        select d.process_id, d.version, d.key, (
                            select count(*) from engine.process_instance i
                            where i.process_id = d.process_id and i.definition_key = d.key and i.state = 'ACTIVE') as running
                        from engine.process_definition d order by d.process_id, d.version desc""")
                .query((row, number) -> new Version(
                        new ProcessId(row.getString("process_id")),
                        row.getInt("version"),
                        row.getLong("key"),
                        row.getLong("running")))
                .list()
                .stream()
                .filter(new NewestOrRunning()::keep)
                .toList();
    }

    /** Of each process the first, which is the newest, and any other in which something runs. */
    private static final class NewestOrRunning {

        private final Set<ProcessId> seen = new HashSet<>();

        boolean keep(Version version) {
            return seen.add(version.process()) || version.instances() > 0;
        }
    }

    /** Instances that run in this version, the oldest first. */
    public List<Running> running(long definitionKey, int limit) {
        return jdbc
                .sql("""
                        select key, business_key, started_at from engine.process_instance
                        where definition_key = :definition and state = 'ACTIVE' order by started_at, key limit :limit""")
                .param("definition", definitionKey)
                .param("limit", limit)
                .query((row, number) -> new Running(
                        row.getLong("key"),
                        row.getString("business_key"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        List.of()))
                .list()
                .stream()
                .map(instance -> new Running(
                        instance.key(),
                        instance.businessKey(),
                        instance.startedAt(),
                        elements(instance.key()).stream()
                                .filter(element -> element.state() == State.ACTIVE)
                                .toList()))
                .toList();
    }

    /** Flow nodes the instance entered, in that order. */
    public List<Element> elements(long instanceKey) {
        return jdbc.sql("""
                        select element_id, element_type, state, started_at, ended_at from engine.element_instance
                        where process_instance_key = :key order by position, key""")
                .param("key", instanceKey)
                .query((row, number) -> new Element(
                        new ElementId(row.getString("element_id")),
                        row.getString("element_type"),
                        State.valueOf(row.getString("state")),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        instant(row, "ended_at")))
                .list();
    }

    /** Sequence flows the instance took. */
    public List<String> flows(long instanceKey) {
        return jdbc.sql("select element_id from engine.sequence_flow where process_instance_key = :key order by 1")
                .param("key", instanceKey)
                .query(String.class)
                .list();
    }

    private static Incident incident(ResultSet row, int number) throws SQLException {
        return new Incident(
                row.getLong("key"),
                row.getLong("process_instance_key"),
                new ProcessId(row.getString("process_id")),
                new ElementId(row.getString("element_id")),
                row.getString("business_key"),
                row.getString("error_type"),
                row.getString("error_message"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("definition_key"),
                row.getLong("element_instance_key"),
                row.getObject("job_key", Long.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public enum State {
        ACTIVE,
        COMPLETED,
        TERMINATED
    }

    /** {@code parentKey} is the calling instance, null for the case's own process. */
    public record Instance(
            long key,
            ProcessId process,
            int version,
            long definitionKey,
            @Nullable Long parentKey,
            State state,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** {@code type} is the engine's word, such as {@code USER_TASK}. */
    public record Element(
            ElementId id,
            String type,
            State state,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** {@code type} and {@code message} are the engine's words, for operators. */
    public record Incident(
            long key,
            long processInstanceKey,
            ProcessId process,
            ElementId element,
            @Nullable String businessKey,
            String type,
            String message,
            Instant since,
            long definitionKey,
            long elementInstanceKey,
            @Nullable Long jobKey) {}

    /** {@code value} as JSON; null where it is too large to be kept. */
    public record Variable(
            long scopeKey, String name, @Nullable String value) {}

    /** How many instances run in a version of a model. */
    public record Version(ProcessId process, int version, long definitionKey, long instances) {}

    /** A running instance with the flow nodes in which it stands. */
    public record Running(long key, @Nullable String businessKey, Instant startedAt, List<Element> active) {}
}
