package vn.chibo.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Open user tasks as the read model knows them, a few milliseconds behind the engine. Says nothing of who may see them. */
@Service
@Transactional(readOnly = true)
public class EngineTasks {

    private static final String COLUMNS = """
            select t.key, t.process_instance_key, t.process_id, t.element_id, t.business_key, t.assignee, t.due_at,
                t.created_at, t.form_key, t.headers
            from engine.user_task t
            """;

    private final JdbcClient jdbc;

    EngineTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The task, while it is open. */
    public Optional<OpenTask> find(long key) {
        return jdbc.sql(COLUMNS + "where t.key = :key and t.state = 'OPEN'")
                .param("key", key)
                .query(EngineTasks::task)
                .optional();
    }

    /** The open task of this element in the instance in which the variable has the value; the oldest, should there be several. */
    public Optional<OpenTask> findOpen(String variable, UUID value, ElementId element) {
        return jdbc.sql(COLUMNS + """
                        join engine.variable v on v.process_instance_key = t.process_instance_key
                        where v.name = :variable and v.text_value = :value
                            and t.element_id = :element and t.state = 'OPEN'
                        order by t.key limit 1""")
                .param("variable", variable)
                .param("value", value.toString())
                .param("element", element.value())
                .query(EngineTasks::task)
                .optional();
    }

    /** Open tasks of a case, of its own process and those it calls, oldest first. */
    public List<OpenTask> ofBusinessKey(String businessKey) {
        return jdbc.sql(COLUMNS + "where t.business_key = :businessKey and t.state = 'OPEN' order by t.key")
                .param("businessKey", businessKey)
                .query(EngineTasks::task)
                .list();
    }

    /**
     * One page of the open tasks that name one of these candidates, by due date, those without one last. Reads at most
     * {@code limit} entries per candidate, so a page costs the same however many tasks there are.
     *
     * @param after the last task of the page before, null for the first page
     */
    public List<OpenTask> openTasks(Collection<String> candidates, @Nullable OpenTask after, int limit) {
        return jdbc.sql(COLUMNS + """
                        join (
                            select distinct c.due_at, c.task_key
                            from unnest(:candidates) as wanted (candidate)
                            cross join lateral (
                                select uc.due_at, uc.task_key from engine.user_task_candidate uc
                                where uc.candidate = wanted.candidate
                                    and (uc.due_at, uc.task_key) > (:dueAt::timestamptz, :key)
                                order by uc.due_at, uc.task_key limit :limit) c
                            order by c.due_at, c.task_key limit :limit) page on page.task_key = t.key
                        order by page.due_at, t.key""")
                .param("candidates", candidates.toArray(String[]::new))
                .param("dueAt", after == null ? "-infinity" : dueText(after.dueAt()), Types.VARCHAR)
                .param("key", after == null ? 0 : after.key())
                .param("limit", limit)
                .query(EngineTasks::task)
                .list();
    }

    private static String dueText(@Nullable Instant due) {
        return due == null ? "infinity" : due.atOffset(ZoneOffset.UTC).toString();
    }

    private static OpenTask task(ResultSet row, int number) throws SQLException {
        var due = row.getObject("due_at", OffsetDateTime.class);
        return new OpenTask(
                row.getLong("key"),
                row.getLong("process_instance_key"),
                new ProcessId(row.getString("process_id")),
                new ElementId(row.getString("element_id")),
                row.getString("business_key"),
                row.getString("assignee"),
                due == null ? null : due.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("form_key", Long.class),
                Json.texts(row.getString("headers")));
    }
}
