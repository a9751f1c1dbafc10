package vn.chibo.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.annotation.Transactional;

/** Residential areas and weak cells added up along the tree of the day. */
@ApplicationModuleTest(extraIncludes = "shared")
@Transactional
class RegistersOfCommitteesIT {

    private static final LocalDate FOUNDED = LocalDate.of(2024, 7, 1);
    private static final LocalDate MOVED = LocalDate.of(2025, 7, 1);
    private static final LocalDate LATER = LocalDate.of(2025, 9, 1);
    private static final UUID SOMEBODY = UUID.randomUUID();

    @Autowired
    ResidentialAreas areas;

    @Autowired
    WeakCells weakCells;

    @Autowired
    Organizations organizations;

    @Autowired
    JdbcClient jdbc;

    private final UnitId province = new UnitId(UUID.randomUUID());
    private final UnitId left = new UnitId(UUID.randomUUID());
    private final UnitId right = new UnitId(UUID.randomUUID());
    private final UnitId cell = new UnitId(UUID.randomUUID());
    private final UnitId other = new UnitId(UUID.randomUUID());

    /** One cell moves from the left commune to the right one, the other ends on the same day. */
    @BeforeEach
    void tree() {
        for (var unit : List.of(province, left, right, cell, other)) {
            jdbc.sql("insert into organization.unit (id, code, name, name_folded, valid_from) values (?, ?, ?, ?, ?)")
                    .params(
                            unit.value(),
                            "R-" + unit.value().toString().substring(0, 8).toUpperCase(),
                            "Tổ chức",
                            "to chuc",
                            FOUNDED)
                    .update();
        }
        place(province, "PROVINCE", null, FOUNDED, null);
        place(left, "COMMUNE", province, FOUNDED, null);
        place(right, "COMMUNE", province, FOUNDED, null);
        place(cell, "CELL", left, FOUNDED, MOVED);
        place(cell, "CELL", right, MOVED, null);
        place(other, "CELL", left, FOUNDED, MOVED);
    }

    @Test
    void areas_count_for_the_units_above_their_list_while_their_cell_stands() {
        areas.enter(left, "Thôn Đông", other, FOUNDED, SOMEBODY);
        areas.enter(right, "Thôn Tây", cell, FOUNDED, SOMEBODY);
        areas.enter(right, "Thôn Nam", null, LATER, SOMEBODY);

        var before = areas.tally(List.of(province, left, right, cell), MOVED.minusDays(1));
        assertThat(before)
                .containsOnlyKeys(province, left, right)
                .containsEntry(province, new ResidentialAreas.Tally(2, 2))
                .containsEntry(left, new ResidentialAreas.Tally(1, 1));
        assertThat(areas.tally(List.of(left), MOVED))
                .as("its cell has ended")
                .containsEntry(left, new ResidentialAreas.Tally(1, 0));
        assertThat(areas.tally(List.of(province), LATER)).containsEntry(province, new ResidentialAreas.Tally(3, 1));
        assertThat(areas.tally(List.of(province), FOUNDED.minusDays(1))).isEmpty();

        areas.enter(left, "Thôn Bắc", cell, LATER, SOMEBODY);
        assertThat(areas.tally(List.of(right), LATER))
                .as("an area on another list names the same cell")
                .containsEntry(right, new ResidentialAreas.Tally(2, 0));
    }

    @Test
    void a_weak_cell_counts_where_it_stands_and_a_removal_where_it_stood_last() {
        list(cell, FOUNDED);
        list(other, FOUNDED);

        assertThat(weakCells.tally(List.of(province, left, right, cell), FOUNDED, MOVED.minusDays(1)))
                .containsOnlyKeys(province, left, cell)
                .containsEntry(province, new WeakCells.Tally(2, 0))
                .containsEntry(left, new WeakCells.Tally(2, 0));
        assertThat(weakCells.tally(List.of(province, left, right), FOUNDED, MOVED))
                .as("one moved, one ended")
                .containsOnlyKeys(province, right)
                .containsEntry(right, new WeakCells.Tally(1, 0));

        remove(other, MOVED);
        remove(cell, LATER);
        assertThat(weakCells.tally(List.of(province, left, right), MOVED, LATER))
                .containsEntry(province, new WeakCells.Tally(0, 2))
                .containsEntry(left, new WeakCells.Tally(0, 1))
                .containsEntry(right, new WeakCells.Tally(0, 1));
        assertThat(weakCells.tally(List.of(province), LATER.plusDays(1), LATER.plusDays(9)))
                .isEmpty();

        list(cell, LATER);
        assertThat(weakCells.tally(List.of(cell), LATER, LATER))
                .as("on the list again")
                .containsEntry(cell, new WeakCells.Tally(1, 1));
    }

    @Test
    void a_cell_is_on_the_list_once_at_a_time() {
        list(cell, MOVED);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql(
                                "insert into organization.weak_cell (id, cell_id, listed_on, basis, entered_by, entered_at)"
                                        + " values (gen_random_uuid(), ?, ?, 'x', gen_random_uuid(), now())")
                        .params(cell.value(), LATER)
                        .update())
                .withMessageContaining("cell_is_listed_once_at_a_time");
    }

    private void list(UnitId unit, LocalDate day) {
        weakCells.enter(organizations.unit(unit, MOVED.minusDays(1)).orElseThrow(), day, "12-KL/ĐU", SOMEBODY);
    }

    private void remove(UnitId unit, LocalDate day) {
        weakCells.remove(weakCells.of(List.of(unit)).getFirst().id(), day, "20-KL/ĐU", SOMEBODY);
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
}
