package vn.chibo.meetings.sitting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.agenda.Agenda;
import vn.chibo.agenda.Question;
import vn.chibo.meetings.MeetingView;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;

/** Builds the room page from the records, with what was refused laid over it. */
@Component
class RoomPages {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private final SittingStore sittings;
    private final AgendaStore agenda;
    private final TaskStore tasks;
    private final Agenda questions;
    private final Organizations organizations;
    private final MessageSource messages;
    private final Clock clock;

    RoomPages(
            SittingStore sittings,
            AgendaStore agenda,
            TaskStore tasks,
            Agenda questions,
            Organizations organizations,
            MessageSource messages,
            Clock clock) {
        this.sittings = sittings;
        this.agenda = agenda;
        this.tasks = tasks;
        this.questions = questions;
        this.organizations = organizations;
        this.messages = messages;
        this.clock = clock;
    }

    /** A form that was refused: where, what was typed, why; {@code saved} when somebody else had stored it meanwhile. */
    record Refused(
            String form, Map<String, String> typed, Map<String, String> errors, PartConflict.@Nullable Saved saved) {}

    @Transactional(readOnly = true)
    RoomView page(
            MeetingView meeting, boolean mayRecord, boolean mayConduct, @Nullable Refused refused, Locale locale) {
        var stored = sittings.current(meeting.id());
        var sitting = stored.orElse(null);
        var day = sitting != null && sitting.startedAt() != null ? sitting.day() : DomainTime.today(clock);
        var register = organizations.membersOf(meeting.cell(), day);
        var forms = new Forms(refused, names(register, sitting));
        return new Building(meeting, sitting, register, forms, locale).page(mayRecord, mayConduct);
    }

    private Map<MemberId, String> names(List<MemberView> register, @Nullable Sitting sitting) {
        var names = new HashMap<MemberId, String>();
        register.forEach(member -> names.put(member.id(), member.fullName()));
        if (sitting != null) {
            for (var line : sittings.attendance(sitting.id())) {
                names.computeIfAbsent(line.member(), this::nameToday);
            }
        }
        return names;
    }

    private String nameToday(MemberId member) {
        return organizations
                .member(member, DomainTime.today(clock))
                .map(MemberView::fullName)
                .orElse("–");
    }

    /** Lays what was refused over the form it was typed in. */
    private final class Forms {

        private final @Nullable Refused refused;
        private final Map<MemberId, String> names;

        Forms(@Nullable Refused refused, Map<MemberId, String> names) {
            this.refused = refused;
            this.names = names;
        }

        RoomView.Form form(String id, long version, Map<String, String> values) {
            return form(id, version, values, false, null, null);
        }

        RoomView.Form form(
                String id,
                long version,
                Map<String, String> values,
                boolean closed,
                @Nullable MemberId savedBy,
                @Nullable Instant savedAt) {
            var by = savedBy == null ? null : name(savedBy);
            var at = savedAt == null ? null : local(savedAt);
            if (refused == null || !refused.form().equals(id)) {
                return new RoomView.Form(id, version, values, Map.of(), null, closed, by, at, UUID.randomUUID());
            }
            var typed = new LinkedHashMap<>(values);
            typed.putAll(refused.typed());
            return new RoomView.Form(
                    id,
                    refused.saved() == null
                            ? typedVersion(version, values)
                            : refused.saved().version(),
                    typed,
                    refused.errors(),
                    refused.saved() == null ? null : refused.saved().fields(),
                    closed,
                    by,
                    at,
                    UUID.randomUUID());
        }

        /**
         * A refused form keeps the version it was made from: a change by somebody else is still found at the next try. What was
         * kept although something is wrong with it has the version it was kept under.
         */
        private long typedVersion(long version, Map<String, String> values) {
            var all = new Typed(Objects.requireNonNull(refused).typed());
            if (!values.isEmpty()
                    && values.entrySet().stream()
                            .allMatch(kept -> kept.getValue().equals(all.text(kept.getKey())))) {
                return version;
            }
            var typed = Objects.requireNonNull(refused).typed().getOrDefault("version", "");
            return typed.matches("\\d{1,18}") ? Long.parseLong(typed) : version;
        }

