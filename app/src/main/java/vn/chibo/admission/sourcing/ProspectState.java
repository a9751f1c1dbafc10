package vn.chibo.admission.sourcing;

/** Where a prospect stands; follows from courses, certificates and the day. */
public enum ProspectState {
    LISTED,
    ON_COURSE,
    COURSE_DONE,
    CERTIFICATE_EXPIRED,
    /** the ceremony was held */
    ADMITTED,
    /** no longer on the list */
    REMOVED
}
