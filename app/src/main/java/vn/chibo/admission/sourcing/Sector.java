package vn.chibo.admission.sourcing;

/** What somebody lives by, as the figures of admissions are broken down. */
public enum Sector {
    WORKER,
    FARMER,
    CIVIL_SERVANT,
    TEACHER,
    /** pupils too */
    STUDENT,
    PRIVATE_OWNER,
    SOLDIER,
    OTHER
}
