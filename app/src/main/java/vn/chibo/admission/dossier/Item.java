package vn.chibo.admission.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One paper of a case as it stands today.
 *
 * @param title words of the policy, for a paper that has no fixed name
 * @param reason of NEEDS_SUPPLEMENT and NOT_APPLICABLE, where somebody gave one
 * @param issuedOn the date it carries
 * @param validUntil last day; null where it holds for good or carries no date
 * @param expired its time has run out, or had when the cell voted
 * @param place who has it; null where there is nothing to have
 * @param placeSince since when, where that is known
 * @param original when the paper itself was last handed in; null when it was not, or was returned since
 * @param scans all versions, the newest first
 * @param acts what was done with it, oldest first
 */
public record Item(
        ItemCode code,
        String form,
        @Nullable String title,
        ItemStatus status,
        @Nullable String reason,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        boolean expired,
        @Nullable Place place,
        @Nullable LocalDate placeSince,
        @Nullable ItemAct original,
        List<ItemAct> scans,
        List<ItemAct> acts) {

    /** Who has a paper. */
    public enum Place {
        /** whoever must deliver it */
        OWNER,
        /** it lies in the dossier, wherever that is */
        DOSSIER,
        /** the base committee, which stamps or certifies it */
        COMMITTEE,
        /** those who verify what it says */
        VERIFIERS
    }

    /** Why the cell committee cannot count it as there. */
    public enum Lack {
        NOTHING_THERE,
        RETURNED,
        EXPIRED,
        NOT_REVIEWED,
        STEP_OPEN
    }

    public Phase phase() {
        return code.phase();
    }

    public Owner owner() {
        return code.owner();
    }

    public boolean mandatory() {
        return !code.isWaivable();
    }

    /** Somebody waived it by hand, so it can be required again. */
    public boolean waived() {
        return acts.stream()
                .filter(act -> act.kind().isWaiver())
                .reduce((earlier, later) -> later)
                .filter(act -> act.kind() == ItemAct.Kind.WAIVED)
                .isPresent();
    }

    public boolean mayBeWaived() {
        return code.isWaivable() && status != ItemStatus.NOT_APPLICABLE && status != ItemStatus.VALID;
    }

    /** It waits for somebody to say whether it is in order. */
    public boolean mayBeReviewed() {
        return status == ItemStatus.PENDING_REVIEW
                || status == ItemStatus.UPLOADED
                || status == ItemStatus.VALID
                || status == ItemStatus.NEEDS_SUPPLEMENT && expired && (original != null || !scans.isEmpty());
    }

    /** Every version is the newest until the next: what a reviewer has seen is named by this. */
    public long lastAct() {
        return acts.isEmpty() ? 0 : acts.getLast().id();
    }

    /** Empty when it is in order, handed in, waived or not needed: then the check may pass it. */
    public Optional<Lack> lack() {
        return switch (status) {
            case NOT_APPLICABLE, VALID -> Optional.empty();
            case NOT_STARTED, DRAFT -> Optional.of(Lack.NOTHING_THERE);
            case UPLOADED -> Optional.of(Lack.STEP_OPEN);
            case PENDING_REVIEW -> original == null ? Optional.of(Lack.NOT_REVIEWED) : Optional.empty();
            case NEEDS_SUPPLEMENT -> Optional.of(expired ? Lack.EXPIRED : Lack.RETURNED);
        };
    }
}
