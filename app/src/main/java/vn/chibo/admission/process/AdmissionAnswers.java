package vn.chibo.admission.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.ApprovalProgress;
import vn.chibo.admission.CellVotes;
import vn.chibo.admission.Ceremonies;
import vn.chibo.admission.Dossiers;
import vn.chibo.admission.dossier.Dossier;
import vn.chibo.admission.eligibility.EducationException;
import vn.chibo.engine.ElementId;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.shared.RuleViolation;

/** What the forms of {@code admission.bpmn} say, told to the act each stands for; hands back what gateways need. */
@Component
class AdmissionAnswers {

    private final Dossiers dossiers;
    private final CellVotes votes;
    private final ApprovalProgress progress;
    private final Ceremonies ceremonies;
    private final Dossier dossier;

    AdmissionAnswers(
            Dossiers dossiers, CellVotes votes, ApprovalProgress progress, Ceremonies ceremonies, Dossier dossier) {
        this.dossiers = dossiers;
        this.votes = votes;
        this.progress = progress;
        this.ceremonies = ceremonies;
        this.dossier = dossier;
    }

    Map<String, Object> accept(ElementId element, AdmissionId id, FormAnswer form, CurrentUser by) {
        if (element.equals(AdmissionProcess.RECORD_APPLICATION)) {
            dossiers.applicationReceived(id, form.date("appliedOn"), form.optional("note"), by);
        } else if (element.equals(AdmissionProcess.DECLARE_HISTORY)) {
            dossiers.historyDeclared(id, form.date("declaredOn"), form.optional("note"), by);
        } else if (element.equals(AdmissionProcess.STAMP_AND_SEND)) {
            return stampAndSend(id, form, by);
        } else if (element.equals(AdmissionProcess.CORRECT_HISTORY)) {
            dossiers.historyCorrected(id, form.date("correctedOn"), form.optional("note"), by);
        } else if (element.equals(AdmissionProcess.COLLECT_VERIFICATION)) {
            var result = form.text("verificationResult");
            dossiers.verified(id, result.equals("CLEAR"), form.date("verifiedOn"), form.optional("note"), by);
            return Map.of("verificationResult", result);
        } else if (element.equals(AdmissionProcess.CONCLUDE_HISTORY)) {
            dossiers.historyConcluded(id, form.date("concludedOn"), form.text("conclusion"), by);
        } else if (element.equals(AdmissionProcess.CERTIFY_HISTORY)) {
            return certify(id, form, by);
        } else if (element.equals(AdmissionProcess.RECORD_UNION_RESOLUTION)) {
            unionResolution(id, form, by);
        } else if (element.equals(AdmissionProcess.COLLECT_OPINIONS)) {
            opinions(id, form, by);
        } else if (element.equals(AdmissionProcess.INTRODUCE_CANDIDATE)
                || element.equals(AdmissionProcess.INTRODUCE_BY_NEW_SPONSOR)) {
            dossiers.introduced(id, form.member("sponsor"), form.date("introducedOn"), form.optional("note"), by);
        } else {
            return acceptFromTheCheckOn(element, id, form, by);
        }
        return Map.of();
    }

    private Map<String, Object> stampAndSend(AdmissionId id, FormAnswer form, CurrentUser by) {
        if (form.is("historyAccepted", "true")) {
            var remindAt = dossiers.verificationAsked(id, form.date("sentOn"), form.number("letters"), by);
            return Map.of("historyAccepted", true, "remindVerificationAt", remindAt.toString());
        }
        dossiers.historySentBack(id, form.text("reason"), by);
        return Map.of("historyAccepted", false);
    }

    private Map<String, Object> certify(AdmissionId id, FormAnswer form, CurrentUser by) {
        if (form.is("historyCertified", "true")) {
            dossiers.historyCertified(id, form.date("certifiedOn"), by);
            return Map.of("historyCertified", true, "historyVerified", true);
        }
        var remindAt = dossiers.furtherChecksAsked(id, form.text("reason"), by);
        return Map.of("historyCertified", false, "remindVerificationAt", remindAt.toString());
    }

    private void unionResolution(AdmissionId id, FormAnswer form, CurrentUser by) {
        if (form.is("union", "NONE")) {
            dossiers.unionResolved(id, null, null, null, null, form.optional("note"), by);
        } else {
            dossiers.unionResolved(
                    id,
                    form.text("union"),
                    form.date("resolvedOn"),
                    form.number("members"),
                    form.number("inFavour"),
                    form.optional("note"),
                    by);
        }
    }

    private void opinions(AdmissionId id, FormAnswer form, CurrentUser by) {
        var residence = form.is("residence", "GIVEN")
                ? new Dossiers.Opinion(form.number("residenceFor"), form.number("residenceAgainst"))
                : null;
        dossiers.opinionsSummarised(
                id,
                form.date("summarisedOn"),
                new Dossiers.Opinion(form.number("organisationFor"), form.number("organisationAgainst")),
                residence,
                form.optional("waiverReason"),
                by);
    }

