package vn.chibo.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.chibo.admission.ApprovalRoute.Step;
import vn.chibo.admission.votes.Threshold;
import vn.chibo.policy.PolicySnapshot;

class ApprovalRouteTest {

    private static final PolicySnapshot DEFAULTS = new PolicySnapshot(LocalDate.of(2026, 1, 1), Map.of());

    private final ApprovalRoute whole = new ApprovalRoute(
            UUID.randomUUID(),
            "whole",
            List.of(
                    step(1, Body.CELL, false, null),
                    step(2, Body.SUB_COMMITTEE, false, null),
                    step(3, Body.BASE_COMMITTEE, false, null),
                    step(4, Body.ORG_CHECK, false, null),
                    step(5, Body.STANDING_COMMITTEE, true, null)));

    @Test
    void takesEveryBodyInItsOrderWithTheSubCommitteeWhereThereIsOne() {
        assertThat(bodies(whole, true))
                .containsExactly(Body.SUB_COMMITTEE, Body.BASE_COMMITTEE, Body.ORG_CHECK, Body.STANDING_COMMITTEE);
        assertThat(bodies(whole, false)).containsExactly(Body.BASE_COMMITTEE, Body.ORG_CHECK, Body.STANDING_COMMITTEE);
    }

    @Test
    void aDelegatedBaseCommitteeIsARouteThatEndsWithIt() {
        var delegated = new ApprovalRoute(
                UUID.randomUUID(),
                "delegated",
                List.of(step(1, Body.CELL, false, null), step(2, Body.BASE_COMMITTEE, true, null)));

        assertThat(bodies(delegated, true)).containsExactly(Body.BASE_COMMITTEE);
        assertThat(delegated.steps().getLast().threshold(DEFAULTS)).hasToString(">=2/3");
    }

    @ParameterizedTest
    @CsvSource({
        "false, true, GO_ON",
        "false, false, RETURN",
        "true, true, DECIDED",
        "true, false, REFUSED",
    })
    void aVoteMeansMoreWhereTheBodyDecides(boolean decides, boolean passed, StepResult result) {
        assertThat(step(1, Body.BASE_COMMITTEE, decides, null).resultOf(passed)).isEqualTo(result);
    }

    @Test
    void theShareIsThePolicysUnlessTheRouteSaysOtherwise() {
        assertThat(step(1, Body.BASE_COMMITTEE, false, null).threshold(DEFAULTS))
                .hasToString(">=2/3");
        assertThat(step(1, Body.STANDING_COMMITTEE, true, null).threshold(DEFAULTS))
                .hasToString(">1/2");
        assertThat(step(1, Body.STANDING_COMMITTEE, true, Threshold.of(">=2/3")).threshold(DEFAULTS))
                .hasToString(">=2/3");
    }

    private static List<Body> bodies(ApprovalRoute route, boolean hasSubCommittee) {
        var done = new HashSet<Integer>();
        var bodies = new ArrayList<Body>();
        for (var next = route.next(done, hasSubCommittee); next.isPresent(); next = route.next(done, hasSubCommittee)) {
            bodies.add(next.get().body());
            done.add(next.get().position());
        }
        return bodies;
    }

    private static Step step(int position, Body body, boolean decides, @Nullable Threshold threshold) {
        return new Step(position, body, decides, threshold, false);
    }
}
