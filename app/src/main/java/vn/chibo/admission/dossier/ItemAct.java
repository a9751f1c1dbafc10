package vn.chibo.admission.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.documents.DocumentId;

/**
 * Something a person did with a paper.
 *
 * @param account who did it
 * @param document of an upload
 * @param issuedOn of DATED
 * @param reason of RETURNED and WAIVED
 * @param ballot of the paper of a count: the number of the ballot
 */
public record ItemAct(
        long id,
        ItemCode item,
        Kind kind,
        Instant at,
        UUID account,
        @Nullable DocumentId document,
        @Nullable LocalDate issuedOn,
        @Nullable String reason,
        @Nullable Integer ballot) {

    public enum Kind {
        UPLOADED,
        HANDED_IN,
        /** the date the paper carries was corrected, or given where no step says it */
        DATED,
        ACCEPTED,
        RETURNED,
        WAIVED,
        REQUIRED;

        boolean isDelivery() {
            return this == UPLOADED || this == HANDED_IN;
        }

        boolean isReview() {
            return this == ACCEPTED || this == RETURNED;
        }

        boolean isWaiver() {
            return this == WAIVED || this == REQUIRED;
        }
    }
}
