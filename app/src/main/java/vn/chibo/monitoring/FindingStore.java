package vn.chibo.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.chibo.cases.CaseId;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.ProcessId;

/** Findings from run to run, and what administrators did about them. */
@Repository
class FindingStore {

    private final JdbcClient jdbc;

    FindingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Seen, for the first time or again; what was thought repaired and is seen again is not repaired. */
    void keep(Sighting seen, boolean repaired, long run, Instant at) {
        jdbc.sql("""
                        insert into monitoring.finding as f (kind, subject, case_id, instance_key, process_id, element_id,
                            definition_key, note, since, first_seen_at, last_seen_at, last_run, repaired_at)
                        values (:kind, :subject, :case, :instance, :process, :element,
                            :definition, :note, :since, :at, :at, :run, :repaired)
                        on conflict (kind, subject) where resolved_at is null do update set
                            case_id = excluded.case_id, instance_key = excluded.instance_key,
                            process_id = excluded.process_id, element_id = excluded.element_id,
                            definition_key = excluded.definition_key, note = excluded.note, since = excluded.since,
                            last_seen_at = excluded.last_seen_at, last_run = excluded.last_run,
                            repaired_at = excluded.repaired_at""")
                .param("kind", seen.kind().name())
                .param("subject", seen.subject())
                .param("case", seen.caseId() == null ? null : seen.caseId().value(), Types.OTHER)
                .param("instance", seen.instance(), Types.BIGINT)
                .param("process", seen.process() == null ? null : seen.process().value(), Types.VARCHAR)
                .param("element", seen.element() == null ? null : seen.element().value(), Types.VARCHAR)
                .param("definition", seen.definition(), Types.BIGINT)
                .param("note", cut(seen.note()), Types.VARCHAR)
                .param("since", utc(seen.since()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("run", run)
                .param("repaired", repaired ? utc(at) : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Findings of these kinds that this run did not see any more. */
    void resolve(Set<FindingKind> kinds, long run, Instant at) {
        jdbc.sql("""
                        update monitoring.finding set resolved_at = :at
                        where resolved_at is null and last_run < :run and kind = any(:kinds)""")
                .param("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("run", run)
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    void resolve(long id, Instant at) {
        jdbc.sql("update monitoring.finding set resolved_at = :at where id = :id and resolved_at is null")
                .param("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    boolean dismiss(long id, Instant at) {
        return jdbc.sql("""
                                update monitoring.finding set dismissed_at = :at
                                where id = :id and resolved_at is null and dismissed_at is null""")
                        .param("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Not resolved yet, in the order they appeared. */
    List<Finding> open() {
        return jdbc.sql("select * from monitoring.finding where resolved_at is null order by first_seen_at, id")
                .query(FindingStore::finding)
                .list();
    }

    Optional<Finding> findOpen(long id) {
        return jdbc.sql("select * from monitoring.finding where id = :id and resolved_at is null")
                .param("id", id)
                .query(FindingStore::finding)
                .optional();
    }

    /** What was repaired lately, the last first, resolved since or not. */
    List<Finding> repairedAfter(Instant moment, int limit) {
        return jdbc.sql("""
                        select * from monitoring.finding where repaired_at > :moment
                        order by repaired_at desc, id desc limit :limit""")
                .param("moment", utc(moment), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("limit", limit)
                .query(FindingStore::finding)
                .list();
    }

    enum Act {
        SEND_AGAIN,
        CANCEL_INSTANCE,
        DISMISS
    }

    void record(Act act, Finding finding, UUID account, Instant at) {
        jdbc.sql("""
                        insert into monitoring.act (at, account_id, kind, finding_id, subject, note)
                        values (:at, :account, :kind, :finding, :subject, :note)""")
                .param("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("account", account)
                .param("kind", act.name())
                .param("finding", finding.id())
                .param("subject", finding.kind() + " " + finding.seen().subject())
                .param("note", finding.seen().note(), Types.VARCHAR)
                .update();
    }

    private static Finding finding(ResultSet row, int number) throws SQLException {
        var caseId = row.getObject("case_id", UUID.class);
        var process = row.getString("process_id");
        var element = row.getString("element_id");
        return new Finding(
                row.getLong("id"),
                new Sighting(
                        FindingKind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        caseId == null ? null : new CaseId(caseId),
                        row.getObject("instance_key", Long.class),
                        process == null ? null : new ProcessId(process),
                        element == null ? null : new ElementId(element),
                        row.getObject("definition_key", Long.class),
                        row.getString("note"),
                        instant(row, "since")),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                instant(row, "repaired_at"),
                instant(row, "dismissed_at"));
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= 500 ? text : text.substring(0, 500);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
