package vn.chibo.inbox.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.OpenTask;
import vn.chibo.engine.ProcessId;

/** Single tasks of the read model, by key and by what their instance is about. */
@Component
public class OpenTasks {

    /** Columns of {@link OpenTask}; needs {@code t} for engine.user_task and {@code a} for inbox.assignment. */
    public static final String COLUMNS = """
            t.key, t.process_instance_key, t.process_id, t.element_id, t.business_key,
            case when a.task_key is null then t.assignee else a.assignee end as assignee,
            nullif(t.due_at, 'infinity') as due_at, t.created_at, t.form_key, t.headers
            """;

    /**
     * Keys of tasks that a submission sent ahead of the engine speaks for, to stand in a {@code with} list. Nearly
     * always empty: the engine is rarely behind.
     */
    public static final String SPOKEN_FOR = """
            spoken_for as materialized (
                select (select min(u.key)
                          from engine.variable v
                          join engine.user_task u on u.process_instance_key = v.process_instance_key
                         where v.name = s.variable and v.text_value = s.value::text
                           and u.element_id = s.element_id and u.key > s.after_key) as key
                  from inbox.submission s
                 where s.task_key is null)
            """;

    /** True for tasks nobody submitted; needs {@link #SPOKEN_FOR} and {@code t}. */
    public static final String NOT_SUBMITTED = """
            not exists (select 1 from inbox.submission s where s.task_key = t.key)
            and not exists (select 1 from spoken_for f where f.key = t.key)
            """;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OpenTasks(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The task in whatever state it is, with its candidates (only an open task has any). */
    public Optional<KnownTask> find(long key) {
        return find(List.of(key)).stream().findFirst();
    }

    /** The same for several tasks, read together; unknown keys are missing from the answer. */
    public List<KnownTask> find(Collection<Long> keys) {
        return jdbc.sql("with " + SPOKEN_FOR + " select " + COLUMNS + """
                        , t.state, t.definition_key, not (%s) as submitted,
                          array(select c.candidate from engine.user_task_candidate c where c.task_key = t.key) as candidates
                          from engine.user_task t left join inbox.assignment a on a.task_key = t.key
                         where t.key = any(:keys)
                        """.formatted(NOT_SUBMITTED))
                .param("keys", keys.toArray(Long[]::new))
                .query((row, n) -> new KnownTask(
                        task(row),
                        row.getLong("definition_key"),
                        row.getString("state").equals("OPEN"),
                        row.getBoolean("submitted"),
                        Set.copyOf(List.of((String[]) row.getArray("candidates").getArray()))))
                .list();
    }

    /** The oldest open task of this element that nobody submitted, in the instance whose variable has this value. */
    public Optional<OpenTask> find(String variable, UUID value, ElementId element) {
        return jdbc.sql("with " + SPOKEN_FOR + " select " + COLUMNS + """
                          from engine.variable v
                          join engine.user_task t on t.process_instance_key = v.process_instance_key
                          left join inbox.assignment a on a.task_key = t.key
                         where v.name = :variable and v.text_value = :value
                           and t.element_id = :element and t.state = 'OPEN' and
                        """ + NOT_SUBMITTED + " order by t.key limit 1")
                .param("variable", variable)
                .param("value", value.toString())
                .param("element", element.value())
                .query((row, n) -> task(row))
                .optional();
    }

    /** All open tasks of a case with who may take them up, the oldest first. */
    public List<KnownTask> ofCase(String businessKey) {
        return jdbc.sql("with " + SPOKEN_FOR + " select " + COLUMNS + """
                        , t.definition_key,
                          array(select c.candidate from engine.user_task_candidate c where c.task_key = t.key
                                 order by c.candidate) as candidates
                          from engine.user_task t left join inbox.assignment a on a.task_key = t.key
                         where t.business_key = :case and t.state = 'OPEN' and
                        """ + NOT_SUBMITTED
                        + " order by t.created_at, t.key limit 50")
                .param("case", businessKey)
                .query((row, n) -> new KnownTask(
                        task(row), row.getLong("definition_key"), true, false, Set.copyOf(List.of((String[])
                                row.getArray("candidates").getArray()))))
                .list();
    }

    /** Open tasks of a case that one of these candidates may take up, the most urgent first. */
    public List<OpenTask> ofCase(String businessKey, Set<String> candidates, String me) {
        return jdbc.sql("with " + SPOKEN_FOR + " select " + COLUMNS
                        + """
                          from engine.user_task t left join inbox.assignment a on a.task_key = t.key
                         where t.business_key = :case and t.state = 'OPEN'
                           and coalesce(case when a.task_key is null then t.assignee else a.assignee end, :me) = :me
                           and (exists (select 1 from engine.user_task_candidate c
                                         where c.task_key = t.key and c.candidate = any(:candidates))
                                or case when a.task_key is null then t.assignee else a.assignee end = :me) and
                        """
                        + NOT_SUBMITTED + " order by t.due_at nulls last, t.key limit 10")
                .param("case", businessKey)
                .param("me", me)
                .param("candidates", candidates.toArray(String[]::new))
                .query((row, n) -> task(row))
                .list();
    }

    /** Reads one row of {@link #COLUMNS}. */
    public OpenTask task(ResultSet row) throws SQLException {
        return new OpenTask(
                row.getLong("key"),
                row.getLong("process_instance_key"),
                new ProcessId(row.getString("process_id")),
                new ElementId(row.getString("element_id")),
                row.getString("business_key"),
                row.getString("assignee"),
                instant(row.getTimestamp("due_at")),
                row.getTimestamp("created_at").toInstant(),
                row.getObject("form_key", Long.class),
                json.readValue(row.getString("headers"), HEADERS));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
