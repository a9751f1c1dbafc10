package vn.chibo.admission;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.votes.Threshold;
import vn.chibo.policy.PolicySnapshot;

/** The bodies through which a file goes, in order; data, for the two shapes of organisation and delegation differ in it. */
record ApprovalRoute(UUID id, String code, List<Step> steps) {

    /** @param threshold null where the policy's share for the body holds */
    record Step(
            int position,
            Body body,
            boolean decides,
            @Nullable Threshold threshold,
            boolean pausesClock) {

        Threshold threshold(PolicySnapshot policy) {
            return threshold != null
                    ? threshold
                    : Threshold.of(
                            policy.text(body == Body.BASE_COMMITTEE ? "vote.baseCommittee" : "vote.standingCommittee"));
        }

        /** What a vote of this body means for the file. */
        StepResult resultOf(boolean passed) {
            if (decides) {
                return passed ? StepResult.DECIDED : StepResult.REFUSED;
            }
            return passed ? StepResult.GO_ON : StepResult.RETURN;
        }
    }

    /**
     * The body that has the file now: the first one above the cell that is not done with it. A sub-committee is passed
     * over where the cell has none above it.
     */
    Optional<Step> next(Set<Integer> done, boolean hasSubCommittee) {
        return steps.stream()
                .filter(step -> step.body() != Body.CELL)
                .filter(step -> step.body() != Body.SUB_COMMITTEE || hasSubCommittee)
                .filter(step -> !done.contains(step.position()))
                .findFirst();
    }
}
