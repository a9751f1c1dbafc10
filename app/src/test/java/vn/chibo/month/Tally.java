package vn.chibo.month;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What people at their browsers went through: how often they asked, how often in vain, how long at worst. */
public final class Tally {

    /** @param what the address asked for */
    public record Wait(Duration length, String who, String what, Instant until) {}

    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder lookedAgain = new LongAdder();
    private @Nullable Wait longest;

    void request() {
        requests.increment();
    }

    void retry() {
        retries.increment();
    }

    void lookAgain() {
        lookedAgain.increment();
    }

    synchronized void waited(Duration length, String who, String what) {
        if (longest == null || longest.length().compareTo(length) < 0) {
            longest = new Wait(length, who, what.replaceAll("[0-9a-f-]{36}", "…"), Instant.now());
        }
    }

    public long requests() {
        return requests.sum();
    }

    public long retries() {
        return retries.sum();
    }

    /** How often a form sent again was refused, because the first one had arrived after all. */
    public long lookedAgain() {
        return lookedAgain.sum();
    }

    /** The longest anybody waited for a page or for a form to be taken. */
    public synchronized Wait longestWait() {
        return longest == null ? new Wait(Duration.ZERO, "", "", Instant.EPOCH) : longest;
    }
}
