package vn.chibo.engine;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.chibo.engine.Command.Kind;

/**
 * The commands' table. Several application instances may take from it at once: a command taken is out of reach of the
 * others for {@link #LEASE}, and comes back when whoever took it died; sending it twice is harmless.
 */
@Repository
class CommandStore {

    /** Longer than any one attempt to send. */
    private static final Duration LEASE = Duration.ofSeconds(40);

    /** How long a task that never appears may hold up what was said later. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    CommandStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            Kind kind,
            String queue,
            @Nullable String name,
            @Nullable String messageId,
            @Nullable String variable,
            @Nullable Long userTaskKey,
            @Nullable String assignee,
            Map<String, ?> variables) {
        jdbc.sql("""
                        insert into engine_link.command
                            (kind, queue, name, message_id, variable, user_task_key, assignee, variables)
                        values (:kind, :queue, :name, :messageId, :variable, :task, :assignee, :variables::jsonb)""")
                .param("kind", kind.name())
                .param("queue", queue)
                .param("name", name, Types.VARCHAR)
                .param("messageId", messageId, Types.VARCHAR)
                .param("variable", variable, Types.VARCHAR)
                .param("task", userTaskKey, Types.BIGINT)
                .param("assignee", assignee, Types.VARCHAR)
                .param("variables", Json.write(variables))
                .update();
    }

    /**
     * Takes commands that are due and first in their queue. One that waits for its task without end lets the later
     * ones pass, but only while {@code mayOvertake}: an engine that is away shows no new tasks.
     */
    List<Command> take(int limit, boolean mayOvertake) {
        return jdbc.sql("""
                        update engine_link.command set
                            attempts = attempts + 1,
                            next_attempt_at = clock_timestamp() + make_interval(secs => :lease)
                        where id in (
                            select c.id from engine_link.command c
                            where c.state = 'PENDING' and c.next_attempt_at <= clock_timestamp()
                                and (c.kind <> 'COMPLETE_WHEN_OPEN' or c.user_task_key is not null)
                                and not exists (
                                    select 1 from engine_link.command earlier
                                    where earlier.queue = c.queue and earlier.id < c.id and earlier.state = 'PENDING'
                                        and not (:mayOvertake and earlier.kind = 'COMPLETE_WHEN_OPEN'
                                            and earlier.user_task_key is null
                                            and coalesce(earlier.waiting_since < clock_timestamp() - make_interval(secs => :patience), false)))
                            order by c.next_attempt_at limit :limit for update skip locked)
                        returning id, kind, queue, name, message_id, user_task_key, assignee, variables, attempts""")
                .param("lease", LEASE.toSeconds())
                .param("mayOvertake", mayOvertake)
                .param("patience", PATIENCE.toSeconds())
                .param("limit", limit)
                .query((row, number) -> new Command(
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("queue"),
                        row.getString("name"),
                        row.getString("message_id"),
                        row.getObject("user_task_key", Long.class),
                        row.getString("assignee"),
                        row.getString("variables"),
                        row.getInt("attempts")))
                .list();
    }

    /**
     * Gives every waiting command whose task has appeared that task, for good: were the key looked up again after a
     * crash, it might be a later task of the same element. A task that any command spoke for is taken, even while the
     * read model, being behind, still shows it open.
     *
     * @return how many found theirs
     */
    int resolveWaiting() {
        jdbc.sql("""
                        update engine_link.command c set waiting_since = clock_timestamp()
                        where c.state = 'PENDING' and c.kind = 'COMPLETE_WHEN_OPEN' and c.user_task_key is null
                            and c.waiting_since is null
                            and not exists (
                                select 1 from engine_link.command earlier
                                where earlier.queue = c.queue and earlier.id < c.id and earlier.state = 'PENDING')""").update();
        var found = jdbc.sql("""
                        select c.id, min(t.key) as task_key
                        from engine_link.command c
                        join engine.variable v on v.name = c.variable and v.text_value = c.queue
                        join engine.user_task t
                            on t.process_instance_key = v.process_instance_key and t.element_id = c.name and t.state = 'OPEN'
                        where c.state = 'PENDING' and c.kind = 'COMPLETE_WHEN_OPEN' and c.user_task_key is null
                            and c.waiting_since is not null
                            and not exists (
                                select 1 from engine_link.command other
                                where other.user_task_key = t.key and other.kind in ('COMPLETE', 'COMPLETE_WHEN_OPEN'))
                        group by c.id order by c.id""")
                .query((row, number) -> Map.entry(row.getLong("id"), row.getLong("task_key")))
                .list();
        var resolved = 0;
        for (var one : found) {
            resolved += resolve(one.getKey(), one.getValue());
        }
        return resolved;
    }

