package vn.chibo.organization;

import java.util.UUID;

/** Identifies a unit of the organisation tree, whatever its type. */
public record UnitId(UUID value) {

    /** Also how Spring reads the id from a path or a form. */
    public static UnitId of(String text) {
        return new UnitId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
