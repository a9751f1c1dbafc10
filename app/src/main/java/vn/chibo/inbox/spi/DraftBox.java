package vn.chibo.inbox.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import vn.chibo.identity.CurrentUser;

/**
 * What people typed and did not submit yet: one draft per person and place, kept on the server. A place is a stable
 * name such as {@code task:2251799813685300} or {@code meeting:<id>:agenda:<item>}. Saving with an older version than
 * the stored one answers the stored draft instead of overwriting it.
 */
@Service
public class DraftBox {

    public Optional<Draft> find(CurrentUser owner, String place) {
        throw new UnsupportedOperationException();
    }

    /** Saves when {@code version} is the stored one (0 for a new draft); otherwise the draft that was saved meanwhile is in the answer. */
    public Saved save(CurrentUser owner, String place, long version, Map<String, String> fields) {
        throw new UnsupportedOperationException();
    }

    public void discard(CurrentUser owner, String place) {
        throw new UnsupportedOperationException();
    }

    public record Draft(long version, Instant savedAt, Map<String, String> fields) {}

    public record Saved(boolean accepted, Draft current) {}
}
