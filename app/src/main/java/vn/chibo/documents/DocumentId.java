package vn.chibo.documents;

import java.util.UUID;

/** Identifies one stored file; random, and also its name on the disk. */
public record DocumentId(UUID value) {

    /** Also how Spring reads the id from a path or a form. */
    public static DocumentId of(String text) {
        return new DocumentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
