package vn.chibo.engine;

/** A form, named like its file. */
public record FormId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
