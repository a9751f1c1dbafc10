package vn.chibo.admission.eligibility;

import java.util.Arrays;
import java.util.List;

/** What the decision may find missing; the names are the codes in its table. */
public enum Condition {
    AGE_BELOW_MIN("admission.ageMin"),
    AGE_ABOVE_MAX("admission.ageMax"),
    EDUCATION_TOO_LOW,
    CERTIFICATE_MISSING,
    CERTIFICATE_EXPIRED("certificate.validMonths"),
    APPLICATION_MISSING,
    APPLICATION_BEFORE_COURSE,
    SPONSORS_TOO_FEW("sponsor.count", "sponsor.countWithUnion"),
    SPONSOR_NOT_OFFICIAL,
    SPONSOR_COWORK_TOO_SHORT("sponsor.minCoworkMonths"),
    CELL_TOO_SMALL("cell.minOfficialMembers"),
    READMISSION_TOO_EARLY("readmission.minMonths"),
    PAPERS_TOO_OLD("papers.validMonths");

    private final List<String> parameters;

    Condition(String... parameters) {
        this.parameters = List.of(parameters);
    }

    /** The policy parameters whose values its sentence names, in the order of the sentence's arguments. */
    List<String> parameters() {
        return parameters;
    }

    static Condition of(String code) {
        return Arrays.stream(values())
                .filter(condition -> condition.name().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The decision names an unknown condition " + code));
    }
}
