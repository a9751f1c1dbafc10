package vn.chibo.meetings.web;

import java.time.Clock;
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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.score.ScorePage;
import vn.chibo.meetings.score.ScoreSheets;
import vn.chibo.organization.MemberCounts;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;

/**
 * The month table of all cells (M-23, table 1 of the standard tables): one row per cell with members, date, points,
 * grade and why points were lost. Members are counted at the end of the month, or today while it runs.
 */
@Controller
class MonthTableController {

    private final MeetingManagement meetings;
    private final ScoreSheets scores;
    private final Organizations organizations;
    private final OrganizationSearch search;
    private final Access access;
    private final Clock clock;

    MonthTableController(
            MeetingManagement meetings,
            ScoreSheets scores,
            Organizations organizations,
            OrganizationSearch search,
            Access access,
            Clock clock) {
        this.meetings = meetings;
        this.scores = scores;
        this.organizations = organizations;
        this.search = search;
        this.access = access;
        this.clock = clock;
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

    @GetMapping("/scores")
    String show(@RequestParam(required = false) @Nullable String month, Model model) {
        var scopes = access.scopes(Permission.CASE_VIEW);
        if (scopes.isEmpty()) {
            throw new AccessRefused("the month table");
        }
        var today = DomainTime.today(clock);
        var period = MeetingController.month(month, today);
        var rows = rows(scopes, period, period.atEndOfMonth().isBefore(today) ? period.atEndOfMonth() : today);
        model.addAttribute("rows", rows);
        model.addAttribute(
                "scored", rows.stream().filter(row -> row.selfPoints() != null).count());
        model.addAttribute(
                "verified",
                rows.stream().filter(row -> row.verifiedPoints() != null).count());
        model.addAttribute(
                "committees",
                scopes.stream()
                        .flatMap(unit -> organizations.unit(unit, today).stream())
                        .map(UnitView::name)
                        .toList());
        MeetingController.addMonths(model, period);
        return "meetings/score/month";
    }

    private List<Row> rows(Collection<UnitId> scopes, YearMonth period, LocalDate on) {
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
