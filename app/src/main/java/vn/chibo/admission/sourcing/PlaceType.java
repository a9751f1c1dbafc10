package vn.chibo.admission.sourcing;

/** Where somebody is prepared for admission. */
public enum PlaceType {
    VILLAGE,
    AGENCY,
    SCHOOL,
    ENTERPRISE
}
