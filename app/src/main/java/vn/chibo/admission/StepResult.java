package vn.chibo.admission;

/** How a body of the route left the file. */
public enum StepResult {
    GO_ON,
    RETURN,
    DECIDED,
    REFUSED
}
