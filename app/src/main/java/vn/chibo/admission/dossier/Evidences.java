package vn.chibo.admission.dossier;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.admission.AdmissionRecord.Sponsor;
import vn.chibo.admission.AdmissionRecord.Step;
import vn.chibo.admission.Body;
import vn.chibo.admission.Subject;
import vn.chibo.policy.PolicySnapshot;

/** Reads from the steps of a case how far each of its papers is. Pure: what is told twice is stored once. */
final class Evidences {

    private final AdmissionRecord admission;
    private final PolicySnapshot policy;
    private final boolean student;

    Evidences(AdmissionRecord admission, PolicySnapshot policy, boolean student) {
        this.admission = admission;
        this.policy = policy;
        this.student = student;
    }

    Evidence of(ItemCode item) {
        return switch (item) {
            case CN_NTVD -> Evidence.done(admission.view().certificateIssuedOn());
            case KND_1 -> admission.appliedOn() == null ? Evidence.NONE : Evidence.done(admission.appliedOn());
            case KND_2 -> history();
            case VERIFICATION -> verification();
            case KND_3 -> introduction(0);
            case KND_3_SECOND -> sponsorsNeeded() < 2 && introductions().size() < 2 ? Evidence.ABSENT : introduction(1);
            case KND_4 -> union();
            case RESIDENCE_OPINION -> residence();
            case KND_5 -> step("opinionOrganisation");
            case STUDENT_PAPER -> student && policy.isSet("student.extraDocs") ? Evidence.done(null) : Evidence.ABSENT;
            case KND_6 -> cellVote(true);
            case BALLOT_SHEET -> sheet(true);
            case KND_7 -> body(Body.SUB_COMMITTEE, true);
            case KND_8 -> admission.isDelegated() ? Evidence.ABSENT : body(Body.BASE_COMMITTEE, true);
            case KND_9 ->
                admission.view().decidedOn() == null
                        ? Evidence.NONE
                        : Evidence.done(admission.view().decidedOn());
            case CEREMONY_RECORD -> step("ceremony");
            case NEW_MEMBER_COURSE -> step("training");
            case KND_10 -> step("selfReview");
            case KND_11 -> step("sponsorRemark");
            case KND_12 -> step("closingOpinions");
            case KND_13 -> cellVote(false);
            case RECOGNITION_BALLOT_SHEET -> sheet(false);
            case KND_14 -> body(Body.SUB_COMMITTEE, false);
            case KND_15 -> admission.isDelegated() ? Evidence.ABSENT : body(Body.BASE_COMMITTEE, false);
            case KND_16 -> admission.recognisedOn() == null ? Evidence.NONE : Evidence.done(admission.recognisedOn());
        };
    }

    private Evidence step(String name) {
        return admission.last(name).map(step -> Evidence.done(step.on())).orElse(Evidence.NONE);
    }

    /** It is complete only with the conclusions written into it (K-05 to K-08). */
    private Evidence history() {
        var declared = admission.last("history");
        if (declared.isEmpty()) {
            return Evidence.NONE;
        }
        if (admission.historyVerified()) {
            return Evidence.done(declared.get().on());
        }
        return admission
                .last("historySentBack", "historyCorrected")
                .filter(step -> step.name().equals("historySentBack"))
                .map(step -> Evidence.sentBack(step.remark(), step.at()))
                .orElse(Evidence.BEGUN);
    }

    private Evidence verification() {
        var last = admission.last("letters", "verification", "furtherChecks");
        if (last.isEmpty()) {
            return Evidence.NONE;
        }
        return last.get().name().equals("verification")
                ? Evidence.done(last.get().on())
                : Evidence.BEGUN;
    }

    private Evidence introduction(int number) {
        var dates = introductions();
        return number < dates.size() ? Evidence.done(dates.get(number)) : Evidence.NONE;
    }

    private List<LocalDate> introductions() {
        return admission
                .currentSponsors()
                .map(Sponsor::introducedOn)
                .filter(Objects::nonNull)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private int sponsorsNeeded() {
        var union = admission.last("union").map(Step::result).orElse(null);
        var introduced = union != null && !union.equals("NONE");
        return policy.integer(introduced ? "sponsor.countWithUnion" : "sponsor.count");
    }

    private Evidence union() {
        return admission
                .last("union")
                .map(step ->
                        "NONE".equals(step.result()) ? Evidence.notNeeded(step.remark()) : Evidence.done(step.on()))
                .orElse(Evidence.NONE);
    }

    private Evidence residence() {
        var given = admission.last("opinionResidence");
        if (given.isPresent()) {
            return "WAIVED".equals(given.get().result())
                    ? Evidence.notNeeded(given.get().remark())
                    : Evidence.done(given.get().on());
        }
        return policy.enabled("residenceOpinion.required") ? Evidence.NONE : Evidence.ABSENT;
    }

    private Evidence cellVote(boolean onAdmission) {
        return admission
                .lastOfCell(onAdmission)
                .map(ballot -> ballot.passed() ? Evidence.done(ballot.heldOn()) : Evidence.BEGUN)
                .orElse(Evidence.NONE);
    }

    /** Whoever votes by a show of hands leaves no ballot papers. */
    private Evidence sheet(boolean onAdmission) {
        var ballot = admission.lastOfCell(onAdmission);
        var secret = ballot.map(AdmissionRecord.Ballot::secret)
                .orElse(policy.text("vote.method").equals("SECRET_BALLOT"));
        if (!secret) {
            return Evidence.ABSENT;
        }
        return ballot.filter(counted -> counted.result() != null)
                .map(counted -> Evidence.done(counted.heldOn()))
                .orElse(Evidence.NONE);
    }

    private Evidence body(Body body, boolean onAdmission) {
        if (admission.on(body).isEmpty()) {
            return Evidence.ABSENT;
        }
        var passage = admission.lastOf(body, onAdmission);
        if (passage.isEmpty()) {
            return Evidence.NONE;
        }
        return switch (passage.get().result()) {
            case GO_ON, DECIDED -> Evidence.done(voted(body, onAdmission));
            case RETURN, REFUSED -> Evidence.BEGUN;
        };
    }

    private @Nullable LocalDate voted(Body body, boolean onAdmission) {
        return admission.ballots().stream()
                .filter(ballot -> ballot.body() == body && (ballot.subject() == Subject.ADMISSION) == onAdmission)
                .map(AdmissionRecord.Ballot::heldOn)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
