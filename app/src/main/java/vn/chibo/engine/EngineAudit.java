package vn.chibo.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one compares to find out whether engine, read model and commands still agree. Reads only. */
@Service
@Transactional(readOnly = true)
public class EngineAudit {

    /** The engine puts the partition into the upper bits of every key. */
    private static final int KEY_BITS = 51;

    private static final String TASK = """
            select t.key, t.process_instance_key, t.definition_key, t.process_id, t.element_id, t.business_key, t.created_at
            from engine.user_task t
            """;

    private final JdbcClient jdbc;

    EngineAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public static int partitionOf(long key) {
        return (int) (key >> KEY_BITS);
    }

    /**
     * Open tasks that something speaks against: the engine took our completion longer than {@code after} ago, or the
     * instance has ended.
     */
    public List<TaskRow> suspectTasks(Duration after, int limit) {
        return jdbc.sql(TASK + """
                        where t.state = 'OPEN' and (
                            exists (
                                select 1 from engine_link.command c
                                where c.user_task_key = t.key and c.kind in ('COMPLETE', 'COMPLETE_WHEN_OPEN')
                                    and c.state = 'DONE'
                                    and c.ended_at < clock_timestamp() - make_interval(secs => :after))
                            or exists (
                                select 1 from engine.process_instance i
                                where i.key = t.process_instance_key and i.state <> 'ACTIVE'))
                        order by t.key limit :limit""")
                .param("after", after.toMillis() / 1000.0)
                .param("limit", limit)
                .query(EngineAudit::taskRow)
                .list();
    }

    /** Open tasks in the order of their keys. */
    public List<TaskRow> openTasksAfter(long key, int limit) {
        return jdbc.sql(TASK + "where t.state = 'OPEN' and t.key > :key order by t.key limit :limit")
                .param("key", key)
                .param("limit", limit)
                .query(EngineAudit::taskRow)
                .list();
    }

    /** The task, if the read model shows it open. */
    public Optional<TaskRow> openTask(long key) {
        return jdbc.sql(TASK + "where t.state = 'OPEN' and t.key = :key")
                .param("key", key)
                .query(EngineAudit::taskRow)
                .optional();
    }

    /**
     * User tasks at which a running instance has stood since before this moment while no row tells of the task: a hole in
     * the read model. {@code key} is that of the element, for the task's own is not known.
     */
    public List<TaskRow> missingTasks(Instant before, int limit) {
        return jdbc.sql("""
                        select e.key, e.process_instance_key, i.definition_key, i.process_id, e.element_id,
                            i.business_key, e.started_at as created_at
                        from engine.process_instance i
                        join engine.element_instance e on e.process_instance_key = i.key
                        where i.state = 'ACTIVE' and e.state = 'ACTIVE' and e.element_type = 'USER_TASK'
                            and e.started_at < :before
                            and not exists (
                                select 1 from engine.user_task t
                                where t.process_instance_key = i.key and t.element_instance_key = e.key)
                            and not exists (
                                select 1 from engine.incident n
                                where n.process_instance_key = i.key and n.element_instance_key = e.key
                                    and n.state = 'OPEN')
                        order by e.started_at, e.key limit :limit""")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(EngineAudit::taskRow)
                .list();
    }

    /** How far the exporter has come, by partition. */
    public Map<Integer, Position> positions() {
        var positions = new HashMap<Integer, Position>();
        jdbc.sql("select partition_id, position, record_at from engine.exporter_position")
                .query(row -> {
                    positions.put(
                            row.getInt("partition_id"),
                            new Position(row.getLong("position"), instant(row, "record_at")));
                });
        return positions;
    }

    /**
     * Since when the engine has taken commands of which the read model shows nothing, empty when it follows. One that
     * was answered by "already done" leaves no trace in the log, so this is a hint; a fresh probe is the proof.
     */
    public Optional<Instant> takenButNotSeenSince(Duration grace) {
        return jdbc.sql("""
                        select min(c.ended_at) as since
                        from engine_link.command c
                        where c.state = 'DONE' and c.ended_at < clock_timestamp() - make_interval(secs => :grace)
                            and c.ended_at > (
                                select max(updated_at) + make_interval(secs => :grace) from engine.exporter_position)""")
                .param("grace", grace.toMillis() / 1000.0)
                .query((row, number) -> Optional.ofNullable(instant(row, "since")))
                .single();
    }

