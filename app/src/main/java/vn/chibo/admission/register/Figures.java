package vn.chibo.admission.register;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionClock;
import vn.chibo.admission.AdmissionState;
import vn.chibo.admission.sourcing.Sector;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.Policies;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Plans;

/**
 * The figures of admissions, D1 to D17 of {@code domain/kpis.md}, counted over the cells a unit has at the end of the
 * period. Shares are made of counts, never of shares. The caller has asked {@code Access}.
 */
@Service
@Transactional(readOnly = true)
class Figures {

    private static final int MOST_KEPT = 20;
    private static final String YEARS = "sourcing.noAdmissionYears";

    /** From one day to another: cases, half of them, nine in ten; columns, never what somebody typed. */
    private static final String TIMES = """
            count(*) filter (where held and $2 between :from and :to and $1 is not null) as $3_cases,
            percentile_disc(0.5) within group (order by $2 - $1)
                filter (where held and $2 between :from and :to and $1 is not null) as $3_median,
            percentile_disc(0.9) within group (order by $2 - $1)
                filter (where held and $2 between :from and :to and $1 is not null) as $3_ninth""";

    private final Organizations organizations;
    private final OrganizationSearch register;
    private final Policies policies;
    private final DueDays dueDays;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<Question, Sheet> kept;

    Figures(
            Organizations organizations,
            OrganizationSearch register,
            Policies policies,
            DueDays dueDays,
            JdbcClient jdbc,
            Clock clock,
            @Value("${chibo.admission.figures.keep:PT5M}") Duration keep) {
        this.organizations = organizations;
        this.register = register;
        this.policies = policies;
        this.dueDays = dueDays;
        this.jdbc = jdbc;
        this.clock = clock;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(keep)
                .build();
    }

    /** Both days belong to it. */
    record Period(LocalDate from, LocalDate to) {

        boolean isWholeYears() {
            return from.getDayOfYear() == 1 && to.plusDays(1).getDayOfYear() == 1;
        }
    }

    /** A number of something, and of how many; {@code of} null where it is no share. */
    record Share(long number, @Nullable Long of) {

        /** One decimal, half up; null where there is nothing to be a share of. */
        public @Nullable BigDecimal percent() {
            return of == null || of == 0
                    ? null
                    : BigDecimal.valueOf(number)
                            .multiply(BigDecimal.valueOf(100))
                            .divide(BigDecimal.valueOf(of), 1, RoundingMode.HALF_UP);
        }
    }

    /** @param median days; null where there was no case */
    record Times(
            long cases, @Nullable Integer median, @Nullable Integer ninth) {}

    /** @param lastAdmission null where nothing is known of one */
    record DryCell(UnitView cell, @Nullable LocalDate lastAdmission, int years, long admissions) {}

    /** One unit directly below, with what its cells add to the sum. */
    record Child(UnitView unit, Share admissions, Share minority, Share union, Share women, Share dry) {}

    /**
     * @param byArea by sector of those admitted
     * @param planned D5; null unless the period is whole years and there is a plan
     * @param withoutLocals O6: cells whose latest plan says that all their members are from elsewhere, of all cells
     * @param states D10: open cases by state, as they are today; empty for a period that is over
     */
    record Sheet(
            UnitView unit,
            Period period,
            long admissions,
            Share minority,
            Share union,
            Share women,
            Share religion,
            Share to30,
            Share to45,
            Share above45,
            Map<Sector, Share> bySector,
            @Nullable Share planned,
            Share ofMembers,
            Share withoutLocals,
            int dryYears,
            List<DryCell> dry,
            Share recovered,
            long inRecovered,
            Map<AdmissionState, Long> states,
            Times courseToCeremony,
            Times applicationToDecision,
            Times decisionToCeremony,
            Share decidedInTime,
            Share ceremonyInTime,
            Share recognisedInTime,
            Share official,
            Share struckOff,
            long extended,
            Share votesFailed,
            Share expired,
            List<Child> children) {}

    /**
     * As {@link #of}; over the ten thousand cells of a province that takes most of a second, so that there the answer is kept for some
     * minutes.
     */
    Sheet shown(UnitView unit, Period period) {
        return unit.type() == UnitType.PROVINCE
                ? kept.get(new Question(unit.id(), period, DomainTime.today(clock)), question -> of(unit, period))
                : of(unit, period);
    }

