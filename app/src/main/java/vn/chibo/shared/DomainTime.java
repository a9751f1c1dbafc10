package vn.chibo.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Time as the domain sees it: dates and hours are those of Việt Nam; storage and the engine keep UTC instants. */
public final class DomainTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private DomainTime() {}

    /** Today's date in Việt Nam. */
    public static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** The date in Việt Nam on which the instant falls. */
    public static LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /** The last moment of the day in Việt Nam: a deadline "by the 25th" runs until this instant. */
    public static Instant endOf(LocalDate date) {
        return date.plusDays(1).atStartOfDay(ZONE).toInstant().minusSeconds(1);
    }
}
