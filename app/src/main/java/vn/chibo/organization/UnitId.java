package vn.chibo.organization;

import java.util.UUID;

/** Identifies a unit of the organisation tree, whatever its type. */
public record UnitId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
