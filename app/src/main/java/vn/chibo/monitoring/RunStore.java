package vn.chibo.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.chibo.monitoring.Run.Cause;
import vn.chibo.monitoring.Run.Outcome;

/** The runs, newest first. */
@Repository
class RunStore {

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long begin(Cause cause, @Nullable UUID account, Instant at) {
        return jdbc.sql("""
                        insert into monitoring.run (cause, started_by, started_at, task_cursor, instance_cursor)
                        values (:cause, :account, :at,
                            coalesce((select task_cursor from monitoring.run order by id desc limit 1), 0),
                            coalesce((select instance_cursor from monitoring.run order by id desc limit 1), 0))
                        returning id""")
                .param("cause", cause.name())
                .param("account", account, Types.OTHER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void end(long id, Outcome outcome, RunLog log, Instant at) {
        jdbc.sql("""
                        update monitoring.run set outcome = :outcome, ended_at = :at, probed = :probed,
                            repaired = :repaired, found = :found, task_cursor = :task, instance_cursor = :instance
                        where id = :id""")
                .param("outcome", outcome.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("probed", log.probes())
                .param("repaired", log.repaired().size())
                .param("found", log.seen().size())
                .param("task", log.taskCursor())
                .param("instance", log.instanceCursor())
                .param("id", id)
                .update();
    }

    /** Whoever has the lock knows that no other run is under way: what still says so was cut off. */
    void endInterrupted(Instant at) {
        jdbc.sql("update monitoring.run set outcome = 'INTERRUPTED', ended_at = :at where outcome = 'RUNNING'")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Run> find(long id) {
        return jdbc.sql("select * from monitoring.run where id = :id")
                .param("id", id)
                .query(RunStore::run)
                .optional();
    }

    List<Run> last(int limit) {
        return jdbc.sql("select * from monitoring.run order by id desc limit :limit")
                .param("limit", limit)
                .query(RunStore::run)
                .list();
    }

    int forgetBefore(Instant moment) {
        return jdbc.sql("delete from monitoring.run where ended_at < :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Run(
                row.getLong("id"),
                Cause.valueOf(row.getString("cause")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                Outcome.valueOf(row.getString("outcome")),
                row.getInt("probed"),
                row.getInt("repaired"),
                row.getInt("found"),
                row.getLong("task_cursor"),
                row.getLong("instance_cursor"));
    }
}
