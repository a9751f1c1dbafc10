package vn.chibo.meetings.sitting;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;
import vn.chibo.identity.Access;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingView;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/**
 * The meeting room: one page, every part of it a form of its own. A form that is taken answers a redirect to its place
 * on the page, one that is refused the page again with 422, all that was typed, and the reason beside the field. Forms
 * that save by themselves (htmx) get a line "saved at" with the new version instead.
 */
@Controller
@RequestMapping("/meetings/{id}/room")
class RoomController {

    private static final String SAVED = "meetings/room/fields :: saved";

    private final MeetingRoom room;
    private final AgendaBook agenda;
    private final TaskBook tasks;
    private final Sittings sittings;
    private final SittingStore store;
    private final RoomPages pages;
    private final MeetingManagement meetings;
    private final Access access;
    private final Users users;
    private final DraftBox drafts;
    private final MessageSource messages;
    private final Clock clock;

    RoomController(
            MeetingRoom room,
            AgendaBook agenda,
            TaskBook tasks,
            Sittings sittings,
            SittingStore store,
            RoomPages pages,
            MeetingManagement meetings,
            Access access,
            Users users,
            DraftBox drafts,
            MessageSource messages,
            Clock clock) {
        this.room = room;
        this.agenda = agenda;
        this.tasks = tasks;
        this.sittings = sittings;
        this.store = store;
        this.pages = pages;
        this.meetings = meetings;
        this.access = access;
        this.users = users;
        this.drafts = drafts;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id, Locale locale) {
        var meeting = meetings.get(new MeetingId(id));
        access.require(Permission.CASE_VIEW, meeting.cell(), officers(meeting.id()));
        return page(meeting, null, locale);
    }

    /** Saves a part as it stands, complete or not. */
    @PostMapping("/parts/{part}")
    ModelAndView save(@PathVariable UUID id, @PathVariable String part, HttpServletRequest request, Locale locale) {
        var which = part(part);
        var answer = act(id, request, locale, part, anchor(which), false, (by, meeting, typed) -> {
            if (which == Part.OPENING) {
                prepare(meeting);
            }
            var version = room.save(by, meeting.id(), which, version(typed), typed);
            if (!isHtmx(request)) {
                which.share(typed); // kept first, then told what is wrong: nobody may lose half of what they typed
            }
            return version;
        });
        // a form that saves by itself is never replaced for that: somebody may be typing in it
        if (SAVED.equals(answer.getViewName())) {
            which.pair()
                    .ifPresent(pair -> answer.addObject("pair", List.of(pair.of(), pair.number()))
                            .addObject("errors", impossible(which, typed(request), locale)));
        }
        return answer;
    }

    /** What is wrong with the two counts of a part, by field. */
    private Map<String, String> impossible(Part part, Typed typed, Locale locale) {
        try {
            part.share(typed);
            return Map.of();
        } catch (SittingRuleViolation wrong) {
            return Map.of(
                    Objects.requireNonNull(wrong.field()),
                    messages.getMessage(wrong.messageKey(), wrong.arguments().toArray(), locale));
        }
    }

    @PostMapping("/parts/{part}/closing")
    ModelAndView close(@PathVariable UUID id, @PathVariable String part, HttpServletRequest request, Locale locale) {
        var which = part(part);
        var conduct = which != Part.ROLLCALL && which != Part.MINUTES && which != Part.OPENING;
        return act(id, request, locale, part, next(which), conduct, (by, meeting, typed) -> {
            switch (which) {
                case OPENING -> {
                    prepare(meeting);
                    room.open(by, meeting.id(), version(typed), typed);
                }
                case ROLLCALL -> room.closeRollCall(by, meeting.id());
                case QUORUM -> room.decideOnQuorum(by, meeting.id(), version(typed), typed);
                case PROGRAMME ->
                    room.adoptProgramme(
                            by,
                            meeting.id(),
                            version(typed),
                            fresh(typed),
                            subject("sitting.programme", locale),
                            typed);
                case AGENDA -> room.closeAgenda(by, meeting.id());
                case MINUTES ->
                    room.adoptMinutes(
                            by, meeting.id(), version(typed), fresh(typed), subject("sitting.minutes", locale), typed);
                default -> throw new NotFound("closing of " + part);
            }
            return null;
        });
    }

