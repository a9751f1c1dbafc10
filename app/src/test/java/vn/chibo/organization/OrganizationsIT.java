package vn.chibo.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;

/** The reads, over the sample commune as the first start loads it. */
@ApplicationModuleTest(extraIncludes = "shared")
@TestPropertySource(properties = "chibo.sample=true")
class OrganizationsIT {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    Organizations organizations;

    @Test
    void the_first_start_loads_the_commune_with_its_cells() {
        var commune = unit("MAU");

        assertThat(organizations.roots(TODAY)).containsExactly(commune);
        assertThat(organizations.children(commune.id(), TODAY)).hasSize(23);
        assertThat(organizations.cellsUnder(commune.id(), TODAY))
                .hasSize(23)
                .extracting(UnitView::code)
                .isSorted()
                .contains("MAU-CB01", "MAU-CB23");
        assertThat(organizations.committeeAbove(unit("MAU-CB01").id(), TODAY)).contains(commune);
    }

    @Test
    void members_carry_state_and_participation() {
        assertThat(organizations.membersOf(unit("MAU-CB08").id(), TODAY))
                .hasSize(14)
                .filteredOn(MemberView::expected)
                .hasSize(4);
        assertThat(organizations.membersOf(unit("MAU-CB06").id(), TODAY))
                .extracting(MemberView::state)
                .containsExactlyInAnyOrder(
                        MembershipState.OFFICIAL, MembershipState.OFFICIAL, MembershipState.PROBATIONARY);
    }

    @Test
    void a_member_holds_offices_in_several_units() {
        var standing = organizations
                .holders(Office.STANDING_COMMITTEE_MEMBER, unit("MAU").id(), TODAY)
                .getFirst();

        assertThat(organizations.officesOf(standing.id(), TODAY))
                .extracting(OfficeHolding::office)
                .contains(Office.STANDING_COMMITTEE_MEMBER, Office.ASSIGNED_COMMITTEE_MEMBER);
        assertThat(organizations.officesIn(unit("MAU-CB01").id(), TODAY))
                .extracting(OfficeHolding::office)
                .startsWith(Office.CELL_SECRETARY, Office.CELL_DEPUTY_SECRETARY, Office.CELL_COMMITTEE_MEMBER)
                .endsWith(Office.ASSIGNED_COMMITTEE_MEMBER);
        assertThat(organizations.officesOf(standing.id(), LocalDate.of(2025, 7, 31)))
                .isEmpty();
    }

    private UnitView unit(String code) {
        return organizations.unitByCode(code, TODAY).orElseThrow();
    }
}
