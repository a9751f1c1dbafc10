package vn.chibo.meetings.process;

import vn.chibo.engine.ElementId;
import vn.chibo.engine.FormId;
import vn.chibo.engine.JobType;
import vn.chibo.engine.ProcessId;

/** The names shared with {@code hold-session.bpmn}; {@code HoldSessionModelTest} compares both sides. */
public final class HoldSessionProcess {

    public static final ProcessId ID = new ProcessId("hold-session");
    /** The variable every task of a sitting is found by; a postponed meeting has several sittings. */
    public static final String SITTING_ID = "sittingId";

    /** How the sitting ended, for the calling process: HELD, POSTPONED or NOT_HELD. */
    public static final String OUTCOME = "sittingOutcome";

    public static final JobType RAISE_CELL_TOO_SMALL = new JobType("meetings.raiseCellTooSmall");
    public static final JobType CLOSE_SITTING = new JobType("meetings.closeSitting");
    public static final JobType ESCALATE_CONSENT = new JobType("meetings.escalateConsent");
    public static final JobType ESCALATE_UNFINISHED = new JobType("meetings.escalateUnfinished");

    /** By when the committee should say whether the chosen member may chair. */
    public static final String CONSENT_BY = "consentBy";

    /** From when a sitting that was opened and not closed is reported; the people can still finish it. */
    public static final String UNFINISHED_AT = "unfinishedAt";

    /**
     * Hands back {@code needsConsent} (neither secretary nor deputy chairs), {@code chairId} and {@code minuteTakerId}:
     * from here on these two are candidates of every task of the sitting. With consent needed also {@link #CONSENT_BY},
     * else {@link #UNFINISHED_AT}. Until the chair is settled the meeting can be postponed, declared not held, or
     * overtaken by the end of the month; afterwards it cannot.
     */
    public static final ElementId OPEN_SITTING = new ElementId("UserTask_OpenSitting");
    /** Of the committee office; hands back {@code consented} and, with consent, {@link #UNFINISHED_AT}. */
    public static final ElementId CONSENT_TO_CHAIR = new ElementId("UserTask_ConsentToChair");
    /** Hands back {@code quorumReached} and {@code mayDecide} (at least cell.minOfficialMembers official members). */
    public static final ElementId ROLL_CALL = new ElementId("UserTask_RollCall");
    /**
     * Hands back {@code goOn}; when false also {@code newDateInMonth}: true when a new start was registered with
     * {@code MeetingManagement.adjourn}, false when the month has no room for one and counts as not held.
     */
    public static final ElementId DECIDE_ON_QUORUM = new ElementId("UserTask_DecideOnQuorum");

    public static final ElementId CONDUCT_AGENDA = new ElementId("UserTask_ConductAgenda");
    /** Hands back {@code resolutionResult}: PASSED, REWRITE or MINUTES_ONLY. */
    public static final ElementId VOTE_RESOLUTION = new ElementId("UserTask_VoteResolution");

    public static final ElementId REWRITE_RESOLUTION = new ElementId("UserTask_RewriteResolution");
    /** Hands back {@code selfPoints}. */
    public static final ElementId SCORE_MEETING = new ElementId("UserTask_ScoreMeeting");

    public static final ElementId ADOPT_MINUTES = new ElementId("UserTask_AdoptMinutes");

    public static final FormId CONSENT_TO_CHAIR_FORM = new FormId("hold-session-consent-to-chair");

    private HoldSessionProcess() {}
}
