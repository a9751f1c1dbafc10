package vn.chibo.identity;

/** What one may be allowed to do with the things of a unit; {@link Access} says who may. Default is deny. */
public enum Permission {
    /** See that the unit exists, its members' names and meeting dates. */
    UNIT_VIEW,
    /** Read meetings, papers, scores, history of the unit's cases. */
    CASE_VIEW,
    /** Work as secretary or deputy of the cell: register, prepare, chair, sign, report. */
    MEETING_CONDUCT,
    /** Write in the meeting room: MEETING_CONDUCT holders, chair and minute-taker of that meeting, cell committee members. */
    MEETING_RECORD,
    /** Fill the report of the assigned committee member. */
    VISIT_REPORT,
    /** Approve dates, see the commune calendar with clashes, open the month, act on months not held. */
    CALENDAR_MANAGE,
    /** Verify scores. */
    SCORE_VERIFY,
    /** Import organisations, members, offices. */
    ORGANIZATION_IMPORT,
    /** Add dated policy values and score templates in this scope. */
    POLICY_EDIT,
    POLICY_VIEW,
    /** See prospective lists, plans and admission cases of the unit. */
    ADMISSION_VIEW,
    /** Work on the cell's prospective list, plan and admission cases. */
    ADMISSION_MANAGE,
    /** For the committee: approve plans, send to courses, record certificates and decisions. */
    ADMISSION_DECIDE,
    /**
     * See what is late in the unit and below it, and why; remind those who have to act, give tasks to other holders of
     * their posts, cancel where the area allows it.
     */
    SUPERVISE,
    /** Edit the holiday calendar; manage accounts; see technical health. */
    SYSTEM_ADMINISTER
}