    private record Question(UnitId unit, Period period, LocalDate today) {}

    Sheet of(UnitView unit, Period period) {
        Plans.forTheseValues(jdbc);
        var today = DomainTime.today(clock);
        // a unit younger than the period has the cells it has now
        var at = period.to().isAfter(today)
                        || organizations.unit(unit.id(), period.to()).isEmpty()
                ? today
                : period.to();
        var cells = organizations.cellsUnder(unit.id(), at);
        var ids = cells.stream().map(cell -> cell.id().value()).toArray(UUID[]::new);
        var intake = intake(ids, period);
        var admitted = intake.byCell();
        var all = admitted.values().stream().reduce(new Admitted(), Admitted::plus);
        var dry = dry(unit.id(), cells, ids, period, admitted);
        var recovered = dry.stream().filter(cell -> cell.admissions() > 0).toList();
        var policy = policies.snapshot(unit.id(), at);
        var course = course(ids, period, at);
        return new Sheet(
                unit,
                period,
                all.number,
                new Share(all.minority, all.number),
                new Share(all.union, all.number),
                new Share(all.women, all.number),
                new Share(all.religion, all.number),
                new Share(all.to30, all.number),
                new Share(all.to45, all.number),
                new Share(all.number - all.to30 - all.to45, all.number),
                intake.sharesBySector(),
                planned(unit, ids, period, all.number),
                new Share(all.number, register.members(unit.id(), period.from())),
                withoutLocals(ids, at),
                policy.integer(YEARS),
                dry,
                new Share(recovered.size(), (long) dry.size()),
                recovered.stream().mapToLong(DryCell::admissions).sum(),
                period.to().isBefore(today) ? Map.of() : states(ids),
                course.courseToCeremony(),
                course.applicationToDecision(),
                course.decisionToCeremony(),
                decidedInTime(ids, period, course.undecided()),
                course.ceremonyInTime(),
                recognisedInTime(ids, period),
                new Share(course.official(), course.ending()),
                new Share(course.struckOff(), course.ending()),
                extended(ids, period),
                votesFailed(ids, period),
                expired(ids, at, policy.integer("certificate.validMonths")),
                children(unit, at, cells, admitted, dry));
    }

    /** Counts of one cell, or of several together. */
    private record Admitted(long number, long minority, long union, long women, long religion, long to30, long to45) {

        Admitted() {
            this(0, 0, 0, 0, 0, 0, 0);
        }

        Admitted plus(Admitted other) {
            return new Admitted(
                    number + other.number,
                    minority + other.minority,
                    union + other.union,
                    women + other.women,
                    religion + other.religion,
                    to30 + other.to30,
                    to45 + other.to45);
        }
    }

    private record Intake(Map<UUID, Admitted> byCell, Map<Sector, Long> bySector) {

        Map<Sector, Share> sharesBySector() {
            var all = bySector.values().stream().mapToLong(Long::longValue).sum();
            var shares = new EnumMap<Sector, Share>(Sector.class);
            bySector.forEach((sector, number) -> shares.put(sector, new Share(number, all)));
            return shares;
        }
    }

