package vn.chibo.organization;

import java.time.LocalDate;
import java.util.UUID;

/**
 * One post of a unit acts for another ("thay mặt"). Dates of Việt Nam.
 *
 * @param to first day on which it no longer holds
 * @param basis number and date of the paper it rests on
 */
public record Substitution(
        UUID id, UnitId unit, Office office, Office deputy, LocalDate from, LocalDate to, String basis) {

    public LocalDate lastDay() {
        return to.minusDays(1);
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }
}
