package vn.chibo.meetings;

/** How the meeting is held; ONLINE only where the policy {@code online.enabled} allows it. */
public enum MeetingMode {
    IN_PERSON,
    ONLINE
}
