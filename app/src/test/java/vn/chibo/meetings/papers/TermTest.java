package vn.chibo.meetings.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TermTest {

    @Test
    void termsLastFiveYears() {
        assertThat(Term.of(LocalDate.of(2026, 11, 5))).hasToString("2025-2030");
        assertThat(Term.of(LocalDate.of(2029, 12, 31))).hasToString("2025-2030");
        assertThat(Term.of(LocalDate.of(2030, 1, 1))).hasToString("2030-2035");
    }

    @Test
    void numbersHaveTwoDigitsAtLeast() {
        assertThat(PaperType.NQ.number(5)).isEqualTo("05-NQ/CB");
        assertThat(PaperType.BB.number(112)).isEqualTo("112-BB/CB");
    }

    @Test
    void placeIsTheCommittesTerritory() {
        assertThat(PaperText.place("Đảng bộ xã An Phú")).isEqualTo("Xã An Phú");
        assertThat(PaperText.place("Đảng ủy phường Hòa Bình")).isEqualTo("Phường Hòa Bình");
    }
}
