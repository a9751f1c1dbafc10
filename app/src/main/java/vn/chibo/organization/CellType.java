package vn.chibo.organization;

/** What a cell is formed by; decides the pick list of agenda content (monthly-meeting §3). */
public enum CellType {
    VILLAGE,
    AGENCY,
    STATE_ENTERPRISE,
    PRIVATE_ENTERPRISE,
    SCHOOL,
    ARMED_FORCES
}
