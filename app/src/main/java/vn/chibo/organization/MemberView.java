package vn.chibo.organization;

import java.time.LocalDate;

/** A member of a cell as of a date. */
public record MemberView(
        MemberId id,
        String code,
        String fullName,
        UnitId cell,
        MembershipState state,
        Participation participation,
        LocalDate joinedCellOn) {

    /** Whether the member's presence is expected at a meeting that day. */
    public boolean expected() {
        return participation == Participation.ACTIVE;
    }
}
