package vn.chibo.meetings;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/** One move of a meeting to another day of its month: from when to when, and why. */
@Embeddable
public record Postponement(Instant fromStart, Instant toStart, String reason, Instant postponedAt) {

    boolean is(Instant start, String why) {
        return toStart.equals(start) && reason.equals(why);
    }
}
