package vn.chibo.meetings.sitting;

import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Participation;

/** One member in the roll call; {@code presence} is null until called. Membership and participation are those of that day. */
record AttendanceLine(
        MemberId member,
        MembershipState membership,
        Participation participation,
        @Nullable Presence presence,
        String reason,
        long version) {

    boolean official() {
        return membership == MembershipState.OFFICIAL;
    }

    boolean present() {
        return presence == Presence.PRESENT;
    }

    /**
     * Whether the member is in the base of a vote (R14, 294-QĐ/TW point 9.3.2): official, without those meeting
     * elsewhere for a time and without exempt members who stayed away. Special duty is no reason to leave the base.
     */
    boolean inVoteBase() {
        return official()
                && (present() || (participation != Participation.TEMP_AWAY && participation != Participation.EXEMPT));
    }
}
