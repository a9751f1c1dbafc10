package vn.chibo.organization;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A term of an office with its holder's name: past, running or to come. {@code to} is the first day it is no longer held. */
public record OfficeTerm(
        UUID id,
        MemberId member,
        String memberCode,
        String memberName,
        Office office,
        UnitId unit,
        LocalDate from,
        @Nullable LocalDate to) {

    public boolean endedBy(LocalDate day) {
        return to != null && !to.isAfter(day);
    }
}
