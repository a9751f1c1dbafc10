package vn.chibo.monitoring.acts;

/** What became, or will become, of one row. */
enum Result {
    OK,
    /** Not needed any more. */
    SKIPPED,
    /** A rule forbids it. */
    REFUSED
}