    private Map<String, Object> acceptFromTheCheckOn(
            ElementId element, AdmissionId id, FormAnswer form, CurrentUser by) {
        if (element.equals(AdmissionProcess.CHECK_DOSSIER)) {
            var complete = form.is("dossierComplete", "true");
            if (complete) {
                if (dossier.hasReturned(id)) {
                    throw RuleViolation.at("dossierComplete", "admission.item.error.returned");
                }
                dossiers.dossierComplete(id, by);
            } else {
                dossiers.dossierIncomplete(id, form.text("reason"), by);
            }
            return Map.of("dossierComplete", complete);
        } else if (element.equals(AdmissionProcess.SUPPLY_MISSING_ITEM)) {
            dossiers.supplied(id, form.text("done"), by);
        } else if (element.equals(AdmissionProcess.REMEDY_CONDITIONS)) {
            remedy(id, form, by);
        } else if (element.equals(AdmissionProcess.REPEAT_COURSE)) {
            dossiers.courseRepeated(id, form.text("certificateNo"), form.date("issuedOn"), by);
        } else if (element.equals(AdmissionProcess.STRENGTHEN_CELL)) {
            dossiers.cellStrengthened(id, form.text("action"), form.optional("note"), by);
        } else if (element.equals(AdmissionProcess.DECIDE_ON_NEW_VOTE)) {
            var again = form.is("newVote", "AGAIN");
            votes.decideOnNewVote(id, again, form.text("reason"), by);
            return Map.of("cellOutcome", again ? "NONE" : "STOPPED");
        } else if (element.equals(AdmissionProcess.DECIDE_AFTER_BALLOTS)) {
            var again = form.is("ruling", "AGAIN");
            votes.ruleOnAdmission(id, again, form.text("reason"), by);
            return Map.of("cellOutcome", again ? "NONE" : "STOPPED");
        } else if (element.equals(AdmissionProcess.HANDLE_RETURN)) {
            var action = form.text("returnAction");
            progress.returnHandled(id, action.equals("RESUBMIT"), form.text("done"), by);
            return Map.of("returnAction", action, "entry", "CHECK");
        } else if (element.equals(AdmissionProcess.RECEIVE_DECISION)) {
            ceremonies.decisionReceived(id, form.date("receivedOn"), by);
        } else if (element.equals(AdmissionProcess.HOLD_CEREMONY)) {
            var guide = chosen("guide", form, dossiers.officialMembers(id));
            ceremonies.held(id, form.date("heldOn"), guide, form.optional("note"), by);
            return Map.of("admitted", true);
        } else if (element.equals(AdmissionProcess.CONSENT_TO_LATE_CEREMONY)) {
            return lateCeremony(id, form, by);
        } else if (element.equals(AdmissionProcess.APPOINT_SPONSOR)) {
            var sponsor = chosen("sponsor", form, dossiers.possibleSponsors(id));
            dossiers.sponsorAppointed(id, sponsor, form.date("togetherSince"), form.date("appointedOn"), by);
            return Map.of("newSponsorId", sponsor.toString());
        } else if (element.equals(AdmissionProcess.RECEIVE_DOSSIER)) {
            return receiveDossier(id, form, by);
        } else if (element.equals(AdmissionProcess.RESTORE_DOSSIER)) {
            dossiers.dossierRestored(id, form.date("restoredOn"), form.text("cause"), form.text("restored"), by);
        } else {
            throw new IllegalArgumentException("Not a form of the admission: " + element);
        }
        return Map.of();
    }

    private void remedy(AdmissionId id, FormAnswer form, CurrentUser by) {
        if (form.optional("sponsor") != null) {
            var sponsor = chosen("sponsor", form, dossiers.possibleSponsors(id));
            var introducedOn = form.date("introducedOn");
            dossiers.sponsorAppointed(id, sponsor, form.date("togetherSince"), introducedOn, by);
            dossiers.introduced(id, sponsor, introducedOn, null, by);
        }
        var exception = form.optional("educationException");
        dossiers.conditionsRemedied(
                id,
                form.text("done"),
                exception == null ? null : EducationException.valueOf(exception),
                form.optional("provinceConsent"),
                by);
        var redoneOn = form.optionalDate("papersRedoneOn");
        if (redoneOn != null) {
            dossiers.papersRedone(id, redoneOn, by);
        }
    }

    private Map<String, Object> receiveDossier(AdmissionId id, FormAnswer form, CurrentUser by) {
        var on = form.date("appointedOn");
        var sponsors = new ArrayList<String>();
        var first = chosen("sponsor", form, dossiers.possibleSponsors(id));
        dossiers.sponsorAppointed(id, first, form.date("togetherSince"), on, by);
        sponsors.add(first.toString());
        if (form.optional("secondSponsor") != null) {
            var second = chosen("secondSponsor", form, dossiers.possibleSponsors(id));
            dossiers.sponsorAppointed(id, second, form.date("secondTogetherSince"), on, by);
            sponsors.add(second.toString());
        }
        return Map.of("sponsorIds", sponsors);
    }

    private Map<String, Object> lateCeremony(AdmissionId id, FormAnswer form, CurrentUser by) {
        if (form.is("consent", "CONSENT")) {
            var limit = ceremonies.consentToLate(id, form.date("newLimit"), form.text("reason"), by);
            return Map.of("ceremonyBy", limit.toString());
        }
        ceremonies.cancelDecision(id, form.text("reason"), by);
        return Map.of("admitted", false);
    }

    /** Only somebody who was offered: a key typed into the request is refused. */
    private static MemberId chosen(String field, FormAnswer form, List<MemberView> offered) {
        return offered.stream()
                .map(MemberView::id)
                .filter(member -> form.is(field, member.toString()))
                .findFirst()
                .orElseThrow(() -> RuleViolation.at(field, "admission.error.chooseMember"));
    }
}
