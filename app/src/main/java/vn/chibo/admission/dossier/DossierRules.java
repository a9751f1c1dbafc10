package vn.chibo.admission.dossier;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;

/** Which papers a case has and where each stands: from its steps, its rules, and what people did with the papers. */
final class DossierRules {

    private final AdmissionRecord admission;
    private final PolicySnapshot policy;
    private final Evidences evidences;
    private final LocalDate today;

    /** @param student whether the candidate is a pupil or student */
    DossierRules(AdmissionRecord admission, PolicySnapshot policy, boolean student, LocalDate today) {
        this.admission = admission;
        this.policy = policy;
        this.evidences = new Evidences(admission, policy, student);
        this.today = today;
    }

    /** In the order of the list. */
    List<Item> items(List<ItemAct> acts) {
        return Arrays.stream(ItemCode.values())
                .flatMap(code -> item(code, acts).stream())
                .toList();
    }

    Optional<Item> item(ItemCode code, List<ItemAct> all) {
        var evidence = evidences.of(code);
        var acts = all.stream()
                .filter(act -> act.item() == code && Objects.equals(act.ballot(), ballot(code)))
                .toList();
        if (evidence.stage() == Evidence.Stage.ABSENT && acts.isEmpty()) {
            return Optional.empty();
        }
        var issuedOn = issuedOn(code, evidence, acts);
        var validUntil = validUntil(code, issuedOn);
        var expired = validUntil != null && validUntil.isBefore(consideredOn(code));
        var counting = acts.stream().filter(act -> counts(code, act)).toList();
        var status = status(evidence, counting, expired);
        var original = original(counting);
        var place = place(code, status, counting);
        return Optional.of(new Item(
                code,
                form(code),
                code == ItemCode.STUDENT_PAPER ? policy.text("student.extraDocs") : null,
                status,
                reason(status, evidence, counting),
                issuedOn,
                validUntil,
                expired && status != ItemStatus.NOT_APPLICABLE,
                place == null ? null : place.who(),
                place == null ? null : place.since(),
                original,
                acts.stream()
                        .filter(act -> act.kind() == ItemAct.Kind.UPLOADED)
                        .toList()
                        .reversed(),
                acts));
    }

    /** The sheet of the last ballot; the others are with theirs. */
    private @Nullable Integer ballot(ItemCode code) {
        return code.isOfBallot()
                ? admission
                        .lastOfCell(code == ItemCode.BALLOT_SHEET)
                        .map(AdmissionRecord.Ballot::number)
                        .orElse(null)
                : null;
    }

    /**
     * What was done with introductions before a sponsor left is kept and does not count any more: it may have been about
     * that sponsor's.
     */
    private boolean counts(ItemCode code, ItemAct act) {
        var changed = admission.sponsorsChangedAt();
        return !code.isOfSponsor() || changed == null || act.at().isAfter(changed);
    }

    private static @Nullable ItemAct original(List<ItemAct> acts) {
        var returned = last(acts, act -> act.kind() == ItemAct.Kind.RETURNED);
        return last(acts, act -> act.kind() == ItemAct.Kind.HANDED_IN)
                .filter(act -> returned.isEmpty() || returned.get().id() < act.id())
                .orElse(null);
    }

    private record Where(Item.Place who, @Nullable LocalDate since) {}

    private @Nullable Where place(ItemCode code, ItemStatus status, List<ItemAct> acts) {
        if (status == ItemStatus.NOT_APPLICABLE) {
            return null;
        }
        if (code == ItemCode.KND_2) {
            var onItsWay = historyOnItsWay();
            if (onItsWay.isPresent()) {
                return onItsWay.get();
            }
        }
        if (code == ItemCode.VERIFICATION) {
            var asked = admission.last("letters", "furtherChecks", "verification");
            if (asked.isPresent() && !asked.get().name().equals("verification")) {
                return new Where(Item.Place.VERIFIERS, dateOf(asked.get()));
            }
        }
        return last(acts, act -> act.kind().isDelivery() || act.kind() == ItemAct.Kind.RETURNED)
                .map(act -> new Where(
                        act.kind() == ItemAct.Kind.RETURNED ? Item.Place.OWNER : Item.Place.DOSSIER,
                        DomainTime.dateOf(act.at())))
                .orElseGet(() -> new Where(Item.Place.OWNER, null));
    }

    /** The personal history goes to and fro before it comes to rest (K-05 to K-08); empty once it has, or before. */
    private Optional<Where> historyOnItsWay() {
        return admission
                .last(
                        "history",
                        "historySentBack",
                        "historyCorrected",
                        "letters",
                        "furtherChecks",
                        "verification",
                        "conclusion",
                        "certification")
                .flatMap(step -> switch (step.name()) {
                    case "history", "historyCorrected", "conclusion" ->
                        Optional.of(new Where(Item.Place.COMMITTEE, dateOf(step)));
                    case "letters", "furtherChecks" -> Optional.of(new Where(Item.Place.VERIFIERS, dateOf(step)));
                    case "historySentBack" -> Optional.of(new Where(Item.Place.OWNER, dateOf(step)));
                    case "verification" -> Optional.of(new Where(Item.Place.DOSSIER, dateOf(step)));
                    default -> Optional.empty();
                });
    }

