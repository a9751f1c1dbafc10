package vn.chibo.organization;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A village or quarter ("khu dân cư") on the list of a committee. Dates of Việt Nam.
 *
 * @param cell the cell that looks after it; null where none does
 * @param to first day on which it no longer holds; the day it began where it was entered by mistake
 * @param ofItsOwn on the day asked about the cell stands and looks after no other area
 */
public record ResidentialArea(
        UUID id,
        UnitId unit,
        String name,
        @Nullable UnitId cell,
        @Nullable String cellCode,
        @Nullable String cellName,
        LocalDate from,
        @Nullable LocalDate to,
        boolean ofItsOwn) {}
