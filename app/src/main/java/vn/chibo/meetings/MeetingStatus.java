package vn.chibo.meetings;

/** Where a month's meeting stands (monthly-meeting §5). */
public enum MeetingStatus {
    PLANNED,
    REGISTERED,
    APPROVED,
    NOTIFIED,
    IN_PROGRESS,
    HELD,
    FINALISED,
    REPORTED,
    VERIFIED,
    POSTPONED,
    NOT_HELD
}
