package vn.chibo.organization;

/** As on the member's card. */
public enum Sex {
    MALE,
    FEMALE
}
