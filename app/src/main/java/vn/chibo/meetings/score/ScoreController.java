package vn.chibo.meetings.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.Reports;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.RuleViolation;

/** Self-scoring by the cell and verification by the level above. Fields are {@code points-<code>} and {@code note-<code>}. */
@Controller
@RequestMapping("/meetings/{id}")
class ScoreController {

    private static final int MAX_TEXT = 2_000;

    private final ScoreSheets sheets;
    private final Reports reports;
    private final Access access;
    private final Users users;
    private final DraftBox drafts;

    ScoreController(ScoreSheets sheets, Reports reports, Access access, Users users, DraftBox drafts) {
        this.sheets = sheets;
        this.reports = reports;
        this.access = access;
        this.users = users;
        this.drafts = drafts;
    }

    @GetMapping("/score")
    ModelAndView show(@PathVariable UUID id) {
        var page = sheets.page(new MeetingId(id));
        var meeting = page.meeting();
        access.require(Permission.CASE_VIEW, meeting.cell(), participants(meeting));
        var editable = page.state() == null
                && page.begun()
                && access.may(Permission.MEETING_RECORD, meeting.cell(), participants(meeting));
        return form("self", selfPlace(id), page, editable);
    }

    @PostMapping("/score")
    ModelAndView scoreSelf(@PathVariable UUID id, @RequestParam Map<String, String> fields) {
        var meetingId = new MeetingId(id);
        var meeting = sheets.page(meetingId).meeting();
        access.require(Permission.MEETING_RECORD, meeting.cell(), participants(meeting));
        try {
            requireShort(fields);
            sheets.scoreSelf(meetingId, users.current(), named(fields, "points-"), named(fields, "note-"));
        } catch (RuleViolation violation) {
            return refused(form("self", selfPlace(id), sheets.page(meetingId), true), fields, violation);
        }
        drafts.discard(users.current(), selfPlace(id));
        return new ModelAndView("redirect:/meetings/" + id + "/score");
    }

    /** The total of what is filled in so far, for the page to show while people choose. */
    @PostMapping("/score/total")
    @ResponseBody
    String total(@PathVariable UUID id, @RequestParam Map<String, String> fields) {
        var page = sheets.page(new MeetingId(id));
        access.require(Permission.CASE_VIEW, page.meeting().cell(), participants(page.meeting()));
        return sheets.runningTotal(new MeetingId(id), named(fields, "points-"))
                .toPlainString()
                .replace('.', ',');
    }

    @GetMapping("/verification")
    ModelAndView showVerification(@PathVariable UUID id) {
        var page = sheets.page(new MeetingId(id));
        access.require(Permission.SCORE_VERIFY, page.meeting().cell());
        var editable = "SELF_SCORED".equals(page.state()) || "EXPLAINED".equals(page.state());
        return form("verification", verifyPlace(id), page, editable);
    }

    /** {@code decision} is "verify" or "return". */
    @PostMapping("/verification")
    ModelAndView verify(@PathVariable UUID id, @RequestParam Map<String, String> fields) {
        var meetingId = new MeetingId(id);
        access.require(Permission.SCORE_VERIFY, sheets.page(meetingId).meeting().cell());
        try {
            requireShort(fields);
            if ("return".equals(fields.get("decision"))) {
                sheets.sendBack(
                        meetingId,
                        users.current(),
                        fields.getOrDefault("question", "").strip());
            } else {
                sheets.verify(
                        meetingId,
                        users.current(),
                        named(fields, "points-"),
                        fields.getOrDefault("reason", "").strip());
            }
        } catch (RuleViolation violation) {
            return refused(form("verification", verifyPlace(id), sheets.page(meetingId), true), fields, violation);
        }
        drafts.discard(users.current(), verifyPlace(id));
        return new ModelAndView("redirect:/meetings/" + id + "/verification");
    }

    private ModelAndView form(String view, String place, ScorePage page, boolean editable) {
        var draft = drafts.find(users.current(), place).orElse(DraftBox.Draft.NONE);
        return new ModelAndView("meetings/score/" + view)
                .addObject("page", page)
                .addObject("editable", editable)
                .addObject("visit", reports.visit(page.meeting().id()).orElse(null))
                .addObject("place", place)
                .addObject("draft", draft)
                .addObject("typed", draft.fields())
                .addObject("errors", Map.of());
    }

    private static ModelAndView refused(ModelAndView form, Map<String, String> typed, RuleViolation violation) {
        form.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return form.addObject("typed", typed).addObject("errors", errors(violation));
    }

    private static void requireShort(Map<String, String> fields) {
        fields.forEach((name, value) -> {
            if (value.length() > MAX_TEXT) {
                throw RuleViolation.at(name, "score.error.tooLong", MAX_TEXT);
            }
        });
    }

    /** Field name → message key. */
    private static Map<String, String> errors(RuleViolation violation) {
        if (violation instanceof InvalidScore invalid) {
            var errors = new HashMap<String, String>();
            invalid.errors().forEach((code, key) -> errors.put("points-" + code, key));
            return errors;
        }
        return Map.of(Objects.requireNonNullElse(violation.field(), ""), violation.messageKey());
    }

    private static Map<String, String> named(Map<String, String> fields, String prefix) {
        var named = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                named.put(name.substring(prefix.length()), value);
            }
        });
        return named;
    }

    private static List<MemberId> participants(MeetingView meeting) {
        return Stream.of(meeting.chair(), meeting.minuteTaker())
                .filter(Objects::nonNull)
                .toList();
    }

    private static String selfPlace(UUID id) {
        return "meeting:" + id + ":score";
    }

    private static String verifyPlace(UUID id) {
        return "meeting:" + id + ":verification";
    }
}
