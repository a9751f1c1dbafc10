package vn.chibo.admission;

/** The bodies of an approval route. */
public enum Body {
    CELL,
    SUB_COMMITTEE,
    BASE_COMMITTEE,
    ORG_CHECK,
    STANDING_COMMITTEE;

    boolean votes() {
        return this == CELL || this == BASE_COMMITTEE || this == STANDING_COMMITTEE;
    }
}
