package vn.chibo.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One comparison, running or over. */
record Run(
        long id,
        Cause cause,
        Instant startedAt,
        @Nullable Instant endedAt,
        Outcome outcome,
        int probed,
        int repaired,
        int found,
        long taskCursor,
        long instanceCursor) {

    enum Cause {
        SCHEDULED,
        BY_HAND
    }

    enum Outcome {
        RUNNING,
        DONE,
        /** The engine did not answer: only what needs no engine was compared. */
        WITHOUT_ENGINE,
        FAILED,
        INTERRUPTED
    }
}
