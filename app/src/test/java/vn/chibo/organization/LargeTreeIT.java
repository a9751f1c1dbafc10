package vn.chibo.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.annotation.Transactional;

/**
 * A province of 100 communes, 10 000 cells and 20 000 members. Counted are the rows PostgreSQL reads in the tables of
 * the tree, not the time: what concerns one cell must not read the province, and what concerns a subtree may read each
 * table a few times, never once per cell.
 */
@ApplicationModuleTest(extraIncludes = "shared")
@Transactional
class LargeTreeIT {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    Organizations organizations;

    @Autowired
    OrganizationSearch search;

    @Autowired
    ResidentialAreas areas;

    @Autowired
    WeakCells weakCells;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void province() {
        sql("""
                insert into organization.unit (id, code, name, name_folded, valid_from)
                select gen_random_uuid(), code, 'Chi bộ ' || code, 'chi bo ' || lower(code), date '2025-07-01'
                from (select 'L-T' as code
                      union all select 'L-X' || x from generate_series(1, 100) x
                      union all select 'L-X' || x || '-' || c from generate_series(1, 100) x, generate_series(1, 100) c) codes
                """);
        sql("analyze organization.unit");
        sql("""
                insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)
                select gen_random_uuid(), u.id,
                       case when u.code = 'L-T' then 'PROVINCE' when u.code like '%-%-%' then 'CELL' else 'COMMUNE' end,
                       above.id, date '2025-07-01'
                from organization.unit u
                left join organization.unit above on above.code =
                     case when u.code like '%-%-%' then substring(u.code from '^(.*)-')
                          when u.code <> 'L-T' then 'L-T' end
                where u.code like 'L-%'
                """);
        sql("""
                insert into organization.member (id, code, full_name, name_folded)
                select gen_random_uuid(), code || '-' || m, 'Lê Văn ' || m, 'le van ' || m
                from organization.unit, generate_series(1, 2) m where code like 'L-%-%'
                """);
        sql("analyze organization.member");
        sql("""
                insert into organization.membership (id, member_id, cell_id, state, joined_on, valid_from)
                select gen_random_uuid(), m.id, u.id, 'OFFICIAL', date '2025-07-01', date '2025-07-01'
                from organization.member m join organization.unit u on u.code = substring(m.code from '^(.*)-')
                where m.code like 'L-%'
                """);
        sql("analyze organization.unit_placement");
        sql("analyze organization.membership");
    }

    @Test
    void what_concerns_one_cell_reads_a_handful_of_rows() {
        var province = unit("L-T");
        var cell = unit("L-X57-99");

        assertThat(rowsRead(
                        () -> assertThat(organizations.pathToRoot(cell, TODAY)).hasSize(3)))
                .isLessThan(50);
        assertThat(rowsRead(() -> assertThat(organizations.isWithin(cell, province, TODAY))
                        .isTrue()))
                .isLessThan(50);
        assertThat(rowsRead(
                        () -> assertThat(organizations.membersOf(cell, TODAY)).hasSize(2)))
                .isLessThan(50);
        assertThat(rowsRead(() ->
                        assertThat(organizations.committeeAbove(cell, TODAY)).isPresent()))
                .isLessThan(50);
    }

    @Test
    void what_concerns_one_commune_reads_each_table_a_few_times_at_most() {
        var commune = unit("L-X57");

        assertThat(rowsRead(
                        () -> assertThat(organizations.children(commune, TODAY)).hasSize(100)))
                .isLessThan(80_000);
        assertThat(rowsRead(() -> assertThat(search.counts(commune, TODAY)).hasSize(100)))
                .isLessThan(80_000);
    }

    @Test
    void the_cells_of_a_commune_are_found_without_reading_the_others() {
        var commune = unit("L-X57");

        assertThat(rowsRead(() ->
                        assertThat(organizations.cellsUnder(commune, TODAY)).hasSize(100)))
                .isLessThan(500);
        assertThat(rowsRead(() -> assertThat(organizations.cellsUnder(unit("L-X57-9"), TODAY))
                        .hasSize(1)))
                .isLessThan(20);
    }