    /** One tap in the roll call; answers the member's line and the sums to htmx. */
    @PostMapping("/attendance/{member}")
    ModelAndView mark(@PathVariable UUID id, @PathVariable UUID member, HttpServletRequest request, Locale locale) {
        var form = "attendance-" + member;
        var answer = act(id, request, locale, form, form, false, (by, meeting, typed) -> {
            room.mark(
                    meeting.id(),
                    new MemberId(member),
                    version(typed),
                    typed.choice("presence", Presence.class),
                    typed.text("reason", 500));
            return null;
        });
        if (!isHtmx(request)) {
            return answer;
        }
        var refused = answer.getModel().get("room") instanceof RoomView;
        var shown = Objects.requireNonNull(
                (RoomView) (refused ? answer : page(meetings.get(new MeetingId(id)), null, locale))
                        .getModel()
                        .get("room"));
        var line = shown.roll().lines().stream()
                .filter(called -> called.member().equals(member.toString()))
                .findFirst()
                .orElseThrow(() -> new NotFound("member in the roll call"));
        return new ModelAndView(
                "meetings/room/rollcall :: tapped",
                Map.of("room", shown, "line", line),
                refused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    @PostMapping("/attendance")
    ModelAndView markRestPresent(@PathVariable UUID id, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "rollcall", "rollcall-section", false, (by, meeting, typed) -> {
            room.markRestPresent(meeting.id());
            return null;
        });
    }

    @PostMapping("/items")
    ModelAndView addItem(@PathVariable UUID id, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "item-new", "item-new", false, (by, meeting, typed) -> {
            var fields = new LinkedHashMap<>(typed.fields());
            if (typed.isBlank("title")) {
                fields.put("title", typed.text("pick"));
            }
            agenda.addItem(meeting.id(), fresh(typed), new Typed(fields));
            return null;
        });
    }

    @PostMapping("/items/{item}")
    ModelAndView saveItem(@PathVariable UUID id, @PathVariable UUID item, HttpServletRequest request, Locale locale) {
        var form = "item-" + item;
        return act(
                id,
                request,
                locale,
                form,
                form,
                false,
                (by, meeting, typed) -> agenda.saveItem(meeting.id(), item, version(typed), typed));
    }

