package vn.chibo.admission.sourcing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.UnitId;

/**
 * What a unit wants to reach in a year.
 *
 * @param localMembers how many members of a cell are local people; null where it does not say
 * @param approvalNumber of the decision that approved it; null while nobody has
 */
record SourcePlan(
        UnitId unit,
        int year,
        Targets targets,
        @Nullable Integer localMembers,
        String reference,
        @Nullable LocalDate approvedOn,
        @Nullable String approvalNumber,
        long version) {

    /** People to admit; women, minority and youth are counted in the total, and may overlap. */
    record Targets(int total, int women, int minority, int youth) {

        static final Targets NONE = new Targets(0, 0, 0, 0);

        Targets plus(Targets other) {
            return new Targets(
                    total + other.total, women + other.women, minority + other.minority, youth + other.youth);
        }
    }

    public boolean approved() {
        return approvedOn != null;
    }
}
