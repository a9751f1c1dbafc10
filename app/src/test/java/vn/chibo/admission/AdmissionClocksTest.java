package vn.chibo.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.policy.WorkingCalendar;

/** With a calendar of weekdays only; holidays are the calendar's own tests. */
class AdmissionClocksTest {

    private static final PolicySnapshot DEFAULTS = new PolicySnapshot(LocalDate.of(2026, 1, 1), Map.of());

    private final WorkingCalendar calendar = mock();
    private final AdmissionClocks clocks = new AdmissionClocks(calendar);

    @BeforeEach
    void weekdays() {
        when(calendar.plusWorkingDays(any(), anyInt()))
                .thenAnswer(call -> plusWeekdays(call.getArgument(0), call.getArgument(1)));
        when(calendar.workingDaysBetween(any(), any()))
                .thenAnswer(call -> weekdaysBetween(call.getArgument(0), call.getArgument(1)));
    }

    @ParameterizedTest
    @CsvSource({"2021-11-26, 2026-11-26", "2020-02-29, 2025-02-28", "2024-08-31, 2029-08-31"})
    void aCertificateLastsSixtyMonths(LocalDate issued, LocalDate last) {
        assertThat(clocks.certificate(issued, DEFAULTS)).isEqualTo(last);
    }

    @Test
    void papersLastTwelveMonths() {
        assertThat(clocks.papers(LocalDate.of(2026, 3, 2), DEFAULTS)).isEqualTo("2027-03-02");
    }

    @Test
    void theDecisionHasSixtyWorkingDaysAndOneExtensionOfThirty() {
        var due = clocks.decision(LocalDate.of(2026, 3, 2), DEFAULTS);

        assertThat(due).isEqualTo("2026-05-25");
        assertThat(clocks.extended(due, DEFAULTS)).isEqualTo("2026-07-06");
    }

    @Test
    void theRecognitionIsDecidedInThirtyWorkingDays() {
        assertThat(clocks.recognitionDecision(LocalDate.of(2026, 3, 2), DEFAULTS))
                .isEqualTo("2026-04-13");
    }

    @Test
    void theCeremonyCountsFromReceiptUnlessThePlaceCountsFromTheDate() {
        var decided = LocalDate.of(2026, 3, 2);
        var received = LocalDate.of(2026, 3, 9);

        assertThat(clocks.ceremony(decided, received, DEFAULTS)).isEqualTo("2026-04-20");
        assertThat(clocks.ceremony(decided, received, with("ceremony.from", "ISSUED")))
                .isEqualTo("2026-04-13");
    }

    @Test
    void probationIsTwelveMonthsFromTheCeremonyAndThenTheCellHasThirtyWorkingDays() {
        var end = clocks.probationEnd(LocalDate.of(2025, 9, 10), DEFAULTS);

        assertThat(end).isEqualTo("2026-09-10");
        assertThat(clocks.cellRecognition(end, DEFAULTS)).isEqualTo("2026-10-22");
    }

    @Test
    void aPausedClockGoesOnWithTheDaysThatWereLeft() {
        var due = LocalDate.of(2026, 5, 25);

        // 10 working days were left on the 11th
        assertThat(clocks.resumed(due, LocalDate.of(2026, 5, 11), LocalDate.of(2026, 6, 1)))
                .isEqualTo("2026-06-15");
        assertThat(clocks.resumed(due, LocalDate.of(2026, 5, 11), LocalDate.of(2026, 5, 11)))
                .isEqualTo(due);
    }

    @Test
    void aClockPausedWhenItHadRunOutHasNothingLeft() {
        assertThat(clocks.resumed(LocalDate.of(2026, 5, 25), LocalDate.of(2026, 5, 27), LocalDate.of(2026, 6, 1)))
                .isEqualTo("2026-06-01");
    }

    @Test
    void whoLeftMayReturnAfterThirtySixMonths() {
        assertThat(clocks.readmission(LocalDate.of(2023, 12, 31), DEFAULTS)).isEqualTo("2026-12-31");
    }

    @ParameterizedTest
    @CsvSource({
        "2008-11-30, 2026-11-01, 216",
        "2008-12-01, 2026-11-30, 215",
        "1966-11-01, 2026-11-30, 720",
        "1966-10-31, 2026-11-01, 721",
    })
    void ageIsCountedByMonth(LocalDate born, LocalDate on, long months) {
        assertThat(AdmissionClocks.ageInMonths(born, on)).isEqualTo(months);
    }

    @Test
    void warnsBeforeEachClockRunsOut() {
        var due = LocalDate.of(2026, 11, 30);

        assertThat(AdmissionClock.CERTIFICATE.warnings(due))
                .map(LocalDate::toString)
                .containsExactly("2026-05-30", "2026-08-30", "2026-10-30");
        assertThat(AdmissionClock.DECISION.warnings(due))
                .map(LocalDate::toString)
                .containsExactly("2026-11-10", "2026-11-20", "2026-11-25");
        assertThat(AdmissionClock.PROBATION.warnings(due)).hasSize(5);
        assertThat(AdmissionClock.READMISSION.warnings(due)).isEmpty();
    }

    private static PolicySnapshot with(String key, String value) {
        var values = new HashMap<>(DEFAULTS.values());
        values.put(key, new PolicySnapshot.Value(value, null, LocalDate.of(2026, 1, 1), "test"));
        return new PolicySnapshot(DEFAULTS.on(), values);
    }

    private static LocalDate plusWeekdays(LocalDate from, int days) {
        var date = from;
        while (days > 0 || isWeekend(date)) {
            date = date.plusDays(1);
            days -= isWeekend(date) ? 0 : 1;
        }
        return date;
    }

    private static int weekdaysBetween(LocalDate from, LocalDate to) {
        return to.isAfter(from)
                ? (int) from.plusDays(1)
                        .datesUntil(to.plusDays(1))
                        .filter(day -> !isWeekend(day))
                        .count()
                : 0;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
