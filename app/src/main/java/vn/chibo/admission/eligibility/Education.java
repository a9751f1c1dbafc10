package vn.chibo.admission.eligibility;

/** The highest level completed, in rising order. */
public enum Education {
    NONE,
    PRIMARY,
    LOWER_SECONDARY,
    UPPER_SECONDARY,
    /** intermediate, college, university and above */
    HIGHER
}
