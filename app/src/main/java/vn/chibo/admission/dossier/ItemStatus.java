package vn.chibo.admission.dossier;

/** Where one paper stands. */
public enum ItemStatus {
    NOT_STARTED,
    /** its step has begun or is done, but neither paper nor scan is in the dossier */
    DRAFT,
    /** it is in the dossier before its step was recorded */
    UPLOADED,
    /** it is in the dossier and nobody has said yet that it is in order */
    PENDING_REVIEW,
    VALID,
    /** returned with a reason, or its time has run out */
    NEEDS_SUPPLEMENT,
    /** this case does not need it, or it was waived */
    NOT_APPLICABLE
}
