package vn.chibo.cases.spi;

import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseKind;

/** Starts the process of a case again whose start was lost. */
public interface CaseRestart {

    CaseKind kind();

    /**
     * Sends the start message of an open case once more, with the same id. Safe to repeat: the first instance claims the
     * case, any other ends.
     */
    void restart(CaseId id);
}
