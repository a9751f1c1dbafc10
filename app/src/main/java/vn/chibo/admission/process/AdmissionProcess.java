package vn.chibo.admission.process;

import vn.chibo.cases.CaseKind;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.FormId;
import vn.chibo.engine.JobType;
import vn.chibo.engine.MessageName;
import vn.chibo.engine.ProcessId;

/** The names shared with {@code admission.bpmn} (K-04…K-18); {@code AdmissionModelsTest} compares both sides. */
public final class AdmissionProcess {

    public static final ProcessId ID = new ProcessId("admission");
    public static final CaseKind KIND = new CaseKind("admission");
    /** The variable every task of an admission is found by. */
    public static final String CASE_ID = "caseId";

    public static final MessageName CASE_OPENED = new MessageName("admission.caseOpened");
    /**
     * Correlates by case id and number of moves before this one: the engine keeps a message for an hour and would
     * otherwise move the case twice.
     */
    public static final MessageName CANDIDATE_MOVED = new MessageName("admission.candidateMoved");

    /** The cell's meeting has voted; correlates by case id and number of the ballot. Probation waits for the same. */
    public static final MessageName CELL_VOTED = new MessageName("admission.cellVoted");

    /** Ends the case from wherever it stands: a political problem came to light, the candidate withdrew or died. */
    public static final MessageName STOP_ORDERED = new MessageName("admission.stopOrdered");

    public static final MessageName SPONSOR_LEFT = new MessageName("admission.sponsorLeft");
    public static final MessageName DOSSIER_LOST = new MessageName("admission.dossierLost");

    /** Hands back {@code readiness}: READY, CERTIFICATE_EXPIRED, CELL_TOO_SMALL or CONDITIONS_MISSING. */
    public static final JobType CHECK_ELIGIBILITY = new JobType("admission.checkEligibility");

    public static final JobType CLAIM_CASE = new JobType("admission.claimCase");
    public static final JobType CLOSE_REFUSED = new JobType("admission.closeRefused");
    /** Hands back {@code cellPassed} and {@code ballotsLeft}. */
    public static final JobType COUNT_CELL_VOTE = new JobType("admission.countCellVote");

    public static final JobType ESCALATE_CEREMONY = new JobType("admission.escalateCeremony");
    /** Hands back the new cell and where the dossier goes on: {@code entry} APPLICATION, PAPERS or CHECK. */
    public static final JobType HAND_OVER_DOSSIER = new JobType("admission.handOverDossier");

    public static final JobType RECORD_STOP = new JobType("admission.recordStop");
    public static final JobType REFER_PROBLEM = new JobType("admission.referProblem");
    public static final JobType REMIND_VERIFICATION = new JobType("admission.remindVerification");
    /** Hands back {@code ballot}, the number under which the cell's answer is awaited. */
    public static final JobType REQUEST_VOTE = new JobType("admission.requestVote");

    public static final JobType SEND_DECISION_ON = new JobType("admission.sendDecisionOn");
    public static final JobType SET_CEREMONY_DEADLINE = new JobType("admission.setCeremonyDeadline");
    public static final JobType START_PROBATION = new JobType("admission.startProbation");

    public static final ElementId RECORD_APPLICATION = new ElementId("UserTask_RecordApplication");
    public static final ElementId DECLARE_HISTORY = new ElementId("UserTask_DeclareHistory");
    public static final ElementId STAMP_AND_SEND = new ElementId("UserTask_StampAndSend");
    public static final ElementId CORRECT_HISTORY = new ElementId("UserTask_CorrectHistory");
    public static final ElementId COLLECT_VERIFICATION = new ElementId("UserTask_CollectVerification");
    public static final ElementId CONCLUDE_HISTORY = new ElementId("UserTask_ConcludeHistory");
    public static final ElementId CERTIFY_HISTORY = new ElementId("UserTask_CertifyHistory");
    public static final ElementId RECORD_UNION_RESOLUTION = new ElementId("UserTask_RecordUnionResolution");
    public static final ElementId COLLECT_OPINIONS = new ElementId("UserTask_CollectOpinions");
    /** One for each sponsor; {@code sponsorId} says whose. */
    public static final ElementId INTRODUCE_CANDIDATE = new ElementId("UserTask_IntroduceCandidate");

