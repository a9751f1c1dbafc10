package vn.chibo.meetings.sitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    base | for | threshold  | line
                    22   | 18  | MAJORITY   | 18/22 = 81,8 %, quy tắc > 1/2, thông qua
                    22   | 11  | MAJORITY   | 11/22 = 50,0 %, quy tắc > 1/2, không thông qua
                    23   | 12  | MAJORITY   | 12/23 = 52,2 %, quy tắc > 1/2, thông qua
                    23   | 15  | TWO_THIRDS | 15/23 = 65,2 %, quy tắc ≥ 2/3, không thông qua
                    23   | 16  | TWO_THIRDS | 16/23 = 69,6 %, quy tắc ≥ 2/3, thông qua
                    24   | 16  | TWO_THIRDS | 16/24 = 66,7 %, quy tắc ≥ 2/3, thông qua
                    3    | 2   | TWO_THIRDS | 2/3 = 66,7 %, quy tắc ≥ 2/3, thông qua
                    16   | 1   | MAJORITY   | 1/16 = 6,3 %, quy tắc > 1/2, không thông qua
                    5    | 0   | MAJORITY   | 0/5 = 0,0 %, quy tắc > 1/2, không thông qua
                    4    | 4   | MAJORITY   | 4/4 = 100,0 %, quy tắc > 1/2, thông qua
                    """, useHeadersInDisplayName = true)
    void writesTheResultLine(int base, int inFavour, Threshold threshold, String line) {
        var tally = new Tally(base, inFavour, inFavour, 0, 0, threshold);

        assertThat(tally.line()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        // base, entitled, for, against, none, field, message
        "0, 0, 0, 0, 0, inFavour, sitting.error.vote.nobodyVotes",
        "22, 20, 18, 2, 1, inFavour, sitting.error.vote.tooMany",
        "22, 20, 18, 1, 0, inFavour, sitting.error.vote.tooFew",
        "22, 20, 21, -1, 0, against, sitting.error.vote.negative",
        "22, 20, 9999, 9999, 9999, inFavour, sitting.error.vote.tooMany",
    })
    void refusesCountsThatCannotBeRight(
            int base, int entitled, int inFavour, int against, int noOpinion, String field, String message) {
        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> new Tally(base, entitled, inFavour, against, noOpinion, Threshold.MAJORITY))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo(message));
    }
}
