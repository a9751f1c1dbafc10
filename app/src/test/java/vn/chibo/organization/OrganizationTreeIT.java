package vn.chibo.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.annotation.Transactional;

/** Effective dates, both shapes of the tree, and what the database refuses. */
@ApplicationModuleTest(extraIncludes = "shared")
@Transactional
class OrganizationTreeIT {

    private static final LocalDate FOUNDED = LocalDate.of(2025, 7, 1);
    private static final LocalDate SWITCHED = LocalDate.of(2026, 10, 1);

    @Autowired
    Organizations organizations;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_unit_that_moves_stands_in_the_old_place_until_the_day_of_the_move() {
        var province = unit("T-01");
        var commune = unit("T-02");
        var base = unit("T-03");
        var cell = unit("T-04");
        place(province, "PROVINCE", null, FOUNDED, null);
        place(commune, "COMMUNE", province, FOUNDED, null);
        place(base, "BASE", commune, FOUNDED, SWITCHED);
        place(base, "SUB_BASE", commune, SWITCHED, null);
        place(cell, "CELL", base, FOUNDED, SWITCHED);
        place(cell, "CELL", commune, SWITCHED, null);

        assertThat(organizations.pathToRoot(cell, SWITCHED.minusDays(1)))
                .extracting(UnitView::code)
                .containsExactly("T-04", "T-03", "T-02", "T-01");
        assertThat(organizations.pathToRoot(cell, SWITCHED))
                .extracting(UnitView::code)
                .containsExactly("T-04", "T-02", "T-01");
        assertThat(organizations.unit(base, SWITCHED).orElseThrow().type()).isEqualTo(UnitType.SUB_BASE);
        assertThat(organizations.units(List.of(base, cell, base), SWITCHED))
                .containsOnlyKeys(base, cell)
                .hasEntrySatisfying(base, unit -> assertThat(unit.type()).isEqualTo(UnitType.SUB_BASE));
        assertThat(organizations.cellsUnder(base, SWITCHED)).isEmpty();
        assertThat(organizations.cellsUnder(province, SWITCHED))
                .extracting(UnitView::id)
                .containsExactly(cell);
        assertThat(organizations.cellsUnder(cell, SWITCHED))
                .extracting(UnitView::id)
                .containsExactly(cell);
        assertThat(organizations.isWithin(cell, base, SWITCHED.minusDays(1))).isTrue();
        assertThat(organizations.isWithin(cell, base, SWITCHED)).isFalse();
        assertThat(organizations.committeeAbove(cell, SWITCHED).orElseThrow().id())
                .isEqualTo(commune);
        assertThat(organizations.roots(FOUNDED.minusDays(1)))
                .extracting(UnitView::code)
                .doesNotContain("T-01");
    }

    @Test
    void a_cell_reports_to_the_base_that_has_an_office_and_past_the_one_without() {
        var commune = unit("B-01");
        var base = unit("B-02");
        var cell = unit("B-03");
        place(commune, "COMMUNE", null, FOUNDED, null);
        place(base, "BASE", commune, FOUNDED, null);
        place(cell, "CELL", base, FOUNDED, null);

        assertThat(organizations.committeeAbove(cell, SWITCHED).orElseThrow().id())
                .isEqualTo(commune);

        term(member("B-901", "Lê An"), Office.COMMITTEE_OFFICE, base, FOUNDED, null);

        assertThat(organizations.committeeAbove(cell, SWITCHED).orElseThrow().id())
                .isEqualTo(base);
    }

    @Test
    void an_office_that_ends_today_is_not_held_today() {
        var cell = unit("O-01");
        place(cell, "CELL", null, FOUNDED, null);
        var member = member("O-901", "Lê An");
        membership(member, cell, "OFFICIAL", FOUNDED, null);
        term(member, Office.CELL_SECRETARY, cell, FOUNDED, SWITCHED);

        assertThat(organizations.officesOf(member, SWITCHED.minusDays(1)))
                .extracting(OfficeHolding::unitCode)
                .containsExactly("O-01");
        assertThat(organizations.officesOf(member, SWITCHED)).isEmpty();
        assertThat(organizations.holders(Office.CELL_SECRETARY, cell, SWITCHED.minusDays(1)))
                .hasSize(1);
        assertThat(organizations.holders(Office.CELL_SECRETARY, cell, SWITCHED)).isEmpty();
    }

