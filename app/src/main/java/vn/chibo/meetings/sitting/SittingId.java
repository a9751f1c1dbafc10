package vn.chibo.meetings.sitting;

import java.util.UUID;

/** Identifies one sitting; a postponed meeting has several. */
public record SittingId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
