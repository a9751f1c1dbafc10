package vn.chibo.admission.process;

import java.util.Map;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.ApprovalProgress;
import vn.chibo.admission.CellVotes;
import vn.chibo.admission.Dossiers;
import vn.chibo.admission.Probations;
import vn.chibo.admission.Subject;
import vn.chibo.engine.ElementId;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.shared.RuleViolation;

/** What the forms of {@code probation.bpmn} say, told to the act each stands for; hands back what gateways need. */
@Component
class ProbationAnswers {

    private final Probations probations;
    private final Dossiers dossiers;
    private final CellVotes votes;
    private final ApprovalProgress progress;

    ProbationAnswers(Probations probations, Dossiers dossiers, CellVotes votes, ApprovalProgress progress) {
        this.probations = probations;
        this.dossiers = dossiers;
        this.votes = votes;
        this.progress = progress;
    }

    Map<String, Object> accept(ElementId element, AdmissionId id, FormAnswer form, CurrentUser by) {
        if (element.equals(ProbationProcess.DECLARE_MEMBER_HISTORY)) {
            probations.memberHistoryDeclared(id, form.date("declaredOn"), form.optional("note"), by);
            return Map.of("memberHistoryDeclared", true);
        } else if (element.equals(ProbationProcess.COMPLETE_TRAINING)) {
            probations.trained(id, form.text("certificateNo"), form.date("issuedOn"), by);
            return Map.of("trained", true);
        } else if (element.equals(ProbationProcess.WRITE_SPONSOR_NOTE)) {
            probations.noteWritten(id, form.text("remark"), by);
        } else if (element.equals(ProbationProcess.SUBMIT_SELF_REVIEW)) {
            probations.selfReviewed(id, form.date("writtenOn"), form.optional("note"), by);
        } else if (element.equals(ProbationProcess.WRITE_SPONSOR_REMARK)) {
            probations.sponsorRemarked(id, form.date("writtenOn"), form.optional("note"), by);
        } else if (element.equals(ProbationProcess.SUMMARISE_OPINIONS)) {
            probations.opinionsSummarised(id, form.date("summarisedOn"), form.optional("note"), by);
            return Map.of("closingPapersIn", true);
        } else if (element.equals(ProbationProcess.DECIDE_NEXT_BALLOT)) {
            var next = Subject.valueOf(form.text("nextBallot"));
            votes.decideNextBallot(id, next, form.text("reason"), by);
            return Map.of("ballotSubject", next.name());
        } else if (element.equals(ProbationProcess.DECIDE_AFTER_BALLOTS)) {
            var question = Subject.valueOf(form.text("ruling"));
            votes.ruleOnProbationer(id, question, form.text("reason"), by);
            return Map.of("ballotSubject", question.name());
        } else if (element.equals(ProbationProcess.HANDLE_RETURN)) {
            var action = form.text("returnAction");
            progress.returnHandled(id, action.equals("RESUBMIT"), form.text("done"), by);
            return Map.of("returnAction", action);
        } else if (element.equals(ProbationProcess.APPOINT_SPONSOR)
                || element.equals(ProbationProcess.RECEIVE_PROBATIONER)) {
            var guide = guide(form, id);
            probations.guideAppointed(id, guide, form.date("appointedOn"), by);
            return Map.of("guideId", guide.toString());
        } else if (element.equals(ProbationProcess.ANNOUNCE_DECISION)) {
            probations.announced(id, form.date("announcedOn"), by);
        } else if (element.equals(ProbationProcess.ISSUE_CARD)) {
            probations.cardIssued(id, form.text("cardNumber"), form.date("issuedOn"), by);
        } else if (element.equals(ProbationProcess.ARCHIVE_DOSSIER)) {
            probations.archived(id, form.date("archivedOn"), form.text("place"), by);
        } else {
            throw new IllegalArgumentException("Not a form of the probation: " + element);
        }
        return Map.of();
    }

    /** Only somebody who was offered: a key typed into the request is refused. */
    private MemberId guide(FormAnswer form, AdmissionId id) {
        return dossiers.officialMembers(id).stream()
                .map(MemberView::id)
                .filter(member -> form.is("guide", member.toString()))
                .findFirst()
                .orElseThrow(() -> RuleViolation.at("guide", "admission.error.chooseMember"));
    }
}
