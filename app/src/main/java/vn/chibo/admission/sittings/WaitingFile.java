package vn.chibo.admission.sittings;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.Body;
import vn.chibo.admission.Subject;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;

/**
 * A file that a body has before it and that no sitting has taken up.
 *
 * @param ballot number of the ballot that is asked for
 * @param decideBy last day for the decision
 */
record WaitingFile(
        UUID id,
        int ballot,
        Body body,
        UnitId unit,
        Subject subject,
        @Nullable String name,
        UnitView cell,
        @Nullable LocalDate decideBy) {

    /** The body as one value. */
    record Seat(UnitId unit, Body body) {}

    Seat seat() {
        return new Seat(unit, body);
    }
}
