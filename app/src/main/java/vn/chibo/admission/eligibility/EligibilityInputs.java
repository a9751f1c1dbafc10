package vn.chibo.admission.eligibility;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.eligibility.CandidateFacts.Sponsor;
import vn.chibo.policy.PolicySnapshot;

/**
 * The variables the decision reads: facts counted in months and days, and the limits of the policy. Numbers and yes or no
 * only, so a process may carry them too.
 */
final class EligibilityInputs {

    private EligibilityInputs() {}

    static Map<String, @Nullable Object> of(CandidateFacts facts, LocalDate consideredOn, PolicySnapshot policy) {
        var inputs = new HashMap<String, @Nullable Object>();
        inputs.put("ageMonths", ageInMonths(facts.birthDate(), consideredOn));
        inputs.put("provinceConsent", facts.provinceConsent());
        inputs.put("educationLevel", facts.education().ordinal());
        inputs.put("educationException", !facts.educationExceptions().isEmpty());
        inputs.put("certificateMonths", monthsBegun(facts.certificateIssued(), consideredOn));
        inputs.put("applied", facts.applied() != null);
        inputs.put("applicationDaysAfterCourse", days(facts.certificateIssued(), facts.applied()));
        inputs.put("unionResolution", facts.unionResolution());
        inputs.put("sponsorCount", facts.sponsors().size());
        inputs.put("sponsorsNotOfficial", (int)
                facts.sponsors().stream().filter(sponsor -> !sponsor.official()).count());
        inputs.put("shortestCoworkMonths", shortestCowork(facts, consideredOn));
        inputs.put("cellOfficialMembers", facts.cellOfficialMembers());
        inputs.put("monthsSinceLeaving", fullMonths(facts.leftPartyOn(), consideredOn));
        inputs.put("papersMonths", monthsBegun(facts.firstPaperOn(), consideredOn));

        inputs.put("ageMinYears", policy.integer("admission.ageMin"));
        inputs.put("ageMaxYears", policy.integer("admission.ageMax"));
        inputs.put(
                "educationMinLevel",
                Education.valueOf(policy.text("education.min")).ordinal());
        inputs.put("certificateValidMonths", policy.integer("certificate.validMonths"));
        inputs.put("sponsorsNeeded", policy.integer("sponsor.count"));
        inputs.put("sponsorsNeededWithUnion", policy.integer("sponsor.countWithUnion"));
        inputs.put("sponsorMinCoworkMonths", policy.integer("sponsor.minCoworkMonths"));
        inputs.put("cellMinOfficialMembers", policy.integer("cell.minOfficialMembers"));
        inputs.put("readmissionMinMonths", policy.integer("readmission.minMonths"));
        inputs.put("papersValidMonths", policy.integer("papers.validMonths"));
        return inputs;
    }

    /** By month, as the rule counts (A1): days do not matter, so the month of the birthday is a full one. */
    static int ageInMonths(LocalDate birth, LocalDate on) {
        return Math.toIntExact(ChronoUnit.MONTHS.between(YearMonth.from(birth), YearMonth.from(on)));
    }

    /** Months that are over: the 12th is over on the same day of the month a year later. */
    static @Nullable Integer fullMonths(@Nullable LocalDate from, LocalDate to) {
        if (from == null) {
            return null;
        }
        var months = Math.toIntExact(ChronoUnit.MONTHS.between(from, to));
        return from.plusMonths(months + 1L).isAfter(to) ? months : months + 1;
    }

    /** Months that have begun: what is valid for 60 is so to the end of the day 60 months later. Negative before it began. */
    static @Nullable Integer monthsBegun(@Nullable LocalDate from, LocalDate to) {
        if (from == null) {
            return null;
        }
        if (to.isBefore(from)) {
            return -1;
        }
        var months = Math.toIntExact(ChronoUnit.MONTHS.between(from, to));
        return from.plusMonths(months).isBefore(to) ? months + 1 : months;
    }

    private static @Nullable Integer days(@Nullable LocalDate from, @Nullable LocalDate to) {
        return from == null || to == null ? null : Math.toIntExact(ChronoUnit.DAYS.between(from, to));
    }

    private static @Nullable Integer shortestCowork(CandidateFacts facts, LocalDate on) {
        var latest = facts.sponsors().stream()
                .map(Sponsor::together)
                .max(LocalDate::compareTo)
                .orElse(null);
        return fullMonths(latest, on);
    }
}
