package vn.chibo.meetings.sitting;

import java.util.Map;

/**
 * Somebody else saved this part since the page was loaded. Nothing was written; both texts are shown and the person
 * decides.
 *
 * @see Saved
 */
class PartConflict extends RuntimeException {

    private final transient Saved saved;

    PartConflict(Saved saved) {
        super("version " + saved.version());
        this.saved = saved;
    }

    Saved saved() {
        return saved;
    }

    /** What stands in the records now: its version and the fields as the form names them. */
    record Saved(long version, Map<String, String> fields) {}
}
