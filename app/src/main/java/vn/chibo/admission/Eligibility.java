package vn.chibo.admission;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.chibo.policy.PolicySnapshot;

/**
 * Whether the cell may consider a file on a day, as far as the file itself tells: age, certificate, sponsors, age of
 * the papers, and whether the cell can vote at all.
 *
 * @param papersValidUntil null while no document has considered the candidate
 */
record Eligibility(
        LocalDate on,
        LocalDate bornOn,
        LocalDate certificateValidUntil,
        @Nullable LocalDate papersValidUntil,
        boolean unionIntroduced,
        List<LocalDate> introducedBySince,
        int officialMembers,
        PolicySnapshot policy) {

    enum Condition {
        CERTIFICATE_VALID,
        CELL_ABLE_TO_VOTE,
        OLD_ENOUGH,
        NOT_TOO_OLD,
        ENOUGH_SPONSORS,
        SPONSORS_TOGETHER_LONG_ENOUGH,
        PAPERS_VALID
    }

    enum Readiness {
        READY,
        CERTIFICATE_EXPIRED,
        CELL_TOO_SMALL,
        CONDITIONS_MISSING
    }

    /** What is not met, in the order it is shown. */
    List<Condition> missing() {
        var missing = new ArrayList<Condition>();
        var age = AdmissionClocks.ageInMonths(bornOn, on);
        require(missing, !certificateValidUntil.isBefore(on), Condition.CERTIFICATE_VALID);
        require(missing, officialMembers >= policy.integer("cell.minOfficialMembers"), Condition.CELL_ABLE_TO_VOTE);
        require(missing, age >= 12L * policy.integer("admission.ageMin"), Condition.OLD_ENOUGH);
        require(missing, age <= 12L * policy.integer("admission.ageMax"), Condition.NOT_TOO_OLD);
        require(missing, introducedBySince.size() >= sponsorsNeeded(), Condition.ENOUGH_SPONSORS);
        require(
                missing,
                introducedBySince.stream().filter(this::togetherLongEnough).count()
                        >= Math.min(sponsorsNeeded(), introducedBySince.size()),
                Condition.SPONSORS_TOGETHER_LONG_ENOUGH);
        require(missing, papersValidUntil == null || !papersValidUntil.isBefore(on), Condition.PAPERS_VALID);
        return missing;
    }

    /** What has to happen first: the course, members for the cell, then the rest. */
    Readiness readiness() {
        var missing = missing();
        if (missing.isEmpty()) {
            return Readiness.READY;
        }
        return switch (missing.getFirst()) {
            case CERTIFICATE_VALID -> Readiness.CERTIFICATE_EXPIRED;
            case CELL_ABLE_TO_VOTE -> Readiness.CELL_TOO_SMALL;
            default -> Readiness.CONDITIONS_MISSING;
        };
    }

    int sponsorsNeeded() {
        return policy.integer(unionIntroduced ? "sponsor.countWithUnion" : "sponsor.count");
    }

    private boolean togetherLongEnough(LocalDate since) {
        return ChronoUnit.MONTHS.between(since, on) >= policy.integer("sponsor.minCoworkMonths");
    }

    private static void require(List<Condition> missing, boolean met, Condition condition) {
        if (!met) {
            missing.add(condition);
        }
    }
}
