package vn.chibo.meetings.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.cases.CaseHistory;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.Petitions;
import vn.chibo.meetings.Preparations;
import vn.chibo.meetings.Reports;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** The months of the cells one may see, and one month with everything that belongs to it. */
@Controller
@RequestMapping("/meetings")
class MeetingController {

    private static final Set<MeetingStatus> BEFORE_OPENING =
            Set.of(MeetingStatus.REGISTERED, MeetingStatus.APPROVED, MeetingStatus.NOTIFIED, MeetingStatus.POSTPONED);

    private final MeetingManagement meetings;
    private final MeetingDates dates;
    private final Preparations preparations;
    private final Reports reports;
    private final Petitions petitions;
    private final CaseHistory history;
    private final Organizations organizations;
    private final Access access;
    private final Users users;
    private final DraftBox drafts;
    private final Clock clock;

    MeetingController(
            MeetingManagement meetings,
            MeetingDates dates,
            Preparations preparations,
            Reports reports,
            Petitions petitions,
            CaseHistory history,
            Organizations organizations,
            Access access,
            Users users,
            DraftBox drafts,
            Clock clock) {
        this.meetings = meetings;
        this.dates = dates;
        this.preparations = preparations;
        this.reports = reports;
        this.petitions = petitions;
        this.history = history;
        this.organizations = organizations;
        this.access = access;
        this.users = users;
        this.drafts = drafts;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String month, Model model) {
        var today = DomainTime.today(clock);
        var period = month(month, today);
        var cells = access.scopes(Permission.CASE_VIEW).stream()
                .flatMap(root -> organizations.cellsUnder(root, today).stream())
                .map(UnitView::id)
                .distinct()
                .toList();
        model.addAttribute(
                "months",
                meetings.inMonth(cells, period).stream().map(MonthView::of).toList());
        addMonths(model, period);
        return "meetings/list";
    }

    static YearMonth month(@Nullable String text, LocalDate today) {
        try {
            var month = text == null ? YearMonth.from(today) : YearMonth.parse(text);
            return month.getYear() < 2000 || month.getYear() > 2200 ? YearMonth.from(today) : month;
        } catch (DateTimeParseException e) {
            return YearMonth.from(today);
        }
    }

    static void addMonths(Model model, YearMonth period) {
        model.addAttribute("period", "%02d/%d".formatted(period.getMonthValue(), period.getYear()));
        model.addAttribute("month", period.toString());
        model.addAttribute("monthBefore", period.minusMonths(1).toString());
        model.addAttribute("monthAfter", period.plusMonths(1).toString());
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        var meeting = meetings.get(new MeetingId(id));
        access.require(Permission.CASE_VIEW, meeting.cell(), participants(meeting));
        var conducts = access.may(Permission.MEETING_CONDUCT, meeting.cell());
        model.addAttribute("month", MonthView.of(meeting));
        var story = meetings.story(meeting.id());
        model.addAttribute("story", story);
        model.addAttribute("preparation", preparations.find(meeting.id()).orElse(null));
        model.addAttribute("visit", reports.visit(meeting.id()).orElse(null));
        model.addAttribute("petitions", petitions.raisedAt(meeting.id()));
        model.addAttribute("toTell", petitions.toTell(meeting.id()));
        model.addAttribute("lines", history.of(meeting.id().caseId()));
        model.addAttribute("mayRegister", conducts && meeting.status() == MeetingStatus.PLANNED);
        model.addAttribute("conducts", conducts);
        model.addAttribute("mayPostpone", conducts && BEFORE_OPENING.contains(meeting.status()));
        model.addAttribute(
                "mayDeclareNotHeld",
                conducts && (BEFORE_OPENING.contains(meeting.status()) || meeting.status() == MeetingStatus.PLANNED));
        model.addAttribute(
                "mayApprove",
                access.may(Permission.CALENDAR_MANAGE, meeting.cell())
                        && (meeting.status() == MeetingStatus.REGISTERED
                                || meeting.status() == MeetingStatus.POSTPONED));
        model.addAttribute("sittingStarted", meeting.chair() != null);
        return "meetings/show";
    }

    @GetMapping("/{id}/postponement")
    ModelAndView askPostponement(@PathVariable UUID id) {
        var meeting = conducted(id);
        var start = MonthView.of(meeting).start();
        var form = new PostponementForm();
        form.setTime(start == null ? null : start.toLocalTime());
        return postponement(meeting, form, HttpStatus.OK);
    }

    @PostMapping("/{id}/postponement")
    ModelAndView postpone(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") PostponementForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var meeting = conducted(id);
        if (!errors.hasErrors()) {
            try {
                var start = Objects.requireNonNull(form.getDate())
                        .atTime(Objects.requireNonNull(form.getTime()))
                        .atZone(DomainTime.ZONE)
                        .toInstant();
                dates.postpone(
                        meeting.id(),
                        start,
                        Objects.requireNonNull(form.getReason()).strip(),
                        users.current());
                drafts.discard(users.current(), "meeting:" + id + ":postponement");
                Flash.success(redirect, "meetings.postponed");
                return new ModelAndView("redirect:/meetings/" + id);
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return postponement(meeting, null, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView postponement(MeetingView meeting, @Nullable PostponementForm form, HttpStatus status) {
        var page = new ModelAndView("meetings/postponement", status).addObject("month", MonthView.of(meeting));
        return form == null ? page : page.addObject("form", form);
    }

    record NotHeldForm(@NotBlank @Size(max = 2000) @Nullable String reason) {}

    @GetMapping("/{id}/not-held")
    ModelAndView askNotHeld(@PathVariable UUID id) {
        var meeting = conducted(id);
        return new ModelAndView("meetings/not-held")
                .addObject("month", MonthView.of(meeting))
                .addObject("form", new NotHeldForm(null));
    }

    @PostMapping("/{id}/not-held")
    ModelAndView declareNotHeld(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") NotHeldForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var meeting = conducted(id);
        if (!errors.hasErrors()) {
            try {
                dates.declareNotHeld(
                        meeting.id(), Objects.requireNonNull(form.reason()).strip(), users.current());
                drafts.discard(users.current(), "meeting:" + id + ":not-held");
                Flash.success(redirect, "meetings.notHeldDeclared");
                return new ModelAndView("redirect:/meetings/" + id);
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return new ModelAndView("meetings/not-held", HttpStatus.UNPROCESSABLE_CONTENT)
                .addObject("month", MonthView.of(meeting));
    }

    private MeetingView conducted(UUID id) {
        var meeting = meetings.get(new MeetingId(id));
        access.require(Permission.MEETING_CONDUCT, meeting.cell());
        return meeting;
    }

    private static List<MemberId> participants(MeetingView meeting) {
        return Stream.of(meeting.chair(), meeting.minuteTaker())
                .filter(Objects::nonNull)
                .toList();
    }
}
