package vn.chibo.admission.dossier;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of the process say about a paper.
 *
 * @param on the date the paper carries
 * @param reason why it was sent back, or why it is not needed
 * @param at when it was sent back
 */
record Evidence(
        Stage stage,
        @Nullable LocalDate on,
        @Nullable String reason,
        @Nullable Instant at) {

    enum Stage {
        /** the case has no such paper at all: it is not listed */
        ABSENT,
        NONE,
        BEGUN,
        SENT_BACK,
        DONE,
        NOT_NEEDED
    }

    static final Evidence ABSENT = new Evidence(Stage.ABSENT, null, null, null);
    static final Evidence NONE = new Evidence(Stage.NONE, null, null, null);
    static final Evidence BEGUN = new Evidence(Stage.BEGUN, null, null, null);

    static Evidence done(@Nullable LocalDate on) {
        return new Evidence(Stage.DONE, on, null, null);
    }

    static Evidence sentBack(@Nullable String reason, Instant at) {
        return new Evidence(Stage.SENT_BACK, null, reason, at);
    }

    static Evidence notNeeded(@Nullable String reason) {
        return new Evidence(Stage.NOT_NEEDED, null, reason, null);
    }
}
