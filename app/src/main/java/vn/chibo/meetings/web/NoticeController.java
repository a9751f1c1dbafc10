package vn.chibo.meetings.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.Notices;
import vn.chibo.meetings.Preparations;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.Substitution;
import vn.chibo.organization.Substitutions;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/**
 * The notice of a meeting (M-05): who is told, who was not reached, and the invitation to print. Fields are
 * {@code missed-<member id>} (ticked: not reached) and {@code note-<member id>}.
 */
@Controller
@RequestMapping("/meetings/{id}")
class NoticeController {

    private static final int MAX_NOTE = 300;

    private final MeetingManagement meetings;
    private final Notices notices;
    private final Preparations preparations;
    private final Access access;
    private final Users users;
    private final DraftBox drafts;
    private final Substitutions substitutions;
    private final Clock clock;

    NoticeController(
            MeetingManagement meetings,
            Notices notices,
            Preparations preparations,
            Access access,
            Users users,
            DraftBox drafts,
            Substitutions substitutions,
            Clock clock) {
        this.meetings = meetings;
        this.notices = notices;
        this.preparations = preparations;
        this.access = access;
        this.users = users;
        this.drafts = drafts;
        this.substitutions = substitutions;
        this.clock = clock;
    }

    @GetMapping("/notice")
    ModelAndView show(@PathVariable UUID id) {
        return page(conducted(id), Map.of(), null, HttpStatus.OK);
    }

    @PostMapping("/notice")
    ModelAndView send(@PathVariable UUID id, @RequestParam Map<String, String> fields, RedirectAttributes redirect) {
        var meeting = conducted(id);
        if (meeting.status() == MeetingStatus.NOTIFIED) {
            Flash.notice(redirect, "meetings.notice.already");
            return new ModelAndView("redirect:/meetings/" + id);
        }
        try {
            notices.send(meeting.id(), unreached(fields), users.current());
        } catch (RuleViolation violation) {
            return page(meeting, fields, violation, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        drafts.discard(users.current(), "meeting:" + id + ":notice");
        Flash.success(redirect, "meetings.notice.sent");
        return new ModelAndView("redirect:/meetings/" + id);
    }

    private static Map<MemberId, String> unreached(Map<String, String> fields) {
        var unreached = new LinkedHashMap<MemberId, String>();
        for (var name : fields.keySet()) {
            if (name.startsWith("missed-")) {
                var member = member(name.substring("missed-".length()));
                var note = fields.getOrDefault("note-" + member, "").strip();
                if (note.isEmpty()) {
                    throw RuleViolation.at("note-" + member, "meetings.notice.whyNotReached");
                }
                if (note.length() > MAX_NOTE) {
                    throw RuleViolation.at("note-" + member, "meetings.error.tooLong", MAX_NOTE);
                }
                unreached.put(member, note);
            }
        }
        return unreached;
    }

    private static MemberId member(String text) {
        try {
            return new MemberId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new RuleViolation("meetings.error.notARecipient");
        }
    }

    private ModelAndView page(
            MeetingView meeting, Map<String, String> typed, @Nullable RuleViolation violation, HttpStatus status) {
        var deliveries = notices.deliveries(meeting.id()).stream()
                .collect(Collectors.toMap(
                        delivery -> delivery.member().toString(), delivery -> delivery, (one, other) -> one));
        var errors = new HashMap<String, String>();
        if (violation != null) {
            errors.put(Objects.requireNonNullElse(violation.field(), ""), violation.messageKey());
        }
        return new ModelAndView("meetings/notice", status)
                .addObject("month", MonthView.of(meeting))
                .addObject("open", meeting.status() == MeetingStatus.APPROVED)
                .addObject("sentAt", MonthView.local(meeting.noticeSentAt()))
                .addObject("recipients", notices.recipients(meeting.id()))
                .addObject("deliveries", deliveries)
                .addObject("typed", typed)
                .addObject("errors", errors)
                .addObject("maxNote", MAX_NOTE);
    }

    /** "Giấy mời", one page to print; whoever was invited may read it, whatever the office. */
    @GetMapping("/invitation")
    String invitation(@PathVariable UUID id, Model model) {
        var meeting = meetings.get(new MeetingId(id));
        var readers = new ArrayList<>(participants(meeting));
        readers.addAll(notices.invited(meeting.id()));
        access.require(Permission.CASE_VIEW, meeting.cell(), readers);
        model.addAttribute("month", MonthView.of(meeting));
        model.addAttribute("readsMonth", access.may(Permission.CASE_VIEW, meeting.cell(), participants(meeting)));
        model.addAttribute(
                "issues",
                preparations
                        .find(meeting.id())
                        .map(Preparations.Preparation::issues)
                        .orElse(List.of()));
        model.addAttribute("signer", signer(meeting));
        return "meetings/invitation";
    }

    /**
     * Whose post stands under the invitation: the secretary's, or that of who acted for it on the day of the notice, before
     * it today (domain README §5).
     */
    private Office signer(MeetingView meeting) {
        var sent = meeting.noticeSentAt();
        var day = sent == null ? DomainTime.today(clock) : DomainTime.dateOf(sent);
        return substitutions.in(meeting.cell()).stream()
                .filter(substitution -> substitution.office() == Office.CELL_SECRETARY && substitution.holdsOn(day))
                .map(Substitution::deputy)
                .findFirst()
                .orElse(Office.CELL_SECRETARY);
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
