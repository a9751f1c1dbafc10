package vn.chibo.agenda;

import java.util.Optional;
import java.util.UUID;
import vn.chibo.shared.RuleViolation;

/** Implemented by the area that holds sittings. */
public interface SittingVoters {

    /**
     * Who votes there now. Holds the sitting until the transaction ends, so that its agenda is not closed meanwhile.
     *
     * @throws RuleViolation when no vote can be taken there: roll call open, cell too small, agenda closed
     */
    Voters of(UUID sitting);

    /** The address of the room where people sit; empty for a sitting that is not known. */
    Optional<String> page(UUID sitting);
}
