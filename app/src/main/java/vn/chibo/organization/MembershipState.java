package vn.chibo.organization;

/** Official members vote; probationary members attend and discuss only (Statute; domain README §3). */
public enum MembershipState {
    OFFICIAL,
    PROBATIONARY
}
