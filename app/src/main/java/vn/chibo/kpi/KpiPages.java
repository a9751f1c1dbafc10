package vn.chibo.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.Policies;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;

/** Figures as pages and workbooks show them. The caller has asked {@code Access}. */
@Component
@Transactional(readOnly = true)
class KpiPages {

    private final List<KpiArea> areas;
    private final Counts counts;
    private final Answers answers;
    private final Organizations organizations;
    private final Policies policies;
    private final Clock clock;

    KpiPages(
            List<KpiArea> areas,
            Counts counts,
            Answers answers,
            Organizations organizations,
            Policies policies,
            Clock clock) {
        this.areas = areas.stream()
                .filter(area -> !area.kpis().isEmpty())
                .sorted(Comparator.comparingInt(KpiArea::order))
                .toList();
        this.counts = counts;
        this.answers = answers;
        this.organizations = organizations;
        this.policies = policies;
        this.clock = clock;
    }

    /** @param target percent; null where the policy names none */
    record Line(Kpi kpi, Figure figure, @Nullable BigDecimal target) {

        /** Null without a target or without anything to measure. */
        public @Nullable Boolean isReached() {
            var percent = figure.percent();
            return target == null || percent == null ? null : percent.compareTo(target) >= 0;
        }
    }

    record Group(String area, List<Line> lines) {}

    record Sheet(UnitView unit, YearMonth from, YearMonth to, List<Group> groups) {

        Stream<Line> lines() {
            return groups.stream().flatMap(group -> group.lines().stream());
        }
    }

    /** @param bar height of the bar of 100; null where there is nothing to show */
    record Point(YearMonth month, Figure figure, @Nullable Integer bar) {}

    record Child(UnitView unit, Figure figure) {}

    /**
     * @param points empty for a figure that is not counted by month
     * @param children empty for a cell, and for a figure that is not counted
     */
    record Series(UnitView unit, Line line, YearMonth from, YearMonth to, List<Point> points, List<Child> children) {}

    Sheet sheet(UnitView unit, YearMonth from, YearMonth to) {
        var sums = counts.sums(unit, from, to);
        var policy = policies.snapshot(unit.id(), day(to));
        var groups = new ArrayList<Group>();
        for (var area : areas) {
            var answered = answers.of(area, unit, from, to);
            groups.add(new Group(
                    area.name(),
                    area.kpis().stream()
                            .map(kpi -> {
                                var figure =
                                        kpi.isCounted() ? figure(kpi, unit, from, to, sums) : answered.get(kpi.id());
                                return figure == null ? null : new Line(kpi, figure, target(kpi, policy));
                            })
                            .filter(Objects::nonNull)
                            .toList()));
        }
        return new Sheet(unit, from, to, groups);
    }

    Optional<Kpi> kpi(String id) {
        return areas.stream()
                .flatMap(area -> area.kpis().stream())
                .filter(kpi -> kpi.id().equals(id))
                .findFirst();
    }

    Optional<Series> series(String id, UnitView unit, YearMonth from, YearMonth to) {
        return line(id, unit, from, to)
                .map(found -> new Series(
                        unit,
                        found,
                        from,
                        to,
                        points(found.kpi(), unit, from, to),
                        children(found.kpi(), unit, from, to)));
    }

    private Optional<Line> line(String id, UnitView unit, YearMonth from, YearMonth to) {
        for (var area : areas) {
            for (var kpi : area.kpis()) {
                if (kpi.id().equals(id)) {
                    var figure = kpi.isCounted()
                            ? figure(kpi, unit, from, to, counts.sums(unit, from, to))
                            : answers.of(area, unit, from, to).get(id);
                    return Optional.ofNullable(figure)
                            .map(found -> new Line(kpi, found, target(kpi, policies.snapshot(unit.id(), day(to)))));
                }
            }
        }
        return Optional.empty();
    }

