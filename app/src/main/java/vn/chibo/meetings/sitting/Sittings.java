package vn.chibo.meetings.sitting;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.agenda.Agenda;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.NotFound;

/** The sittings of meetings, for the workers, the score sheet and the papers. */
@Service
public class Sittings {

    private static final Typed NOTHING = new Typed(Map.of());

    private final SittingStore sittings;
    private final AgendaStore agenda;
    private final TaskStore tasks;
    private final Agenda questions;
    private final MeetingManagement meetings;
    private final Clock clock;

    Sittings(
            SittingStore sittings,
            AgendaStore agenda,
            TaskStore tasks,
            Agenda questions,
            MeetingManagement meetings,
            Clock clock) {
        this.sittings = sittings;
        this.agenda = agenda;
        this.tasks = tasks;
        this.questions = questions;
        this.meetings = meetings;
        this.clock = clock;
    }

    /**
     * The meeting's sitting that has not ended, created when there is none: safe to repeat. One that was waiting for the
     * committee to agree to its chair when the meeting was postponed is over; the new day begins anew.
     */
    @Transactional
    public SittingId prepare(MeetingId meeting) {
        sittings.currentForUpdate(meeting)
                .filter(sitting -> sitting.state() == Sitting.State.AWAITING_CONSENT)
                .filter(sitting -> !meetings.story(meeting).consentPending())
                .ifPresent(sitting -> sittings.setState(sitting.id(), Sitting.State.POSTPONED));
        return sittings.current(meeting)
                .orElseGet(() -> {
                    sittings.create(meeting, meetings.get(meeting).cell(), clock.instant());
                    return sittings.current(meeting).orElseThrow();
                })
                .id();
    }

    /**
     * The committee answered whether the chosen member may chair (M-07, neither secretary nor deputy being there). Safe
     * to repeat; a refusal lets the cell choose again.
     *
     * @return from when on the sitting counts as left unfinished; empty when this answer did not open it
     */
    @Transactional
    public Optional<Instant> consent(SittingId id, boolean consented) {
        var sitting = byId(id);
        if (sitting.state() != Sitting.State.AWAITING_CONSENT) {
            return Optional.empty();
        }
        if (consented) {
            sittings.setState(id, Sitting.State.OPEN);
            return Optional.of(meetings.sittingOpened(
                    sitting.meeting(),
                    Objects.requireNonNull(sitting.chair()),
                    Objects.requireNonNull(sitting.minuteTaker()),
                    Objects.requireNonNull(sitting.startedAt())));
        }
        sittings.setState(id, Sitting.State.PREPARED);
        sittings.reopenPart(id, Part.OPENING);
        meetings.consentRefused(sitting.meeting());
        return Optional.empty();
    }

    /** The sitting that was held, or the current one; empty before the first. */
    @Transactional(readOnly = true)
    public Optional<SittingFacts> facts(MeetingId meeting) {
        return sittings.current(meeting).map(this::facts);
    }

    /** Ends the sitting as held; safe to repeat. */
    @Transactional
    public void close(SittingId id) {
        var sitting = byId(id);
        if (sitting.state() == Sitting.State.OPEN) {
            end(sitting, clock.instant());
        }
    }

    void end(Sitting sitting, Instant end) {
        sittings.end(sitting.id(), end);
        tasks.applyResults(sitting.id());
        questions.putBackAll(sitting.id().value());
        meetings.held(sitting.meeting(), Objects.requireNonNull(sitting.startedAt()), end);
    }

    private Sitting byId(SittingId id) {
        return sittings.byIdForUpdate(id).orElseThrow(() -> new NotFound("sitting " + id));
    }

    private SittingFacts facts(Sitting sitting) {
        var rollCall = new RollCall(sittings.attendance(sitting.id()));
        var items = agenda.items(sitting.id());
        var reviews = tasks.reviews(sitting.id());
        var typed = sittings.parts(sitting.id()).stream()
                .collect(Collectors.toMap(SittingStore.StoredPart::part, part -> new Typed(part.content())));
        var speakers = new HashSet<MemberId>();
        agenda.speeches(sitting.id()).forEach(speech -> {
            if (speech.speaker() != null) {
                speakers.add(speech.speaker());
            }
        });
        return new SittingFacts(
                sitting.id(),
                sitting.startedAt(),
                sitting.endedAt(),
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
                rollCall.voteBase(),
                maxExcusedRun(sitting, rollCall),
                speakers.size(),
                criticismMinutes(typed.getOrDefault(Part.CRITICISM, NOTHING)),
                (int) reviews.stream().filter(TaskStore.Review::dueNow).count(),
                (int) reviews.stream()
                        .filter(review -> review.dueNow() && review.result() == TaskStore.Result.DONE)
                        .count(),
                Part.DUES.counted(typed.getOrDefault(Part.DUES, NOTHING)).orElse(null),
                Part.TARGETS.counted(typed.getOrDefault(Part.TARGETS, NOTHING)).orElse(null),
                praiseOrReminder(typed.getOrDefault(Part.PRAISE, NOTHING), reviews),
                !items.isEmpty()
                        && items.stream().noneMatch(item -> item.conclusion().isBlank()),
                resolutionPassed(sitting),
                sitting.chair(),
                sitting.minuteTaker());
    }

    private int maxExcusedRun(Sitting sitting, RollCall rollCall) {
        var runs = sittings.excusedRuns(sitting);
        return rollCall.lines().stream()
                .filter(line -> line.presence() == null || line.presence() == Presence.EXCUSED)
                .mapToInt(line -> runs.getOrDefault(line.member(), 0) + (line.presence() == Presence.EXCUSED ? 1 : 0))
                .max()
                .orElse(0);
    }

    private static @Nullable Integer criticismMinutes(Typed typed) {
        var minutes = typed.text("minutes");
        return minutes.matches("\\d{1,3}") ? Integer.valueOf(minutes) : null;
    }

    private static boolean praiseOrReminder(Typed typed, List<TaskStore.Review> reviews) {
        return reviews.stream().anyMatch(review -> review.mark() != TaskStore.Mark.NONE)
                || typed.fields().values().stream().anyMatch(text -> !text.isBlank());
    }

    private static @Nullable Boolean resolutionPassed(Sitting sitting) {
        if (sitting.resolution() == null || sitting.resolution() == Sitting.ResolutionResult.REWRITE) {
            return Boolean.FALSE.equals(sitting.mayDecide()) && sitting.isClosed(Part.AGENDA) ? false : null;
        }
        return sitting.resolution() == Sitting.ResolutionResult.PASSED;
    }
}
