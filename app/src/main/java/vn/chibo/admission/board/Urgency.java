package vn.chibo.admission.board;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How near the nearest clock of a case is to its end. */
enum Urgency {
    OVERDUE,
    SOON,
    IN_TIME;

    /** Calendar days within which a clock counts as running out soon. */
    static final int SOON_DAYS = 10;

    /** @param due the last day in time; null where no clock runs */
    static Urgency of(@Nullable LocalDate due, LocalDate today) {
        if (due == null) {
            return IN_TIME;
        }
        var days = ChronoUnit.DAYS.between(today, due);
        return days < 0 ? OVERDUE : days <= SOON_DAYS ? SOON : IN_TIME;
    }
}
