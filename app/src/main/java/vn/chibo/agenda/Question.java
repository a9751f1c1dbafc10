package vn.chibo.agenda;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.cases.CaseId;
import vn.chibo.organization.UnitId;

/**
 * One question to one cell.
 *
 * @param round which time the case asks, from 1
 * @param title as it stands on the agenda and in the minutes; may name a person, so it goes nowhere else
 * @param page where the result of the vote is entered
 * @param sitting the sitting whose agenda it is on, null while it waits for one
 * @param line the result as it stands in the minutes, null while there is none
 */
public record Question(
        UUID id,
        CaseId theCase,
        UnitId cell,
        int round,
        String title,
        String page,
        State state,
        @Nullable UUID sitting,
        @Nullable String line,
        @Nullable Boolean passed) {

    public enum State {
        WAITING,
        ON_AGENDA,
        ANSWERED,
        WITHDRAWN
    }
}
