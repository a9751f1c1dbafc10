package vn.chibo.admission;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;

/**
 * A clock of an admission runs out soon, on one of the days the clock warns. Published once for each such day; delivery
 * may repeat, {@link #id()} stays the same. Names nobody.
 *
 * @param cellName the cell's name on that day
 * @param above who has the file while bodies above the cell consider it, else the committee above the cell
 * @param due the last good day, in Việt Nam
 * @param days from the day of the warning to {@code due}
 * @param guide the sponsor of the probation, if there is one
 */
public record AdmissionWarning(
        UUID id,
        AdmissionId admission,
        UnitId cell,
        String cellName,
        UnitId above,
        AdmissionClock clock,
        LocalDate due,
        long days,
        @Nullable MemberId guide) {}
