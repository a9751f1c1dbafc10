package vn.chibo.meetings.sitting;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.organization.MembershipState.OFFICIAL;
import static vn.chibo.organization.MembershipState.PROBATIONARY;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Participation;

class RollCallTest {

    private static final BigDecimal TWO_THIRDS = new BigDecimal("66.67");

    @Test
    void absentOrdinaryMembersStayInTheBase() {
        var rollCall = rollCall(
                lines(18, OFFICIAL, Participation.ACTIVE, Presence.PRESENT),
                lines(3, OFFICIAL, Participation.ACTIVE, Presence.EXCUSED),
                lines(1, OFFICIAL, Participation.ACTIVE, Presence.UNEXCUSED));

        assertThat(rollCall.voteBase()).isEqualTo(22);
        assertThat(rollCall.officialPresent()).isEqualTo(18);
    }

    @Test
    void exemptMembersCountOnlyWhenTheyCame() {
        var rollCall = rollCall(
                lines(10, OFFICIAL, Participation.ACTIVE, Presence.PRESENT),
                lines(2, OFFICIAL, Participation.EXEMPT, Presence.EXEMPT),
                lines(1, OFFICIAL, Participation.EXEMPT, Presence.PRESENT));

        assertThat(rollCall.voteBase()).isEqualTo(11);
        assertThat(rollCall.expected()).isEqualTo(11);
        assertThat(rollCall.present()).isEqualTo(11);
    }

    @Test
    void membersElsewhereForATimeLeaveTheBaseAndSpecialDutyOnlyTheAttendance() {
        var rollCall = rollCall(
                lines(10, OFFICIAL, Participation.ACTIVE, Presence.PRESENT),
                lines(2, OFFICIAL, Participation.TEMP_AWAY, Presence.TEMP_AWAY),
                lines(1, OFFICIAL, Participation.SPECIAL_DUTY, Presence.SPECIAL_DUTY));

        assertThat(rollCall.voteBase()).isEqualTo(11);
        assertThat(rollCall.expected()).isEqualTo(10);
    }

    @Test
    void probationaryMembersAttendAndNeverVote() {
        var rollCall = rollCall(
                lines(5, OFFICIAL, Participation.ACTIVE, Presence.PRESENT),
                lines(2, PROBATIONARY, Participation.ACTIVE, Presence.PRESENT));

        assertThat(rollCall.present()).isEqualTo(7);
        assertThat(rollCall.officialPresent()).isEqualTo(5);
        assertThat(rollCall.voteBase()).isEqualTo(5);
    }

    @Test
    void exactlyTwoThirdsReachAQuorumWrittenWithTwoDecimals() {
        assertThat(attended(12, 18).reaches(TWO_THIRDS)).isTrue();
        assertThat(attended(11, 18).reaches(TWO_THIRDS)).isFalse();
        assertThat(attended(0, 0).reaches(TWO_THIRDS)).isFalse();
    }

    @Test
    void cellWithTwoOfficialMembersMayNotDecide() {
        assertThat(attended(2, 2).mayDecide(3)).isFalse();
        assertThat(attended(1, 3).mayDecide(3)).isTrue();
    }

    private static RollCall attended(int present, int official) {
        return rollCall(
                lines(present, OFFICIAL, Participation.ACTIVE, Presence.PRESENT),
                lines(official - present, OFFICIAL, Participation.ACTIVE, Presence.EXCUSED));
    }

    @SafeVarargs
    private static RollCall rollCall(List<AttendanceLine>... groups) {
        var all = new ArrayList<AttendanceLine>();
        for (var group : groups) {
            all.addAll(group);
        }
        return new RollCall(all);
    }

    private static List<AttendanceLine> lines(
            int count, MembershipState membership, Participation participation, Presence presence) {
        var lines = new ArrayList<AttendanceLine>();
        for (int i = 0; i < count; i++) {
            lines.add(new AttendanceLine(new MemberId(UUID.randomUUID()), membership, participation, presence, "", 1));
        }
        return lines;
    }
}