        String name(MemberId member) {
            return names.computeIfAbsent(member, RoomPages.this::nameToday);
        }
    }

    /** One page in the making. */
    private final class Building {

        private final MeetingView meeting;
        private final @Nullable Sitting sitting;
        private final List<MemberView> register;
        private final Forms forms;
        private final Locale locale;
        private final List<AttendanceLine> lines;
        private final List<AgendaStore.Vote> votes;

        Building(
                MeetingView meeting, @Nullable Sitting sitting, List<MemberView> register, Forms forms, Locale locale) {
            this.meeting = meeting;
            this.sitting = sitting;
            this.register = register;
            this.forms = forms;
            this.locale = locale;
            this.lines = sitting == null ? List.of() : sittings.attendance(sitting.id());
            this.votes = sitting == null ? List.of() : agenda.votes(sitting.id());
        }

        RoomView page(boolean mayRecord, boolean mayConduct) {
            var rollCall = new RollCall(lines);
            var minimum = meeting.policy().integer("cell.minOfficialMembers");
            var mayDecide =
                    sitting == null || sitting.mayDecide() == null ? rollCall.mayDecide(minimum) : sitting.mayDecide();
            var items = items(mayDecide);
            return new RoomView(
                    meeting.id().value(),
                    meeting.cellName(),
                    meeting.period().format(DateTimeFormatter.ofPattern("MM/uuuu")),
                    local(meeting.plannedStart()),
                    meeting.place(),
                    sitting == null ? "PREPARED" : sitting.state().name(),
                    mayRecord,
                    mayConduct,
                    sitting == null || sitting.chair() == null ? null : forms.name(sitting.chair()),
                    sitting == null || sitting.chairBasis() == null
                            ? null
                            : sitting.chairBasis().name(),
                    sitting == null || sitting.minuteTaker() == null ? null : forms.name(sitting.minuteTaker()),
                    sitting == null ? null : local(sitting.startedAt()),
                    sitting == null ? null : local(sitting.endedAt()),
                    parts(),
                    people(),
                    lines.stream()
                            .filter(line -> line.presence() == null || line.present())
                            .map(line -> new RoomView.Person(
                                    line.member().toString(), forms.name(line.member()), line.official()))
                            .toList(),
                    roll(rollCall),
                    closed(Part.ROLLCALL),
                    sitting != null && sitting.quorumSettled(),
                    mayDecide,
                    closed(Part.AGENDA),
                    closed(Part.PROGRAMME),
                    sitting == null || sitting.resolution() == null
                            ? null
                            : sitting.resolution().name(),
                    sitting != null && sitting.resolutionSettled(),
                    picks(),
                    items,
                    forms.form("item-new", 0, Map.of()),
                    reviews(),
                    tasks(),
                    forms.form("task-new", 0, Map.of()),
                    votes.stream().map(this::vote).toList(),
                    forms.form("resolution-vote", 0, Map.of()),
                    minimum,
                    (int) items.stream()
                            .filter(item -> item.form().value("conclusion").isBlank())
                            .count());
        }

        private boolean closed(Part part) {
            return sitting != null && sitting.isClosed(part);
        }

        private Map<String, RoomView.Form> parts() {
            var stored = new EnumMap<Part, SittingStore.StoredPart>(Part.class);
            if (sitting != null) {
                sittings.parts(sitting.id()).forEach(part -> stored.put(part.part(), part));
            }
            var parts = new LinkedHashMap<String, RoomView.Form>();
            for (var part : Part.values()) {
                var known = stored.getOrDefault(part, SittingStore.StoredPart.untouched(part));
                var values = switch (part) {
                    case OPENING -> withDefaults(known.content());
                    case MINUTES -> withEnd(known.content());
                    default -> known.content();
                };
                parts.put(
                        part.path(),
                        forms.form(
                                part.path(),
                                known.version(),
                                values,
                                known.closedAt() != null,
                                known.savedBy(),
                                known.savedAt()));
            }
            return parts;
        }

