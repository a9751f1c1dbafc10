package vn.chibo.meetings;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import vn.chibo.shared.DomainTime;

/** Dates as arguments of sentences: the time of Việt Nam, as people write it. */
public final class MeetingTimes {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy").withZone(DomainTime.ZONE);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(DomainTime.ZONE);

    private MeetingTimes() {}

    public static String dateTime(Instant instant) {
        return DATE_TIME.format(instant);
    }

    public static String date(Instant instant) {
        return DATE.format(instant);
    }
}
