package vn.chibo.kpi;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/** Quarters and years that were closed: the figures as they were reported, beside what they are now. */
@Component
@Transactional
class Closings {

    private static final int QUARTER = 3;
    private static final int YEAR = 12;

    private final KpiPages pages;
    private final JdbcClient jdbc;
    private final Clock clock;

    Closings(KpiPages pages, JdbcClient jdbc, Clock clock) {
        this.pages = pages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Closing(UUID id, UnitId unit, YearMonth from, YearMonth to, Instant closedAt) {}

    /** @param now null where the figure is not to be had any more */
    record Compared(
            UnitView unit, Kpi kpi, Figure closed, @Nullable Figure now) {

        public boolean isChanged() {
            return !closed.equals(now);
        }
    }

    /** Whether the months are a whole quarter or year. */
    static boolean mayBeClosed(YearMonth from, YearMonth to, YearMonth now) {
        var months = from.until(to.plusMonths(1), java.time.temporal.ChronoUnit.MONTHS);
        return to.isBefore(now)
                && (months == QUARTER && from.getMonthValue() % QUARTER == 1
                        || months == YEAR && from.getMonthValue() == 1);
    }

    /** Closing once more changes nothing. */
    UUID close(UnitView unit, YearMonth from, YearMonth to, UUID account) {
        if (!mayBeClosed(from, to, YearMonth.from(DomainTime.today(clock)))) {
            throw new RuleViolation("kpi.closing.notWhole");
        }
        var id = UUID.randomUUID();
        var added = jdbc.sql("""
                        insert into kpi.closing (id, unit_id, from_month, to_month, closed_by, closed_at)
                        values (:id, :unit, :from, :to, :by, :now)
                        on conflict (unit_id, from_month, to_month) do nothing""")
                .param("id", id)
                .param("unit", unit.id().value())
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .param("by", account)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            return of(unit).stream()
                    .filter(closing ->
                            closing.from().equals(from) && closing.to().equals(to))
                    .map(Closing::id)
                    .findFirst()
                    .orElseThrow();
        }
        pages.sheet(unit, from, to).lines().forEach(line -> keep(id, unit.id(), line.kpi(), line.figure()));
        pages.figuresOf(pages.below(unit, to), pages.counted(), from, to)
                .forEach((child, figures) -> pages.counted()
                        .forEach(kpi -> keep(id, child.id(), kpi, Objects.requireNonNull(figures.get(kpi.id())))));
        return id;
    }

    private void keep(UUID closing, UnitId unit, Kpi kpi, Figure figure) {
        jdbc.sql("""
                        insert into kpi.closed_figure (closing_id, unit_id, kpi, number, of, median, ninth)
                        values (:closing, :unit, :kpi, :number, :of, :median, :ninth)""")
                .param("closing", closing)
                .param("unit", unit.value())
                .param("kpi", kpi.id())
                .param("number", figure.number())
                .param("of", figure.of(), Types.BIGINT)
                .param("median", figure.median(), Types.INTEGER)
                .param("ninth", figure.ninth(), Types.INTEGER)
                .update();
    }

    @Transactional(readOnly = true)
    List<Closing> of(UnitView unit) {
        return jdbc.sql("select * from kpi.closing where unit_id = :unit order by from_month desc, to_month desc")
                .param("unit", unit.id().value())
                .query(Closings::closing)
                .list();
    }

    @Transactional(readOnly = true)
    Optional<Closing> find(UUID id) {
        return jdbc.sql("select * from kpi.closing where id = :id")
                .param("id", id)
                .query(Closings::closing)
                .optional();
    }

    private static Closing closing(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Closing(
                row.getObject("id", UUID.class),
                new UnitId(row.getObject("unit_id", UUID.class)),
                YearMonth.from(row.getObject("from_month", LocalDate.class)),
                YearMonth.from(row.getObject("to_month", LocalDate.class)),
                row.getObject("closed_at", OffsetDateTime.class).toInstant());
    }

    /** Every closed figure with what it is now, those of the unit first. */
    @Transactional(readOnly = true)
    List<Compared> compare(Closing closing, UnitView unit) {
        var now = new java.util.HashMap<UnitId, Map<String, Figure>>();
        var own = new java.util.HashMap<String, Figure>();
        pages.sheet(unit, closing.from(), closing.to())
                .lines()
                .forEach(line -> own.put(line.kpi().id(), line.figure()));
        now.put(unit.id(), own);
        var units = new java.util.LinkedHashMap<UnitId, UnitView>();
        units.put(unit.id(), unit);
        pages.figuresOf(pages.below(unit, closing.to()), pages.counted(), closing.from(), closing.to())
                .forEach((child, figures) -> {
                    units.put(child.id(), child);
                    now.put(child.id(), figures);
                });
        var compared = new ArrayList<Compared>();
        jdbc.sql("select * from kpi.closed_figure where closing_id = :id order by kpi")
                .param("id", closing.id())
                .query(row -> {
                    var of = new UnitId(row.getObject("unit_id", UUID.class));
                    var known = units.containsKey(of)
                            ? units.get(of)
                            : pages.unit(of).orElse(null);
                    var kpi = pages.kpi(row.getString("kpi")).orElse(null);
                    if (known != null && kpi != null) {
                        compared.add(new Compared(
                                known,
                                kpi,
                                new Figure(
                                        row.getLong("number"),
                                        row.getObject("of", Long.class),
                                        row.getObject("median", Integer.class),
                                        row.getObject("ninth", Integer.class)),
                                now.getOrDefault(of, Map.of()).get(kpi.id())));
                    }
                });
        compared.sort(java.util.Comparator.comparing(
                        (Compared line) -> !line.unit().id().equals(unit.id()))
                .thenComparing(line -> line.unit().code()));
        return compared;
    }
}
