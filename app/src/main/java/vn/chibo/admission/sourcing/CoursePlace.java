package vn.chibo.admission.sourcing;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.UnitId;

/** A person on a course. {@code result} is null while nobody knows. */
record CoursePlace(
        UUID course,
        String decisionNumber,
        LocalDate startsOn,
        LocalDate endsOn,
        ProspectId prospect,
        String fullName,
        UnitId cell,
        @Nullable Result result,
        @Nullable String certificateNumber,
        @Nullable LocalDate issuedOn) {

    enum Result {
        CERTIFIED,
        NOT_COMPLETED
    }
}
