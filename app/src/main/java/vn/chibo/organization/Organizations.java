package vn.chibo.organization;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the organisation tree as of a date (dates of Việt Nam). Unknown ids answer empty; the caller decides what that
 * means. Each answer is one or two queries and nothing is cached: an office that ends today ends today.
 */
@Service
@Transactional(readOnly = true)
public class Organizations {

    private static final String UNIT = """
            select u.id, u.code, u.name, p.type, u.cell_type, u.area, p.parent_id, u.valid_from, u.valid_to
            from organization.unit u
            join organization.unit_placement p on p.unit_id = u.id
                 and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
            """;

    private static final String MEMBER = """
            select m.id, m.code, m.full_name, s.cell_id, s.state, coalesce(p.kind, 'ACTIVE') as participation, s.joined_on
            from organization.member m
            join organization.membership s on s.member_id = m.id
                 and s.valid_from <= :on and (s.valid_to is null or s.valid_to > :on)
            left join organization.participation p on p.member_id = m.id
                 and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
            """;

    private static final String OFFICE = """
            select t.member_id, t.office, t.unit_id, u.code as unit_code, t.valid_from, t.valid_to
            from organization.office_term t
            join organization.unit u on u.id = t.unit_id
            where t.valid_from <= :on and (t.valid_to is null or t.valid_to > :on)
            """;

    private final JdbcClient jdbc;

    Organizations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<UnitView> unit(UnitId id, LocalDate on) {
        return jdbc.sql(UNIT + "where u.id = :id")
                .param("id", id.value())
                .param("on", on)
                .query(Organizations::unitView)
                .optional();
    }

    /** Those of the units that stand somewhere on the date. */
    public Map<UnitId, UnitView> units(Collection<UnitId> ids, LocalDate on) {
        return jdbc
                .sql(UNIT + "where u.id = any(:ids)")
                .param("ids", ids.stream().map(UnitId::value).distinct().toArray(UUID[]::new))
                .param("on", on)
                .query(Organizations::unitView)
                .list()
                .stream()
                .collect(toMap(UnitView::id, identity()));
    }

    public Optional<UnitView> unitByCode(String code, LocalDate on) {
        return jdbc.sql(UNIT + "where u.code = :code")
                .param("code", code)
                .param("on", on)
                .query(Organizations::unitView)
                .optional();
    }

    /** Units without a parent on the date: the provinces, or a single commune where no province is kept. */
    public List<UnitView> roots(LocalDate on) {
        return jdbc.sql(UNIT + "where p.parent_id is null order by u.code")
                .param("on", on)
                .query(Organizations::unitView)
                .list();
    }

    /** The parent of every unit that has one on the date. */
    public Map<UnitId, UnitId> parents(LocalDate on) {
        record Row(UnitId unit, UnitId parent) {}
        return jdbc
                .sql("""
                        select unit_id, parent_id from organization.unit_placement
                        where parent_id is not null and valid_from <= :on and (valid_to is null or valid_to > :on)""")
                .param("on", on)
                .query((row, number) -> new Row(
                        new UnitId(row.getObject("unit_id", UUID.class)),
                        new UnitId(row.getObject("parent_id", UUID.class))))
                .list()
                .stream()
                .collect(toMap(Row::unit, Row::parent));
    }

    public List<UnitView> children(UnitId parent, LocalDate on) {
        return jdbc.sql(UNIT + "where p.parent_id = :parent order by u.code")
                .param("parent", parent.value())
                .param("on", on)
                .query(Organizations::unitView)
                .list();
    }

    /**
     * All cells in the subtree (the unit itself when it is a cell), by code. Walks from the unit down to the cells, below which
     * there are none, one look into the index for each unit above them: {@code offset 0} keeps the planner, which cannot know how
     * small a subtree is, from reading the whole tree instead.
     */
    public List<UnitView> cellsUnder(UnitId root, LocalDate on) {
        return jdbc.sql("""
                        with recursive below(id, type, parent_id) as (
                            select root.id, p.type, p.parent_id from (select cast(:root as uuid) as id) root
                            left join organization.unit_placement p on p.unit_id = root.id
                                 and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                            union all
                            select p.unit_id, p.type, p.parent_id from below
                            cross join lateral (
                                select unit_id, type, parent_id from organization.unit_placement
                                where parent_id = below.id
                                  and valid_from <= :on and (valid_to is null or valid_to > :on) offset 0) p
                            where below.type is distinct from 'CELL'
                        )
                        select u.id, u.code, u.name, below.type, u.cell_type, u.area, below.parent_id,
                               u.valid_from, u.valid_to
                        from (
                            select * from organization.unit
                            where id = any(array(select id from below where type = 'CELL')) offset 0) u
                        join below on below.id = u.id order by u.code
                        """)
                .param("root", root.value())
                .param("on", on)
                .query(Organizations::unitView)
                .list();
    }

    /** From the unit itself up to its root, nearest first. */
    public List<UnitView> pathToRoot(UnitId unit, LocalDate on) {
        return jdbc.sql("""
                        with recursive up(id, parent_id, height) as (
                            select p.unit_id, p.parent_id, 0 from organization.unit_placement p
                            where p.unit_id = :unit and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                            union all
                            select p.unit_id, p.parent_id, up.height + 1 from up
                            join organization.unit_placement p on p.unit_id = up.parent_id
                                 and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                            where up.height < 20
                        )
                        """ + UNIT + "join up on up.id = u.id order by up.height")
                .param("unit", unit.value())
                .param("on", on)
                .query(Organizations::unitView)
                .list();
    }

    /** Whether {@code unit} is {@code ancestor} or lies below it. */
    public boolean isWithin(UnitId unit, UnitId ancestor, LocalDate on) {
        return pathToRoot(unit, on).stream().anyMatch(step -> step.id().equals(ancestor));
    }

