package vn.chibo.kpi;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.TransactionLock;

/** The kept counts: written for one cell and month at a time, read for any unit and range of months. */
@Component
@Transactional
class Counts {

    private static final String LOCK = "kpi:counts";

    private final Organizations organizations;
    private final JdbcClient jdbc;
    private final Clock clock;

    Counts(Organizations organizations, JdbcClient jdbc, Clock clock) {
        this.organizations = organizations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Puts what the area counts now in the place of what it counted before, and changes the sums above by the difference. */
    void replace(String area, CellMonth where, Map<String, Long> now) {
        TransactionLock.take(jdbc, LOCK);
        var month = where.month().atDay(1);
        var before = new HashMap<String, Long>();
        jdbc.sql("select measure, number from kpi.cell_count where cell_id = :cell and month = :month and area = :area")
                .param("cell", where.cell().value())
                .param("month", month)
                .param("area", area)
                .query(row -> {
                    before.put(row.getString("measure"), row.getLong("number"));
                });
        var differences = new HashMap<String, Long>();
        var measures = new TreeSet<>(before.keySet());
        measures.addAll(now.keySet());
        for (var measure : measures) {
            var difference = now.getOrDefault(measure, 0L) - before.getOrDefault(measure, 0L);
            if (difference != 0) {
                differences.put(measure, difference);
                keep(area, where.cell(), month, measure, now.getOrDefault(measure, 0L));
            }
        }
        if (!differences.isEmpty()) {
            above(where).forEach(unit -> differences.forEach((measure, by) -> change(unit, month, measure, by)));
        }
    }

    private void keep(String area, UnitId cell, LocalDate month, String measure, long number) {
        if (number == 0) {
            jdbc.sql("""
                            delete from kpi.cell_count
                            where cell_id = :cell and month = :month and measure = :measure and area = :area""")
                    .param("cell", cell.value())
                    .param("month", month)
                    .param("measure", measure)
                    .param("area", area)
                    .update();
        } else {
            jdbc.sql("""
                            insert into kpi.cell_count (cell_id, month, area, measure, number)
                            values (:cell, :month, :area, :measure, :number)
                            on conflict (cell_id, month, measure, area) do update set number = excluded.number""")
                    .param("cell", cell.value())
                    .param("month", month)
                    .param("area", area)
                    .param("measure", measure)
                    .param("number", number)
                    .update();
        }
    }

    private void change(UnitId unit, LocalDate month, String measure, long by) {
        jdbc.sql("""
                        insert into kpi.unit_count as c (unit_id, month, measure, number)
                        values (:unit, :month, :measure, :by)
                        on conflict (unit_id, month, measure) do update set number = c.number + excluded.number""")
                .param("unit", unit.value())
                .param("month", month)
                .param("measure", measure)
                .param("by", by)
                .update();
    }

    /**
     * Units above the cell at the end of the month, or on the first day the tree knows the cell: a register of earlier
     * years counts for the units its cells came to stand in.
     */
    private List<UnitId> above(CellMonth where) {
        var path = organizations.pathToRoot(where.cell(), day(where.month()));
        if (path.isEmpty()) {
            path = organizations.pathToRoot(where.cell(), DomainTime.today(clock));
        }
        return path.stream().skip(1).map(UnitView::id).toList();
    }

    private LocalDate day(YearMonth month) {
        var today = DomainTime.today(clock);
        return month.atEndOfMonth().isAfter(today) ? today : month.atEndOfMonth();
    }

    /** The tree changed: the sums of that month are made from its cells anew. */
    void addUp(YearMonth month) {
        TransactionLock.take(jdbc, LOCK);
        var first = month.atDay(1);
        var then = organizations.parents(day(month));
        var now = organizations.parents(DomainTime.today(clock));
        record Row(UnitId cell, String measure, long number) {}
        var sums = new HashMap<UnitId, Map<String, Long>>();
        for (var row : jdbc.sql("select cell_id, measure, number from kpi.cell_count where month = :month")
                .param("month", first)
                .query((row, number) -> new Row(
                        new UnitId(row.getObject("cell_id", UUID.class)),
                        row.getString("measure"),
                        row.getLong("number")))
                .list()) {
            var parents = then.containsKey(row.cell()) ? then : now;
            for (var unit = parents.get(row.cell()); unit != null; unit = parents.get(unit)) {
                sums.computeIfAbsent(unit, none -> new HashMap<>()).merge(row.measure(), row.number(), Long::sum);
            }
        }
        jdbc.sql("delete from kpi.unit_count where month = :month")
                .param("month", first)
                .update();
        var units = new ArrayList<UUID>();
        var measures = new ArrayList<String>();
        var numbers = new ArrayList<Long>();
        sums.forEach((unit, ofUnit) -> ofUnit.forEach((measure, number) -> {
            units.add(unit.value());
            measures.add(measure);
            numbers.add(number);
        }));
        jdbc.sql("""
                        insert into kpi.unit_count (unit_id, month, measure, number)
                        select unit_id, :month, measure, number from unnest(:units, :measures, :numbers)
                            as row (unit_id, measure, number)""")
                .param("month", Date.valueOf(first))
                .param("units", units.toArray(UUID[]::new))
                .param("measures", measures.toArray(String[]::new))
                .param("numbers", numbers.toArray(Long[]::new))
                .update();
    }

    /** By measure, over the months, both counted. */
    @Transactional(readOnly = true)
    Map<String, Long> sums(UnitView unit, YearMonth from, YearMonth to) {
        var sums = new HashMap<String, Long>();
        jdbc.sql("select measure, sum(number) as number from " + table(unit) + " group by measure")
                .param("unit", unit.id().value())
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .query(row -> {
                    sums.put(row.getString("measure"), row.getLong("number"));
                });
        return sums;
    }

    /** The same month by month; a month without counts is not in the answer. */
    @Transactional(readOnly = true)
    SortedMap<YearMonth, Map<String, Long>> months(
            UnitView unit, YearMonth from, YearMonth to, Collection<String> measures) {
        var months = new TreeMap<YearMonth, Map<String, Long>>();
        jdbc.sql("select month, measure, sum(number) as number from " + table(unit)
                        + " and measure = any(:measures) group by month, measure")
                .param("unit", unit.id().value())
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .param("measures", measures.toArray(String[]::new))
                .query(row -> {
                    months.computeIfAbsent(
                                    YearMonth.from(row.getObject("month", LocalDate.class)), none -> new HashMap<>())
                            .put(row.getString("measure"), row.getLong("number"));
                });
        return months;
    }

    private static String table(UnitView unit) {
        return unit.type() == UnitType.CELL
                ? "kpi.cell_count where cell_id = :unit and month between :from and :to"
                : "kpi.unit_count where unit_id = :unit and month between :from and :to";
    }

    /** Sums of several units at once, such as those below one. */
    @Transactional(readOnly = true)
    Map<UnitId, Map<String, Long>> sums(
            Collection<UnitView> units, YearMonth from, YearMonth to, Collection<String> measures) {
        var sums = new LinkedHashMap<UnitId, Map<String, Long>>();
        jdbc.sql("""
                        select unit_id, measure, sum(number) as number from (
                            select unit_id, measure, number from kpi.unit_count
                            where unit_id = any(:units) and month between :from and :to and measure = any(:measures)
                            union all
                            select cell_id, measure, number from kpi.cell_count
                            where cell_id = any(:units) and month between :from and :to and measure = any(:measures)) c
                        group by unit_id, measure""")
                .param("units", units.stream().map(unit -> unit.id().value()).toArray(UUID[]::new))
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .param("measures", measures.toArray(String[]::new))
                .query(row -> {
                    sums.computeIfAbsent(new UnitId(row.getObject("unit_id", UUID.class)), none -> new HashMap<>())
                            .put(row.getString("measure"), row.getLong("number"));
                });
        return sums;
    }

    /** Cells in which the measure was counted twice or more. */
    @Transactional(readOnly = true)
    Set<UnitId> twice(YearMonth from, YearMonth to, String measure) {
        return jdbc
                .sql("""
                        select cell_id from kpi.cell_count where measure = :measure and month between :from and :to
                        group by cell_id having sum(number) >= 2""")
                .param("measure", measure)
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .query(UUID.class)
                .list()
                .stream()
                .map(UnitId::new)
                .collect(Collectors.toSet());
    }
}
