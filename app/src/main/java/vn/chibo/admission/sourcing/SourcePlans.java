package vn.chibo.admission.sourcing;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.sourcing.SourcePlan.Targets;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/** Yearly plans of cells and committees (K-01). The caller has asked for the permission in the unit. */
@Service
@Transactional
class SourcePlans {

    private static final String PLAN = """
        select unit_id, year, total, women, minority, youth, local_members, reference, approved_on, approval_number,
               version
          from admission.source_plan
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    SourcePlans(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Optional<SourcePlan> find(UnitId unit, int year) {
        return jdbc.sql(PLAN + "where unit_id = :unit and year = :year")
                .param("unit", unit.value())
                .param("year", year)
                .query(SourcePlans::plan)
                .optional();
    }

    /** The plans of that year of those of the units that have one. */
    @Transactional(readOnly = true)
    Map<UnitId, SourcePlan> of(Collection<UnitId> units, int year) {
        return jdbc
                .sql(PLAN + "where unit_id = any(:units) and year = :year")
                .param("units", ids(units))
                .param("year", year)
                .query(SourcePlans::plan)
                .list()
                .stream()
                .collect(toMap(SourcePlan::unit, identity()));
    }

    /** How many local members the cells last said they have; cells that never said are not in the answer. */
    @Transactional(readOnly = true)
    Map<UnitId, Integer> localMembers(Collection<UnitId> cells) {
        record Line(UnitId cell, int members) {}
        return jdbc
                .sql("""
                    select distinct on (unit_id) unit_id, local_members from admission.source_plan
                     where unit_id = any(:units) and local_members is not null order by unit_id, year desc
                    """)
                .param("units", ids(cells))
                .query((row, number) ->
                        new Line(new UnitId(row.getObject("unit_id", UUID.class)), row.getInt("local_members")))
                .list()
                .stream()
                .collect(toMap(Line::cell, Line::members));
    }

    /**
     * Writes the plan. A change takes the approval back; the same once more changes nothing.
     *
     * @param seen the version the person saw, -1 when there was no plan
     * @throws RuleViolation naming a field of the form, or none when it was changed meanwhile
     */
    void save(
            UnitId unit,
            int year,
            Targets targets,
            @Nullable Integer localMembers,
            String reference,
            long seen,
            UUID account) {
        checkPart("women", targets.women(), targets.total());
        checkPart("minority", targets.minority(), targets.total());
        checkPart("youth", targets.youth(), targets.total());
        var stored = jdbc.sql(PLAN + "where unit_id = :unit and year = :year for update")
                .param("unit", unit.value())
                .param("year", year)
                .query(SourcePlans::plan)
                .optional();
        var same = stored.filter(plan -> plan.targets().equals(targets)
                && Objects.equals(plan.localMembers(), localMembers)
                && plan.reference().equals(reference));
        if (same.isPresent()) {
            return;
        }
        var written = jdbc.sql("""
            insert into admission.source_plan (unit_id, year, total, women, minority, youth, local_members,
                reference, changed_by, changed_at)
            values (:unit, :year, :total, :women, :minority, :youth, :local, :reference, :by, :at)
            on conflict (unit_id, year) do update set total = excluded.total, women = excluded.women,
                minority = excluded.minority, youth = excluded.youth, local_members = excluded.local_members,
                reference = excluded.reference, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at, approved_on = null, approved_by = null,
                approval_number = null, version = source_plan.version + 1
             where source_plan.version = :seen
            """)
                .param("unit", unit.value())
                .param("year", year)
                .param("total", targets.total())
                .param("women", targets.women())
                .param("minority", targets.minority())
                .param("youth", targets.youth())
                .param("local", localMembers, Types.INTEGER)
                .param("reference", reference)
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()))
                .param("seen", seen)
                .update();
        if (written == 0) {
            throw new RuleViolation("admission.plan.changedMeanwhile");
        }
    }

    /**
     * Approves what the person saw; twice is once.
     *
     * @throws RuleViolation when it was changed meanwhile
     */
    void approve(UnitId unit, int year, String number, long seen, UUID account) {
        var approved = jdbc.sql("""
            update admission.source_plan set approved_on = :today, approved_by = :by, approval_number = :number,
                version = version + 1
             where unit_id = :unit and year = :year and version = :seen and approved_on is null
            """)
                .param("today", DomainTime.today(clock))
                .param("by", account)
                .param("number", number)
                .param("unit", unit.value())
                .param("year", year)
                .param("seen", seen)
                .update();
        if (approved == 0
                && find(unit, year)
                        .filter(plan -> number.equals(plan.approvalNumber()))
                        .isEmpty()) {
            throw new RuleViolation("admission.plan.changedMeanwhile");
        }
    }

    private static void checkPart(String field, int part, int total) {
        if (part > total) {
            throw RuleViolation.at(field, "admission.plan.partTooLarge");
        }
    }

    private static SourcePlan plan(ResultSet row, int number) throws SQLException {
        return new SourcePlan(
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getInt("year"),
                new Targets(row.getInt("total"), row.getInt("women"), row.getInt("minority"), row.getInt("youth")),
                row.getObject("local_members", Integer.class),
                row.getString("reference"),
                row.getObject("approved_on", LocalDate.class),
                row.getString("approval_number"),
                row.getLong("version"));
    }

    private static UUID[] ids(Collection<UnitId> units) {
        return units.stream().map(UnitId::value).toArray(UUID[]::new);
    }
}
