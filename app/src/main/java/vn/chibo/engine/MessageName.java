package vn.chibo.engine;

/** A message, {@code <module>.<whatHappened>}. */
public record MessageName(String value) {

    @Override
    public String toString() {
        return value;
    }
}