    private Intake intake(UUID[] cells, Period period) {
        var byCell = new HashMap<UUID, Admitted>();
        var bySector = new EnumMap<Sector, Long>(Sector.class);
        jdbc.sql("""
                        select a.ceremony_cell_id as cell, p.sector, count(*) as number,
                            count(*) filter (where p.ethnic_minority) as minority,
                            count(*) filter (where p.union_member) as union_members,
                            count(*) filter (where p.sex = 'FEMALE') as women,
                            count(*) filter (where p.religion <> '') as religion,
                            count(*) filter (where age <= 30) as to30,
                            count(*) filter (where age between 31 and 45) as to45
                        from admission.admission_case a
                        join admission.prospect p on p.id = a.candidate_id
                        cross join lateral (select extract(year from age(a.ceremony_on, p.birth_date)) as age) years
                        join unnest(:cells) mine(id) on mine.id = a.ceremony_cell_id
                        where a.ceremony_on between :from and :to
                        group by 1, 2""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query(row -> {
                    bySector.merge(Sector.valueOf(row.getString("sector")), row.getLong("number"), Long::sum);
                    byCell.merge(
                            row.getObject("cell", UUID.class),
                            new Admitted(
                                    row.getLong("number"),
                                    row.getLong("minority"),
                                    row.getLong("union_members"),
                                    row.getLong("women"),
                                    row.getLong("religion"),
                                    row.getLong("to30"),
                                    row.getLong("to45")),
                            Admitted::plus);
                });
        return new Intake(byCell, bySector);
    }

    /** D5, by the plan of the unit itself, else by those of its cells. */
    private @Nullable Share planned(UnitView unit, UUID[] cells, Period period, long admissions) {
        if (!period.isWholeYears()) {
            return null;
        }
        var from = period.from().getYear();
        var to = period.to().getYear();
        var own = plan(new UUID[] {unit.id().value()}, from, to);
        var plan = own > 0 ? own : plan(cells, from, to);
        return plan > 0 ? new Share(admissions, plan) : null;
    }

    private long plan(UUID[] units, int from, int to) {
        return jdbc.sql("""
                        select coalesce(sum(total), 0) from admission.source_plan
                        where unit_id = any(:units) and year between :from and :to""")
                .param("units", units)
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }

    private Share withoutLocals(UUID[] cells, LocalDate at) {
        var number = jdbc.sql("""
                        select count(*) from (
                            select distinct on (unit_id) local_members from admission.source_plan
                            join unnest(:cells) mine(id) on mine.id = unit_id
                            where year <= :year and local_members is not null
                            order by unit_id, year desc) latest
                        where local_members = 0""")
                .param("cells", cells)
                .param("year", at.getYear())
                .query(Long.class)
                .single();
        return new Share(number, (long) cells.length);
    }

    /** D7: cells there were at the start of the period that had not admitted anybody for years, the longest first. */
    private List<DryCell> dry(
            UnitId unit, List<UnitView> cells, UUID[] ids, Period period, Map<UUID, Admitted> admitted) {
        var start = period.from();
        var last = new HashMap<>(register.lastAdmissions(unit, start.minusDays(1)));
        jdbc.sql("""
                        select ceremony_cell_id as cell, max(ceremony_on) as last_on from admission.admission_case
                        join unnest(:cells) mine(id) on mine.id = ceremony_cell_id
                        where ceremony_on < :from group by 1""").param("cells", ids).param("from", start).query(row -> {
            last.merge(
                    new UnitId(row.getObject("cell", UUID.class)),
                    row.getObject("last_on", LocalDate.class),
                    (one, other) -> one.isAfter(other) ? one : other);
        });
        var dry = new ArrayList<DryCell>();
        var own = policies.unitsWithOwn(YEARS);
        var years = new HashMap<UnitId, Integer>();
        for (var cell : cells) {
            var on = last.get(cell.id());
            if (cell.validFrom().isAfter(start) || on != null && on.isAfter(start.minusYears(1))) {
                continue;
            }
            // cells without a value of their own share that of the unit above: it is asked for once
            var named = own.contains(cell.id()) || cell.parent() == null ? cell.id() : cell.parent();
            var asked = years.computeIfAbsent(
                    named, id -> policies.snapshot(id, start).integer(YEARS));
            if (on == null || !on.isAfter(start.minusYears(asked))) {
                var here = admitted.get(cell.id().value());
                dry.add(new DryCell(cell, on, asked, here == null ? 0 : here.number()));
            }
        }
        dry.sort(Comparator.comparing(
                        DryCell::lastAdmission, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
                .thenComparing(line -> line.cell().code()));
        return dry;
    }

    private Map<AdmissionState, Long> states(UUID[] cells) {
        var states = new EnumMap<AdmissionState, Long>(AdmissionState.class);
        jdbc.sql("""
                        select state, count(*) as number from admission.admission_case
                        join unnest(:cells) mine(id) on mine.id = cell_id
                        where state not in ('OFFICIAL', 'STRUCK_OFF', 'REFUSED', 'STOPPED')
                        group by 1""").param("cells", cells).query(row -> {
            states.put(AdmissionState.valueOf(row.getString("state")), row.getLong("number"));
        });
        return states;
    }

    /**
     * @param undecided part of D12: on their way to a decision whose day is over
     * @param ceremonyInTime D13: within the time the rule gives; one that was allowed to be late was late
     * @param ending D15: those whose months were full in the period
     */
    private record Course(
            Times courseToCeremony,
            Times applicationToDecision,
            Times decisionToCeremony,
            long undecided,
            Share ceremonyInTime,
            long official,
            long struckOff,
            long ending) {}

    /** All that is counted over the cases themselves, in one pass; D11 of those in which the second day lies in the period. */
    private Course course(UUID[] cells, Period period, LocalDate at) {
        return jdbc.sql("""
                        select TIMES(certificate_issued_on, ceremony_on, course),
                            TIMES(applied_on, decided_on, decision),
                            TIMES(decided_on, ceremony_on, ceremony),
                            count(*) filter (where own and on_route and subject = 'ADMISSION' and clock_paused_on is null
                                and decide_by between :from and :to and decide_by < :at) as undecided,
                            count(*) filter (where held and to_be_held) as to_be_held,
                            count(*) filter (where held and to_be_held and ceremony_on <= ceremony_by and not exists (
                                select 1 from admission.step_record s
                                where s.case_id = c.id and s.step = 'lateCeremony')) as held_in_time,
                            count(*) filter (where own and official_on between :from and :to) as official,
                            count(*) filter (where own and state = 'STRUCK_OFF'
                                and recognised_on between :from and :to) as struck_off,
                            count(*) filter (where own and probation_ends_on between :from and :to) as ending
                        from (
                            select a.*, own.id is not null as own, held.id is not null as held,
                                a.decided_on between :from and :to and not a.imported and a.state <> 'STOPPED'
                                    and (a.ceremony_on is not null or a.ceremony_by < :today) as to_be_held
                            from admission.admission_case a
                            left join unnest(:cells) own(id) on own.id = a.cell_id
                            left join unnest(:cells) held(id) on held.id = coalesce(a.ceremony_cell_id, a.cell_id)
                            where own.id is not null or held.id is not null) c""".replaceAll("TIMES\\((\\w+), (\\w+), (\\w+)\\)", TIMES))
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .param("at", at)
                .param("today", DomainTime.today(clock))
                .query((row, number) -> new Course(
                        times(row, "course"),
                        times(row, "decision"),
                        times(row, "ceremony"),
                        row.getLong("undecided"),
                        new Share(row.getLong("held_in_time"), row.getLong("to_be_held")),
                        row.getLong("official"),
                        row.getLong("struck_off"),
                        row.getLong("ending")))
                .single();
    }

    private static Times times(ResultSet row, String name) throws SQLException {
        return new Times(
                row.getLong(name + "_cases"),
                row.getObject(name + "_median", Integer.class),
                row.getObject(name + "_ninth", Integer.class));
    }

    /** D12. Decisions of the past are left out: their clocks did not run here. */
    private Share decidedInTime(UUID[] cells, Period period, long undecided) {
        record Row(UUID id, LocalDate on) {}
        var decided = jdbc.sql("""
                        select a.id, a.decided_on from admission.admission_case a
                        join unnest(:cells) mine(id) on mine.id = coalesce(a.ceremony_cell_id, a.cell_id)
                        where decided_on between :from and :to
                            and not imported""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, number) ->
                        new Row(row.getObject("id", UUID.class), row.getObject("decided_on", LocalDate.class)))
                .list();
        var due = dueDays.of(decided.stream().map(Row::id).toList(), AdmissionClock.DECISION);
        var inTime = decided.stream()
                .filter(row -> due.containsKey(row.id()) && !row.on().isAfter(due.get(row.id())))
                .count();
        return new Share(inTime, decided.size() + undecided);
    }

    /** D14: the first ballot of the cell that ended the question, by the day that closes its working days. */
    private Share recognisedInTime(UUID[] cells, Period period) {
        record Row(UUID id, @Nullable LocalDate on) {}
        var ended = jdbc.sql("""
                        select a.id, (select min(b.held_on) from admission.ballot b
                            where b.case_id = a.id and b.body = 'CELL' and b.subject <> 'ADMISSION' and b.passed) as held_on
                        from admission.admission_case a
                        join unnest(:cells) mine(id) on mine.id = a.cell_id
                        where a.probation_ends_on between :from and :to and not a.imported
                            and a.state not in ('ADMITTED')""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, number) ->
                        new Row(row.getObject("id", UUID.class), row.getObject("held_on", LocalDate.class)))
                .list();
        var due = dueDays.of(ended.stream().map(Row::id).toList(), AdmissionClock.CELL_RECOGNITION);
        return new Share(
                ended.stream()
                        .filter(row -> row.on() != null
                                && due.containsKey(row.id())
                                && !row.on().isAfter(due.get(row.id())))
                        .count(),
                (long) ended.size());
    }

    private long extended(UUID[] cells, Period period) {
        return jdbc.sql("""
                        select count(*) from admission.clock_move m join admission.admission_case a on a.id = m.case_id
                        join unnest(:cells) mine(id) on mine.id = a.cell_id
                        where m.kind = 'EXTENDED' and m.old_due between :from and :to""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query(Long.class)
                .single();
    }

    /** D16. */
    private Share votesFailed(UUID[] cells, Period period) {
        return jdbc.sql("""
                        select count(*) filter (where not b.passed) as number, count(*) as all_of
                        from admission.ballot b join admission.admission_case a on a.id = b.case_id
                        join unnest(:cells) mine(id) on mine.id = a.cell_id
                        where b.body = 'CELL' and b.held_on between :from and :to""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, number) -> new Share(row.getLong("number"), row.getLong("all_of")))
                .single();
    }

    /** D17: candidates that day whose latest certificate is older than it may be. */
    private Share expired(UUID[] cells, LocalDate at, int validMonths) {
        return jdbc.sql("""
                        select count(*) filter (where issued_on + make_interval(months => :months) < :at) as number,
                            count(*) as all_of
                        from (select p.id, max(o.issued_on) as issued_on
                            from admission.prospect p join admission.course_place o on o.prospect_id = p.id
                            join unnest(:cells) mine(id) on mine.id = p.cell_id
                            where o.issued_on <= :at
                                and (p.removed_on is null or p.removed_on > :at)
                                and not exists (select 1 from admission.admission_case a
                                    where a.candidate_id = p.id and a.ceremony_on <= :at)
                            group by p.id) c""")
                .param("cells", cells)
                .param("at", at)
                .param("months", validMonths)
                .query((row, number) -> new Share(row.getLong("number"), row.getLong("all_of")))
                .single();
    }

    private List<Child> children(
            UnitView unit, LocalDate at, List<UnitView> all, Map<UUID, Admitted> admitted, List<DryCell> dry) {
        if (unit.type() == UnitType.CELL) {
            return List.of();
        }
        var parents = organizations.parents(at);
        var cellsOf = all.stream()
                .map(cell -> cell.id().value())
                .filter(cell -> !cell.equals(unit.id().value()))
                .collect(
                        Collectors.groupingBy(cell -> below(unit.id(), new UnitId(cell), parents), Collectors.toSet()));
        var children = new ArrayList<Child>();
        for (var child : organizations.children(unit.id(), at)) {
            var cells = cellsOf.getOrDefault(child.id(), Set.of());
            if (cells.isEmpty()) {
                continue;
            }
            var sum = sum(cells, admitted);
            var dryHere = dry.stream()
                    .filter(line -> cells.contains(line.cell().id().value()))
                    .toList();
            children.add(new Child(
                    child,
                    new Share(sum.number(), null),
                    new Share(sum.minority(), sum.number()),
                    new Share(sum.union(), sum.number()),
                    new Share(sum.women(), sum.number()),
                    new Share(
                            dryHere.stream()
                                    .filter(line -> line.admissions() > 0)
                                    .count(),
                            (long) dryHere.size())));
        }
        return children;
    }

    /** The unit directly below this one in which the cell stands. */
    private static UnitId below(UnitId unit, UnitId cell, Map<UnitId, UnitId> parents) {
        var step = cell;
        for (var above = parents.get(cell); above != null && !above.equals(unit); above = parents.get(above)) {
            step = above;
        }
        return step;
    }

    private static Admitted sum(Collection<UUID> cells, Map<UUID, Admitted> admitted) {
        return cells.stream().map(admitted::get).filter(Objects::nonNull).reduce(new Admitted(), Admitted::plus);
    }
}
