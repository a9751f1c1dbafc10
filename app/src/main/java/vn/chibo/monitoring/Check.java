package vn.chibo.monitoring;

/** One comparison. What needs the engine's answer is left out, and not called compared, while it does not answer. */
interface Check {

    void run(RunLog log);
}
