package vn.chibo.organization;

import java.util.EnumSet;
import java.util.Set;

/** Offices people hold in a unit for a term; the only source of what they may do. {@link #code()} names candidate groups. */
public enum Office {
    CELL_SECRETARY("cell-secretary"),
    CELL_DEPUTY_SECRETARY("cell-deputy-secretary"),
    CELL_COMMITTEE_MEMBER("cell-committee-member"),
    /** cấp ủy viên phụ trách chi bộ: held on the cell by a committee member of the level above */
    ASSIGNED_COMMITTEE_MEMBER("assigned-committee-member"),
    PARTY_COMMITTEE_SECRETARY("party-committee-secretary"),
    STANDING_COMMITTEE_MEMBER("standing-committee-member"),
    /** Văn phòng Đảng ủy: calendar, numbering, issue */
    COMMITTEE_OFFICE("committee-office"),
    /** Ban Xây dựng Đảng / Ban Tổ chức: verifies scores */
    ORG_DEPARTMENT("org-department"),
    /** cán bộ giám sát: reads everything in the subtree, acts from the overdue board only */
    SUPERVISOR("supervisor"),
    /** quản trị hệ thống: accounts, imports, policy, calendar; sees no meeting content */
    ADMINISTRATOR("administrator");

    private static final Set<Office> OF_ITS_MEMBERS =
            EnumSet.of(CELL_SECRETARY, CELL_DEPUTY_SECRETARY, CELL_COMMITTEE_MEMBER);

    private final String code;

    Office(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Held on a cell; the others are held on units above cells. */
    public boolean ofCells() {
        return ofItsMembers() || this == ASSIGNED_COMMITTEE_MEMBER;
    }

    /** Elected by the cell from among its own members. */
    public boolean ofItsMembers() {
        return OF_ITS_MEMBERS.contains(this);
    }

    /**
     * Another post may act for it for a time. Never one that gives a vote: who votes is elected for it, and votes in person
     * (Statute, article 5).
     */
    public boolean mayBeActedFor() {
        return this == CELL_SECRETARY
                || this == PARTY_COMMITTEE_SECRETARY
                || this == COMMITTEE_OFFICE
                || this == ORG_DEPARTMENT
                || this == SUPERVISOR;
    }

    /** One person at a time holds it in a unit. */
    public boolean ofOnePerson() {
        return this == CELL_SECRETARY || this == PARTY_COMMITTEE_SECRETARY;
    }

    /** The engine's candidate group of this office in a unit, such as {@code cell-secretary@CB-0123}. */
    public String groupIn(String unitCode) {
        return code + "@" + unitCode;
    }
}
