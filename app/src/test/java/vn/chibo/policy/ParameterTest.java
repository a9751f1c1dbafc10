package vn.chibo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTest {

    @Test
    void everyDefaultIsAValidValue() {
        assertThat(Catalogue.all())
                .allSatisfy(parameter -> assertThat(
                                parameter.check(parameter.fallback()).stored())
                        .as(parameter.key())
                        .contains(parameter.fallback()));
    }

    @ParameterizedTest
    @CsvSource({
        "meeting.minMinutes,    ' 120 ', 120",
        "meeting.largeCellFrom, none,    off",
        "quorum.warnPct,        '66,67', 66.67",
        "quorum.warnPct,        70 %,    70",
        "grade.bands,           90 / 75/50, 90/75/50",
        "online.enabled,        on,      on"
    })
    void readsWhatPeopleType(String key, String typed, String stored) {
        assertThat(parameter(key).check(typed).stored()).contains(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "meeting.minMinutes,     '',           policy.value.missing",
        "meeting.minMinutes,     off,          policy.value.integer",
        "meeting.minMinutes,     1.5,          policy.value.integer",
        "meeting.minMinutes,     10,           policy.value.range",
        "meeting.minMinutes,     99999999999,  policy.value.integer",
        "quorum.warnPct,         101,          policy.value.range",
        "quorum.warnPct,         hai phần ba,  policy.value.percent",
        "grade.bands,            50/70/90,     policy.value.bands",
        "grade.bands,            90/70,        policy.value.bands",
        "assigned.attendEvery,   day,          policy.value.choice",
        "online.enabled,         maybe,        policy.value.switch"
    })
    void saysWhatIsWrong(String key, String typed, String problem) {
        var check = parameter(key).check(typed);

        assertThat(check.stored()).isEmpty();
        assertThat(check.problem()).isEqualTo(problem);
    }

    private static Parameter parameter(String key) {
        return Catalogue.find(key).orElseThrow();
    }
}
