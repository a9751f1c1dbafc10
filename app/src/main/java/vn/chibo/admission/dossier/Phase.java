package vn.chibo.admission.dossier;

import vn.chibo.admission.AdmissionState;

/** In which part of an admission a paper is needed. */
public enum Phase {
    /** until the cell committee finds the dossier complete (K-04 to K-12) */
    PAPERS,
    CELL_VOTE,
    APPROVAL,
    CEREMONY,
    PROBATION,
    CELL_RECOGNITION,
    RECOGNITION;

    /** The part an admission in this state has come to. */
    public static Phase of(AdmissionState state) {
        return switch (state) {
            case PROSPECT, COURSE_DONE, APPLIED, VERIFYING -> PAPERS;
            case READY -> CELL_VOTE;
            case CELL_PASSED, BASE_PASSED -> APPROVAL;
            case DECIDED, REFUSED, STOPPED -> CEREMONY;
            case ADMITTED -> PROBATION;
            case PROBATION_ENDED -> CELL_RECOGNITION;
            case CELL_RECOGNISED, BASE_RECOGNISED, STRIKE_OFF_PROPOSED, OFFICIAL, STRUCK_OFF -> RECOGNITION;
        };
    }
}
