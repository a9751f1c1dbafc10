package vn.chibo.monitoring.overdue;

/** How late. */
enum Urgency {
    OVERDUE,
    SOON,
    /** No date has passed, but it does not move. */
    STILL
}
