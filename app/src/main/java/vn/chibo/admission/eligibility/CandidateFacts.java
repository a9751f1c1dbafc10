package vn.chibo.admission.eligibility;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person when the cell is to consider admission.
 *
 * @param provinceConsent the standing committee of the province-level committee agreed in writing (A2)
 * @param certificateIssued of the awareness course; null while there is none
 * @param applied the date on the application; null while there is none
 * @param unionResolution Youth Union or Trade Union introduced the person by resolution (A7)
 * @param cellOfficialMembers of the cell that is to vote
 * @param leftPartyOn for somebody who was a member before
 * @param firstPaperOn date of the first considering document (A32); null while there is none
 */
public record CandidateFacts(
        LocalDate birthDate,
        boolean provinceConsent,
        Education education,
        Set<EducationException> educationExceptions,
        @Nullable LocalDate certificateIssued,
        @Nullable LocalDate applied,
        boolean unionResolution,
        List<Sponsor> sponsors,
        int cellOfficialMembers,
        @Nullable LocalDate leftPartyOn,
        @Nullable LocalDate firstPaperOn) {

    /**
     * A member who introduces the person.
     *
     * @param together since when they work, study or live in the same base organisation
     */
    public record Sponsor(boolean official, LocalDate together) {}
}
