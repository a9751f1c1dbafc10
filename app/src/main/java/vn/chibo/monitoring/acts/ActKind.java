package vn.chibo.monitoring.acts;

/** What is done with the rows of a list. */
enum ActKind {
    /** Those who have to act get a notice. */
    REMIND,
    /** The tasks go to another holder of their post, or back to all of them. */
    REASSIGN,
    /** The case ends; always one row. */
    CANCEL
}
