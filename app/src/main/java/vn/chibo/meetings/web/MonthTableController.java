package vn.chibo.meetings.web;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;

/**
 * The month table of all cells (M-23, table 1 of the standard tables): one row per cell with members, date, points,
 * grade and why points were lost. Members are counted at the end of the month, or today while it runs.
 */
@Controller
class MonthTableController {

    private final MonthTable table;
    private final Organizations organizations;
    private final Access access;
    private final Clock clock;

    MonthTableController(MonthTable table, Organizations organizations, Access access, Clock clock) {
        this.table = table;
        this.organizations = organizations;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/scores")
    String show(@RequestParam(required = false) @Nullable String month, Model model) {
        var scopes = access.scopes(Permission.CASE_VIEW);
        if (scopes.isEmpty()) {
            throw new AccessRefused("the month table");
        }
        var today = DomainTime.today(clock);
        var period = MeetingController.month(month, today);
        var rows = table.rows(scopes, period, period.atEndOfMonth().isBefore(today) ? period.atEndOfMonth() : today);
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
}