        /** The secretary chairs, and the meeting starts when planned or now: what is usual is filled in. */
        private Map<String, String> withDefaults(Map<String, String> content) {
            var values = new LinkedHashMap<>(content);
            if (values.getOrDefault("chair", "").isEmpty()) {
                organizations.holders(Office.CELL_SECRETARY, meeting.cell(), DomainTime.today(clock)).stream()
                        .findFirst()
                        .ifPresent(
                                secretary -> values.put("chair", secretary.id().toString()));
            }
            var planned = meeting.plannedStart();
            if (values.getOrDefault("start", "").isEmpty()) {
                var now = clock.instant();
                var start = planned != null && planned.isBefore(now) ? planned : now;
                values.put("start", Objects.requireNonNull(local(start)).format(Typed.DATE_TIME_INPUT));
            }
            return values;
        }

        /** With everything decided the meeting ends about now. */
        private Map<String, String> withEnd(Map<String, String> content) {
            if (sitting == null
                    || sitting.endedAt() != null
                    || !sitting.isClosed(Part.AGENDA)
                    || !sitting.resolutionSettled()
                    || !content.getOrDefault("end", "").isEmpty()) {
                return content;
            }
            var values = new LinkedHashMap<>(content);
            values.put("end", Objects.requireNonNull(local(clock.instant())).format(Typed.DATE_TIME_INPUT));
            return values;
        }

        private List<RoomView.Person> people() {
            return register.stream()
                    .map(member -> new RoomView.Person(
                            member.id().toString(),
                            member.fullName(),
                            member.state() == vn.chibo.organization.MembershipState.OFFICIAL))
                    .toList();
        }

        private RoomView.Roll roll(RollCall rollCall) {
            var policy = meeting.policy();
            Map<MemberId, Integer> runs = sitting == null ? Map.of() : sittings.excusedRuns(sitting);
            var limit = policy.isSet("attendance.maxConsecutiveExcused")
                    ? policy.integer("attendance.maxConsecutiveExcused")
                    : Integer.MAX_VALUE;
            var warned = policy.isSet("quorum.warnPct");
            return new RoomView.Roll(
                    rollCall.lines().stream()
                            .map(line -> line(line, runs.getOrDefault(line.member(), 0), limit))
                            .toList(),
                    rollCall.members(),
                    rollCall.official(),
                    rollCall.probationary(),
                    rollCall.expected(),
                    rollCall.present(),
                    rollCall.officialPresent(),
                    rollCall.with(Presence.EXCUSED),
                    rollCall.with(Presence.UNEXCUSED),
                    rollCall.with(Presence.EXEMPT),
                    rollCall.with(Presence.TEMP_AWAY) + rollCall.with(Presence.SPECIAL_DUTY),
                    rollCall.notCalled(),
                    rollCall.voteBase(),
                    rollCall.quorumPercent().toString().replace('.', ','),
                    !warned || rollCall.reaches(policy.decimal("quorum.warnPct")),
                    warned ? policy.text("quorum.warnPct").replace('.', ',') : "");
        }

        private RoomView.Line line(AttendanceLine line, int before, int limit) {
            var run = line.presence() == Presence.EXCUSED ? before + 1 : line.presence() == null ? before : 0;
            var choices = new ArrayList<String>();
            for (var presence : Presence.values()) {
                if (presence.allowedFor(line.participation())) {
                    choices.add(presence.name());
                }
            }
            return new RoomView.Line(
                    line.member().toString(),
                    forms.name(line.member()),
                    line.official(),
                    line.participation().name(),
                    line.presence() == null ? null : line.presence().name(),
                    choices,
                    run,
                    run > limit,
                    forms.form(
                            "attendance-" + line.member(),
                            line.version(),
                            Map.of(
                                    "presence",
                                    line.presence() == null
                                            ? ""
                                            : line.presence().name(),
                                    "reason",
                                    line.reason())));
        }

        private List<String> picks() {
            var type = organizations
                    .unit(meeting.cell(), DomainTime.today(clock))
                    .map(vn.chibo.organization.UnitView::cellType)
                    .orElse(null);
            var picks = new ArrayList<String>();
            try {
                for (int i = 1; type != null && i < 20; i++) {
                    picks.add(messages.getMessage("sitting.pick." + type + "." + i, null, locale));
                }
            } catch (NoSuchMessageException e) {
                // the list ends here
            }
            return picks;
        }

