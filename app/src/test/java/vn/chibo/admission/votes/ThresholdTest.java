package vn.chibo.admission.votes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        ">=2/3, 3, 1, 2",
        ">=2/3, 9, 5, 6",
        ">=2/3, 21, 13, 14",
        ">=2/3, 22, 14, 15",
        ">=2/3, 23, 15, 16",
        ">=2/3, 24, 15, 16",
        ">1/2, 9, 4, 5",
        ">1/2, 10, 5, 6",
        ">1/2, 1, 0, 1",
    })
    void tellsEnoughFromOneTooFew(String threshold, int base, int tooFew, int enough) {
        var share = Threshold.of(threshold);

        assertThat(share.met(tooFew, base)).isFalse();
        assertThat(share.met(enough, base)).isTrue();
        assertThat(share.needed(base)).isEqualTo(enough);
    }

    @Test
    void agreesWithItselfOnEveryBase() {
        for (var share : new Threshold[] {Threshold.of(">=2/3"), Threshold.of(">1/2")}) {
            for (var base = 1; base <= 500; base++) {
                assertThat(share.met(share.needed(base), base)).isTrue();
                assertThat(share.met(share.needed(base) - 1, base)).isFalse();
            }
        }
    }

    @Test
    void isNeverMetWhereNobodyCounts() {
        assertThat(Threshold.of(">=2/3").met(0, 0)).isFalse();
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(Threshold.of(">=2/3")).hasToString(">=2/3");
        assertThat(Threshold.of(">1/2")).hasToString(">1/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2/3", ">=3/2", ">=2/0", ">=66.67", "> 1/2"})
    void refusesWhatIsNoShare(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Threshold.of(text));
    }
}
