package vn.chibo.policy;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Users;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;

/** Holidays and swapped days of a year: everybody reads them, the administrator enters what is announced. */
@Controller
@RequestMapping("/policy/calendar")
class CalendarController {

    private static final int FIRST_YEAR = 2025;

    private final WorkingCalendar calendar;
    private final Access access;
    private final Users users;
    private final Clock clock;

    CalendarController(WorkingCalendar calendar, Access access, Users users, Clock clock) {
        this.calendar = calendar;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    /** A bean, not a record: a date that cannot be read must not lose the other fields. */
    static final class Form {

        private @Nullable LocalDate date;
        private @Nullable String kind = "off";
        private @Nullable String name;
        private @Nullable String source;
        private boolean provisional;

        public @Nullable LocalDate getDate() {
            return date;
        }

        public void setDate(@Nullable LocalDate date) {
            this.date = date;
        }

        public @Nullable String getKind() {
            return kind;
        }

        public void setKind(@Nullable String kind) {
            this.kind = kind;
        }

        public @Nullable String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = name;
        }

        public @Nullable String getSource() {
            return source;
        }

        public void setSource(@Nullable String source) {
            this.source = source;
        }

        public boolean isProvisional() {
            return provisional;
        }

        public void setProvisional(boolean provisional) {
            this.provisional = provisional;
        }
    }

    @GetMapping
    ModelAndView show(@RequestParam(required = false) @Nullable Integer year) {
        return page(year == null ? thisYear() : year, HttpStatus.OK).addObject("form", new Form());
    }

    @PostMapping
    ModelAndView put(@ModelAttribute("form") Form form, BindingResult errors, RedirectAttributes redirect) {
        requireAdministrator();
        var date = form.getDate();
        if (date == null && !errors.hasFieldErrors("date")) {
            errors.rejectValue("date", "NotNull");
        }
        if (!"off".equals(form.getKind()) && !"work".equals(form.getKind())) {
            errors.rejectValue("kind", "NotNull");
        }
        var working = "work".equals(form.getKind());
        if (date != null && working != WorkingCalendar.isWeekend(date)) {
            errors.rejectValue("date", working ? "policy.calendar.weekdayAnyway" : "policy.calendar.weekendAnyway");
        }
        var name = required(form.getName(), 200, "name", errors);
        var source = required(form.getSource(), 500, "source", errors);
        if (errors.hasErrors() || date == null) {
            return page(date == null ? thisYear() : date.getYear(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        calendar.put(
                new WorkingCalendar.Day(date, working, name, source, form.isProvisional()),
                users.current().accountId());
        Flash.success(redirect, "shared.saved");
        return new ModelAndView("redirect:/policy/calendar?year=" + date.getYear());
    }

    @PostMapping("/{date}/removal")
    String remove(@PathVariable LocalDate date, RedirectAttributes redirect) {
        requireAdministrator();
        calendar.remove(date);
        Flash.success(redirect, "policy.calendar.removed");
        return "redirect:/policy/calendar?year=" + date.getYear();
    }

    private ModelAndView page(int year, HttpStatus status) {
        var shown = Math.max(FIRST_YEAR, Math.min(year, thisYear() + 5));
        return new ModelAndView("policy/calendar", status)
                .addObject("year", shown)
                .addObject("first", FIRST_YEAR)
                .addObject("last", thisYear() + 5)
                .addObject("days", calendar.daysOf(shown))
                .addObject("mayEdit", access.mayAdminister());
    }

    private static String required(@Nullable String typed, int longest, String field, BindingResult errors) {
        var text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            errors.rejectValue(field, "NotBlank");
        } else if (text.length() > longest) {
            errors.rejectValue(field, "policy.tooLong", new Object[] {longest}, null);
        }
        return text;
    }

    private void requireAdministrator() {
        if (!access.mayAdminister()) {
            throw new AccessRefused("holiday calendar");
        }
    }

    private int thisYear() {
        return DomainTime.today(clock).getYear();
    }
}
