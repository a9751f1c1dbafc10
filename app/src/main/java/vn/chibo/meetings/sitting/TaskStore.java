package vn.chibo.meetings.sitting;

import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.chibo.organization.MemberId;

/** Tasks the cell gives its members (M-16) and what a later sitting finds about them (M-12, M-24). */
@Repository
class TaskStore {

    enum StateAtStart {
        ONGOING,
        DATED,
        PERMANENT,
        UNDATED
    }

    enum Result {
        DONE,
        LATE,
        NOT_DONE
    }

    enum Mark {
        NONE,
        PRAISE,
        REMINDER
    }

    record Task(
            UUID id,
            String content,
            MemberId owner,
            List<MemberId> helpers,
            @Nullable LocalDate due,
            boolean permanent,
            @Nullable YearMonth reportAt,
            long version) {}

    /** @param dueNow whether the task was to be reported at this sitting; only such tasks count in the score */
    record Review(
            Task task,
            StateAtStart stateAtStart,
            boolean dueNow,
            @Nullable Result result,
            String cause,
            Mark mark,
            long version) {}

    private final JdbcClient jdbc;

    TaskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lays the cell's open tasks before the sitting (M-24). A task is due now when its reporting month or its date has
     * come, or when it has neither; safe to repeat.
     */
    void carryOver(Sitting sitting) {
        jdbc.sql("""
                        insert into meetings.task_review (sitting_id, task_id, state_at_start, due_now)
                        select :sitting, t.id,
                               case when t.permanent then 'PERMANENT'
                                    when coalesce(t.report_at > :month, t.due > :day, false) then 'ONGOING'
                                    when t.due is not null then 'DATED' else 'UNDATED' end,
                               not t.permanent and coalesce(t.report_at <= :month, t.due <= :day, true)
                        from meetings.task t join meetings.sitting s on s.id = t.sitting_id
                        where t.cell_id = :cell and t.state = 'OPEN' and s.state = 'HELD' and s.id <> :sitting
                        on conflict do nothing
                        """)
                .param("sitting", sitting.id().value())
                .param("cell", sitting.cell().value())
                .param("month", YearMonth.from(sitting.day()).toString())
                .param("day", sitting.day())
                .update();
    }

    List<Review> reviews(SittingId sitting) {
        var helpers =
                helpers("task_id in (select task_id from meetings.task_review where sitting_id = :sitting)", sitting);
        return jdbc.sql("""
                        select r.state_at_start, r.due_now, r.result, r.cause, r.mark, r.version as review_version, t.*
                        from meetings.task_review r join meetings.task t on t.id = r.task_id join meetings.sitting o on o.id = t.sitting_id
                        where r.sitting_id = :sitting order by o.started_at, t.position
                        """)
                .param("sitting", sitting.value())
                .query((row, n) -> new Review(
                        task(row, helpers),
                        StateAtStart.valueOf(row.getString("state_at_start")),
                        row.getBoolean("due_now"),
                        row.getString("result") == null ? null : Result.valueOf(row.getString("result")),
                        row.getString("cause"),
                        Mark.valueOf(row.getString("mark")),
                        row.getLong("review_version")))
                .list();
    }

    boolean settle(SittingId sitting, UUID task, long version, @Nullable Result result, String cause, Mark mark) {
        return jdbc.sql("""
                                update meetings.task_review set result = :result, cause = :cause, mark = :mark, version = version + 1
                                where sitting_id = :sitting and task_id = :task and version = :version
                                """)
                        .param("sitting", sitting.value())
                        .param("task", task)
                        .param("version", version)
                        .param("result", result == null ? null : result.name(), Types.VARCHAR)
                        .param("cause", cause)
                        .param("mark", mark.name())
                        .update()
                == 1;
    }

    /** The sitting was held: what was found done leaves the list of open tasks, the rest is carried over. */
    void applyResults(SittingId sitting) {
        jdbc.sql("""
                        update meetings.task t set state = 'DONE', version = t.version + 1 from meetings.task_review r
                        where r.sitting_id = :sitting and r.task_id = t.id and r.result in ('DONE', 'LATE')
                          and not t.permanent and t.state = 'OPEN'
                        """).param("sitting", sitting.value()).update();
    }

