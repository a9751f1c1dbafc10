package vn.chibo.meetings.web;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.MonthOpening;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;

/** The commune's calendar of meetings (M-02): all cells by date, clashes, approval, the notice to print. */
@Controller
class MeetingCalendarController {

    private final CalendarOfCells calendar;
    private final MonthOpening months;
    private final Organizations organizations;
    private final Access access;
    private final Clock clock;

    MeetingCalendarController(
            CalendarOfCells calendar, MonthOpening months, Organizations organizations, Access access, Clock clock) {
        this.calendar = calendar;
        this.months = months;
        this.organizations = organizations;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/calendar")
    String show(@RequestParam(required = false) @Nullable String month, Model model) {
        fill(month, model);
        model.addAttribute("manages", !access.scopes(Permission.CALENDAR_MANAGE).isEmpty());
        return "meetings/calendar";
    }

    /** "Thông báo lịch sinh hoạt" as it is printed and sent out. */
    @GetMapping("/calendar/notice")
    String notice(@RequestParam(required = false) @Nullable String month, Model model) {
        fill(month, model);
        model.addAttribute("today", DomainTime.today(clock));
        model.addAttribute(
                "committees",
                access.scopes(Permission.CASE_VIEW).stream()
                        .flatMap(unit -> organizations.unit(unit, DomainTime.today(clock)).stream())
                        .map(UnitView::name)
                        .toList());
        return "meetings/calendar-notice";
    }

    private void fill(@Nullable String month, Model model) {
        var today = DomainTime.today(clock);
        var period = MeetingController.month(month, today);
        List<UnitId> cells = access.scopes(Permission.CASE_VIEW).stream()
                .flatMap(root -> organizations.cellsUnder(root, today).stream())
                .map(UnitView::id)
                .distinct()
                .toList();
        var rows = calendar.month(cells, period);
        model.addAttribute("rows", rows);
        model.addAttribute("waiting", count(rows, MeetingStatus.REGISTERED) + count(rows, MeetingStatus.POSTPONED));
        model.addAttribute("unregistered", count(rows, MeetingStatus.PLANNED));
        model.addAttribute(
                "clashing",
                rows.stream().filter(row -> !row.clashesWith().isEmpty()).count());
        MeetingController.addMonths(model, period);
    }

    private static long count(List<CalendarOfCells.Row> rows, MeetingStatus status) {
        return rows.stream()
                .filter(row -> row.month().meeting().status() == status)
                .count();
    }

    /** Opens what is due now instead of waiting for the night's run. */
    @PostMapping("/calendar/openings")
    String open(RedirectAttributes redirect) {
        var scopes = access.scopes(Permission.CALENDAR_MANAGE);
        if (scopes.isEmpty()) {
            throw new AccessRefused("opening months");
        }
        var opened = months.openUnder(scopes);
        if (opened == 0) {
            Flash.notice(redirect, "meetings.calendar.nothingToOpen");
        } else {
            Flash.success(redirect, "meetings.calendar.opened", opened);
        }
        return "redirect:/calendar";
    }
}
