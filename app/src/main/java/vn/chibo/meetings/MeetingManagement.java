package vn.chibo.meetings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;

/** What one can do with a month's meeting, one method per business act. Callers have asked {@code Access} before. */
@Service
public class MeetingManagement {

    /** @throws vn.chibo.shared.NotFound when there is no such meeting */
    public MeetingView get(MeetingId id) {
        throw new UnsupportedOperationException();
    }

    /** The sitting was opened: status IN_PROGRESS, chair and minute-taker known from here on. */
    public void sittingOpened(MeetingId id, MemberId chair, MemberId minuteTaker, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** The sitting ended and counts as held; its minutes are adopted. Safe to repeat. */
    public void held(MeetingId id, Instant start, Instant end) {
        throw new UnsupportedOperationException();
    }

    /** Minutes and resolution are signed and numbered (M-20). Safe to repeat. */
    public void finalised(MeetingId id, @Nullable String resolutionNumber) {
        throw new UnsupportedOperationException();
    }

    /** The verified grade stands (M-23). Safe to repeat. */
    public void verified(MeetingId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * The sitting was opened, found below its quorum and put off to another day of the same month; the original date and
     * the reason stay. Called by the sitting's chair in the transaction that closes the decision.
     */
    public void adjourn(MeetingId id, Instant newStart, String reason, CurrentUser by) {
        throw new UnsupportedOperationException();
    }
}
