package vn.chibo.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionStateTest {

    /** Written by hand from the steps and exceptions of the domain page; what is not named here must be refused. */
    @ParameterizedTest
    @CsvSource({
        "PROSPECT, COURSE_DONE STOPPED",
        "COURSE_DONE, APPLIED STOPPED",
        "APPLIED, STOPPED VERIFYING",
        "VERIFYING, READY STOPPED",
        "READY, CELL_PASSED STOPPED VERIFYING",
        "CELL_PASSED, BASE_PASSED DECIDED READY REFUSED STOPPED",
        "BASE_PASSED, DECIDED READY REFUSED STOPPED",
        "DECIDED, ADMITTED STOPPED",
        "ADMITTED, PROBATION_ENDED",
        "PROBATION_ENDED, CELL_RECOGNISED STRIKE_OFF_PROPOSED",
        "CELL_RECOGNISED, BASE_RECOGNISED OFFICIAL PROBATION_ENDED",
        "BASE_RECOGNISED, OFFICIAL PROBATION_ENDED",
        "STRIKE_OFF_PROPOSED, PROBATION_ENDED STRUCK_OFF",
        "OFFICIAL, ''",
        "STRUCK_OFF, ''",
        "REFUSED, ''",
        "STOPPED, ''",
    })
    void allowsTheseStepsAndNoOther(AdmissionState from, String allowed) {
        var expected = allowed.isEmpty() ? Set.of() : Set.of(allowed.split(" "));

        var actual = Arrays.stream(AdmissionState.values())
                .filter(from::mayBecome)
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(actual).isEqualTo(new TreeSet<>(expected));
        assertThat(from.isEnd()).isEqualTo(allowed.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(SideState.class)
    void anAdmissionThatHasEndedHasNoSideState(SideState side) {
        assertThat(AdmissionState.values()).filteredOn(AdmissionState::isEnd).noneMatch(side::possibleDuring);
    }

    @Test
    void onlyAnAdmissionThatAwaitsADecisionCanBeExtended() {
        assertThat(SideState.EXTENDED.possibleDuring(AdmissionState.CELL_PASSED))
                .isTrue();
        assertThat(SideState.EXTENDED.possibleDuring(AdmissionState.READY)).isFalse();
        assertThat(SideState.EXTENDED.possibleDuring(AdmissionState.DECIDED)).isFalse();
    }

    @Test
    void nobodyIsTransferredWhileTheAuthorityConsiders() {
        assertThat(SideState.TRANSFERRED.possibleDuring(AdmissionState.READY)).isTrue();
        assertThat(SideState.TRANSFERRED.possibleDuring(AdmissionState.CELL_PASSED))
                .isFalse();
        assertThat(SideState.TRANSFERRED.possibleDuring(AdmissionState.DECIDED)).isTrue();
        assertThat(SideState.TRANSFERRED.possibleDuring(AdmissionState.ADMITTED))
                .isTrue();
    }
}
