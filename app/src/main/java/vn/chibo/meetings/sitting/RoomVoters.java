package vn.chibo.meetings.sitting;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.agenda.SittingVoters;
import vn.chibo.agenda.Voters;
import vn.chibo.shared.NotFound;

/** Says who votes on a question that a case put on the agenda. */
@Component
class RoomVoters implements SittingVoters {

    private final SittingStore sittings;

    RoomVoters(SittingStore sittings) {
        this.sittings = sittings;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Voters of(UUID id) {
        var sitting = sittings.byIdForUpdate(new SittingId(id)).orElseThrow(() -> new NotFound("sitting " + id));
        sitting.requireWritable(Part.AGENDA);
        sitting.requireMayVote();
        var rollCall = new RollCall(sittings.attendance(sitting.id()));
        return new Voters(rollCall.official(), rollCall.voteBase(), rollCall.officialPresent(), sitting.day());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> page(UUID id) {
        return sittings.byId(new SittingId(id)).map(sitting -> "/meetings/" + sitting.meeting() + "/room");
    }
}