    /** One cell moved between two communes, one commune closed into a section of its own. */
    @Test
    void the_cells_below_a_unit_are_those_whose_way_up_leads_there() {
        sql("""
                update organization.unit_placement set valid_to = date '2026-01-01'
                where unit_id = (select id from organization.unit where code = 'L-X57-9')
                """);
        sql("""
                insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)
                select gen_random_uuid(), u.id, 'CELL', x.id, date '2026-01-01'
                from organization.unit u, organization.unit x where u.code = 'L-X57-9' and x.code = 'L-X58'
                """);

        for (var on : List.of(LocalDate.of(2025, 12, 31), TODAY, LocalDate.of(2025, 6, 30))) {
            for (var code : List.of("L-X57", "L-X58", "L-X57-9")) {
                var root = unit(code);
                var expected = jdbc.sql("""
                                select u.code from organization.unit u
                                join organization.unit_placement p on p.unit_id = u.id
                                     and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                                where p.type = 'CELL' and (p.parent_id = :root or u.id = :root) order by u.code""")
                        .param("on", on)
                        .param("root", root.value())
                        .query(String.class)
                        .list();

                assertThat(organizations.cellsUnder(root, on))
                        .as("%s on %s", code, on)
                        .extracting(UnitView::code)
                        .isEqualTo(expected);
                assertThat(organizations.cellsUnder(root, on))
                        .isEqualTo(organizations.cellsUnder(root, on).stream()
                                .map(cell -> organizations.unit(cell.id(), on).orElseThrow())
                                .toList());
            }
        }
        assertThat(organizations.cellsUnder(unit("L-X58"), TODAY)).hasSize(101);
    }

    @Test
    void the_whole_province_is_read_a_few_times_at_most() {
        var province = unit("L-T");

        assertThat(rowsRead(() ->
                        assertThat(organizations.cellsUnder(province, TODAY)).hasSize(10_000)))
                .isLessThan(80_000);
        assertThat(rowsRead(() -> assertThat(search.units(List.of(province), "l-x57-99", TODAY, 50))
                        .hasSize(1)))
                .isLessThan(80_000);
        assertThat(rowsRead(() -> assertThat(search.members(List.of(province), "L-X57-99-2", TODAY, 50))
                        .hasSize(1)))
                .isLessThan(160_000);
    }

    /** An area for each cell, and one cell in a hundred on the list. */
    @Test
    void the_lists_of_a_province_are_added_up_without_reading_it_for_each_line() {
        sql("""
                insert into organization.residential_area
                    (id, unit_id, name, name_folded, cell_id, valid_from, entered_by, entered_at)
                select gen_random_uuid(), p.parent_id, u.name, u.name_folded, u.id, date '2025-07-01', gen_random_uuid(), now()
                from organization.unit u join organization.unit_placement p on p.unit_id = u.id where u.code like 'L-%-%'
                """);
        sql("""
                insert into organization.weak_cell (id, cell_id, listed_on, basis, entered_by, entered_at)
                select gen_random_uuid(), id, date '2026-01-01', '12-KL/ĐU', gen_random_uuid(), now()
                from organization.unit where code like 'L-%-7'
                """);
        sql("analyze organization.residential_area");
        sql("analyze organization.weak_cell");
        var province = unit("L-T");
        var commune = unit("L-X57");

        assertThat(rowsRead(() -> assertThat(areas.tally(List.of(province), TODAY))
                        .containsEntry(province, new ResidentialAreas.Tally(10_000, 10_000))))
                .isLessThan(160_000);
        assertThat(rowsRead(() -> assertThat(areas.tally(List.of(commune), TODAY))
                        .containsEntry(commune, new ResidentialAreas.Tally(100, 100))))
                .isLessThan(80_000);
        assertThat(rowsRead(() -> assertThat(weakCells.tally(List.of(province, commune), TODAY, TODAY))
                        .containsEntry(province, new WeakCells.Tally(100, 0))
                        .containsEntry(commune, new WeakCells.Tally(1, 0))))
                .isLessThan(80_000);
    }

    /** Rows read by sequential scans and fetched over indexes, as this transaction's own statistics count them. */
    private long rowsRead(Runnable reading) {
        var before = rowsSoFar();
        reading.run();
        return rowsSoFar() - before;
    }

    private long rowsSoFar() {
        return jdbc.sql("""
                        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables
                        where schemaname = 'organization'
                        """).query(Long.class).single();
    }

    private UnitId unit(String code) {
        return new UnitId(jdbc.sql("select id from organization.unit where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single());
    }

    private void sql(String statement) {
        jdbc.sql(statement).update();
    }
}
