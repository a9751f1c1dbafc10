package vn.chibo.organization;

import java.util.UUID;

/** Identifies a Party member. */
public record MemberId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