    List<Task> given(SittingId sitting) {
        var helpers = helpers("task_id in (select id from meetings.task where sitting_id = :sitting)", sitting);
        return jdbc.sql("select * from meetings.task where sitting_id = :sitting order by position")
                .param("sitting", sitting.value())
                .query((row, n) -> task(row, helpers))
                .list();
    }

    /** Answers false when a task with this id is there already. */
    boolean add(Sitting sitting, Task task) {
        var added = jdbc.sql("""
                                insert into meetings.task (id, cell_id, sitting_id, position, content, owner_id, due, permanent, report_at)
                                select :id, :cell, :sitting, coalesce(max(position), 0) + 1, :content, :owner,
                                    cast(:due as date), :permanent, :reportAt
                                from meetings.task where sitting_id = :sitting
                                on conflict (id) do nothing
                                """)
                        .param("id", task.id())
                        .param("cell", sitting.cell().value())
                        .param("sitting", sitting.id().value())
                        .param("content", task.content())
                        .param("owner", task.owner().value())
                        .param("due", task.due(), Types.DATE)
                        .param("permanent", task.permanent())
                        .param(
                                "reportAt",
                                task.reportAt() == null ? null : task.reportAt().toString(),
                                Types.VARCHAR)
                        .update()
                == 1;
        if (added) {
            addHelpers(task);
        }
        return added;
    }

    boolean update(SittingId sitting, Task task) {
        var updated = jdbc.sql("""
                                update meetings.task set content = :content, owner_id = :owner, due = cast(:due as date),
                                    permanent = :permanent, report_at = :reportAt, version = version + 1
                                where sitting_id = :sitting and id = :id and version = :version
                                """)
                        .param("id", task.id())
                        .param("sitting", sitting.value())
                        .param("version", task.version())
                        .param("content", task.content())
                        .param("owner", task.owner().value())
                        .param("due", task.due(), Types.DATE)
                        .param("permanent", task.permanent())
                        .param(
                                "reportAt",
                                task.reportAt() == null ? null : task.reportAt().toString(),
                                Types.VARCHAR)
                        .update()
                == 1;
        if (updated) {
            jdbc.sql("delete from meetings.task_helper where task_id = :id")
                    .param("id", task.id())
                    .update();
            addHelpers(task);
        }
        return updated;
    }

    boolean remove(SittingId sitting, UUID task, long version) {
        return jdbc.sql("delete from meetings.task where sitting_id = :sitting and id = :task and version = :version")
                        .param("sitting", sitting.value())
                        .param("task", task)
                        .param("version", version)
                        .update()
                == 1;
    }

    private void addHelpers(Task task) {
        for (var helper : task.helpers()) {
            jdbc.sql(
                            "insert into meetings.task_helper (task_id, member_id) values (:task, :member) on conflict do nothing")
                    .param("task", task.id())
                    .param("member", helper.value())
                    .update();
        }
    }

    private Map<UUID, List<MemberId>> helpers(String which, SittingId sitting) {
        var helpers = new HashMap<UUID, List<MemberId>>();
        jdbc.sql("select task_id, member_id from meetings.task_helper where " + which)
                .param("sitting", sitting.value())
                .query(row -> {
                    helpers.computeIfAbsent(row.getObject("task_id", UUID.class), task -> new ArrayList<>())
                            .add(new MemberId(row.getObject("member_id", UUID.class)));
                });
        return helpers;
    }

    private static Task task(java.sql.ResultSet row, Map<UUID, List<MemberId>> helpers) throws java.sql.SQLException {
        var id = row.getObject("id", UUID.class);
        var reportAt = row.getString("report_at");
        return new Task(
                id,
                row.getString("content"),
                new MemberId(row.getObject("owner_id", UUID.class)),
                helpers.getOrDefault(id, List.of()),
                row.getObject("due", LocalDate.class),
                row.getBoolean("permanent"),
                reportAt == null ? null : YearMonth.parse(reportAt),
                row.getLong("version"));
    }
}
