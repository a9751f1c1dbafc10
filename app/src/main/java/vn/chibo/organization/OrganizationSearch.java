package vn.chibo.organization;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.shared.Texts;

/** Finds and counts within subtrees, for pages that browse. Text is compared without accents and case. */
@Service
@Transactional(readOnly = true)
public class OrganizationSearch {

    private static final String BELOW = """
        with recursive below(id) as (
            select unit_id from organization.unit_placement where unit_id in (:roots)
            union
            select p.unit_id from below
            join organization.unit_placement p on p.parent_id = below.id
                 and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
        )
        """;

    private final JdbcClient jdbc;

    OrganizationSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Units below the roots (and these) whose name or code holds the text, by code. */
    public List<UnitView> units(Collection<UnitId> roots, String text, LocalDate on, int limit) {
        if (roots.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(BELOW + """
            select u.id, u.code, u.name, p.type, u.cell_type, u.area, p.parent_id, u.valid_from, u.valid_to
            from organization.unit u
            join organization.unit_placement p on p.unit_id = u.id
                 and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
            where u.id in (select id from below)
              and (u.name_folded like :text or lower(u.code) like :text)
            order by u.code limit :limit
            """)
                .param("roots", values(roots))
                .param("on", on)
                .param("text", pattern(text))
                .param("limit", limit)
                .query(Organizations::unitView)
                .list();
    }

    /** Members of cells below the roots whose name or code holds the text, by name. */
    public List<MemberView> members(Collection<UnitId> roots, String text, LocalDate on, int limit) {
        if (roots.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(BELOW + """
                    select m.id, m.code, m.full_name, s.cell_id, s.state, coalesce(p.kind, 'ACTIVE') as participation,
                           s.joined_on
                    from organization.member m
                    join organization.membership s on s.member_id = m.id
                         and s.valid_from <= :on and (s.valid_to is null or s.valid_to > :on)
                    left join organization.participation p on p.member_id = m.id
                         and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                    where s.cell_id in (select id from below)
                      and (m.name_folded like :text or lower(m.code) like :text)
                    order by m.code limit :limit
                    """)
                .param("roots", values(roots))
                .param("on", on)
                .param("text", pattern(text))
                .param("limit", limit)
                .query(Organizations::memberView)
                .list()
                .stream()
                .sorted(java.util.Comparator.comparing(MemberView::fullName, VietnameseOrder.NAMES))
                .toList();
    }

    /** Members by cell, for all cells below the root. A cell without members is not in the map. */
    public Map<UnitId, MemberCounts> counts(UnitId root, LocalDate on) {
        record Row(UnitId cell, MemberCounts counts) {}
        return jdbc
                .sql(BELOW + """
                    select s.cell_id, count(*) filter (where s.state = 'OFFICIAL') as official,
                           count(*) filter (where s.state = 'PROBATIONARY') as probationary, count(p.id) as absent
                    from organization.membership s
                    left join organization.participation p on p.member_id = s.member_id
                         and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                    where s.cell_id in (select id from below)
                      and s.valid_from <= :on and (s.valid_to is null or s.valid_to > :on)
                    group by s.cell_id
                    """)
                .param("roots", List.of(root.value()))
                .param("on", on)
                .query((row, number) -> new Row(
                        new UnitId(row.getObject("cell_id", UUID.class)),
                        new MemberCounts(row.getInt("official"), row.getInt("probationary"), row.getInt("absent"))))
                .list()
                .stream()
                .collect(toMap(Row::cell, Row::counts));
    }

    /** Members of all cells below the root. */
    public long members(UnitId root, LocalDate on) {
        return jdbc.sql(BELOW + """
                    select count(*) from organization.membership s
                    where s.state in ('OFFICIAL', 'PROBATIONARY') and s.cell_id in (select id from below)
                      and s.valid_from <= :on and (s.valid_to is null or s.valid_to > :on)
                    """)
                .param("roots", List.of(root.value()))
                .param("on", on)
                .query(Long.class)
                .single();
    }

    /**
     * How a subtree stands on a date.
     *
     * @param small cells with fewer official members than asked
     */
    public record Census(
            long bases, long cells, long villageCells, long small, long official, long probationary, long absent) {}

    /**
     * A unit counts as a base organisation when it is a BASE, or a COMMUNE that has none below it (shape B).
     *
     * @param fewest official members below which a cell is small
     */
    public Census census(UnitId root, LocalDate on, int fewest) {
        return jdbc.sql("""
                    with recursive below(id, type, parent_id) as (
                        select unit_id, type, parent_id from organization.unit_placement
                        where unit_id = :root and valid_from <= :on and (valid_to is null or valid_to > :on)
                        union
                        select p.unit_id, p.type, p.parent_id from below
                        join organization.unit_placement p on p.parent_id = below.id
                             and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                    ), placed as (
                        select u.id, below.type, u.cell_type, below.parent_id
                        from below join organization.unit u on u.id = below.id
                    ), member as (
                        select s.cell_id, count(*) filter (where s.state = 'OFFICIAL') as official,
                               count(*) filter (where s.state = 'PROBATIONARY') as probationary, count(a.id) as absent
                        from placed join organization.membership s on s.cell_id = placed.id
                             and s.valid_from <= :on and (s.valid_to is null or s.valid_to > :on)
                        left join organization.participation a on a.member_id = s.member_id
                             and a.valid_from <= :on and (a.valid_to is null or a.valid_to > :on)
                        where placed.type = 'CELL' group by s.cell_id
                    )
                    select count(*) filter (where type = 'BASE' or type = 'COMMUNE' and not exists (
                               select 1 from placed base where base.type = 'BASE' and base.parent_id = placed.id)) as bases,
                           count(*) filter (where type = 'CELL') as cells,
                           count(*) filter (where type = 'CELL' and cell_type = 'VILLAGE') as villages,
                           count(*) filter (where type = 'CELL' and coalesce(official, 0) < :fewest) as small,
                           coalesce(sum(official), 0) as official, coalesce(sum(probationary), 0) as probationary,
                           coalesce(sum(absent), 0) as absent
                    from placed left join member on member.cell_id = placed.id
                    """)
                .param("root", root.value())
                .param("on", on)
                .param("fewest", fewest)
                .query((row, number) -> new Census(
                        row.getLong("bases"),
                        row.getLong("cells"),
                        row.getLong("villages"),
                        row.getLong("small"),
                        row.getLong("official"),
                        row.getLong("probationary"),
                        row.getLong("absent")))
                .single();
    }

    /**
     * The last day on which each cell below the root admitted somebody, as far as the register says. Somebody counts for
     * the cell that person was in on that day, and where the cell is younger than that, for the cell they have been in
     * from its first day; who came from elsewhere later does not.
     */
    public Map<UnitId, LocalDate> lastAdmissions(UnitId root, LocalDate on) {
        record Row(UnitId cell, LocalDate day) {}
        return jdbc
                .sql(BELOW + """
                    select s.cell_id, max(m.admitted_on) as last_on
                    from organization.membership s
                    join organization.member m on m.id = s.member_id and m.admitted_on <= :on
                    join organization.unit u on u.id = s.cell_id
                    where s.cell_id in (select id from below)
                      and (s.joined_on <= m.admitted_on and (s.valid_to is null or s.valid_to > m.admitted_on)
                           or s.joined_on = u.valid_from)
                    group by s.cell_id
                    """)
                .param("roots", List.of(root.value()))
                .param("on", on)
                .query((row, number) -> new Row(
                        new UnitId(row.getObject("cell_id", UUID.class)), row.getObject("last_on", LocalDate.class)))
                .list()
                .stream()
                .collect(toMap(Row::cell, Row::day));
    }

    /** How many people each cell below the root admitted from one day to another, both counted. */
    public Map<UnitId, Integer> admissions(UnitId root, LocalDate from, LocalDate to) {
        record Row(UnitId cell, int number) {}
        return jdbc
                .sql(BELOW + """
                    select s.cell_id, count(distinct m.id) as number
                    from organization.membership s
                    join organization.member m on m.id = s.member_id and m.admitted_on between :from and :on
                    where s.cell_id in (select id from below)
                      and s.valid_from <= m.admitted_on and (s.valid_to is null or s.valid_to > m.admitted_on)
                    group by s.cell_id
                    """)
                .param("roots", List.of(root.value()))
                .param("from", from)
                .param("on", to)
                .query((row, position) ->
                        new Row(new UnitId(row.getObject("cell_id", UUID.class)), row.getInt("number")))
                .list()
                .stream()
                .collect(toMap(Row::cell, Row::number));
    }

    private static List<UUID> values(Collection<UnitId> units) {
        return units.stream().map(UnitId::value).toList();
    }

    private static String pattern(String text) {
        return "%" + Texts.fold(text).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
