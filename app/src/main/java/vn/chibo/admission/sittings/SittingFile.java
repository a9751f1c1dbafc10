package vn.chibo.admission.sittings;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.Subject;
import vn.chibo.organization.UnitId;

/**
 * A file on the list of a sitting.
 *
 * @param heldOn of its vote; null until that is counted, and so is what follows
 * @param paper number of the decision, once it is issued
 * @param putOff why it did not come up; null when it does
 */
record SittingFile(
        UUID id,
        int position,
        int ballot,
        Subject subject,
        @Nullable String name,
        UnitId cell,
        @Nullable String cellVote,
        @Nullable LocalDate decideBy,
        @Nullable LocalDate heldOn,
        int members,
        int inFavour,
        int against,
        boolean passed,
        @Nullable String paper,
        @Nullable String putOff) {

    public boolean voted() {
        return heldOn != null;
    }
}
