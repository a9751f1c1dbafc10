package vn.chibo.monitoring;

/** What may be wrong; {@code monitoring.kind.<name>} says it in words, in the order in which administrators read it. */
enum FindingKind {
    /** The exporter writes nothing although the engine works. */
    EXPORTER_BEHIND,
    /** So many tasks unknown to the engine that it is probably another one, or older data: nothing is repaired. */
    MANY_TASKS_GONE,
    INCIDENT,
    COMMAND_REFUSED,
    COMMAND_WAITING,
    COMMAND_LAPSED,
    /** Open case without an instance; its start message is sent again. */
    CASE_NOT_STARTED,
    /** An instance runs for the case and has not claimed it. */
    CASE_NOT_CLAIMED,
    CASE_INSTANCE_ENDED,
    CASE_INSTANCE_GONE,
    INSTANCE_DUPLICATE,
    INSTANCE_OF_CLOSED_CASE,
    INSTANCE_WITHOUT_CASE,
    /** The engine waits at a user task of which nothing is known here. */
    TASK_MISSING,
    DEAD_LETTER,
    /** Open here, unknown to the engine; its row is closed. */
    TASK_GONE,
    /** Running here, unknown to the engine, and no open case has it; its row is closed. */
    INSTANCE_GONE
}
