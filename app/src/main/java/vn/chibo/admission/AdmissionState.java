package vn.chibo.admission;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an admission stands ({@code member-admission.md} §3). Any step not listed here is refused. */
public enum AdmissionState {
    PROSPECT,
    COURSE_DONE,
    APPLIED,
    VERIFYING,
    READY,
    CELL_PASSED,
    BASE_PASSED,
    DECIDED,
    /** admitted and on probation */
    ADMITTED,
    PROBATION_ENDED,
    CELL_RECOGNISED,
    BASE_RECOGNISED,
    STRIKE_OFF_PROPOSED,
    OFFICIAL,
    STRUCK_OFF,
    REFUSED,
    STOPPED;

    private static final Map<AdmissionState, Set<AdmissionState>> NEXT = Map.ofEntries(
            entry(PROSPECT, EnumSet.of(COURSE_DONE, STOPPED)),
            entry(COURSE_DONE, EnumSet.of(APPLIED, STOPPED)),
            entry(APPLIED, EnumSet.of(VERIFYING, STOPPED)),
            entry(VERIFYING, EnumSet.of(READY, STOPPED)),
            // back to VERIFYING: moved to another cell, or something missing was found
            entry(READY, EnumSet.of(VERIFYING, CELL_PASSED, STOPPED)),
            // straight to DECIDED: a base committee that was delegated; back to READY: returned to the cell
            entry(CELL_PASSED, EnumSet.of(BASE_PASSED, DECIDED, READY, REFUSED, STOPPED)),
            entry(BASE_PASSED, EnumSet.of(DECIDED, READY, REFUSED, STOPPED)),
            // STOPPED: the decision was cancelled before the ceremony
            entry(DECIDED, EnumSet.of(ADMITTED, STOPPED)),
            entry(ADMITTED, EnumSet.of(PROBATION_ENDED)),
            entry(PROBATION_ENDED, EnumSet.of(CELL_RECOGNISED, STRIKE_OFF_PROPOSED)),
            entry(CELL_RECOGNISED, EnumSet.of(BASE_RECOGNISED, OFFICIAL, PROBATION_ENDED)),
            entry(BASE_RECOGNISED, EnumSet.of(OFFICIAL, PROBATION_ENDED)),
            // back to PROBATION_ENDED: returned, or not struck off after all
            entry(STRIKE_OFF_PROPOSED, EnumSet.of(STRUCK_OFF, PROBATION_ENDED)));

    public boolean mayBecome(AdmissionState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** Nothing follows. */
    public boolean isEnd() {
        return !NEXT.containsKey(this);
    }

    /** The cell has not voted for the candidate yet, or has to vote again. */
    public boolean isBeforeCellVote() {
        return ordinal() <= READY.ordinal();
    }

    public boolean isOnProbation() {
        return ordinal() >= ADMITTED.ordinal() && ordinal() <= STRIKE_OFF_PROPOSED.ordinal();
    }
}