    @PostMapping("/items/{item}/position")
    ModelAndView moveItem(@PathVariable UUID id, @PathVariable UUID item, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "item-" + item, "item-" + item, false, (by, meeting, typed) -> {
            agenda.moveItem(
                    meeting.id(),
                    item,
                    typed.count("from"),
                    typed.text("direction").equals("up"));
            return null;
        });
    }

    @PostMapping("/items/{item}/removal")
    ModelAndView removeItem(@PathVariable UUID id, @PathVariable UUID item, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "item-" + item, "agenda-section", false, (by, meeting, typed) -> {
            agenda.removeItem(meeting.id(), item);
            return null;
        });
    }

    @PostMapping("/items/{item}/speeches")
    ModelAndView addSpeech(@PathVariable UUID id, @PathVariable UUID item, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "speech-new-" + item, "speeches-" + item, false, (by, meeting, typed) -> {
            agenda.addSpeech(meeting.id(), item, fresh(typed), typed);
            return null;
        });
    }

    @PostMapping("/speeches/{speech}")
    ModelAndView saveSpeech(
            @PathVariable UUID id, @PathVariable UUID speech, HttpServletRequest request, Locale locale) {
        var form = "speech-" + speech;
        return act(
                id,
                request,
                locale,
                form,
                form,
                false,
                (by, meeting, typed) -> agenda.saveSpeech(meeting.id(), speech, version(typed), typed));
    }

    @PostMapping("/speeches/{speech}/removal")
    ModelAndView removeSpeech(
            @PathVariable UUID id, @PathVariable UUID speech, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "speech-" + speech, "agenda-section", false, (by, meeting, typed) -> {
            agenda.removeSpeech(meeting.id(), speech, version(typed));
            return null;
        });
    }

    @PostMapping("/items/{item}/votes")
    ModelAndView addVote(@PathVariable UUID id, @PathVariable UUID item, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "vote-new-" + item, "votes-" + item, false, (by, meeting, typed) -> {
            agenda.addVote(meeting.id(), item, fresh(typed), typed);
            return null;
        });
    }

    @PostMapping("/votes/{vote}/removal")
    ModelAndView removeVote(@PathVariable UUID id, @PathVariable UUID vote, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "vote-" + vote, "agenda-section", false, (by, meeting, typed) -> {
            agenda.removeVote(meeting.id(), vote, version(typed));
            return null;
        });
    }

    @PostMapping("/resolution/votes")
    ModelAndView voteOnResolution(@PathVariable UUID id, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "resolution-vote", "resolution-section", true, (by, meeting, typed) -> {
            room.voteOnResolution(by, meeting.id(), fresh(typed), subject("sitting.resolution.subject", locale), typed);
            return null;
        });
    }

    @PostMapping("/resolution/rewriting")
    ModelAndView resolutionRewritten(@PathVariable UUID id, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "resolution", "resolution-section", true, (by, meeting, typed) -> {
            room.resolutionRewritten(by, meeting.id());
            return null;
        });
    }

    @PostMapping("/reviews/{task}")
    ModelAndView settle(@PathVariable UUID id, @PathVariable UUID task, HttpServletRequest request, Locale locale) {
        var form = "review-" + task;
        return act(id, request, locale, form, form, false, (by, meeting, typed) -> {
            tasks.settle(meeting.id(), task, version(typed), typed);
            return null;
        });
    }

    @PostMapping("/tasks")
    ModelAndView addTask(@PathVariable UUID id, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "task-new", "tasks-section", false, (by, meeting, typed) -> {
            tasks.add(meeting.id(), fresh(typed), typed);
            return null;
        });
    }

    @PostMapping("/tasks/{task}")
    ModelAndView updateTask(@PathVariable UUID id, @PathVariable UUID task, HttpServletRequest request, Locale locale) {
        var form = "task-" + task;
        return act(id, request, locale, form, form, false, (by, meeting, typed) -> {
            tasks.update(meeting.id(), task, version(typed), typed);
            return null;
        });
    }

    @PostMapping("/tasks/{task}/removal")
    ModelAndView removeTask(@PathVariable UUID id, @PathVariable UUID task, HttpServletRequest request, Locale locale) {
        return act(id, request, locale, "task-" + task, "tasks-section", false, (by, meeting, typed) -> {
            tasks.remove(meeting.id(), task, version(typed));
            return null;
        });
    }

    private interface Act {

        /** Answers the new version when the form stays and saves by itself, null otherwise. */
        @Nullable Long on(CurrentUser by, MeetingView meeting, Typed typed);
    }

    private ModelAndView act(
            UUID id, HttpServletRequest request, Locale locale, String form, String anchor, boolean conduct, Act act) {
        var meeting = meetings.get(new MeetingId(id));
        var by = users.current();
        var officers = officers(meeting.id());
        access.require(Permission.MEETING_RECORD, meeting.cell(), officers);
        if (conduct && !mayConduct(by, meeting)) {
            throw new AccessRefused("conduct the sitting of " + meeting.id());
        }
        var typed = typed(request);
        Long version;
        try {
            version = act.on(by, meeting, typed);
        } catch (RuleViolation refused) {
            var field = refused.field() == null ? "" : refused.field();
            var text = messages.getMessage(
                    refused.messageKey(), refused.arguments().toArray(), locale);
            return refusal(meeting, new RoomPages.Refused(form, typed.fields(), Map.of(field, text), null), locale);
        } catch (PartConflict conflict) {
            return refusal(meeting, new RoomPages.Refused(form, typed.fields(), Map.of(), conflict.saved()), locale);
        }
        drafts.discard(by, "meeting:" + id + ":" + form);
        if (version != null && isHtmx(request)) {
            return new ModelAndView(SAVED)
                    .addObject("form", form)
                    .addObject("version", version)
                    .addObject("at", LocalDateTime.ofInstant(clock.instant(), DomainTime.ZONE));
        }
        return new ModelAndView("redirect:/meetings/" + id + "/room#" + anchor);
    }

    private ModelAndView refusal(MeetingView meeting, RoomPages.Refused refused, Locale locale) {
        var answer = page(meeting, refused, locale);
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        replaceOnly("#" + refused.form());
        return answer;
    }

    private ModelAndView page(MeetingView meeting, RoomPages.@Nullable Refused refused, Locale locale) {
        var mayRecord = access.may(Permission.MEETING_RECORD, meeting.cell(), officers(meeting.id()));
        var view = pages.page(meeting, mayRecord, mayRecord && mayConduct(users.current(), meeting), refused, locale);
        return new ModelAndView("meetings/room/room")
                .addObject("room", view)
                .addObject("refused", refused == null ? null : refused.form())
                // also here: a part closed meanwhile has no form any more that could say it
                .addObject(
                        "refusedWhy",
                        refused == null ? List.of() : refused.errors().values());
    }

    /** Of the whole page htmx puts only this form in place, whatever it meant to replace: nothing typed elsewhere is lost. */
    private static void replaceOnly(String element) {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getResponse() instanceof HttpServletResponse response) {
            response.setHeader("HX-Retarget", element);
            response.setHeader("HX-Reselect", element);
            response.setHeader("HX-Reswap", "outerHTML");
        }
    }

    /** Secretary and deputy conduct, and whoever chairs this sitting. */
    private boolean mayConduct(CurrentUser by, MeetingView meeting) {
        var chair = store.current(meeting.id()).map(Sitting::chair).orElse(null);
        return (chair != null && chair.equals(by.member())) || access.may(Permission.MEETING_CONDUCT, meeting.cell());
    }

    private Set<MemberId> officers(MeetingId meeting) {
        return store.current(meeting)
                .map(sitting -> Set.copyOf(sitting.officers()))
                .orElse(Set.of());
    }

    /** The cell may open its meeting before the engine has come that far; not before its date is agreed. */
    private void prepare(MeetingView meeting) {
        switch (meeting.status()) {
            case APPROVED, NOTIFIED, POSTPONED, IN_PROGRESS -> sittings.prepare(meeting.id());
            case NOT_HELD, PLANNED, REGISTERED -> throw SittingRuleViolation.of("sitting.error.notYet");
            default -> {}
        }
    }

    private static String next(Part part) {
        return switch (part) {
            case OPENING -> "rollcall-section";
            case ROLLCALL -> "quorum-section";
            case QUORUM -> "dues-section";
            case PROGRAMME -> "agenda-section";
            case AGENDA -> "resolution-section";
            default -> anchor(part);
        };
    }

    private static String anchor(Part part) {
        return switch (part) {
            case TARGETS, PRAISE, CRITICISM -> part.path();
            default -> part.path() + "-section";
        };
    }

    private static Part part(String path) {
        return Part.at(path).orElseThrow(() -> new NotFound("part " + path));
    }

    /** Several values of one name (helpers) come as lines. */
    private static Typed typed(HttpServletRequest request) {
        var fields = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                fields.put(
                        name, java.text.Normalizer.normalize(String.join("\n", values), java.text.Normalizer.Form.NFC));
            }
        });
        return new Typed(fields);
    }

    private static long version(Typed typed) {
        var text = typed.text("version");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** The id a new thing gets stands in its form, so a form that arrives twice makes one thing. */
    private static UUID fresh(Typed typed) {
        try {
            return UUID.fromString(typed.text("id"));
        } catch (IllegalArgumentException e) {
            return UUID.randomUUID();
        }
    }

    private String subject(String key, Locale locale) {
        return messages.getMessage(key, null, Locale.forLanguageTag("vi"));
    }

    private static boolean isHtmx(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }
}
