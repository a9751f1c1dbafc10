package vn.chibo.meetings.papers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.chibo.identity.Access;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.sitting.SittingRecord;
import vn.chibo.meetings.sitting.SittingRecords;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** The papers of a meeting: to read, to print, to sign. */
@Controller
@RequestMapping("/meetings/{id}/papers")
class PaperController {

    private final Papers papers;
    private final PaperStore store;
    private final SittingRecords records;
    private final MeetingManagement meetings;
    private final Access access;
    private final Users users;
    private final DraftBox drafts;
    private final MessageSource messages;

    PaperController(
            Papers papers,
            PaperStore store,
            SittingRecords records,
            MeetingManagement meetings,
            Access access,
            Users users,
            DraftBox drafts,
            MessageSource messages) {
        this.papers = papers;
        this.store = store;
        this.records = records;
        this.meetings = meetings;
        this.access = access;
        this.users = users;
        this.drafts = drafts;
        this.messages = messages;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id) {
        var meeting = meetings.get(new MeetingId(id));
        access.require(Permission.CASE_VIEW, meeting.cell(), officers(meeting));
        return page(meeting, Map.of(), Map.of());
    }

    /** Print-ready, A4. */
    @GetMapping("/{paper}")
    ModelAndView print(@PathVariable UUID id, @PathVariable String paper) {
        var meeting = meetings.get(new MeetingId(id));
        access.require(Permission.CASE_VIEW, meeting.cell(), officers(meeting));
        var type = type(paper);
        var content = papers.read(meeting.id(), type);
        if (content == null) {
            throw new NotFound(paper + " of " + id);
        }
        var signed = store.newest(meeting.id(), type);
        return new ModelAndView("meetings/papers/print")
                .addObject("content", content)
                .addObject("linePitch", meeting.policy().text("papers.linePitch"))
                .addObject("issued", signed.map(PaperStore.Paper::issued).orElse(false))
                .addObject("back", "/meetings/" + id + "/papers");
    }

    @PostMapping("/minutes/signature")
    ModelAndView signMinutes(@PathVariable UUID id, @RequestParam Map<String, String> fields, Locale locale) {
        return act(id, fields, locale, Role.MINUTE_TAKER, (by, meeting) -> papers.signMinutes(by, meeting));
    }

    @PostMapping("/issue")
    ModelAndView issue(@PathVariable UUID id, @RequestParam Map<String, String> fields, Locale locale) {
        return act(id, fields, locale, Role.CHAIR, (by, meeting) -> papers.issue(by, meeting, fields));
    }

    @PostMapping("/{paper}/correction")
    ModelAndView correct(
            @PathVariable UUID id,
            @PathVariable String paper,
            @RequestParam Map<String, String> fields,
            Locale locale) {
        var type = type(paper);
        return act(id, fields, locale, Role.CHAIR, (by, meeting) -> papers.correct(by, meeting, type, fields));
    }

    private enum Role {
        MINUTE_TAKER,
        CHAIR
    }

    private interface Act {
        void on(CurrentUser by, MeetingId meeting);
    }

    private ModelAndView act(UUID id, Map<String, String> fields, Locale locale, Role role, Act act) {
        var meeting = meetings.get(new MeetingId(id));
        var by = users.current();
        if (!maySign(by, meeting, role)) {
            throw new AccessRefused("sign the papers of " + meeting.id());
        }
        try {
            act.on(by, meeting.id());
        } catch (RuleViolation refused) {
            var text = messages.getMessage(
                    refused.messageKey(), refused.arguments().toArray(), locale);
            var page = page(meeting, fields, Map.of(Objects.requireNonNullElse(refused.field(), ""), text));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        drafts.discard(by, place(meeting.id()));
        return new ModelAndView("redirect:/meetings/" + id + "/papers");
    }

    /** Each signs as what they were at the sitting; secretary and deputy may sign for the cell when that person cannot. */
    private boolean maySign(CurrentUser by, MeetingView meeting, Role role) {
        var signer = records.of(meeting.id())
                .map(sitting -> role == Role.CHAIR ? sitting.chairId() : sitting.minuteTakerId())
                .orElse(null);
        return (signer != null && signer.equals(by.member())) || access.may(Permission.MEETING_CONDUCT, meeting.cell());
    }

    private ModelAndView page(MeetingView meeting, Map<String, String> typed, Map<String, String> errors) {
        var by = users.current();
        var sitting = records.of(meeting.id()).orElse(null);
        var values = new HashMap<String, String>();
        if (sitting != null) {
            values.put("weakPoints", sitting.text("weakPoints"));
            values.put("direction", sitting.text("direction"));
        }
        values.putAll(
                drafts.find(by, place(meeting.id())).map(DraftBox.Draft::fields).orElse(Map.of()));
        values.putAll(typed);
        var versions = store.of(meeting.id());
        var minutes =
                versions.stream().filter(paper -> paper.type() == PaperType.BB).findFirst();
        return new ModelAndView("meetings/papers/papers")
                .addObject("id", meeting.id().value())
                .addObject("cellName", meeting.cellName())
                .addObject("period", meeting.period().format(java.time.format.DateTimeFormatter.ofPattern("MM/uuuu")))
                .addObject("held", sitting != null)
                .addObject("resolution", sitting != null && "PASSED".equals(sitting.resolution()))
                .addObject(
                        "versions",
                        versions.stream().map(PaperController::version).toList())
                .addObject("minutesSigned", minutes.isPresent())
                .addObject("issued", minutes.map(PaperStore.Paper::issued).orElse(false))
                .addObject("maySignMinutes", maySign(by, meeting, Role.MINUTE_TAKER))
                .addObject("mayIssue", maySign(by, meeting, Role.CHAIR))
                .addObject("minuteTaker", sitting == null ? "" : sitting.minuteTaker())
                .addObject("chair", sitting == null ? "" : sitting.chair())
                .addObject("draftPlace", place(meeting.id()))
                .addObject("values", values)
                .addObject("errors", errors);
    }

    /** One version in the list; {@code number} empty before it is issued. */
    record Version(String type, String path, String number, int revision, String note, boolean issued) {}

    private static Version version(PaperStore.Paper paper) {
        var number = paper.number();
        return new Version(
                paper.type().name(),
                paper.type().path(),
                number == null ? "" : paper.type().number(number),
                paper.revision(),
                paper.note(),
                paper.issued());
    }

    private List<MemberId> officers(MeetingView meeting) {
        return records.of(meeting.id()).map(PaperController::signers).orElse(List.of());
    }

    private static List<MemberId> signers(SittingRecord sitting) {
        return List.of(sitting.chairId(), sitting.minuteTakerId());
    }

    private static String place(MeetingId meeting) {
        return "meeting:" + meeting + ":papers";
    }

    private static PaperType type(String path) {
        return Arrays.stream(PaperType.values())
                .filter(type -> type.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new NotFound("paper " + path));
    }
}
