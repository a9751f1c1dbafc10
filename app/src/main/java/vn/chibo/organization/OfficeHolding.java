package vn.chibo.organization;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which office where. {@code to} is the day the term ends and is no longer held on that day (an office that
 * ends today ends the access today); null while the term is open. {@code onBehalf}: the member holds another office, which
 * acts for this one.
 */
public record OfficeHolding(
        MemberId member,
        Office office,
        UnitId unit,
        String unitCode,
        LocalDate from,
        @Nullable LocalDate to,
        boolean onBehalf) {

    public OfficeHolding(
            MemberId member, Office office, UnitId unit, String unitCode, LocalDate from, @Nullable LocalDate to) {
        this(member, office, unit, unitCode, from, to, false);
    }
}