    @Test
    void members_come_by_given_name_with_their_state_of_the_day() {
        var cell = unit("M-01");
        place(cell, "CELL", null, FOUNDED, null);
        var probationary = member("M-901", "Trần Thị Ánh");
        membership(probationary, cell, "PROBATIONARY", FOUNDED, SWITCHED);
        membership(probationary, cell, "OFFICIAL", SWITCHED, null);
        membership(member("M-902", "Đỗ Văn Đạt"), cell, "OFFICIAL", FOUNDED, null);
        membership(member("M-903", "Bùi Văn Dũng"), cell, "OFFICIAL", FOUNDED, null);
        membership(member("M-904", "Nguyễn Văn An"), cell, "OFFICIAL", FOUNDED, null);
        jdbc.sql("insert into organization.participation values (:id, :member, 'EXEMPT', :from, null)")
                .param("id", UUID.randomUUID())
                .param("member", probationary.value())
                .param("from", SWITCHED)
                .update();

        assertThat(organizations.membersOf(cell, SWITCHED))
                .extracting(MemberView::fullName)
                .containsExactly("Nguyễn Văn An", "Trần Thị Ánh", "Bùi Văn Dũng", "Đỗ Văn Đạt");
        var before = organizations.member(probationary, SWITCHED.minusDays(1)).orElseThrow();
        assertThat(before.state()).isEqualTo(MembershipState.PROBATIONARY);
        assertThat(before.expected()).isTrue();
        var after = organizations.member(probationary, SWITCHED).orElseThrow();
        assertThat(after.state()).isEqualTo(MembershipState.OFFICIAL);
        assertThat(after.expected()).isFalse();
    }

    @Test
    void two_secretaries_of_one_cell_at_a_time_are_refused() {
        var cell = unit("S-01");
        term(member("S-901", "Lê An"), Office.CELL_SECRETARY, cell, FOUNDED, SWITCHED);
        term(member("S-902", "Lê Bình"), Office.CELL_SECRETARY, cell, SWITCHED, null);
        var third = member("S-903", "Lê Cường");

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> term(third, Office.CELL_SECRETARY, cell, SWITCHED.minusDays(1), SWITCHED))
                .withMessageContaining("unit_has_one_secretary");
    }

    @Test
    void a_member_in_two_cells_at_a_time_is_refused() {
        var member = member("C-901", "Lê An");
        membership(member, unit("C-01"), "OFFICIAL", FOUNDED, null);
        var other = unit("C-02");

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> membership(member, other, "OFFICIAL", SWITCHED, null))
                .withMessageContaining("member_is_in_one_cell");
    }

    private UnitId unit(String code) {
        var id = new UnitId(UUID.randomUUID());
        jdbc.sql(
                        "insert into organization.unit (id, code, name, name_folded, valid_from) values (:id, :code, :code, :code, :from)")
                .param("id", id.value())
                .param("code", code)
                .param("from", FOUNDED)
                .update();
        return id;
    }

    private void place(UnitId unit, String type, @Nullable UnitId parent, LocalDate from, @Nullable LocalDate to) {
        jdbc.sql("insert into organization.unit_placement values (:id, :unit, :type, :parent, :from, :to)")
                .param("id", UUID.randomUUID())
                .param("unit", unit.value())
                .param("type", type)
                .param("parent", parent == null ? null : parent.value())
                .param("from", from)
                .param("to", to)
                .update();
    }

    private MemberId member(String code, String name) {
        var id = new MemberId(UUID.randomUUID());
        jdbc.sql("insert into organization.member (id, code, full_name, name_folded) values (:id, :code, :name, :name)")
                .param("id", id.value())
                .param("code", code)
                .param("name", name)
                .update();
        return id;
    }

    private void membership(MemberId member, UnitId cell, String state, LocalDate from, @Nullable LocalDate to) {
        jdbc.sql("insert into organization.membership values (:id, :member, :cell, :state, :from, :from, :to)")
                .param("id", UUID.randomUUID())
                .param("member", member.value())
                .param("cell", cell.value())
                .param("state", state)
                .param("from", from)
                .param("to", to)
                .update();
    }

    private void term(MemberId member, Office office, UnitId unit, LocalDate from, @Nullable LocalDate to) {
        jdbc.sql("insert into organization.office_term values (:id, :member, :office, :unit, :from, :to)")
                .param("id", UUID.randomUUID())
                .param("member", member.value())
                .param("office", office.name())
                .param("unit", unit.value())
                .param("from", from)
                .param("to", to)
                .update();
    }
}
