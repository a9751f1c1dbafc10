package vn.chibo.admission.acts;

import java.util.Locale;
import java.util.Set;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.admission.AdmissionState;
import vn.chibo.admission.SideState;
import vn.chibo.identity.Permission;

/** One thing that may happen to a case. */
public enum Act {
    SPONSOR_LEFT(Set.of(Permission.ADMISSION_MANAGE)),
    MOVE(Set.of(Permission.ADMISSION_MANAGE, Permission.ADMISSION_DECIDE)),
    LOSS(Set.of(Permission.ADMISSION_MANAGE, Permission.ADMISSION_DECIDE)),
    STOP(Set.of(Permission.ADMISSION_MANAGE, Permission.ADMISSION_DECIDE)),
    EXTENSION(Set.of(Permission.ADMISSION_DECIDE)),
    CANCELLATION(Set.of(Permission.ADMISSION_DECIDE));

    private final Set<Permission> permissions;

    Act(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** Only those who work for the deciding body may do it. */
    boolean isOfTheAuthority() {
        return this == EXTENSION || this == CANCELLATION;
    }

    /** Any of these, in the cell of the case or in the unit of the deciding body, allows it. */
    Set<Permission> permissions() {
        return permissions;
    }

    /** As it stands in addresses and message keys. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a case that stands like this has any use for it. */
    boolean isPossible(AdmissionRecord admission) {
        var state = admission.view().state();
        return !state.isEnd()
                && switch (this) {
                    case SPONSOR_LEFT ->
                        admission.view().guide() != null && state.isOnProbation()
                                || state.isBeforeCellVote()
                                        && admission.currentSponsors().findAny().isPresent();
                    case MOVE -> SideState.TRANSFERRED.possibleDuring(state);
                    case LOSS -> !state.isOnProbation();
                    case STOP -> state != AdmissionState.DECIDED && state.mayBecome(AdmissionState.STOPPED);
                    case EXTENSION ->
                        SideState.EXTENDED.possibleDuring(state)
                                && !admission.view().extended()
                                && admission.view().clockPausedOn() == null;
                    case CANCELLATION -> state == AdmissionState.DECIDED;
                };
    }
}
