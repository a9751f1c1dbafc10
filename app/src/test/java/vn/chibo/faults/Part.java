package vn.chibo.faults;

import java.time.Duration;

/** A program of the installation that can be stopped in order, killed, and started again from its data. */
interface Part {

    String name();

    /** Starts it from what it left behind; returns as soon as it runs, ready or not. */
    void start();

    void stop();

    void kill();

    boolean isAlive();

    boolean isReady();

    default void awaitReady(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(name() + " is not ready after " + patience.toSeconds() + " s");
            }
            Waiting.millis(200);
        }
    }
}
