package vn.chibo.monitoring.overdue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseId;
import vn.chibo.organization.UnitId;

/** Reads what was reckoned, for a unit with everything below it. The caller has asked {@code Access}. */
@Component
@Transactional(readOnly = true)
class Board {

    private final JdbcClient jdbc;

    Board(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many cases, how many open tasks, and how many lines of the list that makes. */
    record Count(long cases, long tasks, long lines) {
        static final Count NONE = new Count(0, 0, 0);

        Count plus(Count other) {
            return new Count(cases + other.cases, tasks + other.tasks, lines + other.lines);
        }
    }

    /** Counts by urgency and cause; what is missing is none. */
    record Counts(Map<Urgency, Map<Cause, Count>> all) {

        Counts() {
            this(new EnumMap<>(Urgency.class));
        }

        void add(Urgency urgency, Cause cause, Count count) {
            all.computeIfAbsent(urgency, none -> new EnumMap<>(Cause.class)).merge(cause, count, Count::plus);
        }

        public Count of(Urgency urgency, Cause cause) {
            return all.getOrDefault(urgency, Map.of()).getOrDefault(cause, Count.NONE);
        }

        /** Null asks for all. */
        Count of(Filter filter) {
            return all.entrySet().stream()
                    .filter(entry -> filter.urgency() == null || filter.urgency() == entry.getKey())
                    .flatMap(entry -> entry.getValue().entrySet().stream())
                    .filter(entry -> filter.cause() == null || filter.cause() == entry.getKey())
                    .map(Map.Entry::getValue)
                    .reduce(Count.NONE, Count::plus);
        }

        public Count of(Urgency urgency) {
            return all.getOrDefault(urgency, Map.of()).values().stream().reduce(Count.NONE, Count::plus);
        }
    }

    /** Empty before the first reckoning. */
    Optional<Instant> reckonedAt() {
        return jdbc.sql("select reckoned_at from monitoring.late_reckoning")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Counts of each of the units, with all below it; a unit without any is missing. */
    Map<UnitId, Counts> counts(Collection<UnitId> units) {
        var counts = new HashMap<UnitId, Counts>();
        jdbc.sql("""
                        select unit_id, urgency, cause, cases, tasks, lines from monitoring.late_count
                        where unit_id = any(:units)""")
                .param("units", units.stream().map(UnitId::value).toArray(UUID[]::new))
                .query(row -> {
                    counts.computeIfAbsent(new UnitId(row.getObject("unit_id", UUID.class)), none -> new Counts())
                            .add(
                                    Urgency.valueOf(row.getString("urgency")),
                                    Cause.valueOf(row.getString("cause")),
                                    new Count(row.getLong("cases"), row.getLong("tasks"), row.getLong("lines")));
                });
        return counts;
    }

    Counts counts(UnitId unit) {
        return counts(List.of(unit)).getOrDefault(unit, new Counts());
    }

    /** How many lines of what is overdue became so from that moment on. */
    long overdueSince(UnitId unit, Instant since) {
        return jdbc.sql("select count(*) from monitoring.late l where " + lines(unit, new Filter(Urgency.OVERDUE, null))
                        + " and l.due_at >= :since")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** What is asked for; null asks for all. */
    record Filter(@Nullable Urgency urgency, @Nullable Cause cause) {}

    /**
     * Lines of the unit with all below it. Ids and names are written out, not bound: how to find them depends on how many there are,
     * and of a value it does not see the planner cannot know that.
     */
    private static String lines(UnitId unit, Filter filter) {
        return "l.above @> array[uuid '" + unit.value() + "']"
                + (filter.urgency() == null ? "" : " and l.urgency = '" + filter.urgency() + "'")
                + (filter.cause() == null ? "" : " and l.cause = '" + filter.cause() + "'");
    }

    /**
     * One thing that is late. Rule and source are null where only the engine knows a date.
     *
     * @param subject as the case registry has it
     * @param taskKey 0 when the case waits for no task
     */
    record Late(
            CaseId id,
            long taskKey,
            String kind,
            String subject,
            UnitId unit,
            String unitName,
            Urgency urgency,
            Cause cause,
            @Nullable Instant due,
            Instant since,
            @Nullable String process,
            @Nullable String element,
            @Nullable String assignee,
            List<String> candidates,
            @Nullable String step,
            @Nullable String ruleKey,
            List<String> ruleArguments,
            @Nullable String source) {}

    /** The longest overdue first, what has no date last; the words for urgencies happen to sort as their dates do. */
    List<Late> page(UnitId unit, Filter filter, int offset, int limit) {
        return jdbc.sql("""
                        with found as (
                            select l.case_id, l.task_key from monitoring.late l
                            where LINES
                            order by l.urgency, l.due_at nulls last, l.since, l.case_id, l.task_key offset :offset limit :limit)
                        select page.*, c.subject, u.name, d.step, d.rule_key, d.rule_arguments, d.source
                        from found join monitoring.late page using (case_id, task_key)
                        join cases.case_file c on c.id = page.case_id
                        join organization.unit u on u.id = page.unit_id
                        left join lateral (
                            select step, rule_key, rule_arguments, source from cases.deadline d
                            where d.case_id = page.case_id and d.state = 'OPEN' and d.due_at = page.due_at
                            order by d.step limit 1) d on true
                        order by page.urgency, page.due_at nulls last, page.since, page.case_id, page.task_key""".replace("LINES", lines(unit, filter)))
                .param("offset", offset)
                .param("limit", limit)
                .query((row, number) -> {
                    var due = row.getObject("due_at", OffsetDateTime.class);
                    var arguments = row.getArray("rule_arguments");
                    return new Late(
                            new CaseId(row.getObject("case_id", UUID.class)),
                            row.getLong("task_key"),
                            row.getString("kind"),
                            row.getString("subject"),
                            new UnitId(row.getObject("unit_id", UUID.class)),
                            row.getString("name"),
                            Urgency.valueOf(row.getString("urgency")),
                            Cause.valueOf(row.getString("cause")),
                            due == null ? null : due.toInstant(),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            row.getString("process_id"),
                            row.getString("element_id"),
                            row.getString("assignee"),
                            List.of((String[]) row.getArray("candidates").getArray()),
                            row.getString("step"),
                            row.getString("rule_key"),
                            arguments == null ? List.of() : List.of((String[]) arguments.getArray()),
                            row.getString("source"));
                })
                .list();
    }
}
