package vn.chibo.admission.sourcing;

/** Where somebody is prepared for admission. */
enum PlaceType {
    VILLAGE,
    AGENCY,
    SCHOOL,
    ENTERPRISE
}
