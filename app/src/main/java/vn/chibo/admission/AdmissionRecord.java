package vn.chibo.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.votes.Threshold;
import vn.chibo.admission.votes.VoteResult;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitView;

/**
 * All that an admission has left behind so far, for pages and for the rules of its papers.
 *
 * @param steps what was done at each step, oldest first
 * @param sponsors with those who left
 * @param sponsorsChangedAt when it was last told that a sponsor left
 * @param route the bodies this cell's file goes through, without those it has not
 * @param passages how the bodies left the file, oldest first, in all rounds
 * @param current the body that has the file; null while it is on no route
 * @param movedAt when another cell last took over
 */
public record AdmissionRecord(
        AdmissionView view,
        LocalDate openedOn,
        String certificateNo,
        @Nullable LocalDate appliedOn,
        boolean historyVerified,
        @Nullable LocalDate resolvedOn,
        @Nullable LocalDate decisionReceivedOn,
        @Nullable String recognitionNo,
        @Nullable LocalDate recognisedOn,
        List<Step> steps,
        List<Sponsor> sponsors,
        @Nullable Instant sponsorsChangedAt,
        List<Ballot> ballots,
        List<RouteStep> route,
        List<Passage> passages,
        @Nullable RouteStep current,
        List<ClockMove> clockMoves,
        @Nullable Instant movedAt) {

    /** What the form of a step said. */
    public record Step(
            String name,
            Instant at,
            @Nullable MemberId actor,
            @Nullable LocalDate on,
            @Nullable String result,
            @Nullable String remark) {}

    public record Sponsor(
            MemberId member,
            LocalDate togetherSince,
            LocalDate appointedOn,
            @Nullable LocalDate introducedOn,
            @Nullable LocalDate leftOn) {}

    /** @param result null until it is counted */
    public record Ballot(
            int number,
            Body body,
            Subject subject,
            Threshold threshold,
            boolean secret,
            @Nullable LocalDate heldOn,
            @Nullable VoteResult result) {

        public boolean passed() {
            return result != null && result.passed();
        }
    }

    public record RouteStep(int position, Body body, boolean decides, UnitView unit) {}

    public record Passage(
            int round,
            int position,
            Body body,
            StepResult result,
            @Nullable String reason,
            Instant at,
            @Nullable MemberId actor) {}

    /**
     * @param kind EXTENDED, PAUSED or RESUMED
     * @param approver who allowed it; null where the actor did
     */
    public record ClockMove(
            String kind,
            Instant at,
            @Nullable MemberId actor,
            LocalDate oldDue,
            LocalDate newDue,
            String reason,
            @Nullable String approver) {}

    /** What was done last at one of these steps. */
    public Optional<Step> last(String... names) {
        var wanted = List.of(names);
        return steps.stream().filter(step -> wanted.contains(step.name())).reduce((earlier, later) -> later);
    }

    public Stream<Sponsor> currentSponsors() {
        return sponsors.stream().filter(sponsor -> sponsor.leftOn() == null);
    }

    /** The last ballot of the cell on admission, or on what follows the probation. */
    public Optional<Ballot> lastOfCell(boolean onAdmission) {
        return ballots.stream()
                .filter(ballot -> ballot.body() == Body.CELL)
                .filter(ballot -> (ballot.subject() == Subject.ADMISSION) == onAdmission)
                .reduce((earlier, later) -> later);
    }

    public Optional<RouteStep> on(Body body) {
        return route.stream().filter(step -> step.body() == body).findFirst();
    }

    /** Whether the base committee decides itself, having been delegated to. */
    public boolean isDelegated() {
        return on(Body.BASE_COMMITTEE).filter(RouteStep::decides).isPresent();
    }

    /** How this body last left the file in the rounds before the ceremony, or in those after it. */
    public Optional<Passage> lastOf(Body body, boolean onAdmission) {
        var ceremony = last("ceremony").map(Step::at);
        return passages.stream()
                .filter(passage -> passage.body() == body)
                .filter(passage -> (ceremony.isEmpty() || !passage.at().isAfter(ceremony.get())) == onAdmission)
                .reduce((earlier, later) -> later);
    }
}
