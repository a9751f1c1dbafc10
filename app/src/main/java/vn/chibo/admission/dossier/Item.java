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
        @Nullable ItemAct original,
        List<ItemAct> scans,
        List<ItemAct> acts) {

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

    public boolean waived() {
        return status == ItemStatus.NOT_APPLICABLE && lastWaiver().isPresent();
    }

    /** Somebody waived it by hand, so it can be required again. */
    Optional<ItemAct> lastWaiver() {
        return acts.stream()
                .filter(act -> act.kind().isWaiver())
                .reduce((earlier, later) -> later)
                .filter(act -> act.kind() == ItemAct.Kind.WAIVED);
    }

    public boolean mayBeWaived() {
        return code.isWaivable() && status != ItemStatus.NOT_APPLICABLE && status != ItemStatus.VALID;
    }

    /** Something is in the dossier that somebody can look at. */
    public boolean isThere() {
        return original != null || !scans.isEmpty();
    }

    /** It waits for somebody to say whether it is in order. */
    public boolean mayBeReviewed() {
        return status == ItemStatus.PENDING_REVIEW || status == ItemStatus.UPLOADED || status == ItemStatus.VALID;
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
