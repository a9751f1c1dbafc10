package vn.chibo.admission.sourcing;

import java.util.UUID;

/** Identifies a person on a prospective list. */
public record ProspectId(UUID value) {

    /** Also how Spring reads the id from a path or a form. */
    public static ProspectId of(String text) {
        return new ProspectId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
