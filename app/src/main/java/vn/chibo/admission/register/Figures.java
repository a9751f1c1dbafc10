package vn.chibo.admission.register;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionClock;
import vn.chibo.admission.AdmissionState;
import vn.chibo.admission.sourcing.Sector;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.Policies;
import vn.chibo.shared.DomainTime;

/**
 * The figures of admissions, D1 to D17 of {@code domain/kpis.md}, counted over the cells a unit has at the end of the
 * period. Shares are made of counts, never of shares. The caller has asked {@code Access}.
 */
@Service
@Transactional(readOnly = true)
class Figures {

    private static final String YEARS = "sourcing.noAdmissionYears";

    private final Organizations organizations;
    private final OrganizationSearch register;
    private final Policies policies;
    private final DueDays dueDays;
    private final JdbcClient jdbc;
    private final Clock clock;

    Figures(
            Organizations organizations,
            OrganizationSearch register,
            Policies policies,
            DueDays dueDays,
            JdbcClient jdbc,
            Clock clock) {
        this.organizations = organizations;
        this.register = register;
        this.policies = policies;
        this.dueDays = dueDays;
        this.jdbc = jdbc;
        this.clock = clock;
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

    Sheet of(UnitView unit, Period period) {
        var today = DomainTime.today(clock);
        // a unit younger than the period has the cells it has now
        var at = period.to().isAfter(today)
                        || organizations.unit(unit.id(), period.to()).isEmpty()
                ? today
                : period.to();
        var cells = organizations.cellsUnder(unit.id(), at);
        var ids = cells.stream().map(cell -> cell.id().value()).toArray(UUID[]::new);
        var admitted = admitted(ids, period);
        var all = admitted.values().stream().reduce(new Admitted(), Admitted::plus);
        var dry = dry(unit.id(), cells, ids, period, admitted);
        var recovered = dry.stream().filter(cell -> cell.admissions() > 0).toList();
        var policy = policies.snapshot(unit.id(), at);
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
                bySector(ids, period, all.number),
                planned(unit, ids, period, all.number),
                new Share(
                        all.number,
                        register.counts(unit.id(), period.from()).values().stream()
                                .mapToLong(counts -> counts.total())
                                .sum()),
                withoutLocals(ids, at),
                policy.integer(YEARS),
                dry,
                new Share(recovered.size(), (long) dry.size()),
                recovered.stream().mapToLong(DryCell::admissions).sum(),
                period.to().isBefore(today) ? Map.of() : states(ids),
                times(ids, period, "certificate_issued_on", "ceremony_on", "ceremony_on"),
                times(ids, period, "applied_on", "decided_on", "decided_on"),
                times(ids, period, "decided_on", "ceremony_on", "ceremony_on"),
                decidedInTime(ids, period, at),
                ceremonyInTime(ids, period),
                recognisedInTime(ids, period),
                ended(ids, period, "official_on between :from and :to"),
                ended(ids, period, "state = 'STRUCK_OFF' and recognised_on between :from and :to"),
                extended(ids, period),
                votesFailed(ids, period),
                expired(ids, at, policy.integer("certificate.validMonths")),
                children(unit, at, admitted, dry));
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

    private Map<UUID, Admitted> admitted(UUID[] cells, Period period) {
        var admitted = new HashMap<UUID, Admitted>();
        jdbc.sql("""
                        select a.ceremony_cell_id as cell, count(*) as number,
                            count(*) filter (where p.ethnic_minority) as minority,
                            count(*) filter (where p.union_member) as union_members,
                            count(*) filter (where p.sex = 'FEMALE') as women,
                            count(*) filter (where p.religion <> '') as religion,
                            count(*) filter (where age <= 30) as to30,
                            count(*) filter (where age between 31 and 45) as to45
                        from admission.admission_case a
                        join admission.prospect p on p.id = a.candidate_id
                        cross join lateral (select extract(year from age(a.ceremony_on, p.birth_date)) as age) years
                        where a.ceremony_cell_id = any(:cells) and a.ceremony_on between :from and :to
                        group by 1""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query(row -> {
                    admitted.put(
                            row.getObject("cell", UUID.class),
                            new Admitted(
                                    row.getLong("number"),
                                    row.getLong("minority"),
                                    row.getLong("union_members"),
                                    row.getLong("women"),
                                    row.getLong("religion"),
                                    row.getLong("to30"),
                                    row.getLong("to45")));
                });
        return admitted;
    }

    private Map<Sector, Share> bySector(UUID[] cells, Period period, long all) {
        var shares = new EnumMap<Sector, Share>(Sector.class);
        jdbc.sql("""
                        select p.sector, count(*) as number
                        from admission.admission_case a join admission.prospect p on p.id = a.candidate_id
                        where a.ceremony_cell_id = any(:cells) and a.ceremony_on between :from and :to
                        group by 1""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query(row -> {
                    shares.put(Sector.valueOf(row.getString("sector")), new Share(row.getLong("number"), all));
                });
        return shares;
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
                            where unit_id = any(:cells) and year <= :year and local_members is not null
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
                        where ceremony_cell_id = any(:cells) and ceremony_on < :from group by 1""").param("cells", ids).param("from", start).query(row -> {
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
                        where cell_id = any(:cells) and state not in ('OFFICIAL', 'STRUCK_OFF', 'REFUSED', 'STOPPED')
                        group by 1""").param("cells", cells).query(row -> {
            states.put(AdmissionState.valueOf(row.getString("state")), row.getLong("number"));
        });
        return states;
    }

    /** D11, of the cases in which the day {@code when} lies in the period; columns, never what somebody typed. */
    private Times times(UUID[] cells, Period period, String from, String to, String when) {
        return jdbc.sql("""
                        select count(*) as number, percentile_disc(0.5) within group (order by days) as median,
                            percentile_disc(0.9) within group (order by days) as ninth
                        from (select %2$s - %1$s as days from admission.admission_case
                            where coalesce(ceremony_cell_id, cell_id) = any(:cells) and %3$s between :from and :to
                                and %1$s is not null and %2$s is not null) d""".formatted(from, to, when))
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, number) -> new Times(
                        row.getLong("number"),
                        row.getObject("median", Integer.class),
                        row.getObject("ninth", Integer.class)))
                .single();
    }

    /** D12. Decisions of the past are left out: their clocks did not run here. */
    private Share decidedInTime(UUID[] cells, Period period, LocalDate at) {
        record Row(UUID id, LocalDate on) {}
        var decided = jdbc.sql("""
                        select id, decided_on from admission.admission_case
                        where coalesce(ceremony_cell_id, cell_id) = any(:cells) and decided_on between :from and :to
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
        var overdue = jdbc.sql("""
                        select count(*) from admission.admission_case
                        where cell_id = any(:cells) and on_route and subject = 'ADMISSION' and clock_paused_on is null
                            and decide_by between :from and :to and decide_by < :at""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .param("at", at)
                .query(Long.class)
                .single();
        return new Share(inTime, decided.size() + overdue);
    }

    /** D13: within the time the rule gives; one that was allowed to be late was late. */
    private Share ceremonyInTime(UUID[] cells, Period period) {
        return jdbc.sql("""
                        select count(*) as all_of, count(*) filter (where ceremony_on <= ceremony_by and not exists (
                            select 1 from admission.step_record s where s.case_id = a.id and s.step = 'lateCeremony')) as number
                        from admission.admission_case a
                        where coalesce(ceremony_cell_id, cell_id) = any(:cells) and decided_on between :from and :to
                            and not imported and state <> 'STOPPED'
                            and (ceremony_on is not null or ceremony_by < :today)""")
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .param("today", DomainTime.today(clock))
                .query((row, number) -> new Share(row.getLong("number"), row.getLong("all_of")))
                .single();
    }

    /** D14: the first ballot of the cell that ended the question, by the day that closes its working days. */
    private Share recognisedInTime(UUID[] cells, Period period) {
        record Row(UUID id, @Nullable LocalDate on) {}
        var ended = jdbc.sql("""
                        select a.id, (select min(b.held_on) from admission.ballot b
                            where b.case_id = a.id and b.body = 'CELL' and b.subject <> 'ADMISSION' and b.passed) as held_on
                        from admission.admission_case a
                        where a.cell_id = any(:cells) and a.probation_ends_on between :from and :to and not a.imported
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

    /** D15, of those whose months were full in the period or who ended in it. */
    private Share ended(UUID[] cells, Period period, String which) {
        return jdbc.sql("""
                        select count(*) filter (where %s) as number,
                            count(*) filter (where probation_ends_on between :from and :to) as all_of
                        from admission.admission_case where cell_id = any(:cells)""".formatted(which))
                .param("cells", cells)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, number) -> new Share(row.getLong("number"), row.getLong("all_of")))
                .single();
    }

    private long extended(UUID[] cells, Period period) {
        return jdbc.sql("""
                        select count(*) from admission.clock_move m join admission.admission_case a on a.id = m.case_id
                        where a.cell_id = any(:cells) and m.kind = 'EXTENDED' and m.old_due between :from and :to""")
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
                        where a.cell_id = any(:cells) and b.body = 'CELL' and b.held_on between :from and :to""")
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
                            where p.cell_id = any(:cells) and o.issued_on <= :at
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

    private List<Child> children(UnitView unit, LocalDate at, Map<UUID, Admitted> admitted, List<DryCell> dry) {
        var children = new ArrayList<Child>();
        for (var child : organizations.children(unit.id(), at)) {
            Set<UUID> cells = organizations.cellsUnder(child.id(), at).stream()
                    .map(cell -> cell.id().value())
                    .collect(Collectors.toCollection(HashSet::new));
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

    private static Admitted sum(Collection<UUID> cells, Map<UUID, Admitted> admitted) {
        return cells.stream().map(admitted::get).filter(Objects::nonNull).reduce(new Admitted(), Admitted::plus);
    }
}
