package vn.chibo.meetings.process;

import vn.chibo.cases.CaseKind;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.FormId;
import vn.chibo.engine.JobType;
import vn.chibo.engine.MessageName;
import vn.chibo.engine.ProcessId;

/** The names shared with {@code monthly-meeting.bpmn}; {@code MonthlyMeetingModelTest} compares both sides. */
public final class MonthlyMeetingProcess {

    public static final ProcessId ID = new ProcessId("monthly-meeting");
    public static final CaseKind KIND = new CaseKind("monthly-meeting");
    /** The variable every task of a meeting is found by. */
    public static final String CASE_ID = "caseId";

    public static final MessageName MONTH_OPENED = new MessageName("meetings.monthOpened");
    /**
     * Correlates by case id and number of postponements before this one: the engine keeps a message for an hour and hands
     * it to month and sitting alike, so without the number it would postpone the next date as well.
     */
    public static final MessageName POSTPONED = new MessageName("meetings.postponed");

    public static final MessageName NOT_HELD_DECLARED = new MessageName("meetings.notHeldDeclared");

    public static final JobType CLAIM_CASE = new JobType("meetings.claimCase");
    public static final JobType ESCALATE_REGISTRATION = new JobType("meetings.escalateRegistration");
    public static final JobType SET_SCHEDULE = new JobType("meetings.setSchedule");
    /** The hour has come: whatever of notice, papers and pre-meeting is open is dropped, so that the sitting can begin. */
    public static final JobType RECORD_UNPREPARED = new JobType("meetings.recordUnprepared");

    public static final JobType PREPARE_SITTING = new JobType("meetings.prepareSitting");
    public static final JobType RECORD_POSTPONEMENT = new JobType("meetings.recordPostponement");
    public static final JobType RECORD_NOT_HELD = new JobType("meetings.recordNotHeld");
    public static final JobType SET_REPORTING_DEADLINES = new JobType("meetings.setReportingDeadlines");
    public static final JobType RECORD_REPORT_LATE = new JobType("meetings.recordReportLate");
    public static final JobType RECORD_VISIT_MISSING = new JobType("meetings.recordVisitMissing");
    public static final JobType ESCALATE_VERIFICATION = new JobType("meetings.escalateVerification");
    public static final JobType CLOSE_MONTH = new JobType("meetings.closeMonth");

    public static final ElementId REGISTER_DATE = new ElementId("UserTask_RegisterDate");
    /** Hands back {@code dateApproved}. */
    public static final ElementId APPROVE_DATE = new ElementId("UserTask_ApproveDate");

    public static final ElementId ASSIGN_DRAFTING = new ElementId("UserTask_AssignDrafting");
    public static final ElementId HOLD_PRE_MEETING = new ElementId("UserTask_HoldPreMeeting");
    public static final ElementId PREPARE_ALONE = new ElementId("UserTask_PrepareAlone");
    public static final ElementId SEND_NOTICE = new ElementId("UserTask_SendNotice");
    public static final ElementId UPLOAD_PAPERS = new ElementId("UserTask_UploadPapers");
    public static final ElementId EXPLAIN_NOT_HELD = new ElementId("UserTask_ExplainNotHeld");
    public static final ElementId ACKNOWLEDGE_NOT_HELD = new ElementId("UserTask_AcknowledgeNotHeld");
    /** Of the minute-taker ({@code minuteTakerId}), and of secretary and deputy should he or she have left. */
    public static final ElementId SIGN_MINUTES = new ElementId("UserTask_SignMinutes");

    public static final ElementId SIGN_AND_ISSUE = new ElementId("UserTask_SignAndIssue");
    public static final ElementId PUBLISH_AND_REPORT = new ElementId("UserTask_PublishAndReport");
    public static final ElementId REPORT_VISIT = new ElementId("UserTask_ReportVisit");
    /** Hands back {@code verifiedPoints} (a number) and {@code scoreAccepted}; false returns the sheet, once only. */
    public static final ElementId VERIFY_SCORE = new ElementId("UserTask_VerifyScore");

    public static final ElementId EXPLAIN_SCORE = new ElementId("UserTask_ExplainScore");

    public static final FormId ASSIGN_DRAFTING_FORM = new FormId("monthly-meeting-assign-drafting");
    public static final FormId HOLD_PRE_MEETING_FORM = new FormId("monthly-meeting-hold-pre-meeting");
    public static final FormId PREPARE_ALONE_FORM = new FormId("monthly-meeting-prepare-alone");
    public static final FormId UPLOAD_PAPERS_FORM = new FormId("monthly-meeting-upload-papers");
    public static final FormId PUBLISH_AND_REPORT_FORM = new FormId("monthly-meeting-publish-and-report");
    public static final FormId REPORT_VISIT_FORM = new FormId("monthly-meeting-report-visit");
    public static final FormId EXPLAIN_SCORE_FORM = new FormId("monthly-meeting-explain-score");
    public static final FormId EXPLAIN_NOT_HELD_FORM = new FormId("monthly-meeting-explain-not-held");
    public static final FormId ACKNOWLEDGE_NOT_HELD_FORM = new FormId("monthly-meeting-acknowledge-not-held");

    private MonthlyMeetingProcess() {}
}
