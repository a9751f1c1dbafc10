package vn.chibo.inbox.tasks;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.OpenTask;
import vn.chibo.shared.TransactionLock;

/**
 * Remembers which tasks people have done, so that they leave every list in the same transaction and are completed once.
 *
 * <p>A task of the engine that is asked for by key is done once: the key is unique. An act that comes before the engine
 * has created its task is remembered without a key and later tied to the first such task. Once an element of an
 * instance was submitted, a repetition counts as new only when the engine has created a new task for it; otherwise a
 * late double click would complete the next round of a loop unseen.
 */
@Component
public class Submissions {

    private final JdbcClient jdbc;
    private final EngineCommands engine;
    private final OpenTasks tasks;
    private final Clock clock;

    Submissions(JdbcClient jdbc, EngineCommands engine, OpenTasks tasks, Clock clock) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Takes the one right to submit this task; false when somebody has it already. The engine is told by {@link #complete}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean claim(UUID account, OpenTask task) {
        return jdbc.sql("""
                                insert into inbox.submission (account_id, submitted_at, task_key, element_id)
                                values (:account, :now, :key, :element) on conflict do nothing
                                """)
                        .param("account", account)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("key", task.key())
                        .param("element", task.element().value())
                        .update()
                == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void complete(OpenTask task, Map<String, ?> variables) {
        engine.completeUserTask(task.key(), variables);
    }

    /** Completes a task named by what its instance is about; false when it was submitted before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean submit(UUID account, String variable, UUID value, ElementId element, Map<String, ?> variables) {
        lock(variable, value, element);
        var open = tasks.find(variable, value, element);
        if (open.isPresent()) {
            var task = open.get();
            if (!claim(account, task)) {
                return false;
            }
            jdbc.sql("update inbox.submission set variable = :variable, value = :value where task_key = :key")
                    .param("variable", variable)
                    .param("value", value)
                    .param("key", task.key())
                    .update();
            complete(task, variables);
            return true;
        }
        if (submittedBefore(variable, value, element)) {
            return false;
        }
        jdbc.sql("""
                        insert into inbox.submission (account_id, submitted_at, variable, value, element_id, after_key)
                        select :account, :now, :variable, :value, :element, coalesce(max(t.key), 0)
                          from engine.variable v
                          join engine.user_task t on t.process_instance_key = v.process_instance_key
                         where v.name = :variable and v.text_value = :text and t.element_id = :element
                        """)
                .param("account", account)
                .param("now", Timestamp.from(clock.instant()))
                .param("variable", variable)
                .param("value", value)
                .param("text", value.toString())
                .param("element", element.value())
                .update();
        engine.completeUserTask(variable, value, element, variables);
        return true;
    }

    /** Who submitted the task, if anybody did. */
    public Optional<UUID> submitterOf(long taskKey) {
        return jdbc.sql("select account_id from inbox.submission where task_key = :key")
                .param("key", taskKey)
                .query(UUID.class)
                .optional();
    }

    private void lock(String variable, UUID value, ElementId element) {
        TransactionLock.take(jdbc, "inbox.submission " + variable + " " + value + " " + element);
    }

    private boolean submittedBefore(String variable, UUID value, ElementId element) {
        return jdbc.sql("""
                        select exists (select 1 from inbox.submission
                                        where variable = :variable and value = :value and element_id = :element)
                            or exists (select 1
                                         from engine.variable v
                                         join engine.user_task t on t.process_instance_key = v.process_instance_key
                                         join inbox.submission s on s.task_key = t.key
                                        where v.name = :variable and v.text_value = :text and t.element_id = :element)
                        """)
                .param("variable", variable)
                .param("value", value)
                .param("text", value.toString())
                .param("element", element.value())
                .query(Boolean.class)
                .single();
    }

    /** Ties early submissions to their tasks, notes what the engine has taken, and drops assignments it agrees with. */
    @Scheduled(fixedDelayString = "${chibo.inbox.settle-delay:PT5S}", initialDelayString = "PT10S")
    @Transactional
    public void settle() {
        jdbc.sql("""
                        update inbox.submission s set task_key = f.key
                          from (select s.id, (select min(u.key)
                                                from engine.variable v
                                                join engine.user_task u on u.process_instance_key = v.process_instance_key
                                               where v.name = s.variable and v.text_value = s.value::text
                                                 and u.element_id = s.element_id and u.key > s.after_key) as key
                                  from inbox.submission s
                                 where s.task_key is null) f
                         where s.id = f.id and f.key is not null
                           and not exists (select 1 from inbox.submission other where other.task_key = f.key)
                        """).update();
        jdbc.sql("""
                        update inbox.submission s set taken_at = coalesce(t.ended_at, t.created_at)
                          from engine.user_task t
                         where s.taken_at is null and t.key = s.task_key and t.state <> 'OPEN'
                        """).update();
        jdbc.sql("""
                        delete from inbox.assignment a using engine.user_task t
                         where t.key = a.task_key and a.assigned_at < :settled
                           and (t.state <> 'OPEN' or t.assignee is not distinct from a.assignee)
                        """)
                .param("settled", Timestamp.from(clock.instant().minusSeconds(10)))
                .update();
    }
}
