package vn.chibo.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.Substitutions;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/**
 * The case registry. Areas own the details of a case; here stands what inbox, monitor and papers need to know of any
 * case. Every method joins the caller's transaction.
 */
@Service
@Transactional
public class Cases {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Substitutions substitutions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Cases(
            JdbcClient jdbc,
            JsonMapper json,
            Substitutions substitutions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.substitutions = substitutions;
        this.events = events;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Opens the case, or returns the one that exists for this kind, unit and subject, open or closed: safe to repeat,
     * also from two transactions at once. The first one's policy snapshot stays.
     */
    public CaseId open(CaseKind kind, UnitId unit, String subject, PolicySnapshot policy) {
        var id = UUID.randomUUID();
        var inserted = jdbc.sql("""
                        insert into cases.case_file (id, kind, unit_id, subject, policy, opened_at)
                        values (:id, :kind, :unit, :subject, :policy::jsonb, :now)
                        on conflict (kind, unit_id, subject) do nothing""")
                .param("id", id)
                .param("kind", kind.value())
                .param("unit", unit.value())
                .param("subject", subject)
                .param("policy", json.writeValueAsString(policy))
                .param("now", utc(clock.instant()))
                .update();
        if (inserted == 1) {
            events.publishEvent(new CaseTouched(new CaseId(id)));
            return new CaseId(id);
        }
        return find(kind, unit, subject).orElseThrow(() -> new IllegalStateException("Case neither new nor there"));
    }

    /**
     * Enters a case that ended before it was known here. Does nothing when there is one of this kind, unit and subject.
     *
     * @param outcomeKey how it ended, as {@link #close} has it
     * @return empty when there was one
     */
    public Optional<CaseId> enterPast(
            CaseKind kind,
            UnitId unit,
            String subject,
            PolicySnapshot policy,
            Instant openedAt,
            Instant closedAt,
            String outcomeKey) {
        var id = UUID.randomUUID();
        var inserted = jdbc.sql("""
                        insert into cases.case_file (id, kind, unit_id, subject, policy, opened_at, closed_at, outcome)
                        values (:id, :kind, :unit, :subject, :policy::jsonb, :opened, :closed, :outcome)
                        on conflict (kind, unit_id, subject) do nothing""")
                .param("id", id)
                .param("kind", kind.value())
                .param("unit", unit.value())
                .param("subject", subject)
                .param("policy", json.writeValueAsString(policy))
                .param("opened", utc(openedAt))
                .param("closed", utc(closedAt))
                .param("outcome", outcomeKey)
                .update();
        return inserted == 1 ? Optional.of(new CaseId(id)) : Optional.empty();
    }

    /** The case of this kind, unit and subject, open or closed. */
    @Transactional(readOnly = true)
    public Optional<CaseId> find(CaseKind kind, UnitId unit, String subject) {
        return jdbc.sql("select id from cases.case_file where kind = :kind and unit_id = :unit and subject = :subject")
                .param("kind", kind.value())
                .param("unit", unit.value())
                .param("subject", subject)
                .query(UUID.class)
                .optional()
                .map(CaseId::new);
    }

    @Transactional(readOnly = true)
    public Optional<CaseView> find(CaseId id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    /** Cases by id, read together; unknown ids are missing from the answer. */
    @Transactional(readOnly = true)
    public List<CaseView> findAll(Collection<CaseId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var keys = ids.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        var deadlines = deadlinesOf(keys);
        return jdbc.sql("select * from cases.case_file where id = any(:ids)")
                .param("ids", keys)
                .query((row, number) -> view(row, deadlines))
                .list();
    }

    /** The same without policies and deadlines, which a list of many cases does not need and which take the longest to read. */
    @Transactional(readOnly = true)
    public List<CaseSummary> summaries(Collection<CaseId> ids) {
        return jdbc.sql("""
                        select id, kind, unit_id, subject, opened_at, null as step, null::timestamptz as due_at
                        from cases.case_file where id = any(:ids)""")
                .param("ids", ids.stream().map(CaseId::value).distinct().toArray(UUID[]::new))
                .query(Cases::summary)
                .list();
    }

    /**
     * Claims the case for an engine instance. Answers false when another instance has it already: that one must end.
     * Repeating the claim with the same key answers true.
     */
    public boolean claim(CaseId id, long processInstanceKey) {
        return jdbc.sql("""
                        update cases.case_file set process_instance_key = :key
                        where id = :id
                            and (process_instance_key = :key or process_instance_key is null and closed_at is null)""")
                        .param("key", processInstanceKey)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /**
     * The instance is done with the case and hands it on to another process: until that one claims it, nobody has it.
     * Does nothing when the case is another instance's already.
     */
    public void release(CaseId id, long processInstanceKey) {
        jdbc.sql("""
                        update cases.case_file set process_instance_key = null
                        where id = :id and process_instance_key = :key and closed_at is null""").param("key", processInstanceKey).param("id", id.value()).update();
    }

    /** The case belongs to another unit from now on: whoever may see that unit's cases sees it with all its history. */
    public void moveTo(CaseId id, UnitId unit) {
        jdbc.sql("update cases.case_file set unit_id = :unit where id = :id")
                .param("unit", unit.value())
                .param("id", id.value())
                .update();
    }

    /**
     * Sets or moves the deadline of a step. A step that was met counts as open again when its moment moves; setting
     * the same moment again changes nothing. A step that was dropped is due again, unless
     * it lapsed with the case.
     */
    public void setDeadline(
            CaseId id, String step, Instant due, String ruleKey, List<String> ruleArguments, String source) {
        jdbc.sql("""
                        insert into cases.deadline (case_id, step, due_at, rule_key, rule_arguments, source, state)
                        values (:id, :step, :due, :rule, :arguments, :source, 'OPEN')
                        on conflict (case_id, step) do update set
                            due_at = excluded.due_at,
                            rule_key = excluded.rule_key,
                            rule_arguments = excluded.rule_arguments,
                            source = excluded.source,
                            state = case when deadline.due_at = excluded.due_at and (deadline.state = 'MET' or exists (
                                select 1 from cases.case_file c where c.id = excluded.case_id and c.closed_at is not null))
                                then deadline.state else 'OPEN' end,
                            met_at = case when deadline.due_at = excluded.due_at then deadline.met_at end""")
                .param("id", id.value())
                .param("step", step)
                .param("due", utc(due))
                .param("rule", ruleKey)
                .param("arguments", ruleArguments.toArray(String[]::new))
                .param("source", source)
                .update();
    }

    /** Meets the open deadline of a step; does nothing when it was met before or the step has none. */
    public void meetDeadline(CaseId id, String step, Instant at) {
        jdbc.sql("""
                        update cases.deadline set state = 'MET', met_at = :at
                        where case_id = :id and step = :step and state = 'OPEN'""")
                .param("at", utc(at))
                .param("id", id.value())
                .param("step", step)
                .update();
    }

    /** The step is not due any more, though it was not done; does nothing when it was met before or has no deadline. */
    public void dropDeadline(CaseId id, String step) {
        jdbc.sql("""
                        update cases.deadline set state = 'DROPPED'
                        where case_id = :id and step = :step and state = 'OPEN'""").param("id", id.value()).param("step", step).update();
    }

    /**
     * Adds a line to the readable history.
     *
     * @param actor who did it, null for the system
     * @param messageKey key of a sentence such as {@code meetings.history.dateRegistered}, with its arguments; no names
     */
    public void record(CaseId id, @Nullable MemberId actor, String messageKey, String... arguments) {
        var onBehalf = actor == null ? null : onBehalf(id, actor);
        jdbc.sql("""
                        insert into cases.history_line (case_id, at, actor, message_key, arguments, on_behalf_of)
                        values (:id, :at, :actor, :key, :arguments, :behalf)""")
                .param("behalf", onBehalf, Types.VARCHAR)
                .param("id", id.value())
                .param("at", utc(clock.instant()))
                .param("actor", actor == null ? null : actor.value(), Types.OTHER)
                .param("key", messageKey)
                .param("arguments", arguments)
                .update();
        events.publishEvent(new CaseTouched(id));
    }

    /** The office the actor acts for in the case's unit; null for who acts as what they are. */
    private @Nullable String onBehalf(CaseId id, MemberId actor) {
        return jdbc.sql("select unit_id from cases.case_file where id = :id")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .flatMap(unit -> substitutions.actingFor(actor, new UnitId(unit), DomainTime.today(clock)))
                .map(Office::name)
                .orElse(null);
    }

    /** The history, oldest first. */
    @Transactional(readOnly = true)
    public List<HistoryLine> history(CaseId id) {
        return jdbc.sql("""
                        select at, actor, message_key, arguments, on_behalf_of from cases.history_line
                        where case_id = :id order by id""")
                .param("id", id.value())
                .query((row, number) -> {
                    var actor = row.getObject("actor", UUID.class);
                    return new HistoryLine(
                            instant(row, "at"),
                            actor == null ? null : new MemberId(actor),
                            row.getString("message_key"),
                            texts(row, "arguments"),
                            row.getString("on_behalf_of"));
                })
                .list();
    }

    /** Closes the case; deadlines still open lapse with it. A case that is closed keeps its first outcome. */
    public void close(CaseId id, String outcomeKey) {
        var closed = jdbc.sql("""
                        update cases.case_file set closed_at = :now, outcome = :outcome
                        where id = :id and closed_at is null""")
                .param("now", utc(clock.instant()))
                .param("outcome", outcomeKey)
                .param("id", id.value())
                .update();
        if (closed == 1) {
            jdbc.sql("update cases.deadline set state = 'DROPPED' where case_id = :id and state = 'OPEN'")
                    .param("id", id.value())
                    .update();
            events.publishEvent(new CaseTouched(id));
        } else if (find(id).isEmpty()) {
            throw new NotFound("case " + id);
        }
    }

    /** Open cases of these units, the one with the nearest open deadline first, those without any last. */
    @Transactional(readOnly = true)
    public List<CaseSummary> openIn(Collection<UnitId> units, @Nullable CaseKind kind, int offset, int limit) {
        return jdbc.sql("""
                        select c.id, c.kind, c.unit_id, c.subject, c.opened_at, d.step, d.due_at
                        from cases.case_file c
                        left join lateral (
                            select step, due_at from cases.deadline
                            where case_id = c.id and state = 'OPEN' order by due_at, step limit 1) d on true
                        where c.closed_at is null and c.unit_id = any(:units) and (:kind::text is null or c.kind = :kind)
                        order by d.due_at nulls last, c.opened_at, c.id offset :offset limit :limit""")
                .param("units", keys(units))
                .param("kind", kind == null ? null : kind.value(), Types.VARCHAR)
                .param("offset", offset)
                .param("limit", limit)
                .query(Cases::summary)
                .list();
    }

    @Transactional(readOnly = true)
    public long countOpenIn(Collection<UnitId> units, @Nullable CaseKind kind) {
        return jdbc.sql("""
                        select count(*) from cases.case_file
                        where closed_at is null and unit_id = any(:units) and (:kind::text is null or kind = :kind)""")
                .param("units", keys(units))
                .param("kind", kind == null ? null : kind.value(), Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    /** Open cases of these units with a deadline that passed before {@code now}, the longest overdue first; one line per missed step. */
    @Transactional(readOnly = true)
    public List<CaseSummary> overdueIn(Collection<UnitId> units, Instant now, int offset, int limit) {
        return jdbc.sql("""
                        select c.id, c.kind, c.unit_id, c.subject, c.opened_at, d.step, d.due_at
                        from cases.deadline d join cases.case_file c on c.id = d.case_id
                        where d.state = 'OPEN' and d.due_at < :now and c.unit_id = any(:units)
                        order by d.due_at, d.case_id, d.step offset :offset limit :limit""")
                .param("now", utc(now))
                .param("units", keys(units))
                .param("offset", offset)
                .param("limit", limit)
                .query(Cases::summary)
                .list();
    }

    /** Deadlines that were met: how many, and how many of them after their moment. */
    public record Met(long all, long late) {}

    /** What was done in these units from one moment to another. */
    @Transactional(readOnly = true)
    public Met met(Collection<UnitId> units, Instant from, Instant to) {
        return jdbc.sql("""
                        select count(*) as all_of, count(*) filter (where d.met_at > d.due_at) as late
                        from cases.deadline d join cases.case_file c on c.id = d.case_id
                        where d.state = 'MET' and d.met_at >= :from and d.met_at <= :to and c.unit_id = any(:units)""")
                .param("from", utc(from))
                .param("to", utc(to))
                .param("units", keys(units))
                .query((row, number) -> new Met(row.getLong("all_of"), row.getLong("late")))
                .single();
    }

    /**
     * Steps of open cases of this kind that are due from {@code from} and before {@code until} and not done yet, the
     * nearest first; one line for each step.
     *
     * @param after the last line of the page before this one, null for the first
     */
    @Transactional(readOnly = true)
    public List<CaseSummary> dueBetween(
            CaseKind kind, Instant from, Instant until, @Nullable CaseSummary after, int limit) {
        return jdbc.sql("""
                        select c.id, c.kind, c.unit_id, c.subject, c.opened_at, d.step, d.due_at
                        from cases.deadline d join cases.case_file c on c.id = d.case_id
                        where d.state = 'OPEN' and d.due_at >= :from and d.due_at < :until and c.kind = :kind
                            and (:step::text is null or (d.due_at, d.case_id, d.step) > (:due, :case, :step))
                        order by d.due_at, d.case_id, d.step limit :limit""")
                .param("from", utc(from))
                .param("until", utc(until))
                .param("kind", kind.value())
                .param(
                        "due",
                        after == null || after.due() == null ? null : utc(after.due()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("case", after == null ? null : after.id().value(), Types.OTHER)
                .param("step", after == null ? null : after.step(), Types.VARCHAR)
                .param("limit", limit)
                .query(Cases::summary)
                .list();
    }

    private static CaseSummary summary(ResultSet row, int number) throws SQLException {
        return new CaseSummary(
                new CaseId(row.getObject("id", UUID.class)),
                new CaseKind(row.getString("kind")),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("subject"),
                instant(row, "opened_at"),
                row.getString("step"),
                nullableInstant(row, "due_at"));
    }

    /** Open and met ones: nobody waits for what was dropped, and it can never be late. */
    private Map<UUID, List<Deadline>> deadlinesOf(UUID[] cases) {
        var deadlines = new HashMap<UUID, List<Deadline>>();
        jdbc.sql("""
                        select * from cases.deadline where case_id = any(:ids) and state <> 'DROPPED'
                        order by due_at, step""").param("ids", cases).query(row -> {
            deadlines
                    .computeIfAbsent(row.getObject("case_id", UUID.class), none -> new ArrayList<>())
                    .add(new Deadline(
                            row.getString("step"),
                            instant(row, "due_at"),
                            row.getString("rule_key"),
                            texts(row, "rule_arguments"),
                            row.getString("source"),
                            nullableInstant(row, "met_at")));
        });
        return deadlines;
    }

    private CaseView view(ResultSet row, Map<UUID, List<Deadline>> deadlines) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new CaseView(
                new CaseId(id),
                new CaseKind(row.getString("kind")),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("subject"),
                json.readValue(row.getString("policy"), PolicySnapshot.class),
                List.copyOf(deadlines.getOrDefault(id, List.of())),
                instant(row, "opened_at"),
                nullableInstant(row, "closed_at"),
                row.getString("outcome"));
    }

    private static UUID[] keys(Collection<UnitId> units) {
        return units.stream().map(UnitId::value).toArray(UUID[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** One line of a case's history; {@code actor} null for the system, {@code onBehalf} the office acted for, if any. */
    public record HistoryLine(
            Instant at,
            @Nullable MemberId actor,
            String messageKey,
            List<String> arguments,
            @Nullable String onBehalf) {}
}
