package vn.chibo.monitoring.overdue;

/** Why something does not get on; where several apply, the first one counts. */
enum Cause {
    /** An incident, a worker that does not work, a command the engine refused, a process that never began. */
    TECHNICAL,
    /** Came back with reasons and waits for the correction. */
    RETURNED,
    /** Waits for a paper. */
    MISSING_PAPER,
    /** Only somebody above the case's unit can act. */
    SUPERIOR,
    /** Nobody has done anything in the case yet. */
    NOT_STARTED,
    /** The step has been open for a long time, whatever its date. */
    NO_MOVEMENT,
    /** The unit works on it and is late, or soon will be. */
    IN_WORK
}