    private List<Point> points(Kpi kpi, UnitView unit, YearMonth from, YearMonth to) {
        if (!kpi.isCounted() || kpi.form() == Kpi.Form.CELLS_TWICE) {
            return List.of();
        }
        var months = counts.months(unit, from, to, measures(List.of(kpi)));
        var figures = new TreeMap<YearMonth, Figure>();
        for (var month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            figures.put(month, figure(kpi, unit, month, month, months.getOrDefault(month, Map.of())));
        }
        var highest = figures.values().stream()
                .map(figure -> height(kpi, figure))
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
        var whole = kpi.form() == Kpi.Form.SHARE ? BigDecimal.valueOf(100).max(highest) : highest;
        return figures.entrySet().stream()
                .map(entry -> {
                    var height = height(kpi, entry.getValue());
                    return new Point(
                            entry.getKey(),
                            entry.getValue(),
                            height == null || whole.signum() == 0
                                    ? null
                                    : height.multiply(BigDecimal.valueOf(100))
                                            .divide(whole, 0, RoundingMode.HALF_UP)
                                            .intValue());
                })
                .toList();
    }

    private static @Nullable BigDecimal height(Kpi kpi, Figure figure) {
        return switch (kpi.form()) {
            case SHARE -> figure.percent();
            case MEAN_OF_TENTHS -> figure.mean();
            default -> BigDecimal.valueOf(figure.number());
        };
    }

    private List<Child> children(Kpi kpi, UnitView unit, YearMonth from, YearMonth to) {
        return unit.type() == UnitType.CELL || !kpi.isCounted() || kpi.form() == Kpi.Form.CELLS_TWICE
                ? List.of()
                : figuresOf(organizations.children(unit.id(), day(to)), List.of(kpi), from, to).entrySet().stream()
                        .map(entry -> new Child(
                                entry.getKey(),
                                Objects.requireNonNull(entry.getValue().get(kpi.id()))))
                        .toList();
    }

    /** Counted figures of several units, by id. */
    Map<UnitView, Map<String, Figure>> figuresOf(List<UnitView> units, List<Kpi> kpis, YearMonth from, YearMonth to) {
        var sums = counts.sums(units, from, to, measures(kpis));
        var figures = new LinkedHashMap<UnitView, Map<String, Figure>>();
        for (var unit : units) {
            var ofUnit = new HashMap<String, Figure>();
            for (var kpi : kpis) {
                ofUnit.put(kpi.id(), figure(kpi, unit, from, to, sums.getOrDefault(unit.id(), Map.of())));
            }
            figures.put(unit, ofUnit);
        }
        return figures;
    }

    List<Kpi> counted() {
        return areas.stream()
                .flatMap(area -> area.kpis().stream())
                .filter(kpi -> kpi.isCounted() && kpi.form() != Kpi.Form.CELLS_TWICE)
                .toList();
    }

    List<UnitView> below(UnitView unit, YearMonth to) {
        return organizations.children(unit.id(), day(to));
    }

    private Figure figure(Kpi kpi, UnitView unit, YearMonth from, YearMonth to, Map<String, Long> sums) {
        var number = sums.getOrDefault(kpi.numerator(), 0L);
        return switch (kpi.form()) {
            case COUNT, DAYS -> Figure.count(number);
            case SHARE, MEAN_OF_TENTHS -> Figure.share(number, sums.getOrDefault(kpi.denominator(), 0L));
            case CELLS_TWICE -> Figure.count(twice(kpi.numerator(), unit, from, to));
        };
    }

    /** Such cells are few: they are found before the unit's are asked for. */
    private long twice(String measure, UnitView unit, YearMonth from, YearMonth to) {
        var found = counts.twice(from, to, measure);
        return found.isEmpty()
                ? 0
                : organizations.cellsUnder(unit.id(), day(to)).stream()
                        .filter(cell -> found.contains(cell.id()))
                        .count();
    }

    private static Set<String> measures(List<Kpi> kpis) {
        var measures = new HashSet<String>();
        for (var kpi : kpis) {
            measures.add(kpi.numerator());
            if (kpi.denominator() != null) {
                measures.add(kpi.denominator());
            }
        }
        return measures;
    }

    private static @Nullable BigDecimal target(Kpi kpi, PolicySnapshot policy) {
        var key = "kpi.target." + kpi.id();
        return policy.values().containsKey(key) && policy.isSet(key) ? policy.decimal(key) : null;
    }

    private LocalDate day(YearMonth to) {
        var today = DomainTime.today(clock);
        return to.atEndOfMonth().isAfter(today) ? today : to.atEndOfMonth();
    }

    Optional<UnitView> unit(UnitId id) {
        return organizations.unit(id, DomainTime.today(clock));
    }
}
