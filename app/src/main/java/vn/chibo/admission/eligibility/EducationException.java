package vn.chibo.admission.eligibility;

/** For whom the lowest education is not required (A3). */
public enum EducationException {
    MOUNTAIN,
    ISLAND,
    ETHNIC_MINORITY,
    VERY_POOR_AREA,
    VILLAGE_ELDER
}
