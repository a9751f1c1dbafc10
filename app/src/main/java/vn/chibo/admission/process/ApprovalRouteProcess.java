package vn.chibo.admission.process;

import vn.chibo.engine.ElementId;
import vn.chibo.engine.FormId;
import vn.chibo.engine.JobType;
import vn.chibo.engine.MessageName;
import vn.chibo.engine.ProcessId;

/** The names shared with {@code approval-route.bpmn}: the bodies of a route one after the other, beside the clock of the decision. Called by admission and probation. {@code AdmissionModelsTest} compares both sides. */
public final class ApprovalRouteProcess {

    public static final ProcessId ID = new ProcessId("approval-route");
    /** How the route ended, for the calling process: DECIDED, REFUSED or RETURNED. */
    public static final String OUTCOME = "approvalOutcome";

    /** Correlates by case id and {@code clockMoves}, which every move counts up. */
    public static final MessageName DECISION_CLOCK_MOVED = new MessageName("admission.decisionClockMoved");

    public static final JobType BEGIN_ROUTE = new JobType("admission.beginRoute");
    public static final JobType ESCALATE_DECISION = new JobType("admission.escalateDecision");
    /** Hands back {@code stepBody}, {@code stepCode} and {@code counters}, one for each independent entry of the count. */
    public static final JobType NEXT_STEP = new JobType("admission.nextStep");

    /** Hands back {@code countsAgree}; when they do, {@code stepResult}: GO_ON, RETURN, DECIDED or REFUSED. */
    public static final JobType RECONCILE_COUNT = new JobType("admission.reconcileCount");

    public static final JobType RECORD_RETURN = new JobType("admission.recordReturn");

    public static final ElementId APPRAISE = new ElementId("UserTask_Appraise");
    public static final ElementId CHECK_FILE = new ElementId("UserTask_CheckFile");
    public static final ElementId SUPPLY_FILE = new ElementId("UserTask_SupplyFile");
    /** One for each entry of the count; two people must enter that of a secret ballot. */
    public static final ElementId ENTER_COUNT = new ElementId("UserTask_EnterCount");

    public static final ElementId ISSUE_DECISION = new ElementId("UserTask_IssueDecision");
    public static final ElementId WRITE_REFUSAL = new ElementId("UserTask_WriteRefusal");
    public static final ElementId REVIEW_DELAY = new ElementId("UserTask_ReviewDelay");

    public static final FormId APPRAISE_FORM = new FormId("approval-route-appraise");
    public static final FormId CHECK_FILE_FORM = new FormId("approval-route-check-file");
    public static final FormId SUPPLY_FILE_FORM = new FormId("approval-route-supply-file");
    public static final FormId ENTER_COUNT_FORM = new FormId("approval-route-enter-count");
    public static final FormId ISSUE_DECISION_FORM = new FormId("approval-route-issue-decision");
    public static final FormId WRITE_REFUSAL_FORM = new FormId("approval-route-write-refusal");
    public static final FormId REVIEW_DELAY_FORM = new FormId("approval-route-review-delay");

    private ApprovalRouteProcess() {}
}
