package vn.chibo.meetings.web;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import vn.chibo.meetings.MeetingView;
import vn.chibo.shared.DomainTime;

/** What templates need of a meeting beyond its record: times of Việt Nam. */
record MonthView(
        MeetingView meeting,
        @Nullable ZonedDateTime start,
        @Nullable ZonedDateTime originalStart,
        String period) {

    static MonthView of(MeetingView meeting) {
        return new MonthView(
                meeting,
                local(meeting.plannedStart()),
                local(meeting.originalStart()),
                "%02d/%d"
                        .formatted(
                                meeting.period().getMonthValue(),
                                meeting.period().getYear()));
    }

    static @Nullable ZonedDateTime local(@Nullable Instant instant) {
        return instant == null ? null : instant.atZone(DomainTime.ZONE);
    }
}
