package vn.chibo.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.chibo.admission.Eligibility.Condition;
import vn.chibo.admission.Eligibility.Readiness;
import vn.chibo.policy.PolicySnapshot;

/** Considered on 16 November 2026, by the national defaults. */
class EligibilityTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate BORN = LocalDate.of(1996, 5, 1);
    private static final LocalDate VALID = LocalDate.of(2028, 1, 1);
    private static final LocalDate LONG_AGO = LocalDate.of(2024, 1, 1);
    private static final PolicySnapshot DEFAULTS = new PolicySnapshot(DAY, Map.of());

    @Test
    void isReadyWhenNothingIsMissing() {
        var eligibility = candidate(BORN, VALID, null, false, 3, LONG_AGO, LONG_AGO);

        assertThat(eligibility.missing()).isEmpty();
        assertThat(eligibility.readiness()).isEqualTo(Readiness.READY);
    }

    @ParameterizedTest
    @CsvSource({
        "2008-11-30, true",
        "2008-12-01, false",
        "1966-11-01, true",
        "1966-10-31, false",
    })
    void ageCountsByMonthAtBothEnds(LocalDate born, boolean ready) {
        assertThat(candidate(born, VALID, null, false, 3, LONG_AGO, LONG_AGO)
                        .missing()
                        .isEmpty())
                .isEqualTo(ready);
    }

    @Test
    void theCertificateMustBeValidOnTheVeryDay() {
        assertThat(candidate(BORN, DAY, null, false, 3, LONG_AGO, LONG_AGO).missing())
                .isEmpty();
        assertThat(candidate(BORN, DAY.minusDays(1), null, false, 3, LONG_AGO, LONG_AGO)
                        .readiness())
                .isEqualTo(Readiness.CERTIFICATE_EXPIRED);
    }

    @Test
    void aCellOfTwoCannotVote() {
        var eligibility = candidate(BORN, VALID, null, false, 2, LONG_AGO, LONG_AGO);

        assertThat(eligibility.missing()).containsExactly(Condition.CELL_ABLE_TO_VOTE);
        assertThat(eligibility.readiness()).isEqualTo(Readiness.CELL_TOO_SMALL);
    }

    @Test
    void oneSponsorIsEnoughWithAUnionsResolutionOnly() {
        assertThat(candidate(BORN, VALID, null, true, 3, LONG_AGO).missing()).isEmpty();
        assertThat(candidate(BORN, VALID, null, false, 3, LONG_AGO).missing())
                .containsExactly(Condition.ENOUGH_SPONSORS);
        assertThat(candidate(BORN, VALID, null, true, 3).missing()).containsExactly(Condition.ENOUGH_SPONSORS);
    }

    @ParameterizedTest
    @CsvSource({"2025-11-16, true", "2025-11-17, false"})
    void aSponsorHasBeenTogetherWithTheCandidateForTwelveMonths(LocalDate since, boolean ready) {
        assertThat(candidate(BORN, VALID, null, true, 3, since).missing().isEmpty())
                .isEqualTo(ready);
    }

    @Test
    void aSponsorBeyondTheNumberNeededMayBeNewer() {
        assertThat(candidate(BORN, VALID, null, true, 3, LONG_AGO, DAY.minusMonths(1))
                        .missing())
                .isEmpty();
        assertThat(candidate(BORN, VALID, null, false, 3, LONG_AGO, DAY.minusMonths(1))
                        .missing())
                .containsExactly(Condition.SPONSORS_TOGETHER_LONG_ENOUGH);
    }

    @Test
    void papersGrowOld() {
        assertThat(candidate(BORN, VALID, DAY, false, 3, LONG_AGO, LONG_AGO).missing())
                .isEmpty();
        assertThat(candidate(BORN, VALID, DAY.minusDays(1), false, 3, LONG_AGO, LONG_AGO)
                        .missing())
                .containsExactly(Condition.PAPERS_VALID);
    }

    @Test
    void namesEverythingThatIsMissingAndTheCourseComesFirst() {
        var eligibility = candidate(LocalDate.of(2010, 1, 1), DAY.minusYears(1), DAY.minusDays(1), false, 2);

        assertThat(eligibility.missing())
                .containsExactly(
                        Condition.CERTIFICATE_VALID,
                        Condition.CELL_ABLE_TO_VOTE,
                        Condition.OLD_ENOUGH,
                        Condition.ENOUGH_SPONSORS,
                        Condition.PAPERS_VALID);
        assertThat(eligibility.readiness()).isEqualTo(Readiness.CERTIFICATE_EXPIRED);
    }

    private static Eligibility candidate(
            LocalDate born,
            LocalDate certificateUntil,
            @Nullable LocalDate papersUntil,
            boolean union,
            int officialMembers,
            LocalDate... sponsorsSince) {
        return new Eligibility(
                DAY,
                born,
                certificateUntil,
                papersUntil,
                union,
                List.copyOf(Arrays.asList(sponsorsSince)),
                officialMembers,
                DEFAULTS);
    }
}
