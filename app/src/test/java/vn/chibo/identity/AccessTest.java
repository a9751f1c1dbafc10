package vn.chibo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.OfficeHolding;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;

class AccessTest {

    private final UnitId commune = new UnitId(UUID.randomUUID());
    private final UnitId cell = new UnitId(UUID.randomUUID());
    private final UnitId otherCell = new UnitId(UUID.randomUUID());
    private final MemberId member = new MemberId(UUID.randomUUID());

    private final Users users = mock();
    private final Organizations organizations = mock();
    private final Access access = new Access(users, organizations, Clock.systemUTC());

    @BeforeEach
    void oneCommuneWithTwoCells() {
        var top = view(commune, UnitType.COMMUNE, null);
        when(organizations.pathToRoot(any(), any())).thenReturn(List.of());
        when(organizations.pathToRoot(eq(commune), any())).thenReturn(List.of(top));
        when(organizations.pathToRoot(eq(cell), any())).thenReturn(List.of(view(cell, UnitType.CELL, commune), top));
        when(organizations.pathToRoot(eq(otherCell), any()))
                .thenReturn(List.of(view(otherCell, UnitType.CELL, commune), top));
        when(organizations.roots(any())).thenReturn(List.of(top));
    }

    @Test
    void aSecretaryActsInTheOwnCellOnly() {
        signIn(false, held(Office.CELL_SECRETARY, cell));

        assertThat(access.may(Permission.MEETING_CONDUCT, cell)).isTrue();
        assertThat(access.may(Permission.MEETING_CONDUCT, otherCell)).isFalse();
        assertThat(access.may(Permission.CASE_VIEW, otherCell)).isFalse();
        assertThat(access.may(Permission.UNIT_VIEW, commune)).isFalse();
        assertThat(access.scopes(Permission.CASE_VIEW)).containsExactly(cell);
    }

    @Test
    void theOfficeOfTheCommitteeReachesEveryCellBelow() {
        signIn(false, held(Office.COMMITTEE_OFFICE, commune), held(Office.CELL_COMMITTEE_MEMBER, cell));

        assertThat(access.may(Permission.CALENDAR_MANAGE, otherCell)).isTrue();
        assertThat(access.may(Permission.SCORE_VERIFY, otherCell)).isFalse();
        assertThat(access.scopes(Permission.CASE_VIEW)).containsExactly(commune);
    }

    @Test
    void aMinuteTakerRecordsInTheOneMeeting() {
        signIn(false);

        assertThat(access.may(Permission.MEETING_RECORD, cell, Set.of(member))).isTrue();
        assertThat(access.may(Permission.MEETING_CONDUCT, cell, Set.of(member))).isFalse();
        assertThat(access.may(Permission.MEETING_RECORD, cell)).isFalse();
    }

    @Test
    void theAdministratorSeesUnitsButNoMeetings() {
        signIn(true);

        assertThat(access.may(Permission.UNIT_VIEW, cell)).isTrue();
        assertThat(access.may(Permission.CASE_VIEW, cell)).isFalse();
        assertThat(access.mayAdminister()).isTrue();
        assertThat(access.scopes(Permission.POLICY_EDIT)).containsExactly(commune);
    }

    @Test
    void nobodyMayDoNothing() {
        when(users.find()).thenReturn(Optional.empty());

        for (var permission : Permission.values()) {
            assertThat(access.may(permission, cell, Set.of(member))).isFalse();
            assertThat(access.scopes(permission)).isEmpty();
        }
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> access.require(Permission.UNIT_VIEW, cell));
    }

    private void signIn(boolean administrator, OfficeHolding... offices) {
        var user = new CurrentUser(UUID.randomUUID(), "a", member, "A", administrator, List.of(offices));
        when(users.find()).thenReturn(Optional.of(user));
    }

    private OfficeHolding held(Office office, UnitId unit) {
        return new OfficeHolding(member, office, unit, "X", LocalDate.of(2025, 1, 1), null);
    }

    private static UnitView view(UnitId id, UnitType type, UnitId parent) {
        return new UnitView(id, "X", "X", type, null, null, parent, LocalDate.of(2025, 1, 1), null);
    }
}
