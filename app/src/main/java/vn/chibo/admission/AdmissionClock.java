package vn.chibo.admission;

import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The clocks of {@code member-admission.md} §4. {@link #step()} names the deadline in the case registry. */
public enum AdmissionClock {
    CERTIFICATE("admission-certificate", months(6, 3, 1)),
    PAPERS("admission-papers", days(60, 30)),
    DECISION("admission-decision", days(20, 10, 5)),
    CEREMONY("admission-ceremony", days(15, 7, 3)),
    MEMBER_HISTORY("member-history", days(10)),
    PROBATION("probation-end", days(90, 60, 30, 15, 7)),
    CELL_RECOGNITION("cell-recognition", days(20, 10, 5)),
    RECOGNITION_DECISION("recognition-decision", days(15, 7, 3)),
    READMISSION("readmission", List.of());

    /** Months before the 31st may be counted back from a day that is up to so much later. */
    private static final int MONTH_ENDS = 3;

    private final String step;
    private final List<Period> warnings;

    AdmissionClock(String step, List<Period> warnings) {
        this.step = step;
        this.warnings = warnings;
    }

    public String step() {
        return step;
    }

    /** The clock whose deadline has this name in the case registry. */
    static Optional<AdmissionClock> ofStep(String step) {
        return Arrays.stream(values()).filter(clock -> clock.step.equals(step)).findFirst();
    }

    /** What is due after this day is warned of later than today. */
    static LocalDate latestWarned(LocalDate today) {
        return Arrays.stream(values())
                .flatMap(clock -> clock.warnings.stream())
                .map(before -> today.plus(before).plusDays(MONTH_ENDS))
                .max(LocalDate::compareTo)
                .orElse(today);
    }

    /** Bodies above the cell have to decide until then; it stands while a supplement is waited for. */
    public boolean isOfDecision() {
        return this == DECISION || this == RECOGNITION_DECISION;
    }

    /** The days on which those concerned are warned, the earliest first. */
    public List<LocalDate> warnings(LocalDate due) {
        return warnings.stream().map(due::minus).toList();
    }

    private static List<Period> months(int... before) {
        return Arrays.stream(before).mapToObj(Period::ofMonths).toList();
    }

    private static List<Period> days(int... before) {
        return Arrays.stream(before).mapToObj(Period::ofDays).toList();
    }
}
