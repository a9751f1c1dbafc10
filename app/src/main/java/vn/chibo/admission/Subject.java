package vn.chibo.admission;

/** What a body votes on and an authority decides. */
public enum Subject {
    ADMISSION,
    RECOGNITION,
    STRIKE_OFF;

    /** The question that is left when this one was answered with no. */
    Subject opposite() {
        return this == STRIKE_OFF ? RECOGNITION : STRIKE_OFF;
    }
}
