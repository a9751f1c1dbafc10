package vn.chibo.meetings.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingMode;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.MeetingView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** The cell registers when and where it meets (M-01); the committee office agrees or asks for another date (M-02). */
@Controller
@RequestMapping("/meetings/{id}")
class RegistrationController {

    private final MeetingManagement meetings;
    private final MeetingDates dates;
    private final CalendarOfCells calendar;
    private final Access access;
    private final Users users;
    private final DraftBox drafts;

    RegistrationController(
            MeetingManagement meetings,
            MeetingDates dates,
            CalendarOfCells calendar,
            Access access,
            Users users,
            DraftBox drafts) {
        this.meetings = meetings;
        this.dates = dates;
        this.calendar = calendar;
        this.access = access;
        this.users = users;
        this.drafts = drafts;
    }

    @GetMapping("/registration")
    ModelAndView ask(@PathVariable UUID id) {
        var meeting = conducted(id);
        return registration(meeting, suggestion(meeting), HttpStatus.OK);
    }

    /** Same hour and place as the month before, so that most months need only a date. */
    private RegistrationForm suggestion(MeetingView meeting) {
        var before =
                meetings.of(meeting.cell(), meeting.period().minusMonths(1)).map(meetings::get);
        var start = before.map(MeetingView::plannedStart)
                .map(instant -> instant.atZone(DomainTime.ZONE).toLocalTime());
        var form = new RegistrationForm();
        form.setTime(start.orElse(null));
        form.setPlace(before.map(MeetingView::place).orElse(meeting.place()));
        form.setMode(MeetingMode.IN_PERSON);
        return form;
    }

    @PostMapping("/registration")
    ModelAndView register(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") RegistrationForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var meeting = conducted(id);
        if (meeting.status() == MeetingStatus.REGISTERED) {
            Flash.notice(redirect, "meetings.registration.already");
            return new ModelAndView("redirect:/meetings/" + id);
        }
        if (!errors.hasErrors()) {
            try {
                dates.register(meeting.id(), proposal(form), users.current());
                drafts.discard(users.current(), "meeting:" + id + ":registration");
                Flash.success(redirect, "meetings.registration.done");
                return new ModelAndView("redirect:/meetings/" + id);
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return registration(meeting, null, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static MeetingDates.Proposal proposal(RegistrationForm form) {
        var start = Objects.requireNonNull(form.getDate())
                .atTime(Objects.requireNonNull(form.getTime()))
                .atZone(DomainTime.ZONE)
                .toInstant();
        var note = form.getNote() == null || form.getNote().isBlank()
                ? null
                : form.getNote().strip();
        return new MeetingDates.Proposal(
                start,
                Objects.requireNonNull(form.getPlace()).strip(),
                Objects.requireNonNull(form.getMode()),
                form.isCombined(),
                note);
    }

    private ModelAndView registration(MeetingView meeting, @Nullable RegistrationForm form, HttpStatus status) {
        var page = new ModelAndView("meetings/registration", status)
                .addObject("month", MonthView.of(meeting))
                .addObject("story", meetings.story(meeting.id()))
                .addObject("online", meeting.policy().enabled("online.enabled"))
                .addObject("open", meeting.status() == MeetingStatus.PLANNED)
                .addObject("busy", calendar.busyDays(meeting));
        return form == null ? page : page.addObject("form", form);
    }

    /** {@code decision} is approve or refuse; a refusal needs a reason. */
    record ApprovalForm(
            @NotBlank @Nullable String decision,
            @Size(max = 1000) @Nullable String reason) {}

    @GetMapping("/approval")
    ModelAndView askApproval(@PathVariable UUID id) {
        return approval(managed(id), new ApprovalForm(null, null), HttpStatus.OK);
    }

    @PostMapping("/approval")
    ModelAndView decide(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") ApprovalForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var meeting = managed(id);
        var refused = "refuse".equals(form.decision());
        var reason = form.reason() == null ? "" : form.reason().strip();
        if (refused && reason.isEmpty()) {
            errors.rejectValue("reason", "meetings.error.required");
        }
        if (!refused && !"approve".equals(form.decision()) && !errors.hasFieldErrors("decision")) {
            errors.rejectValue("decision", "meetings.error.required");
        }
        if (!errors.hasErrors()) {
            try {
                if (refused) {
                    dates.refuse(meeting.id(), reason, users.current());
                } else {
                    dates.approve(meeting.id(), users.current());
                }
                drafts.discard(users.current(), "meeting:" + id + ":approval");
                Flash.success(redirect, refused ? "meetings.approval.refused" : "meetings.approval.done");
                return new ModelAndView("redirect:/calendar?month=" + meeting.period());
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return approval(meeting, null, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView approval(MeetingView meeting, @Nullable ApprovalForm form, HttpStatus status) {
        var page = new ModelAndView("meetings/approval", status)
                .addObject("month", MonthView.of(meeting))
                .addObject("story", meetings.story(meeting.id()))
                .addObject(
                        "open",
                        meeting.status() == MeetingStatus.REGISTERED || meeting.status() == MeetingStatus.POSTPONED)
                .addObject("clashes", calendar.clashesOf(meeting));
        return form == null ? page : page.addObject("form", form);
    }

    private MeetingView conducted(UUID id) {
        var meeting = meetings.get(new MeetingId(id));
        access.require(Permission.MEETING_CONDUCT, meeting.cell());
        return meeting;
    }

    private MeetingView managed(UUID id) {
        var meeting = meetings.get(new MeetingId(id));
        access.require(Permission.CALENDAR_MANAGE, meeting.cell());
        return meeting;
    }
}
