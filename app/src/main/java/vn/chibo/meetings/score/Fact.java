package vn.chibo.meetings.score;

/** What the system knows by itself about a meeting, as far as a criterion can be suggested from it. */
public enum Fact {
    /** Minutes short of the minimum length of this cell (R2–R5). */
    LENGTH,
    /** Percent present of those expected (R10, R11); anyone absent without reason gives the lowest level. */
    ATTENDANCE,
    /** Nobody excused more than {@code attendance.maxConsecutiveExcused} times in a row this year. */
    EXCUSED_IN_A_ROW,
    /** Pre-meeting held; counted as met where the cell has no chi ủy (G1). */
    PRE_MEETING,
    NOTICE_TO_ALL,
    /** Papers online {@code docs.uploadLeadDays} before (R7). */
    PAPERS_BEFORE,
    ALL_STEPS,
    PRAISE_OR_REMINDER,
    /** Percent of those present who spoke. */
    SPEAKERS,
    /** At least {@code criticism.minMinutes} for ideology, self-criticism and criticism (R18). */
    CRITICISM_TIME,
    /** Percent of last month's targets reached; where nobody counted them, of last month's tasks done. */
    LAST_MONTH_TASKS,
    CONCLUSION_ADOPTED,
    /** Finished papers online within {@code docs.publishAfterDays} (R8); known only after the meeting. */
    PAPERS_AFTER
}
