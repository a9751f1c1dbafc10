package vn.chibo.meetings.web;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.score.ScorePage;
import vn.chibo.meetings.score.ScoreSheets;
import vn.chibo.organization.MemberCounts;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;

/** Table 1: one row for each cell with members, date, points, grade and why points were lost. */
@Component
class MonthTable {

    private final MeetingManagement meetings;
    private final ScoreSheets scores;
    private final Organizations organizations;
    private final OrganizationSearch search;

    MonthTable(MeetingManagement meetings, ScoreSheets scores, Organizations organizations, OrganizationSearch search) {
        this.meetings = meetings;
        this.scores = scores;
        this.organizations = organizations;
        this.search = search;
    }

    /** {@code month} is null where the cell's month was never opened; points as people write them. */
    record Row(
            UnitView cell,
            int members,
            @Nullable MonthView month,
            @Nullable String selfPoints,
            @Nullable String verifiedPoints,
            @Nullable String grade,
            List<ScoreSheets.Loss> losses,
            @Nullable String reason) {}

    /** @param on when cells and members are counted */
    List<Row> rows(Collection<UnitId> scopes, YearMonth period, LocalDate on) {
        Map<UnitId, UnitView> cells = new LinkedHashMap<>();
        Map<UnitId, MemberCounts> members = new LinkedHashMap<>();
        for (var scope : scopes) {
            organizations.cellsUnder(scope, on).forEach(cell -> cells.put(cell.id(), cell));
            members.putAll(search.counts(scope, on));
        }
        Map<UnitId, MeetingView> found = meetings.inMonth(cells.keySet(), period).stream()
                .collect(Collectors.toMap(MeetingView::cell, Function.identity()));
        var ids = found.values().stream().map(MeetingView::id).toList();
        var summaries = scores.summaries(ids);
        var losses = scores.losses(ids);
        var rows = new ArrayList<Row>();
        for (var cell : cells.values()) {
            var count = members.getOrDefault(cell.id(), MemberCounts.NONE).total();
            var meeting = found.get(cell.id());
            var summary = meeting == null ? null : summaries.get(meeting.id());
            if (meeting == null || summary == null) {
                rows.add(new Row(
                        cell,
                        count,
                        meeting == null ? null : MonthView.of(meeting),
                        null,
                        null,
                        null,
                        List.of(),
                        null));
                continue;
            }
            var verified = summary.verifiedPoints();
            rows.add(new Row(
                    cell,
                    count,
                    MonthView.of(meeting),
                    ScorePage.text(summary.selfPoints()),
                    verified == null ? null : ScorePage.text(verified),
                    summary.verifiedGrade() == null ? summary.selfGrade() : summary.verifiedGrade(),
                    losses.getOrDefault(meeting.id(), List.of()),
                    summary.verificationReason()));
        }
        return rows;
    }
}
