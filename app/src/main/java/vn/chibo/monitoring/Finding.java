package vn.chibo.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sighting as it is kept from run to run. */
record Finding(
        long id,
        Sighting seen,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant repairedAt,
        @Nullable Instant dismissedAt) {

    FindingKind kind() {
        return seen.kind();
    }
}
