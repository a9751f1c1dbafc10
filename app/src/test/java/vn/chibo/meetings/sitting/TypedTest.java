package vn.chibo.meetings.sitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-05T19:30", "19:30 5/11/2026", "05/11/2026 19:30"})
    void readsMomentsOfViệtNamHoweverTyped(String text) {
        assertThat(new Typed(Map.of("start", text)).dateTime("start")).isEqualTo(Instant.parse("2026-11-05T12:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30/02/2026", "2026-13-01", "mai", "1/1/26000", "٣/١/٢٠٢٦"})
    void refusesDatesThatDoNotExist(String text) {
        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> new Typed(Map.of("due", text)).date("due"))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("due"));
    }

    @Test
    void readsDatesAsPeopleWriteThem() {
        assertThat(new Typed(Map.of("due", " 5/12/2026 ")).date("due")).contains(LocalDate.of(2026, 12, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1,5", "99999", "mười"})
    void refusesCountsThatAreNone(String text) {
        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> new Typed(Map.of("inFavour", text)).count("inFavour"));
    }

    @Test
    void twoCountsBelongTogether() {
        assertThat(Part.DUES.share(new Typed(Map.of("duesLiable", " 9999 ", "duesPaid", "0"))))
                .contains(new SittingFacts.Share(0, 9999));
        assertThat(Part.DUES.share(new Typed(Map.of("duesLiable", " ", "dues", "Đã thu"))))
                .isEmpty();
        assertThat(Part.PRAISE.share(new Typed(Map.of("duesLiable", "1")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "23, '', duesPaid, sitting.error.bothOrNone",
        "'', 22, duesLiable, sitting.error.bothOrNone",
        "22, 23, duesPaid, sitting.error.moreThanAll",
        "10000, 1, duesLiable, sitting.error.number",
        "23, -1, duesPaid, sitting.error.number"
    })
    void refusesTwoCountsThatCannotBeBesideTheWrongOne(String liable, String paid, String field, String error) {
        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> Part.DUES.share(new Typed(Map.of("duesLiable", liable, "duesPaid", paid))))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo(error));
    }

    @Test
    void keepsOnlyKnownFieldsWithoutNulAndRefusesOversize() {
        var typed = new Typed(Map.of("dues", "a\0b\r\nc", "other", "x"));

        assertThat(typed.only(Part.DUES.fields())).containsExactly(Map.entry("dues", "ab\nc"));
        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> new Typed(Map.of("dues", "x".repeat(2001))).only(Part.DUES.fields()))
                .satisfies(refusal -> assertThat(refusal.arguments()).containsExactly(2000, 2001));
    }
}
