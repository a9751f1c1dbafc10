package vn.chibo.admission.sourcing;

/** Which organisation named a person to the cell. */
enum Introducer {
    YOUTH_UNION,
    TRADE_UNION,
    WOMEN_UNION,
    FARMERS_UNION,
    VETERANS,
    FATHERLAND_FRONT,
    /** the cell found the person itself */
    CELL
}
