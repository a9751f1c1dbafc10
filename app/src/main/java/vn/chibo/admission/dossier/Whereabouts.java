package vn.chibo.admission.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.admission.AdmissionRecord.Passage;
import vn.chibo.admission.AdmissionRecord.RouteStep;
import vn.chibo.admission.AdmissionRecord.Step;
import vn.chibo.admission.AdmissionState;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;

/** Where the file of a case lies and since when: "at the commune committee for 12 days". */
record Whereabouts(UnitId unit, LocalDate since, long days) {

    static Whereabouts of(AdmissionRecord admission, LocalDate today) {
        var current = admission.current();
        if (current != null) {
            return at(current.unit().id(), since(admission, admission.resolvedOn()), today);
        }
        var decidedOn = admission.view().decidedOn();
        if (admission.view().state() == AdmissionState.DECIDED
                && admission.decisionReceivedOn() == null
                && decidedOn != null) {
            var authority = admission.route().stream()
                    .filter(RouteStep::decides)
                    .findFirst()
                    .map(step -> step.unit().id())
                    .orElse(admission.view().committee());
            return at(authority, decidedOn, today);
        }
        return at(admission.view().cell(), since(admission, admission.decisionReceivedOn()), today);
    }

    private static Whereabouts at(UnitId unit, LocalDate since, LocalDate today) {
        return new Whereabouts(unit, since, Math.max(0, ChronoUnit.DAYS.between(since, today)));
    }

    /** The last time it changed hands; at first, and without any, the day the case was opened. */
    private static LocalDate since(AdmissionRecord admission, @Nullable LocalDate arrived) {
        var handled = admission.last("returnHandled").map(Step::at);
        var hands = Stream.of(
                        admission.passages().stream().map(Passage::at).max(Comparator.naturalOrder()),
                        handled,
                        java.util.Optional.ofNullable(admission.movedAt()))
                .flatMap(java.util.Optional::stream)
                .map((Instant at) -> DomainTime.dateOf(at));
        return Stream.concat(hands, Stream.of(admission.openedOn(), arrived).filter(Objects::nonNull))
                .max(Comparator.naturalOrder())
                .orElse(admission.openedOn());
    }
}