    private int resolve(long id, long taskKey) {
        try {
            return jdbc.sql("""
                            update engine_link.command set user_task_key = :task, next_attempt_at = clock_timestamp()
                            where id = :id and user_task_key is null and state = 'PENDING'""").param("task", taskKey).param("id", id).update();
        } catch (DuplicateKeyException another) {
            return 0; // another command was faster; this one goes on waiting
        }
    }

    /** Commands waiting for a task that are first in their queue. */
    long waiting() {
        return count("kind = 'COMPLETE_WHEN_OPEN' and user_task_key is null");
    }

    long pending() {
        return count("true");
    }

    long refused() {
        return jdbc.sql("select count(*) from engine_link.command where state = 'REFUSED'")
                .query(Long.class)
                .single();
    }

    private long count(String condition) {
        return jdbc.sql("select count(*) from engine_link.command where state = 'PENDING' and " + condition)
                .query(Long.class)
                .single();
    }

    /** Age of the oldest command the engine has not taken yet, in seconds; 0 when there is none. */
    long oldestPendingSeconds() {
        return jdbc.sql("""
                        select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::bigint
                        from engine_link.command where state = 'PENDING'""").query(Long.class).single();
    }

    void done(long id) {
        end(id, "DONE", null);
    }

    /** The engine will never take it; kept for someone to look at. */
    void refused(long id, String error) {
        end(id, "REFUSED", error);
    }

    /** Gives a refused command its place in the queue back, as if it had never been tried. */
    boolean sendAgain(long id) {
        return jdbc.sql("""
                                update engine_link.command set
                                    state = 'PENDING', ended_at = null, attempts = 0, next_attempt_at = clock_timestamp()
                                where id = :id and state = 'REFUSED'""").param("id", id).update() == 1;
    }

    private void end(long id, String state, @Nullable String error) {
        jdbc.sql("""
                        update engine_link.command set state = :state, ended_at = clock_timestamp(), error = :error
                        where id = :id and state = 'PENDING'""")
                .param("state", state)
                .param("error", error, Types.VARCHAR)
                .param("id", id)
                .update();
    }

    void tryAgainAfter(long id, Duration pause, String error) {
        jdbc.sql("""
                        update engine_link.command set
                            next_attempt_at = clock_timestamp() + make_interval(secs => :pause), error = :error
                        where id = :id and state = 'PENDING'""")
                .param("pause", pause.toMillis() / 1000.0)
                .param("error", error)
                .param("id", id)
                .update();
    }

    /**
     * Ends commands whose task cannot come any more: the instances they speak of are known and all ended, and they
     * waited a minute since. They are kept, and counted.
     */
    List<Long> lapse() {
        return jdbc.sql("""
                        update engine_link.command c set
                            state = 'LAPSED', ended_at = clock_timestamp(), error = 'the process ended without such a task'
                        where c.state = 'PENDING' and c.kind = 'COMPLETE_WHEN_OPEN' and c.user_task_key is null
                            and c.waiting_since < clock_timestamp() - interval '1 minute'
                            and exists (
                                select 1 from engine.variable v where v.name = c.variable and v.text_value = c.queue)
                            and not exists (
                                select 1 from engine.variable v
                                join engine.process_instance i on i.key = v.process_instance_key and i.state = 'ACTIVE'
                                where v.name = c.variable and v.text_value = c.queue)
                        returning c.id""").query(Long.class).list();
    }

    /** Forgets commands done days ago, except those whose task the read model still believes open. */
    int purge() {
        return jdbc.sql("""
                        delete from engine_link.command c
                        where c.state = 'DONE' and c.ended_at < clock_timestamp() - interval '3 days'
                            and not exists (
                                select 1 from engine.user_task t where t.key = c.user_task_key and t.state = 'OPEN')""").update();
    }

    /** Changes whenever the exporter wrote something. */
    long readModelPosition() {
        return jdbc.sql("select coalesce(sum(position), -1) from engine.exporter_position")
                .query(Long.class)
                .single();
    }
}
