package vn.chibo.admission.votes;

import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Participation;

/** One member of the cell on the day of the vote. */
public record Voter(MembershipState state, Participation participation, boolean present) {

    /**
     * Whether the member counts in the base of the cell's vote (294-QĐ/TW point 9.3.2): every official member, but not
     * one who meets elsewhere for a time, and not an exempt one who stays away; an exempt one who comes counts.
     */
    public boolean counts() {
        if (state != MembershipState.OFFICIAL) {
            return false;
        }
        return switch (participation) {
            case TEMP_AWAY -> false;
            case EXEMPT -> present;
            case ACTIVE, SPECIAL_DUTY -> true;
        };
    }
}