    public static final ElementId CHECK_DOSSIER = new ElementId("UserTask_CheckDossier");
    public static final ElementId SUPPLY_MISSING_ITEM = new ElementId("UserTask_SupplyMissingItem");
    public static final ElementId REMEDY_CONDITIONS = new ElementId("UserTask_RemedyConditions");
    public static final ElementId REPEAT_COURSE = new ElementId("UserTask_RepeatCourse");
    public static final ElementId STRENGTHEN_CELL = new ElementId("UserTask_StrengthenCell");
    public static final ElementId DECIDE_ON_NEW_VOTE = new ElementId("UserTask_DecideOnNewVote");
    public static final ElementId DECIDE_AFTER_BALLOTS = new ElementId("UserTask_DecideAfterBallots");
    public static final ElementId HANDLE_RETURN = new ElementId("UserTask_HandleReturn");
    public static final ElementId RECEIVE_DECISION = new ElementId("UserTask_ReceiveDecision");
    public static final ElementId HOLD_CEREMONY = new ElementId("UserTask_HoldCeremony");
    /** Hands back a new {@code ceremonyBy}, or {@code admitted} false: the decision is cancelled. */
    public static final ElementId CONSENT_TO_LATE_CEREMONY = new ElementId("UserTask_ConsentToLateCeremony");

    public static final ElementId APPOINT_SPONSOR = new ElementId("UserTask_AppointSponsor");
    public static final ElementId INTRODUCE_BY_NEW_SPONSOR = new ElementId("UserTask_IntroduceByNewSponsor");
    public static final ElementId RECEIVE_DOSSIER = new ElementId("UserTask_ReceiveDossier");
    public static final ElementId RESTORE_DOSSIER = new ElementId("UserTask_RestoreDossier");

    public static final FormId RECORD_APPLICATION_FORM = new FormId("admission-record-application");
    public static final FormId DECLARE_HISTORY_FORM = new FormId("admission-declare-history");
    public static final FormId STAMP_AND_SEND_FORM = new FormId("admission-stamp-and-send");
    public static final FormId CORRECT_HISTORY_FORM = new FormId("admission-correct-history");
    public static final FormId COLLECT_VERIFICATION_FORM = new FormId("admission-collect-verification");
    public static final FormId CONCLUDE_HISTORY_FORM = new FormId("admission-conclude-history");
    public static final FormId CERTIFY_HISTORY_FORM = new FormId("admission-certify-history");
    public static final FormId RECORD_UNION_RESOLUTION_FORM = new FormId("admission-record-union-resolution");
    public static final FormId COLLECT_OPINIONS_FORM = new FormId("admission-collect-opinions");
    public static final FormId INTRODUCE_CANDIDATE_FORM = new FormId("admission-introduce-candidate");
    public static final FormId CHECK_DOSSIER_FORM = new FormId("admission-check-dossier");
    public static final FormId SUPPLY_MISSING_ITEM_FORM = new FormId("admission-supply-missing-item");
    public static final FormId REMEDY_CONDITIONS_FORM = new FormId("admission-remedy-conditions");
    public static final FormId REPEAT_COURSE_FORM = new FormId("admission-repeat-course");
    public static final FormId STRENGTHEN_CELL_FORM = new FormId("admission-strengthen-cell");
    public static final FormId DECIDE_ON_NEW_VOTE_FORM = new FormId("admission-decide-on-new-vote");
    public static final FormId DECIDE_AFTER_BALLOTS_FORM = new FormId("admission-decide-after-ballots");
    public static final FormId HANDLE_RETURN_FORM = new FormId("admission-handle-return");
    public static final FormId RECEIVE_DECISION_FORM = new FormId("admission-receive-decision");
    public static final FormId HOLD_CEREMONY_FORM = new FormId("admission-hold-ceremony");
    public static final FormId CONSENT_TO_LATE_CEREMONY_FORM = new FormId("admission-consent-to-late-ceremony");
    public static final FormId APPOINT_SPONSOR_FORM = new FormId("admission-appoint-sponsor");
    public static final FormId INTRODUCE_BY_NEW_SPONSOR_FORM = new FormId("admission-introduce-by-new-sponsor");
    public static final FormId RECEIVE_DOSSIER_FORM = new FormId("admission-receive-dossier");
    public static final FormId RESTORE_DOSSIER_FORM = new FormId("admission-restore-dossier");

    private AdmissionProcess() {}
}
