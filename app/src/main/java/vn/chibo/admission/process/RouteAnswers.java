package vn.chibo.admission.process;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.ApprovalProgress;
import vn.chibo.admission.votes.Count;
import vn.chibo.admission.votes.Protocol;
import vn.chibo.admission.votes.VoteBase;
import vn.chibo.engine.ElementId;
import vn.chibo.identity.CurrentUser;
import vn.chibo.shared.RuleViolation;

/** What the forms of {@code approval-route.bpmn} say, told to the act each stands for. */
@Component
class RouteAnswers {

    private final ApprovalProgress progress;

    RouteAnswers(ApprovalProgress progress) {
        this.progress = progress;
    }

    Map<String, Object> accept(ElementId element, AdmissionId id, FormAnswer form, CurrentUser by) {
        if (element.equals(ApprovalRouteProcess.APPRAISE)) {
            var result = form.text("result");
            progress.appraised(id, result.equals("GO_ON"), form.date("appraisedOn"), form.text("opinion"), by);
            return Map.of("stepResult", result);
        } else if (element.equals(ApprovalRouteProcess.CHECK_FILE)) {
            return checkFile(id, form, by);
        } else if (element.equals(ApprovalRouteProcess.SUPPLY_FILE)) {
            progress.supplied(id, form.text("done"), by);
            return Map.of();
        } else if (element.equals(ApprovalRouteProcess.ENTER_COUNT)) {
            enterCount(id, form, by);
            return Map.of();
        } else if (element.equals(ApprovalRouteProcess.ISSUE_DECISION)) {
            progress.decided(id, form.text("decisionNo"), form.date("decidedOn"), by);
            return Map.of(ApprovalRouteProcess.OUTCOME, "DECIDED");
        } else if (element.equals(ApprovalRouteProcess.WRITE_REFUSAL)) {
            progress.refused(id, form.text("reason"), form.date("refusedOn"), by);
            return Map.of(ApprovalRouteProcess.OUTCOME, "REFUSED");
        } else if (element.equals(ApprovalRouteProcess.REVIEW_DELAY)) {
            return reviewDelay(id, form, by);
        }
        throw new IllegalArgumentException("Not a form of the route: " + element);
    }

    private Map<String, Object> checkFile(AdmissionId id, FormAnswer form, CurrentUser by) {
        var result = form.text("result");
        if (result.equals("SUPPLEMENT")) {
            progress.supplementAsked(id, form.text("reason"), by);
        } else {
            progress.fileChecked(id, result.equals("GO_ON"), form.optional("reason"), by);
        }
        return Map.of("stepResult", result);
    }

    private void enterCount(AdmissionId id, FormAnswer form, CurrentUser by) {
        var member = by.member();
        if (member == null) {
            throw new RuleViolation("admission.error.membersCount");
        }
        var present = form.number("present");
        var members = form.number("members");
        if (present > members) {
            throw RuleViolation.at("present", "admission.error.count.morePresent", present, members);
        }
        var entry = new Protocol.Entry(
                VoteBase.ofBody(members, present),
                new Count(
                        form.number("issued"),
                        form.number("returned"),
                        form.number("valid"),
                        form.number("inFavour"),
                        form.number("against")));
        progress.enterCount(id, form.date("heldOn"), entry, member);
    }

    private Map<String, Object> reviewDelay(AdmissionId id, FormAnswer form, CurrentUser by) {
        if (form.is("review", "EXTEND")) {
            var decideBy = progress.extendAtReview(id, form.text("reason"), by);
            var variables = new HashMap<String, Object>();
            variables.put("extended", true);
            variables.put("decideBy", decideBy.toString());
            variables.put("clockMoves", progress.clockMoves(id));
            return variables;
        }
        progress.delayReviewed(id, form.text("reason"), by);
        return Map.of("extended", false);
    }
}
