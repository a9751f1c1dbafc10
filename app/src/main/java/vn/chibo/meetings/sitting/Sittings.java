package vn.chibo.meetings.sitting;

import java.util.Optional;
import org.springframework.stereotype.Service;
import vn.chibo.meetings.MeetingId;

/** The sittings of meetings, for the workers, the score sheet and the papers. */
@Service
public class Sittings {

    /** The meeting's sitting that has not ended, created when there is none: safe to repeat. */
    public SittingId prepare(MeetingId meeting) {
        throw new UnsupportedOperationException();
    }

    /** The sitting that was held, or the current one; empty before the first. */
    public Optional<SittingFacts> facts(MeetingId meeting) {
        throw new UnsupportedOperationException();
    }

    /** Ends the sitting as held; safe to repeat. */
    public void close(SittingId sitting) {
        throw new UnsupportedOperationException();
    }
}
