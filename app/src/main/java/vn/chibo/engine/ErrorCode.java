package vn.chibo.engine;

/** A BPMN error, {@code <module>.<whatIsWrong>}. */
public record ErrorCode(String value) {

    @Override
    public String toString() {
        return value;
    }
}