        private List<RoomView.Item> items(boolean mayDecide) {
            if (sitting == null) {
                return List.of();
            }
            var speeches =
                    agenda.speeches(sitting.id()).stream().collect(Collectors.groupingBy(AgendaStore.Speech::item));
            var asked = questions.on(sitting.id().value()).stream()
                    .collect(Collectors.toMap(Question::id, Function.identity()));
            return agenda.items(sitting.id()).stream()
                    .map(item -> new RoomView.Item(
                            item.id(),
                            item.position(),
                            item.kind().name(),
                            item.kind() == AgendaStore.Kind.PERSONNEL && !mayDecide,
                            forms.form(
                                    "item-" + item.id(),
                                    item.version(),
                                    Map.of(
                                            "title",
                                            item.title(),
                                            "content",
                                            item.content(),
                                            "conclusion",
                                            item.conclusion())),
                            speeches.getOrDefault(item.id(), List.of()).stream()
                                    .map(this::speech)
                                    .toList(),
                            forms.form("speech-new-" + item.id(), 0, Map.of()),
                            votes.stream()
                                    .filter(vote -> item.id().equals(vote.item()))
                                    .map(this::vote)
                                    .toList(),
                            forms.form(
                                    "vote-new-" + item.id(),
                                    0,
                                    Map.of(
                                            "subject",
                                            item.title(),
                                            "threshold",
                                            item.kind() == AgendaStore.Kind.PERSONNEL
                                                    ? Threshold.TWO_THIRDS.name()
                                                    : Threshold.MAJORITY.name())),
                            item.question() == null ? null : decision(asked.get(item.question()))))
                    .toList();
        }

        private static RoomView.Decision decision(@Nullable Question question) {
            return question == null
                    ? new RoomView.Decision(null, null, false)
                    : new RoomView.Decision(question.page(), question.line(), Boolean.TRUE.equals(question.passed()));
        }

        private RoomView.Speech speech(AgendaStore.Speech speech) {
            var speaker = speech.speaker() == null ? speech.guest() : forms.name(speech.speaker());
            return new RoomView.Speech(
                    speech.id(),
                    Objects.requireNonNullElse(speaker, "–"),
                    forms.form("speech-" + speech.id(), speech.version(), Map.of("content", speech.content())));
        }

        private RoomView.Vote vote(AgendaStore.Vote vote) {
            var tally = vote.tally();
            return new RoomView.Vote(
                    vote.id(),
                    vote.purpose().name(),
                    vote.round(),
                    vote.subject(),
                    tally.line(),
                    tally.passed(),
                    messages.getMessage(
                            "sitting.vote.detail",
                            new Object[] {
                                tally.inFavour(),
                                tally.against(),
                                tally.noOpinion(),
                                messages.getMessage("sitting.method." + vote.method(), null, locale)
                            },
                            locale),
                    vote.version());
        }

        private List<RoomView.Review> reviews() {
            if (sitting == null) {
                return List.of();
            }
            return tasks.reviews(sitting.id()).stream()
                    .map(review -> new RoomView.Review(
                            review.task().id(),
                            review.task().content(),
                            forms.name(review.task().owner()),
                            helpers(review.task()),
                            date(review.task().due()),
                            review.stateAtStart().name(),
                            review.dueNow(),
                            forms.form(
                                    "review-" + review.task().id(),
                                    review.version(),
                                    Map.of(
                                            "result",
                                            review.result() == null
                                                    ? ""
                                                    : review.result().name(),
                                            "cause",
                                            review.cause(),
                                            "mark",
                                            review.mark().name()))))
                    .toList();
        }

        private List<RoomView.Task> tasks() {
            if (sitting == null) {
                return List.of();
            }
            return tasks.given(sitting.id()).stream()
                    .map(task -> new RoomView.Task(
                            task.id(),
                            forms.name(task.owner()),
                            helpers(task),
                            forms.form("task-" + task.id(), task.version(), TaskBook.fields(task))))
                    .toList();
        }

        private String helpers(TaskStore.Task task) {
            return task.helpers().stream().map(forms::name).collect(Collectors.joining(", "));
        }
    }

    private static @Nullable String date(@Nullable LocalDate date) {
        return date == null ? null : date.format(DATE);
    }

    private static @Nullable LocalDateTime local(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, DomainTime.ZONE);
    }
}
