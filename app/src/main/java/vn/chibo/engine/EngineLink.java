package vn.chibo.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Whether the engine answers, as last seen by whoever spoke to it. Changes are logged, repetitions are not. */
@Component
class EngineLink {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);

    private boolean known;
    private boolean available;
    private long since = System.nanoTime();
    private String problem = "";

    synchronized void answered() {
        if (!available || !known) {
            known = true;
            available = true;
            since = System.nanoTime();
            problem = "";
            LOG.info("The engine answers");
        }
    }

    synchronized void silent(String why) {
        if (available || !known) {
            known = true;
            available = false;
            since = System.nanoTime();
            problem = why;
            LOG.warn("The engine does not answer; commands are kept and sent when it is back: {}", why);
        }
    }

    /** Known to be away; false before the first word with it. */
    synchronized boolean away() {
        return known && !available;
    }

    synchronized boolean available() {
        return available;
    }

    synchronized boolean availableFor(Duration duration) {
        return available && System.nanoTime() - since >= duration.toNanos();
    }

    synchronized String problem() {
        return problem;
    }
}
