package vn.chibo.meetings.web;

import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.MeetingView;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/**
 * The meetings of many cells in one month, with the assigned committee members and where these would have to be in two
 * places at once.
 */
@Component
class CalendarOfCells {

    /** Two meetings that begin closer together cannot both be attended: the longest sitting (120 minutes) and the way. */
    private static final Duration APART = Duration.ofMinutes(150);

    private final MeetingManagement meetings;
    private final Organizations organizations;
    private final Clock clock;

    CalendarOfCells(MeetingManagement meetings, Organizations organizations, Clock clock) {
        this.meetings = meetings;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** @param clashesWith names of the cells whose meeting the same assigned member would miss */
    record Row(MonthView month, List<String> assigned, List<String> clashesWith) {}

    /** By date; cells without a date last. */
    List<Row> month(Collection<UnitId> cells, YearMonth period) {
        var found = meetings.inMonth(cells, period);
        Map<UnitId, List<MemberView>> assigned = found.stream()
                .map(MeetingView::cell)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        cell -> organizations.holders(
                                Office.ASSIGNED_COMMITTEE_MEMBER, cell, DomainTime.today(clock))));
        return found.stream()
                .map(meeting -> new Row(
                        MonthView.of(meeting),
                        members(assigned, meeting).stream()
                                .map(MemberView::fullName)
                                .toList(),
                        found.stream()
                                .filter(other -> clash(meeting, other, assigned))
                                .map(MeetingView::cellName)
                                .toList()))
                .toList();
    }

    /** Meetings that the assigned member of this one could not attend as well. */
    List<Row> clashesOf(MeetingView meeting) {
        var row = month(cellsBeside(meeting), meeting.period()).stream()
                .filter(other -> other.clashesWith().contains(meeting.cellName()))
                .toList();
        return new ArrayList<>(row);
    }

    /** Days and hours at which the cell's assigned member attends elsewhere. */
    List<Row> busyDays(MeetingView meeting) {
        var mine = organizations.holders(Office.ASSIGNED_COMMITTEE_MEMBER, meeting.cell(), DomainTime.today(clock));
        var names = mine.stream().map(MemberView::fullName).toList();
        return month(cellsBeside(meeting), meeting.period()).stream()
                .filter(row -> row.month().start() != null)
                .filter(row -> !row.month().meeting().id().equals(meeting.id()))
                .filter(row -> row.assigned().stream().anyMatch(names::contains))
                .toList();
    }

    private List<UnitId> cellsBeside(MeetingView meeting) {
        return organizations.cellsUnder(meeting.committee(), DomainTime.today(clock)).stream()
                .map(UnitView::id)
                .toList();
    }

    private static boolean clash(MeetingView one, MeetingView other, Map<UnitId, List<MemberView>> assigned) {
        var start = one.plannedStart();
        var otherStart = other.plannedStart();
        return !one.id().equals(other.id())
                && start != null
                && otherStart != null
                && one.status() != MeetingStatus.NOT_HELD
                && other.status() != MeetingStatus.NOT_HELD
                && Duration.between(start, otherStart).abs().compareTo(APART) < 0
                && members(assigned, one).stream()
                        .anyMatch(member -> members(assigned, other).stream()
                                .anyMatch(elsewhere -> elsewhere.id().equals(member.id())));
    }

    private static List<MemberView> members(Map<UnitId, List<MemberView>> assigned, MeetingView meeting) {
        return assigned.getOrDefault(meeting.cell(), List.of());
    }
}
