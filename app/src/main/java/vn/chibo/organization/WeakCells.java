package vn.chibo.organization;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.TransactionLock;

/**
 * Cells under special help. The list goes with the cell: when the cell moves, its new committee has it. The caller has checked
 * the permission in a unit above the cell.
 */
@Service
@Transactional
public class WeakCells {

    private static final String ENTRY = """
            select w.*, u.code, u.name from organization.weak_cell w join organization.unit u on u.id = w.cell_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    WeakCells(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Of a subtree and a period.
     *
     * @param listed cells on the list at its end
     * @param removed times a cell was taken off it in the period
     */
    public record Tally(long listed, long removed) {

        public static final Tally NONE = new Tally(0, 0);
    }

    /** All times of these cells, those on the list first, by code. */
    @Transactional(readOnly = true)
    public List<WeakCell> of(Collection<UnitId> cells) {
        return jdbc.sql(ENTRY + "where w.cell_id = any(:cells) order by w.removed_on desc nulls first, u.code")
                .param("cells", cells.stream().map(UnitId::value).toArray(UUID[]::new))
                .query(WeakCells::entry)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<WeakCell> find(UUID id) {
        return jdbc.sql(ENTRY + "where w.id = :id")
                .param("id", id)
                .query(WeakCells::entry)
                .optional();
    }

    /**
     * Walks up from the few cells on the list, not down to all cells. A cell counts for the units it stood below: on the last day
     * of the period, and where it was removed, on its last day on the list. A unit without any is not in the map.
     *
     * @param from and {@code to} both counted
     */
    @Transactional(readOnly = true)
    public Map<UnitId, Tally> tally(Collection<UnitId> roots, LocalDate from, LocalDate to) {
        record Row(UnitId root, Tally tally) {}
        return jdbc
                .sql("""
                        with recursive counted(id, cell_id, day, removed) as (
                            select id, cell_id, cast(:to as date), false from organization.weak_cell
                            where listed_on <= :to and (removed_on is null or removed_on > :to)
                            union all
                            select id, cell_id, removed_on - 1, true from organization.weak_cell
                            where removed_on between :from and :to and removed_on > listed_on
                        ), up(id, removed, day, unit_id, parent_id, height) as (
                            select counted.id, removed, day, p.unit_id, p.parent_id, 0
                            from counted join organization.unit_placement p on p.unit_id = counted.cell_id
                                 and p.valid_from <= day and (p.valid_to is null or p.valid_to > day)
                            union all
                            select up.id, removed, day, p.unit_id, p.parent_id, height + 1
                            from up join organization.unit_placement p on p.unit_id = up.parent_id
                                 and p.valid_from <= day and (p.valid_to is null or p.valid_to > day)
                            where height < 20
                        )
                        select unit_id, count(*) filter (where not removed) as listed,
                               count(*) filter (where removed) as removed
                        from up where unit_id = any(:roots) group by unit_id
                        """)
                .param("roots", roots.stream().map(UnitId::value).toArray(UUID[]::new))
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Row(
                        new UnitId(row.getObject("unit_id", UUID.class)),
                        new Tally(row.getLong("listed"), row.getLong("removed"))))
                .list()
                .stream()
                .collect(toMap(Row::root, Row::tally));
    }

    /** @throws RuleViolation naming {@code weakCell} or {@code listedOn} */
    public void enter(UnitView cell, LocalDate listedOn, String basis, UUID account) {
        ResidentialAreas.requireDay("listedOn", listedOn, DomainTime.today(clock));
        if (listedOn.isBefore(cell.validFrom())) {
            throw RuleViolation.at(
                    "listedOn", "organization.term.beforeUnit", ResidentialAreas.DATE.format(cell.validFrom()));
        }
        lock(cell.id());
        for (var other : of(List.of(cell.id()))) {
            var removed = other.removedOn();
            if (removed == null || removed.isAfter(listedOn) && removed.isAfter(other.listedOn())) {
                if (removed == null
                        && other.listedOn().equals(listedOn)
                        && other.basis().equals(basis)) {
                    return; // a second click
                }
                throw RuleViolation.at(
                        "weakCell", "organization.weakCell.twice", ResidentialAreas.DATE.format(other.listedOn()));
            }
        }
        jdbc.sql("""
                        insert into organization.weak_cell (id, cell_id, listed_on, basis, entered_by, entered_at)
                        values (:id, :cell, :on, :basis, :by, :at)""")
                .param("id", UUID.randomUUID())
                .param("cell", cell.id().value())
                .param("on", listedOn)
                .param("basis", basis)
                .param("by", account)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The same removal once more changes nothing.
     *
     * @throws RuleViolation naming {@code to}
     */
    public void remove(UUID id, LocalDate to, String basis, UUID account) {
        lock(find(id).orElseThrow(() -> new NotFound("weak cell " + id)).cell());
        var entry = find(id).orElseThrow();
        if (to.equals(entry.removedOn()) && basis.equals(entry.removalBasis())) {
            return;
        }
        if (entry.removedOn() != null) {
            throw RuleViolation.at(
                    "to", "organization.register.endedAlready", ResidentialAreas.DATE.format(entry.removedOn()));
        }
        ResidentialAreas.requireDay("to", to, DomainTime.today(clock));
        if (to.isBefore(entry.listedOn())) {
            throw RuleViolation.at("to", "organization.register.order", ResidentialAreas.DATE.format(entry.listedOn()));
        }
        jdbc.sql("""
                        update organization.weak_cell
                        set removed_on = :to, removal_basis = :basis, ended_by = :by, ended_at = :at where id = :id""")
                .param("to", to)
                .param("basis", basis)
                .param("by", account)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private void lock(UnitId cell) {
        TransactionLock.take(jdbc, "organization.weakCell " + cell);
    }

    private static WeakCell entry(ResultSet row, int number) throws SQLException {
        return new WeakCell(
                row.getObject("id", UUID.class),
                new UnitId(row.getObject("cell_id", UUID.class)),
                row.getString("code"),
                row.getString("name"),
                row.getObject("listed_on", LocalDate.class),
                row.getString("basis"),
                row.getObject("removed_on", LocalDate.class),
                row.getString("removal_basis"));
    }
}