    /** Commands that the engine refused, whose process ended before, or that have waited longer than this; oldest first. */
    public List<TroubledCommand> troubledCommands(Duration waiting, int limit) {
        return jdbc.sql("""
                        select c.id, c.kind, c.state, c.error, c.created_at,
                            coalesce(t.business_key, i.business_key,
                                case when c.kind in ('PUBLISH', 'COMPLETE_WHEN_OPEN') then c.queue end) as business_key,
                            coalesce(t.element_id, case when c.kind = 'COMPLETE_WHEN_OPEN' then c.name end) as element_id,
                            coalesce(t.process_id, i.process_id) as process_id,
                            coalesce(t.definition_key, i.definition_key) as definition_key
                        from engine_link.command c
                        left join engine.user_task t on t.key = c.user_task_key
                        left join lateral (
                            select i.business_key, i.process_id, i.definition_key
                            from engine.variable v join engine.process_instance i on i.key = v.process_instance_key
                            where c.kind = 'COMPLETE_WHEN_OPEN' and v.name = c.variable and v.text_value = c.queue
                            order by i.key desc limit 1) i on true
                        where c.state in ('REFUSED', 'LAPSED')
                            or c.state = 'PENDING'
                                and c.created_at < clock_timestamp() - make_interval(secs => :waiting)
                        order by c.created_at, c.id limit :limit""")
                .param("waiting", waiting.toMillis() / 1000.0)
                .param("limit", limit)
                .query((row, number) -> new TroubledCommand(
                        row.getLong("id"),
                        CommandState.valueOf(row.getString("state")),
                        row.getString("business_key"),
                        row.getString("process_id"),
                        row.getString("element_id"),
                        row.getObject("definition_key", Long.class),
                        row.getString("error"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Those of these correlation keys for which a message is still to be sent. */
    public Set<String> withPendingMessage(Collection<String> correlationKeys) {
        return texts("""
                        select distinct queue from engine_link.command
                        where kind = 'PUBLISH' and state = 'PENDING' and queue = any(:keys)""", correlationKeys);
    }

    /** Those of these business keys for which an instance is running. */
    public Set<String> withActiveInstance(Collection<String> businessKeys) {
        return texts("""
                        select distinct business_key from engine.process_instance
                        where state = 'ACTIVE' and business_key = any(:keys)""", businessKeys);
    }

    private Set<String> texts(String sql, Collection<String> keys) {
        return new HashSet<>(jdbc.sql(sql)
                .param("keys", keys.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Running instances that no other one called and that carry a business key, in the order of their keys. */
    public List<RootInstance> activeRootsAfter(long key, int limit) {
        return jdbc.sql("""
                        select key, process_id, definition_key, business_key, started_at from engine.process_instance
                        where state = 'ACTIVE' and parent_key is null and business_key is not null and key > :key
                        order by key limit :limit""")
                .param("key", key)
                .param("limit", limit)
                .query((row, number) -> new RootInstance(
                        row.getLong("key"),
                        new ProcessId(row.getString("process_id")),
                        row.getLong("definition_key"),
                        row.getString("business_key"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** When these instances ended, null for one that runs; those the read model does not know are missing. */
    public Map<Long, Ending> endings(Collection<Long> instanceKeys) {
        var endings = new HashMap<Long, Ending>();
        jdbc.sql("select key, state, ended_at from engine.process_instance where key = any(:keys)")
                .param("keys", instanceKeys.toArray(Long[]::new))
                .query(row -> {
                    endings.put(
                            row.getLong("key"),
                            new Ending(!row.getString("state").equals("ACTIVE"), instant(row, "ended_at")));
                });
        return endings;
    }

    /** Records of the engine's log that could not be stored, oldest first: each one is a hole in the read model. */
    public List<DeadLetter> deadLetters(int limit) {
        return jdbc.sql("""
                        select partition_id, position, value_type, intent, at from engine.dead_letter
                        order by at, position limit :limit""")
                .param("limit", limit)
                .query((row, number) -> new DeadLetter(
                        row.getInt("partition_id"),
                        row.getLong("position"),
                        row.getString("value_type"),
                        row.getString("intent"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static TaskRow taskRow(ResultSet row, int number) throws SQLException {
        return new TaskRow(
                row.getLong("key"),
                row.getLong("process_instance_key"),
                row.getLong("definition_key"),
                new ProcessId(row.getString("process_id")),
                new ElementId(row.getString("element_id")),
                row.getString("business_key"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public record TaskRow(
            long key,
            long instanceKey,
            long definitionKey,
            ProcessId process,
            ElementId element,
            @Nullable String businessKey,
            Instant createdAt) {}

    /** {@code recordAt} is the engine's time of the newest record stored. */
    public record Position(long position, @Nullable Instant recordAt) {}

    public enum CommandState {
        PENDING,
        LAPSED,
        REFUSED
    }

    /** {@code problem} is the engine's words, for operators; {@code since} is the database's time. */
    public record TroubledCommand(
            long id,
            CommandState state,
            @Nullable String businessKey,
            @Nullable String process,
            @Nullable String element,
            @Nullable Long definitionKey,
            @Nullable String problem,
            Instant since) {}

    public record RootInstance(
            long key, ProcessId process, long definitionKey, String businessKey, Instant startedAt) {}

    public record Ending(boolean ended, @Nullable Instant at) {}

    public record DeadLetter(int partition, long position, String valueType, String intent, Instant at) {}
}
