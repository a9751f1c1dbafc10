package vn.chibo.inbox.tasks;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.engine.EngineCommands;
import vn.chibo.identity.CurrentUser;

/** Who works on a task. Shows at once; the engine learns of it after the commit. */
@Component
public class Assignments {

    private final JdbcClient jdbc;
    private final OpenTasks tasks;
    private final EngineCommands engine;
    private final Clock clock;

    Assignments(JdbcClient jdbc, OpenTasks tasks, EngineCommands engine, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Gives the task to a member, or back to its candidates with null, if it is as {@code allowed} wants it: of two who
     * take the same task at once, the second finds it taken and gets false.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean assign(CurrentUser by, long key, @Nullable String assignee, Predicate<KnownTask> allowed) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(:key)) locked")
                .param("key", key)
                .query(Integer.class)
                .single();
        var known = tasks.find(key);
        if (known.isEmpty() || !allowed.test(known.get())) {
            return false;
        }
        jdbc.sql("""
                        insert into inbox.assignment (task_key, assignee, account_id, assigned_at)
                        values (:key, :assignee, :account, :now)
                        on conflict (task_key) do update
                        set assignee = excluded.assignee, account_id = excluded.account_id, assigned_at = excluded.assigned_at
                        """)
                .param("key", key)
                .param("assignee", assignee)
                .param("account", by.accountId())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        engine.assign(key, assignee);
        return true;
    }
}