    private static LocalDate dateOf(AdmissionRecord.Step step) {
        return DomainTime.dateOf(step.at());
    }

    private static ItemStatus status(Evidence evidence, List<ItemAct> acts, boolean expired) {
        if (isWaived(acts)
                || evidence.stage() == Evidence.Stage.NOT_NEEDED
                || evidence.stage() == Evidence.Stage.ABSENT) {
            return ItemStatus.NOT_APPLICABLE;
        }
        var delivery = last(acts, act -> act.kind().isDelivery()).orElse(null);
        var review = last(acts, act -> act.kind().isReview()).orElse(null);
        if (isSentBack(evidence, delivery)) {
            return ItemStatus.NEEDS_SUPPLEMENT;
        }
        if (expired) {
            return ItemStatus.NEEDS_SUPPLEMENT;
        }
        if (delivery == null) {
            return evidence.stage() == Evidence.Stage.NONE || isUnrecordedPaper(evidence)
                    ? ItemStatus.NOT_STARTED
                    : ItemStatus.DRAFT;
        }
        if (review != null && review.id() > delivery.id() && review.kind() == ItemAct.Kind.RETURNED) {
            return ItemStatus.NEEDS_SUPPLEMENT;
        }
        if (review != null && review.id() > delivery.id()) {
            return ItemStatus.VALID;
        }
        return evidence.stage() == Evidence.Stage.DONE ? ItemStatus.PENDING_REVIEW : ItemStatus.UPLOADED;
    }

    /** No step of the process speaks of it and it has no date: nothing has begun before somebody brings it. */
    private static boolean isUnrecordedPaper(Evidence evidence) {
        return evidence.stage() == Evidence.Stage.DONE && evidence.on() == null;
    }

    /** A step sent it back, and nothing new was brought since. */
    private static boolean isSentBack(Evidence evidence, @Nullable ItemAct delivery) {
        return evidence.stage() == Evidence.Stage.SENT_BACK
                && (delivery == null || evidence.at() == null || !delivery.at().isAfter(evidence.at()));
    }

    private static @Nullable String reason(ItemStatus status, Evidence evidence, List<ItemAct> acts) {
        return switch (status) {
            case NOT_APPLICABLE ->
                last(acts, act -> act.kind().isWaiver())
                        .filter(act -> act.kind() == ItemAct.Kind.WAIVED)
                        .map(ItemAct::reason)
                        .orElse(evidence.reason());
            case NEEDS_SUPPLEMENT ->
                evidence.stage() == Evidence.Stage.SENT_BACK
                        ? evidence.reason()
                        : last(acts, act -> act.kind().isReview() || act.kind().isDelivery())
                                .filter(act -> act.kind() == ItemAct.Kind.RETURNED)
                                .map(ItemAct::reason)
                                .orElse(null);
            default -> null;
        };
    }

    private static boolean isWaived(List<ItemAct> acts) {
        return last(acts, act -> act.kind().isWaiver())
                .filter(act -> act.kind() == ItemAct.Kind.WAIVED)
                .isPresent();
    }

    /** A paper that was made anew carries the later date; the certificate's is that of the case. */
    private static @Nullable LocalDate issuedOn(ItemCode code, Evidence evidence, List<ItemAct> acts) {
        var dated = code == ItemCode.CN_NTVD
                ? null
                : last(acts, act -> act.kind() == ItemAct.Kind.DATED)
                        .map(ItemAct::issuedOn)
                        .orElse(null);
        return dated != null ? dated : evidence.on();
    }

    private @Nullable LocalDate validUntil(ItemCode code, @Nullable LocalDate issuedOn) {
        var months = code.validMonths();
        return months == null || issuedOn == null ? null : issuedOn.plusMonths(policy.integer(months));
    }

    /** Once the cell has voted in favour its papers have served: what runs out later is no fault. */
    private LocalDate consideredOn(ItemCode code) {
        return code.phase() != Phase.PAPERS
                ? today
                : admission
                        .lastOfCell(true)
                        .filter(AdmissionRecord.Ballot::passed)
                        .map(AdmissionRecord.Ballot::heldOn)
                        .orElse(today);
    }

    /** The union of workers and a committee that was delegated have forms of their own. */
    private String form(ItemCode code) {
        var form = code.form();
        if (form == null) {
            return "";
        }
        var variant = switch (code) {
            case KND_4 ->
                admission
                        .last("union")
                        .filter(step -> "TRADE".equals(step.result()))
                        .isPresent();
            case KND_9, KND_16 -> admission.isDelegated();
            default -> false;
        };
        return variant ? form.replace("-KNĐ", "A-KNĐ") : form;
    }

    private static Optional<ItemAct> last(List<ItemAct> acts, Predicate<ItemAct> which) {
        return acts.stream().filter(which).reduce((earlier, later) -> later);
    }
}
