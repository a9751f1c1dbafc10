package vn.chibo.organization.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.organization.workbook.Book.START;
import static vn.chibo.organization.workbook.Book.row;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Participation;
import vn.chibo.organization.UnitId;

/** What a second workbook changes, and what it leaves alone. */
class ReimportTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

    private final Recorded recorded = new Recorded();

    @Test
    void the_same_workbook_again_changes_nothing() {
        plan(Book.valid());

        assertThat(plan(Book.valid()).changes())
                .hasSize(7)
                .extracting(RowChange::kind)
                .containsOnly(RowChange.Kind.UNCHANGED);
    }

    @Test
    void a_corrected_name_is_the_only_change() {
        plan(Book.valid());

        var plan = plan(Book.valid().set("DangVien", "B3", "Lê Thị Bích"));

        assertThat(plan.changes())
                .filteredOn(change -> change.kind() == RowChange.Kind.CHANGED)
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.code()).isEqualTo("M2");
                    assertThat(change.fields())
                            .containsExactly(new RowChange.Field("Họ và tên", "Lê Thị Bình", "Lê Thị Bích"));
                });
    }

    @Test
    void combining_accents_and_pasted_spaces_make_no_difference() {
        plan(Book.valid());

        var name = Normalizer.normalize("Lê  Thị\u00A0Bình ", Normalizer.Form.NFD);

        assertThat(plan(Book.valid().set("DangVien", "B3", name)).changes())
                .extracting(RowChange::kind)
                .containsOnly(RowChange.Kind.UNCHANGED);
    }

    @Test
    void a_transfer_closes_the_old_membership_on_the_day_of_the_new_one() {
        plan(Book.valid());

        var plan = plan(Book.valid().set("DangVien", "G3", "C2").set("DangVien", "I3", OCTOBER));

        assertThat(plan.problems()).isEmpty();
        assertThat(recorded.memberships.get(member("M2")))
                .extracting(Recorded.Membership::cell, Recorded.Membership::from, Recorded.Membership::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(unit("C1"), START, OCTOBER),
                        org.assertj.core.groups.Tuple.tuple(unit("C2"), OCTOBER, null));
    }

    @Test
    void recognition_opens_an_official_membership_on_the_official_date() {
        plan(Book.valid());

        var plan = plan(Book.valid().set("DangVien", "F4", OCTOBER).set("DangVien", "H4", "Chính thức"));

        assertThat(plan.problems()).isEmpty();
        assertThat(recorded.memberships.get(member("M3")))
                .extracting(Recorded.Membership::state, Recorded.Membership::from, Recorded.Membership::joinedOn)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MembershipState.PROBATIONARY, START, START),
                        org.assertj.core.groups.Tuple.tuple(MembershipState.OFFICIAL, OCTOBER, START));
    }

    @Test
    void a_unit_moves_on_the_day_given_and_not_before_what_is_recorded() {
        plan(Book.valid());
        var moved = Book.valid()
                .add("ToChuc", row("S", "Đảng bộ trực thuộc", "Đảng bộ trực thuộc cơ sở", "X", null, START))
                .set("ToChuc", "D3", "S")
                .set("ToChuc", "F3", OCTOBER);

        assertThat(plan(moved).problems()).isEmpty();
        assertThat(recorded.placements.get(unit("C1")))
                .extracting(Recorded.Placement::parent, Recorded.Placement::from, Recorded.Placement::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(unit("X"), START, OCTOBER),
                        org.assertj.core.groups.Tuple.tuple(unit("S"), OCTOBER, null));
        assertThat(plan(Book.valid()).problems())
                .filteredOn(Problem::error)
                .extracting(Problem::messageKey)
                .containsExactly("organization.import.problem.moveBeforeRecorded");
    }

    @Test
    void a_new_secretary_follows_the_old_one_when_the_old_term_is_ended() {
        plan(Book.valid());

        var plan = plan(
                Book.valid().set("ChucVu", "E2", OCTOBER).add("ChucVu", row("M2", "Bí thư chi bộ", "C1", OCTOBER)));

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.changes())
                .filteredOn(change -> change.sheet().equals("ChucVu"))
                .extracting(RowChange::kind)
                .containsExactly(RowChange.Kind.CHANGED, RowChange.Kind.NEW);
    }

    @Test
    void an_exemption_is_opened_and_ended() {
        plan(Book.valid().set("DangVien", "J2", "Miễn sinh hoạt").set("DangVien", "K2", START));
        assertThat(recorded.absence(member("M1")).kind()).isEqualTo(Participation.EXEMPT);

        plan(Book.valid().set("DangVien", "J2", "Đang sinh hoạt").set("DangVien", "K2", OCTOBER));

        assertThat(recorded.absence(member("M1")).to()).isEqualTo(OCTOBER);
    }

    @Test
    void a_blank_cell_keeps_and_a_dash_clears() {
        plan(Book.valid());
        plan(Book.valid().set("DangVien", "D2", null));
        assertThat(recorded.members.get("M1").cardNumber()).isEqualTo("012345678901");

        plan(Book.valid().set("DangVien", "D2", "-"));

        assertThat(recorded.members.get("M1").cardNumber()).isNull();
    }

    @Test
    void numbers_where_codes_belong_are_read_with_a_warning() {
        var plan = plan(Book.valid().set("DangVien", "D2", 12345678901d).set("DangVien", "A3", 77));

        assertThat(plan.possible()).isTrue();
        assertThat(plan.problems())
                .extracting(Problem::messageKey)
                .containsExactlyInAnyOrder(
                        "organization.import.problem.zerosRestored", "organization.import.problem.codeIsNumber");
        assertThat(recorded.members.get("M1").cardNumber()).isEqualTo("012345678901");
        assertThat(recorded.members).containsKey("77");
    }

    @Test
    void nobody_imports_outside_of_the_scope_or_makes_administrators() {
        plan(Book.valid());
        var scope = ImportScope.of(Set.of(new UnitId(unit("C1"))), false);

        assertThat(ImportPlan.of(
                                Book.valid()
                                        .without("ToChuc")
                                        .without("ChucVu")
                                        .set("DangVien", "B4", "Khác")
                                        .bytes(),
                                named -> recorded,
                                scope,
                                TODAY)
                        .problems())
                .extracting(Problem::messageKey, Problem::row)
                .contains(org.assertj.core.groups.Tuple.tuple("organization.import.problem.outOfScope", 4))
                .doesNotContain(org.assertj.core.groups.Tuple.tuple("organization.import.problem.outOfScope", 2));
        assertThat(ImportPlan.of(
                                Book.valid()
                                        .add("ChucVu", row("M1", "Quản trị hệ thống", "X", START))
                                        .bytes(),
                                named -> recorded,
                                ImportScope.of(Set.of(new UnitId(unit("X"))), false),
                                TODAY)
                        .problems())
                .extracting(Problem::messageKey)
                .containsExactly("organization.import.problem.administratorOnly");
    }

    @Test
    void the_template_is_read_as_empty() {
        assertThat(ImportPlan.of(WorkbookTemplate.empty(), named -> recorded, ImportScope.EVERYTHING, TODAY)
                        .problems())
                .extracting(Problem::messageKey)
                .isEqualTo(List.of("organization.import.problem.noRows"));
    }

    private ImportPlan plan(Book book) {
        return ImportPlan.of(book.bytes(), named -> recorded, ImportScope.EVERYTHING, TODAY);
    }

    private UUID member(String code) {
        return recorded.members.get(code).id();
    }

    private UUID unit(String code) {
        return recorded.units.get(code).id();
    }
}
