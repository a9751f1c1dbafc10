package vn.chibo.organization;

/**
 * Types of unit. Two shapes of the tree live side by side (domain README §2): shape A has COMMUNE → BASE → SECTION →
 * CELL, shape B (QĐ 208-QĐ/TW, 26/7/2026) makes the commune itself the base organisation: COMMUNE → SUB_BASE → CELL.
 */
public enum UnitType {
    PROVINCE,
    COMMUNE,
    BASE,
    SECTION,
    SUB_BASE,
    CELL,
    GROUP;

    /** Committees there look after cells, and keep lists of them. */
    public boolean isAboveCells() {
        return this != CELL && this != GROUP;
    }
}
