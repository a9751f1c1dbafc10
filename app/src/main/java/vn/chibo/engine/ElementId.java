package vn.chibo.engine;

/** An element of a model, such as {@code UserTask_RegisterDate}. */
public record ElementId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
