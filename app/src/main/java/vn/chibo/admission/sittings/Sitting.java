package vn.chibo.admission.sittings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.Body;
import vn.chibo.organization.UnitId;

/**
 * One sitting.
 *
 * @param files how many come up, without those that were put off
 * @param voted how many of these were voted on
 */
record Sitting(
        UUID id,
        UnitId unit,
        Body body,
        Details details,
        @Nullable Instant closedAt,
        int files,
        int voted) {

    /** When and where; date and time are of Việt Nam. */
    record Details(LocalDate on, LocalTime at, String place) {}

    public boolean closed() {
        return closedAt != null;
    }
}
