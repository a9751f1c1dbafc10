package vn.chibo.admission;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.policy.WorkingCalendar;

/** When the clocks of an admission run out, by the rules the case began under. All dates are the last good day. */
@Component
class AdmissionClocks {

    private final WorkingCalendar calendar;

    AdmissionClocks(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** The awareness certificate: the day that closes its 60 months still counts. */
    LocalDate certificate(LocalDate issuedOn, PolicySnapshot policy) {
        return issuedOn.plusMonths(policy.integer("certificate.validMonths"));
    }

    /** Introductions, opinions and resolutions, from the first document that considered the candidate. */
    LocalDate papers(LocalDate firstConsideredOn, PolicySnapshot policy) {
        return firstConsideredOn.plusMonths(policy.integer("papers.validMonths"));
    }

    /** The decision on admission, from the cell's resolution. */
    LocalDate decision(LocalDate cellResolution, PolicySnapshot policy) {
        return calendar.plusWorkingDays(cellResolution, policy.integer("decision.admissionDays"));
    }

    /** The decision on recognition or strike-off, from the cell's resolution. */
    LocalDate recognitionDecision(LocalDate cellResolution, PolicySnapshot policy) {
        return calendar.plusWorkingDays(cellResolution, policy.integer("decision.recognitionDays"));
    }

    /** The one extension counts on from the day the time would have ended. */
    LocalDate extended(LocalDate due, PolicySnapshot policy) {
        return calendar.plusWorkingDays(due, policy.integer("decision.extensionDays"));
    }

    /** A clock that stood from {@code pausedOn} has on the day it goes on as many working days left as it had then. */
    LocalDate resumed(LocalDate due, LocalDate pausedOn, LocalDate resumedOn) {
        var left = Math.max(0, calendar.workingDaysBetween(pausedOn, due));
        return calendar.plusWorkingDays(resumedOn, left);
    }

    /** From receipt of the decision or from its date, as {@code ceremony.from} says. */
    LocalDate ceremony(LocalDate decidedOn, LocalDate receivedOn, PolicySnapshot policy) {
        var from = policy.text("ceremony.from").equals("ISSUED") ? decidedOn : receivedOn;
        return calendar.plusWorkingDays(from, policy.integer("ceremony.days"));
    }

    LocalDate memberHistory(LocalDate ceremony, PolicySnapshot policy) {
        return calendar.plusWorkingDays(ceremony, policy.integer("memberHistory.days"));
    }

    /**
     * The day on which the months of probation are full; from that day the cell may act, and from it the member is
     * official, however late cell and committee are.
     */
    LocalDate probationEnd(LocalDate ceremony, PolicySnapshot policy) {
        return ceremony.plusMonths(policy.integer("probation.months"));
    }

    LocalDate cellRecognition(LocalDate probationEnd, PolicySnapshot policy) {
        return calendar.plusWorkingDays(probationEnd, policy.integer("recognition.cellDays"));
    }

    /** The first day on which somebody who left the Party may be admitted again. */
    LocalDate readmission(LocalDate leftOn, PolicySnapshot policy) {
        return leftOn.plusMonths(policy.integer("readmission.minMonths"));
    }

    /** Full months of age, counted by month: whoever is born this month has the birthday from the month's first day on. */
    static long ageInMonths(LocalDate bornOn, LocalDate on) {
        return ChronoUnit.MONTHS.between(YearMonth.from(bornOn), YearMonth.from(on));
    }
}
