package vn.chibo.faults;

/** Pauses that end with the thread. */
final class Waiting {

    private Waiting() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
    }

    /** The thread is asked to end. */
    static final class Interrupted extends RuntimeException {}
}
