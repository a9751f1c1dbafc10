package vn.chibo.inbox.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.chibo.engine.OpenTask;
import vn.chibo.identity.CurrentUser;

/**
 * The open tasks put to one person: those of their groups and those assigned to them by name, without what somebody
 * else has taken and what was submitted. Reads one index range per group, so that its cost follows the person's own
 * tasks, never the number of all open tasks.
 */
@Component
public class MyTasks {

    /** Needs t, a and :me. */
    private static final String FREE_OR_MINE =
            " coalesce(case when a.task_key is null then t.assignee else a.assignee end, :me) = :me and ";

    private static final String BY_NAME = """
            select t.key as task_key, coalesce(t.due_at, 'infinity') as due_at
              from engine.user_task t where t.assignee = :me and t.state = 'OPEN'
            union
            select t.key, coalesce(t.due_at, 'infinity')
              from inbox.assignment s join engine.user_task t on t.key = s.task_key
             where s.assignee = :me and t.state = 'OPEN'
            """;

    private final JdbcClient jdbc;
    private final OpenTasks tasks;

    MyTasks(JdbcClient jdbc, OpenTasks tasks) {
        this.jdbc = jdbc;
        this.tasks = tasks;
    }

    /** How many tasks are due before each bound, bound by bound, and in all: exact, in one query. */
    public List<Long> countDueBefore(CurrentUser user, List<Instant> bounds) {
        var columns = new StringBuilder("count(*)");
        for (int i = 0; i < bounds.size(); i++) {
            columns.append(", count(*) filter (where m.due_at < :bound")
                    .append(i)
                    .append(")");
        }
        var query = jdbc.sql("with " + OpenTasks.SPOKEN_FOR
                        + ", mine as (select c.task_key, c.due_at from engine.user_task_candidate c"
                        + " where c.candidate = any(:candidates) union " + BY_NAME + ") select " + columns
                        + " from mine m join engine.user_task t on t.key = m.task_key"
                        + " left join inbox.assignment a on a.task_key = t.key where "
                        + FREE_OR_MINE + OpenTasks.NOT_SUBMITTED)
                .param("candidates", candidates(user))
                .param("me", me(user));
        for (int i = 0; i < bounds.size(); i++) {
            query = query.param("bound" + i, Timestamp.from(bounds.get(i)));
        }
        return query.query((row, n) -> {
                    var counts = new ArrayList<Long>();
                    for (int i = 0; i < bounds.size(); i++) {
                        counts.add(row.getLong(i + 2));
                    }
                    counts.add(row.getLong(1));
                    return List.copyOf(counts);
                })
                .single();
    }

    /**
     * One page in the order of (due, key), beginning behind the cursor.
     *
     * @param until end of the range, exclusive; null for all, those without a due date at the end
     */
    public List<ListedTask> page(CurrentUser user, Cursor after, @Nullable Instant until, int size) {
        var range = " and (c.due_at, c.task_key) > (:afterDue::timestamptz, :afterKey) and c.due_at "
                + (until == null ? "<= 'infinity'" : "< :until");
        var query = jdbc.sql("with " + OpenTasks.SPOKEN_FOR + ", mine as ("
                        + " select x.task_key, x.due_at from unnest(:candidates) g cross join lateral ("
                        + "  select c.task_key, c.due_at from engine.user_task_candidate c"
                        + "    join engine.user_task t on t.key = c.task_key"
                        + "    left join inbox.assignment a on a.task_key = t.key"
                        + "   where c.candidate = g" + range + " and " + FREE_OR_MINE + OpenTasks.NOT_SUBMITTED
                        + "   order by c.due_at, c.task_key limit :size) x"
                        + " union select c.task_key, c.due_at from (" + BY_NAME + ") c where true" + range + ")"
                        + " select t.definition_key, " + OpenTasks.COLUMNS
                        + " from mine m join engine.user_task t on t.key = m.task_key"
                        + " left join inbox.assignment a on a.task_key = t.key where "
                        + FREE_OR_MINE + OpenTasks.NOT_SUBMITTED
                        + " order by m.due_at, m.task_key limit :size")
                .param("candidates", candidates(user))
                .param("me", me(user))
                .param("afterDue", after.due())
                .param("afterKey", after.key())
                .param("size", size);
        if (until != null) {
            query = query.param("until", Timestamp.from(until));
        }
        return query.query((row, n) -> new ListedTask(tasks.task(row), row.getLong("definition_key")))
                .list();
    }

    /** Tasks this person or a colleague submitted and the engine has not closed yet, the newest first. */
    public List<ListedTask> beingRecorded(CurrentUser user) {
        return jdbc.sql("with " + OpenTasks.SPOKEN_FOR
                        + ", waiting as (select s.task_key, s.account_id from inbox.submission s"
                        + " where s.taken_at is null and s.task_key is not null"
                        + " union select f.key, null::uuid from spoken_for f where f.key is not null)"
                        + " select distinct on (t.key) t.definition_key, " + OpenTasks.COLUMNS
                        + """
                           from waiting w join engine.user_task t on t.key = w.task_key
                           left join inbox.assignment a on a.task_key = t.key
                          where t.state = 'OPEN'
                            and (w.account_id = :account
                                 or exists (select 1 from engine.user_task_candidate c
                                             where c.task_key = t.key and c.candidate = any(:candidates)))
                          order by t.key desc limit 20
                          """)
                .param("candidates", candidates(user))
                .param("account", user.accountId())
                .query((row, n) -> new ListedTask(tasks.task(row), row.getLong("definition_key")))
                .list();
    }

    private static String[] candidates(CurrentUser user) {
        return user.candidates().toArray(String[]::new);
    }

    private static String me(CurrentUser user) {
        return user.member() == null ? "" : user.member().toString();
    }

    public record ListedTask(OpenTask task, long definitionKey) {

        public Cursor cursor() {
            return Cursor.of(task);
        }
    }

    /** A place in the list: due time in microseconds of UTC ({@code Long.MAX_VALUE}: without a due date) and task key. */
    public record Cursor(long dueMicros, long key) implements Comparable<Cursor> {

        private static final long LAST_DUE = micros(Instant.parse("9999-12-31T00:00:00Z"));
        private static final Comparator<Cursor> ORDER =
                Comparator.comparingLong(Cursor::dueMicros).thenComparingLong(Cursor::key);

        public static final Cursor START = new Cursor(Long.MIN_VALUE, Long.MIN_VALUE);

        /** Just before the first task due at this instant. */
        public static Cursor at(Instant due) {
            return new Cursor(micros(due), Long.MIN_VALUE);
        }

        /** @throws IllegalArgumentException when the text was not made by {@link #toString} */
        public static Cursor parse(String text) {
            var parts = text.split("_", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("Not a cursor");
            }
            var due = Long.parseLong(parts[0]);
            if (due < 0 || due > LAST_DUE && due != Long.MAX_VALUE) {
                throw new IllegalArgumentException("Not a cursor");
            }
            return new Cursor(due, Long.parseLong(parts[1]));
        }

        static Cursor of(OpenTask task) {
            return new Cursor(task.dueAt() == null ? Long.MAX_VALUE : micros(task.dueAt()), task.key());
        }

        private static long micros(Instant instant) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        }

        String due() {
            return dueMicros == Long.MIN_VALUE
                    ? "-infinity"
                    : dueMicros == Long.MAX_VALUE
                            ? "infinity"
                            : Instant.EPOCH.plus(dueMicros, ChronoUnit.MICROS).toString();
        }

        @Override
        public int compareTo(Cursor other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return dueMicros + "_" + key;
        }
    }
}
