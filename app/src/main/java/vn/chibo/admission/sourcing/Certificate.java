package vn.chibo.admission.sourcing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Of the awareness course.
 *
 * @param validUntil the last day it counts, by the policy of today
 */
public record Certificate(String number, LocalDate issuedOn, LocalDate validUntil) {

    boolean isExpired(LocalDate today) {
        return validUntil.isBefore(today);
    }

    /** The nearest of the warning times (in months) that has come; empty while it is early, or too late. */
    Optional<Integer> warning(LocalDate today, Collection<Integer> months) {
        return isExpired(today)
                ? Optional.empty()
                : months.stream()
                        .filter(count -> !validUntil.isAfter(today.plusMonths(count)))
                        .min(Comparator.naturalOrder());
    }
}
