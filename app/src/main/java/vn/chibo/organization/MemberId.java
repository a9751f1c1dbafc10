package vn.chibo.organization;

import java.util.UUID;

/** Identifies a Party member. */
public record MemberId(UUID value) {

    /** Also how Spring reads the id from a path or a form. */
    public static MemberId of(String text) {
        return new MemberId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
