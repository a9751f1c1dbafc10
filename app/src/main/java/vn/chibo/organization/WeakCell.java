package vn.chibo.organization;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a cell is on the list of weak cells ("chi bộ yếu kém") under special help. Dates of Việt Nam.
 *
 * @param basis number and date of the paper that put it there
 * @param removedOn first day off the list; the day it was listed where it was entered by mistake
 */
public record WeakCell(
        UUID id,
        UnitId cell,
        String cellCode,
        String cellName,
        LocalDate listedOn,
        String basis,
        @Nullable LocalDate removedOn,
        @Nullable String removalBasis) {}
