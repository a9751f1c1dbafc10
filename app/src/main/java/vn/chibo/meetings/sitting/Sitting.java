package vn.chibo.meetings.sitting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.chibo.meetings.MeetingId;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;

/**
 * One sitting as it stands, and the order in which its parts may be closed (M-07 to M-19). The order of the agenda items
 * themselves is free (W7, G16: LOCAL).
 *
 * @param mayDecide whether the cell has enough official members to vote at all (R16); null before the roll call is closed
 * @param goOn the chair's decision when the quorum was short; null when none was needed or made
 * @param closed the parts closed so far
 */
record Sitting(
        SittingId id,
        MeetingId meeting,
        UnitId cell,
        State state,
        @Nullable MemberId chair,
        @Nullable ChairBasis chairBasis,
        @Nullable MemberId minuteTaker,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Boolean mayDecide,
        @Nullable Boolean quorumReached,
        @Nullable Boolean goOn,
        @Nullable ResolutionResult resolution,
        Set<Part> closed) {

    enum State {
        PREPARED,
        AWAITING_CONSENT,
        OPEN,
        HELD,
        POSTPONED
    }

    enum ChairBasis {
        SECRETARY,
        DEPUTY,
        CONSENT
    }

    enum ResolutionResult {
        PASSED,
        REWRITE,
        MINUTES_ONLY
    }

    /** Chair and minute-taker: they may record whatever their office. */
    Collection<MemberId> officers() {
        return List.copyOf(Stream.of(chair, minuteTaker)
                .filter(Objects::nonNull)
                .map(MemberId.class::cast)
                .toList());
    }

    /** The day of the sitting in Việt Nam; the register of that day counts. */
    LocalDate day() {
        return DomainTime.dateOf(Objects.requireNonNull(startedAt, "not opened"));
    }

    boolean running() {
        return state == State.OPEN;
    }

    boolean isClosed(Part part) {
        return closed.contains(part);
    }

    /** Past the roll call and, where it was short, past the chair's decision to go on. */
    boolean quorumSettled() {
        return isClosed(Part.ROLLCALL) && (Boolean.TRUE.equals(quorumReached) || Boolean.TRUE.equals(goOn));
    }

    boolean resolutionSettled() {
        return Boolean.FALSE.equals(mayDecide)
                || resolution == ResolutionResult.PASSED
                || resolution == ResolutionResult.MINUTES_ONLY;
    }

    void requireOpenable() {
        if (state != State.PREPARED) {
            throw SittingRuleViolation.of("sitting.error.alreadyOpened");
        }
    }

    /** Everything typed in the course of the sitting; a part that is closed stays as it is. */
    void requireWritable(Part part) {
        if (part == Part.OPENING) {
            requireOpenable();
            return;
        }
        requireRunning();
        if (isClosed(part)) {
            throw SittingRuleViolation.of("sitting.error.partClosed");
        }
    }

    /** Late-comers are entered until the end, so the roll call stays open for changes. */
    void requireRunning() {
        switch (state) {
            case OPEN -> {}
            case PREPARED -> throw SittingRuleViolation.of("sitting.error.notOpened");
            case AWAITING_CONSENT -> throw SittingRuleViolation.of("sitting.error.awaitingConsent");
            case HELD -> throw SittingRuleViolation.of("sitting.error.ended");
            case POSTPONED -> throw SittingRuleViolation.of("sitting.error.postponed");
        }
    }

    void requireQuorumDecisionPending() {
        requireRunning();
        if (!isClosed(Part.ROLLCALL)) {
            throw SittingRuleViolation.of("sitting.error.rollCallFirst");
        }
        if (quorumSettled()) {
            throw SittingRuleViolation.of("sitting.error.quorumSettled");
        }
    }

    /** Votes and personnel items: counted by the closed roll call, never in a cell that is too small (R16). */
    void requireMayVote() {
        requireRunning();
        if (!isClosed(Part.ROLLCALL)) {
            throw SittingRuleViolation.of("sitting.error.rollCallFirst");
        }
        if (Boolean.FALSE.equals(mayDecide)) {
            throw SittingRuleViolation.of("sitting.error.cellTooSmall");
        }
        if (!quorumSettled()) {
            throw SittingRuleViolation.of("sitting.error.quorumFirst");
        }
    }

    void requireAgendaClosable() {
        requireWritable(Part.AGENDA);
        if (!isClosed(Part.ROLLCALL)) {
            throw SittingRuleViolation.of("sitting.error.rollCallFirst");
        }
        if (!quorumSettled()) {
            throw SittingRuleViolation.of("sitting.error.quorumFirst");
        }
    }

    void requireResolutionVotable() {
        requireMayVote();
        if (!isClosed(Part.AGENDA)) {
            throw SittingRuleViolation.of("sitting.error.agendaFirst");
        }
        if (resolutionSettled()) {
            throw SittingRuleViolation.of("sitting.error.resolutionSettled");
        }
    }

    void requireMinutesAdoptable() {
        requireWritable(Part.MINUTES);
        if (!isClosed(Part.AGENDA)) {
            throw SittingRuleViolation.of("sitting.error.agendaFirst");
        }
        if (!resolutionSettled()) {
            throw SittingRuleViolation.of("sitting.error.resolutionFirst");
        }
    }
}