    /**
     * The committee a cell reports to: the nearest unit above it that is a COMMUNE, or a BASE with an office or
     * organisation department of its own; where neither exists, the nearest BASE.
     */
    public Optional<UnitView> committeeAbove(UnitId cell, LocalDate on) {
        var above = pathToRoot(cell, on).stream().skip(1).toList();
        var bases = above.stream().filter(unit -> unit.type() == UnitType.BASE).toList();
        var staffed = bases.isEmpty() ? Set.<UUID>of() : withCommitteeOffice(bases, on);
        return above.stream()
                .filter(unit -> unit.type() == UnitType.COMMUNE
                        || staffed.contains(unit.id().value()))
                .findFirst()
                .or(() -> bases.stream().findFirst());
    }

    private Set<UUID> withCommitteeOffice(List<UnitView> units, LocalDate on) {
        return jdbc.sql("""
                        select distinct unit_id from organization.office_term
                        where unit_id in (:units) and office in ('COMMITTEE_OFFICE', 'ORG_DEPARTMENT')
                          and valid_from <= :on and (valid_to is null or valid_to > :on)
                        """)
                .param("units", units.stream().map(unit -> unit.id().value()).toList())
                .param("on", on)
                .query(UUID.class)
                .set();
    }

    /** Members of a cell on the date, by name in Vietnamese order (given name first). */
    public List<MemberView> membersOf(UnitId cell, LocalDate on) {
        return jdbc
                .sql(MEMBER + "where s.cell_id = :cell")
                .param("cell", cell.value())
                .param("on", on)
                .query(Organizations::memberView)
                .list()
                .stream()
                .sorted(comparing(MemberView::fullName, VietnameseOrder.NAMES).thenComparing(MemberView::code))
                .toList();
    }

    /** The member with the cell of that date; empty while the member is in no cell. */
    public Optional<MemberView> member(MemberId id, LocalDate on) {
        return jdbc.sql(MEMBER + "where m.id = :id")
                .param("id", id.value())
                .param("on", on)
                .query(Organizations::memberView)
                .optional();
    }

    /** Those of the members who are in a cell on the date. */
    public Map<MemberId, MemberView> members(Collection<MemberId> ids, LocalDate on) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(MEMBER + "where m.id in (:ids)")
                .param("ids", ids.stream().map(MemberId::value).distinct().toList())
                .param("on", on)
                .query(Organizations::memberView)
                .list()
                .stream()
                .collect(toMap(MemberView::id, identity()));
    }

    public Optional<MemberView> memberByCode(String code, LocalDate on) {
        return jdbc.sql(MEMBER + "where m.code = :code")
                .param("code", code)
                .param("on", on)
                .query(Organizations::memberView)
                .optional();
    }

    /** Offices held on the date: begun, and not ended on or before it. */
    public List<OfficeHolding> officesOf(MemberId member, LocalDate on) {
        return jdbc.sql(OFFICE + "and t.member_id = :member order by u.code, t.office")
                .param("member", member.value())
                .param("on", on)
                .query(Organizations::officeHolding)
                .list();
    }

    /** Holders of any office in the unit on the date. */
    public List<OfficeHolding> officesIn(UnitId unit, LocalDate on) {
        return jdbc
                .sql(OFFICE + "and t.unit_id = :unit order by t.valid_from, t.member_id")
                .param("unit", unit.value())
                .param("on", on)
                .query(Organizations::officeHolding)
                .list()
                .stream()
                .sorted(comparing(OfficeHolding::office))
                .toList();
    }

    /** Who holds the office there on the date, by name; a holder who is in no cell that day is left out. */
    public List<MemberView> holders(Office office, UnitId unit, LocalDate on) {
        return jdbc
                .sql(MEMBER + """
                        where exists (select 1 from organization.office_term t
                                      where t.member_id = m.id and t.unit_id = :unit and t.office = :office
                                        and t.valid_from <= :on and (t.valid_to is null or t.valid_to > :on))
                        """)
                .param("unit", unit.value())
                .param("office", office.name())
                .param("on", on)
                .query(Organizations::memberView)
                .list()
                .stream()
                .sorted(comparing(MemberView::fullName, VietnameseOrder.NAMES).thenComparing(MemberView::code))
                .toList();
    }

    static UnitView unitView(ResultSet row, int number) throws SQLException {
        var cellType = row.getString("cell_type");
        var area = row.getString("area");
        var parent = row.getObject("parent_id", UUID.class);
        return new UnitView(
                new UnitId(row.getObject("id", UUID.class)),
                row.getString("code"),
                row.getString("name"),
                UnitType.valueOf(row.getString("type")),
                cellType == null ? null : CellType.valueOf(cellType),
                area == null ? null : Area.valueOf(area),
                parent == null ? null : new UnitId(parent),
                requireNonNull(date(row, "valid_from")),
                date(row, "valid_to"));
    }

    static MemberView memberView(ResultSet row, int number) throws SQLException {
        return new MemberView(
                new MemberId(row.getObject("id", UUID.class)),
                row.getString("code"),
                row.getString("full_name"),
                new UnitId(row.getObject("cell_id", UUID.class)),
                MembershipState.valueOf(row.getString("state")),
                Participation.valueOf(row.getString("participation")),
                requireNonNull(date(row, "joined_on")));
    }

    static OfficeHolding officeHolding(ResultSet row, int number) throws SQLException {
        return new OfficeHolding(
                new MemberId(row.getObject("member_id", UUID.class)),
                Office.valueOf(row.getString("office")),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("unit_code"),
                requireNonNull(date(row, "valid_from")),
                date(row, "valid_to"));
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
