package vn.chibo.admission;

import java.util.EnumSet;
import java.util.Set;

/** What may be true of an admission besides its state; only in these states, and never of one that has ended. */
public enum SideState {
    /** sent back with reasons: the cell holds the pen */
    RETURNED(EnumSet.of(AdmissionState.READY, AdmissionState.PROBATION_ENDED)),
    /** the one extension of the decision's time was given */
    EXTENDED(EnumSet.of(
            AdmissionState.CELL_PASSED,
            AdmissionState.BASE_PASSED,
            AdmissionState.CELL_RECOGNISED,
            AdmissionState.BASE_RECOGNISED,
            AdmissionState.STRIKE_OFF_PROPOSED)),
    /** taken over by another cell on the way */
    TRANSFERRED(EnumSet.of(
            AdmissionState.APPLIED,
            AdmissionState.VERIFYING,
            AdmissionState.READY,
            AdmissionState.DECIDED,
            AdmissionState.ADMITTED,
            AdmissionState.PROBATION_ENDED));

    private final Set<AdmissionState> during;

    SideState(Set<AdmissionState> during) {
        this.during = during;
    }

    public boolean possibleDuring(AdmissionState state) {
        return during.contains(state);
    }
}
