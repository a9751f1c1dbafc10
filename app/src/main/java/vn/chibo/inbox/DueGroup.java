package vn.chibo.inbox;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;
import vn.chibo.shared.DomainTime;

/** The parts of the task list, by dates of Việt Nam. A task without a due date is "later". */
enum DueGroup {
    OVERDUE,
    TODAY,
    /** After today, until Sunday. */
    WEEK,
    LATER;

    static DueGroup of(@Nullable Instant due, Instant now) {
        for (var group : values()) {
            var end = group.end(now);
            if (end == null || due != null && due.isBefore(end)) {
                return group;
            }
        }
        throw new IllegalStateException();
    }

    /** First instant that belongs to the next group; null for the last one. */
    @Nullable Instant end(Instant now) {
        var today = DomainTime.dateOf(now);
        return switch (this) {
            case OVERDUE -> now;
            case TODAY -> today.plusDays(1).atStartOfDay(DomainTime.ZONE).toInstant();
            case WEEK ->
                today.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atStartOfDay(DomainTime.ZONE)
                        .toInstant();
            case LATER -> null;
        };
    }

    /** Null for the first group, which has no beginning. */
    @Nullable Instant start(Instant now) {
        return this == OVERDUE ? null : values()[ordinal() - 1].end(now);
    }

    /** As in URLs and message keys. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
