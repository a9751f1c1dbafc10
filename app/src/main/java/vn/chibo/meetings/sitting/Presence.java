package vn.chibo.meetings.sitting;

import vn.chibo.organization.Participation;

/** How the roll call found a member (monthly-meeting §5). The last three are preset from the register of that day. */
enum Presence {
    PRESENT,
    EXCUSED,
    UNEXCUSED,
    EXEMPT,
    TEMP_AWAY,
    SPECIAL_DUTY;

    /** Whether the member leaves the expected attendance (R11). A member of these groups who comes all the same is PRESENT. */
    boolean outOfAttendance() {
        return this == EXEMPT || this == TEMP_AWAY || this == SPECIAL_DUTY;
    }

    boolean allowedFor(Participation participation) {
        return !outOfAttendance() || name().equals(participation.name());
    }
}
