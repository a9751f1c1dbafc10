package vn.chibo.engine;

/** The type of a service task, {@code <module>.<verbNoun>}. */
public record JobType(String value) {

    @Override
    public String toString() {
        return value;
    }
}
