package vn.chibo.standalone;

/** One of the programs a standalone start consists of. */
interface Service {

    String vietnameseName();

    String englishName();

    void start();

    void awaitReady();

    boolean isReady();

    boolean isAlive();

    /** Also safe when it was never started, or only half. */
    void stop();
}
