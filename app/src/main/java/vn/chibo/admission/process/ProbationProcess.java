package vn.chibo.admission.process;

import vn.chibo.engine.ElementId;
import vn.chibo.engine.FormId;
import vn.chibo.engine.JobType;
import vn.chibo.engine.MessageName;
import vn.chibo.engine.ProcessId;

/** The names shared with {@code probation.bpmn} (K-19…K-28); {@code AdmissionModelsTest} compares both sides. */
public final class ProbationProcess {

    public static final ProcessId ID = new ProcessId("probation");

    public static final MessageName PROBATION_STARTED = new MessageName("admission.probationStarted");
    /** Correlates by case id and number of moves before this one. */
    public static final MessageName PROBATIONER_MOVED = new MessageName("admission.probationerMoved");

    public static final MessageName CELL_VOTED = AdmissionProcess.CELL_VOTED;
    public static final MessageName SPONSOR_LEFT = AdmissionProcess.SPONSOR_LEFT;

    public static final JobType CLAIM_CASE = AdmissionProcess.CLAIM_CASE;
    public static final JobType CLOSE_RECOGNISED = new JobType("admission.closeRecognised");
    public static final JobType CLOSE_STRUCK_OFF = new JobType("admission.closeStruckOff");
    public static final JobType COUNT_CELL_VOTE = AdmissionProcess.COUNT_CELL_VOTE;
    public static final JobType END_PROBATION = new JobType("admission.endProbation");
    /** Hands back {@code noteFrom}, when the next quarter is full; null when none is left before the end. */
    public static final JobType NEXT_NOTE = new JobType("admission.nextNote");

    public static final JobType RECORD_MEMBER_HISTORY_LATE = new JobType("admission.recordMemberHistoryLate");
    public static final JobType RECORD_RECOGNITION_LATE = new JobType("admission.recordRecognitionLate");
    public static final JobType REQUEST_VOTE = AdmissionProcess.REQUEST_VOTE;
    public static final JobType SET_PROBATION_CLOCKS = new JobType("admission.setProbationClocks");
    public static final JobType TRANSFER_PROBATIONER = new JobType("admission.transferProbationer");
    public static final JobType TURN_QUESTION = new JobType("admission.turnQuestion");

    public static final ElementId DECLARE_MEMBER_HISTORY = new ElementId("UserTask_DeclareMemberHistory");
    public static final ElementId COMPLETE_TRAINING = new ElementId("UserTask_CompleteTraining");
    public static final ElementId WRITE_SPONSOR_NOTE = new ElementId("UserTask_WriteSponsorNote");
    public static final ElementId SUBMIT_SELF_REVIEW = new ElementId("UserTask_SubmitSelfReview");
    public static final ElementId WRITE_SPONSOR_REMARK = new ElementId("UserTask_WriteSponsorRemark");
    public static final ElementId SUMMARISE_OPINIONS = new ElementId("UserTask_SummariseOpinions");
    /** Hands back {@code ballotSubject}: RECOGNITION or STRIKE_OFF. */
    public static final ElementId DECIDE_NEXT_BALLOT = new ElementId("UserTask_DecideNextBallot");

    public static final ElementId DECIDE_AFTER_BALLOTS = new ElementId("UserTask_DecideAfterBallots");
    public static final ElementId HANDLE_RETURN = new ElementId("UserTask_HandleReturn");
    public static final ElementId RECEIVE_PROBATIONER = new ElementId("UserTask_ReceiveProbationer");
    public static final ElementId ANNOUNCE_DECISION = new ElementId("UserTask_AnnounceDecision");
    public static final ElementId ISSUE_CARD = new ElementId("UserTask_IssueCard");
    public static final ElementId ARCHIVE_DOSSIER = new ElementId("UserTask_ArchiveDossier");
    public static final ElementId APPOINT_SPONSOR = new ElementId("UserTask_AppointSponsor");

    public static final FormId DECLARE_MEMBER_HISTORY_FORM = new FormId("probation-declare-member-history");
    public static final FormId COMPLETE_TRAINING_FORM = new FormId("probation-complete-training");
    public static final FormId WRITE_SPONSOR_NOTE_FORM = new FormId("probation-write-sponsor-note");
    public static final FormId SUBMIT_SELF_REVIEW_FORM = new FormId("probation-submit-self-review");
    public static final FormId WRITE_SPONSOR_REMARK_FORM = new FormId("probation-write-sponsor-remark");
    public static final FormId SUMMARISE_OPINIONS_FORM = new FormId("probation-summarise-opinions");
    public static final FormId DECIDE_NEXT_BALLOT_FORM = new FormId("probation-decide-next-ballot");
    public static final FormId DECIDE_AFTER_BALLOTS_FORM = new FormId("probation-decide-after-ballots");
    public static final FormId HANDLE_RETURN_FORM = new FormId("probation-handle-return");
    public static final FormId RECEIVE_PROBATIONER_FORM = new FormId("probation-receive-probationer");
    public static final FormId ANNOUNCE_DECISION_FORM = new FormId("probation-announce-decision");
    public static final FormId ISSUE_CARD_FORM = new FormId("probation-issue-card");
    public static final FormId ARCHIVE_DOSSIER_FORM = new FormId("probation-archive-dossier");
    public static final FormId APPOINT_SPONSOR_FORM = new FormId("probation-appoint-sponsor");

    private ProbationProcess() {}
}
