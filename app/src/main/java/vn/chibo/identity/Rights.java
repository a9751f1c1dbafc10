package vn.chibo.identity;

import static vn.chibo.organization.Office.ADMINISTRATOR;
import static vn.chibo.organization.Office.ASSIGNED_COMMITTEE_MEMBER;
import static vn.chibo.organization.Office.CELL_COMMITTEE_MEMBER;
import static vn.chibo.organization.Office.CELL_DEPUTY_SECRETARY;
import static vn.chibo.organization.Office.CELL_SECRETARY;
import static vn.chibo.organization.Office.COMMITTEE_OFFICE;
import static vn.chibo.organization.Office.ORG_DEPARTMENT;
import static vn.chibo.organization.Office.PARTY_COMMITTEE_SECRETARY;
import static vn.chibo.organization.Office.STANDING_COMMITTEE_MEMBER;
import static vn.chibo.organization.Office.SUPERVISOR;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import vn.chibo.organization.Office;

/**
 * Which office gives which permission, and how far it reaches: cell offices in their own unit, offices of the levels
 * above in their unit and everything below it. What no row names is refused.
 */
final class Rights {

    private record Row(Set<Office> inOwnUnit, Set<Office> inSubtree, boolean participants, boolean installation) {}

    private static final Set<Office> CELL_LEADERS = EnumSet.of(CELL_SECRETARY, CELL_DEPUTY_SECRETARY);
    private static final Set<Office> CELL_OFFICERS =
            EnumSet.of(CELL_SECRETARY, CELL_DEPUTY_SECRETARY, CELL_COMMITTEE_MEMBER);
    private static final Set<Office> ON_THE_CELL =
            EnumSet.of(CELL_SECRETARY, CELL_DEPUTY_SECRETARY, CELL_COMMITTEE_MEMBER, ASSIGNED_COMMITTEE_MEMBER);
    private static final Set<Office> COMMITTEE = EnumSet.of(
            PARTY_COMMITTEE_SECRETARY, STANDING_COMMITTEE_MEMBER, COMMITTEE_OFFICE, ORG_DEPARTMENT, SUPERVISOR);
    private static final Set<Office> NOBODY = EnumSet.noneOf(Office.class);

    private static final Map<Permission, Row> TABLE = new EnumMap<>(Map.ofEntries(
            Map.entry(Permission.UNIT_VIEW, new Row(ON_THE_CELL, with(COMMITTEE, ADMINISTRATOR), true, true)),
            Map.entry(Permission.CASE_VIEW, new Row(ON_THE_CELL, COMMITTEE, true, false)),
            Map.entry(Permission.MEETING_CONDUCT, new Row(CELL_LEADERS, NOBODY, false, false)),
            Map.entry(Permission.MEETING_RECORD, new Row(CELL_OFFICERS, NOBODY, true, false)),
            Map.entry(Permission.VISIT_REPORT, new Row(EnumSet.of(ASSIGNED_COMMITTEE_MEMBER), NOBODY, false, false)),
            Map.entry(Permission.CALENDAR_MANAGE, new Row(NOBODY, EnumSet.of(COMMITTEE_OFFICE), false, false)),
            Map.entry(Permission.SCORE_VERIFY, new Row(NOBODY, EnumSet.of(ORG_DEPARTMENT), false, false)),
            Map.entry(
                    Permission.ORGANIZATION_IMPORT,
                    new Row(NOBODY, EnumSet.of(COMMITTEE_OFFICE, ADMINISTRATOR), false, true)),
            Map.entry(
                    Permission.POLICY_EDIT,
                    new Row(NOBODY, EnumSet.of(COMMITTEE_OFFICE, ORG_DEPARTMENT, ADMINISTRATOR), false, true)),
            Map.entry(Permission.POLICY_VIEW, new Row(ON_THE_CELL, with(COMMITTEE, ADMINISTRATOR), false, true)),
            Map.entry(Permission.ADMISSION_VIEW, new Row(ON_THE_CELL, COMMITTEE, false, false)),
            Map.entry(Permission.ADMISSION_MANAGE, new Row(CELL_OFFICERS, NOBODY, false, false)),
            Map.entry(
                    Permission.ADMISSION_DECIDE,
                    new Row(NOBODY, EnumSet.of(COMMITTEE_OFFICE, ORG_DEPARTMENT), false, false)),
            Map.entry(Permission.SUPERVISE, new Row(NOBODY, COMMITTEE, false, false)),
            Map.entry(Permission.SYSTEM_ADMINISTER, new Row(NOBODY, EnumSet.of(ADMINISTRATOR), false, true))));

    private Rights() {}

    /** Whether an office held in the very unit gives the permission there. */
    static boolean inOwnUnit(Permission permission, Office office) {
        var row = TABLE.get(permission);
        return row != null
                && (row.inOwnUnit().contains(office) || row.inSubtree().contains(office));
    }

    /** Whether an office held in a unit gives the permission in all units below it. */
    static boolean inSubtree(Permission permission, Office office) {
        var row = TABLE.get(permission);
        return row != null && row.inSubtree().contains(office);
    }

    /** Whether people whom the thing itself names have the permission. */
    static boolean forParticipants(Permission permission) {
        var row = TABLE.get(permission);
        return row != null && row.participants();
    }

    /** Whether an administrator of the whole installation has the permission, everywhere and over an empty tree. */
    static boolean forInstallation(Permission permission) {
        var row = TABLE.get(permission);
        return row != null && row.installation();
    }

    private static Set<Office> with(Set<Office> offices, Office more) {
        var all = EnumSet.copyOf(offices);
        all.add(more);
        return all;
    }
}
