package vn.chibo.engine;

/** A process of the engine, named like its file. */
public record ProcessId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
