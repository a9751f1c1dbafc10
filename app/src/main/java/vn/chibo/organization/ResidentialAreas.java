package vn.chibo.organization;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;
import vn.chibo.shared.TransactionLock;

/**
 * The residential areas each committee lists, and which of them have a cell of their own. An entry is never changed, only
 * ended: an area that gets another cell ends and begins anew. The caller has checked the permission in the unit.
 */
@Service
@Transactional
public class ResidentialAreas {

    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final int FIRST_YEAR = 1930;

    /** Of the area {@code a} on the day {@code :on}: whichever list the other area stands on, if its committee still is. */
    private static final String OF_ITS_OWN = """
            (exists (select 1 from organization.unit_placement cell
                     where cell.unit_id = a.cell_id and cell.type = 'CELL'
                       and cell.valid_from <= :on and (cell.valid_to is null or cell.valid_to > :on))
             and not exists (select 1 from organization.residential_area other
                             where other.cell_id = a.cell_id and other.id <> a.id
                               and other.valid_from <= :on and (other.valid_to is null or other.valid_to > :on)
                               and exists (select 1 from organization.unit_placement keeper
                                           where keeper.unit_id = other.unit_id and keeper.valid_from <= :on
                                             and (keeper.valid_to is null or keeper.valid_to > :on))))
            """;

    private static final String AREA = "select a.*, u.code, u.name as cell_name, " + OF_ITS_OWN + """
             as of_its_own from organization.residential_area a left join organization.unit u on u.id = a.cell_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ResidentialAreas(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Areas of a subtree on a day. */
    public record Tally(long areas, long ofTheirOwn) {

        public static final Tally NONE = new Tally(0, 0);
    }

    /** The unit's own list with all that ever stood on it, by name. */
    @Transactional(readOnly = true)
    public List<ResidentialArea> in(UnitId unit) {
        return jdbc.sql(AREA + "where a.unit_id = :unit order by a.name_folded, a.valid_from desc")
                .param("unit", unit.value())
                .param("on", DomainTime.today(clock))
                .query(ResidentialAreas::area)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<ResidentialArea> find(UnitId unit, UUID id) {
        return jdbc.sql(AREA + "where a.unit_id = :unit and a.id = :id")
                .param("unit", unit.value())
                .param("id", id)
                .param("on", DomainTime.today(clock))
                .query(ResidentialAreas::area)
                .optional();
    }

    /** The areas on the lists of the units and of those below each; a unit without any is not in the map. */
    @Transactional(readOnly = true)
    public Map<UnitId, Tally> tally(Collection<UnitId> roots, LocalDate on) {
        record Row(UnitId root, Tally tally) {}
        return jdbc
                .sql("""
                        with recursive below(root, id) as (
                            select unit_id, unit_id from organization.unit_placement
                            where unit_id = any(:roots) and valid_from <= :on and (valid_to is null or valid_to > :on)
                            union
                            select below.root, p.unit_id from below
                            join organization.unit_placement p on p.parent_id = below.id and p.type <> 'CELL'
                                 and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                        )
                        select below.root, count(*) as areas, count(*) filter (where\s""" + OF_ITS_OWN + """
                            ) as of_their_own
                        from below join organization.residential_area a on a.unit_id = below.id
                             and a.valid_from <= :on and (a.valid_to is null or a.valid_to > :on)
                        group by below.root
                        """)
                .param("roots", roots.stream().map(UnitId::value).toArray(UUID[]::new))
                .param("on", on)
                .query((row, number) -> new Row(
                        new UnitId(row.getObject("root", UUID.class)),
                        new Tally(row.getLong("areas"), row.getLong("of_their_own"))))
                .list()
                .stream()
                .collect(toMap(Row::root, Row::tally));
    }

    /**
     * @param cell a cell below the unit; null where none looks after the area
     * @throws RuleViolation naming {@code name} or {@code from}
     */
    public void enter(UnitId unit, String name, @Nullable UnitId cell, LocalDate from, UUID account) {
        requireDay("from", from, DomainTime.today(clock));
        lock(unit);
        for (var other : in(unit)) {
            var to = other.to();
            if (other.name().equalsIgnoreCase(name) // with marks: Thôn Đông is not Thôn Đồng
                    && (to == null || to.isAfter(from) && to.isAfter(other.from()))) {
                if (to == null && other.from().equals(from) && Objects.equals(other.cell(), cell)) {
                    return; // a second click
                }
                throw RuleViolation.at("name", "organization.residence.twice", DATE.format(other.from()));
            }
        }
        jdbc.sql("""
                        insert into organization.residential_area
                            (id, unit_id, name, name_folded, cell_id, valid_from, entered_by, entered_at)
                        values (:id, :unit, :name, :folded, :cell, :from, :by, :at)""")
                .param("id", UUID.randomUUID())
                .param("unit", unit.value())
                .param("name", name)
                .param("folded", Texts.fold(name))
                .param("cell", cell == null ? null : cell.value(), Types.OTHER)
                .param("from", from)
                .param("by", account)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The same end once more changes nothing.
     *
     * @param to first day on which the entry no longer holds
     * @throws RuleViolation naming {@code to}
     */
    public void end(UnitId unit, UUID id, LocalDate to, UUID account) {
        lock(unit);
        var area = find(unit, id).orElseThrow(() -> new NotFound("residential area " + id));
        if (to.equals(area.to())) {
            return;
        }
        if (area.to() != null) {
            throw RuleViolation.at("to", "organization.register.endedAlready", DATE.format(area.to()));
        }
        requireDay("to", to, DomainTime.today(clock));
        if (to.isBefore(area.from())) {
            throw RuleViolation.at("to", "organization.register.order", DATE.format(area.from()));
        }
        jdbc.sql("""
                        update organization.residential_area set valid_to = :to, ended_by = :by, ended_at = :at
                        where id = :id""")
                .param("to", to)
                .param("by", account)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** What a register says has happened: nothing is entered ahead. */
    static void requireDay(String field, LocalDate day, LocalDate today) {
        if (day.getYear() < FIRST_YEAR || day.isAfter(today)) {
            throw RuleViolation.at(field, "organization.register.day", Integer.toString(FIRST_YEAR));
        }
    }

    private void lock(UnitId unit) {
        TransactionLock.take(jdbc, "organization.residentialAreas " + unit);
    }

    private static ResidentialArea area(ResultSet row, int number) throws SQLException {
        var cell = row.getObject("cell_id", UUID.class);
        return new ResidentialArea(
                row.getObject("id", UUID.class),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("name"),
                cell == null ? null : new UnitId(cell),
                row.getString("code"),
                row.getString("cell_name"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getBoolean("of_its_own"));
    }
}
