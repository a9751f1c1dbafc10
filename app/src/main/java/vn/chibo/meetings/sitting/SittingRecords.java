package vn.chibo.meetings.sitting;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.agenda.Agenda;
import vn.chibo.agenda.Question;
import vn.chibo.meetings.MeetingId;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;

/** Reads held sittings back in words. */
@Service
public class SittingRecords {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/uuuu");

    private final Sittings sittings;
    private final SittingStore store;
    private final AgendaStore agenda;
    private final TaskStore tasks;
    private final Agenda questions;
    private final Organizations organizations;

    SittingRecords(
            Sittings sittings,
            SittingStore store,
            AgendaStore agenda,
            TaskStore tasks,
            Agenda questions,
            Organizations organizations) {
        this.sittings = sittings;
        this.store = store;
        this.agenda = agenda;
        this.tasks = tasks;
        this.questions = questions;
        this.organizations = organizations;
    }

    /** The held sitting of the meeting; empty while none was held. */
    @Transactional(readOnly = true)
    public Optional<SittingRecord> of(MeetingId meeting) {
        return store.current(meeting)
                .filter(sitting -> sitting.state() == Sitting.State.HELD)
                .map(this::read);
    }

    private SittingRecord read(Sitting sitting) {
        var names = new Names(sitting);
        var chair = Objects.requireNonNull(sitting.chair());
        var minuteTaker = Objects.requireNonNull(sitting.minuteTaker());
        var votes = agenda.votes(sitting.id());
        var texts = new HashMap<String, String>();
        store.parts(sitting.id()).forEach(part -> texts.putAll(part.content()));
        return new SittingRecord(
                sittings.facts(sitting.meeting()).orElseThrow(),
                LocalDateTime.ofInstant(Objects.requireNonNull(sitting.startedAt()), DomainTime.ZONE),
                LocalDateTime.ofInstant(Objects.requireNonNull(sitting.endedAt()), DomainTime.ZONE),
                chair,
                names.of(chair),
                Objects.requireNonNull(sitting.chairBasis()).name(),
                minuteTaker,
                names.of(minuteTaker),
                texts,
                store.attendance(sitting.id()).stream()
                        .filter(line -> line.presence() != null && !line.present())
                        .map(line -> new SittingRecord.Absence(
                                names.of(line.member()),
                                Objects.requireNonNull(line.presence()).name(),
                                line.reason()))
                        .toList(),
                items(sitting, votes, names),
                tasks.reviews(sitting.id()).stream()
                        .map(review -> new SittingRecord.Review(
                                review.task().content(),
                                names.of(review.task().owner()),
                                review.stateAtStart().name(),
                                review.result() == null ? null : review.result().name(),
                                review.cause(),
                                review.mark().name()))
                        .toList(),
                tasks.given(sitting.id()).stream()
                        .map(task -> task(task, names))
                        .toList(),
                votes.stream().map(SittingRecords::vote).toList(),
                sitting.resolution() == null ? null : sitting.resolution().name());
    }

    private List<SittingRecord.Item> items(Sitting sitting, List<AgendaStore.Vote> votes, Names names) {
        var speeches = agenda.speeches(sitting.id()).stream().collect(Collectors.groupingBy(AgendaStore.Speech::item));
        return agenda.items(sitting.id()).stream()
                .map(item -> new SittingRecord.Item(
                        item.kind().name(),
                        item.title(),
                        item.content(),
                        item.conclusion(),
                        speeches.getOrDefault(item.id(), List.of()).stream()
                                .map(speech -> new SittingRecord.Speech(
                                        speech.speaker() == null
                                                ? Objects.requireNonNullElse(speech.guest(), "–")
                                                : names.of(speech.speaker()),
                                        speech.content()))
                                .toList(),
                        votes.stream()
                                .filter(vote -> item.id().equals(vote.item()))
                                .map(SittingRecords::vote)
                                .toList(),
                        item.question() == null
                                ? null
                                : questions
                                        .find(item.question())
                                        .map(Question::line)
                                        .orElse(null)))
                .toList();
    }

    private static SittingRecord.Task task(TaskStore.Task task, Names names) {
        var due = task.due();
        var reportAt = task.reportAt();
        return new SittingRecord.Task(
                task.content(),
                names.of(task.owner()),
                task.helpers().stream().map(names::of).collect(Collectors.joining(", ")),
                due == null ? null : due.format(DATE),
                reportAt == null ? null : reportAt.format(MONTH));
    }

    private static SittingRecord.Vote vote(AgendaStore.Vote vote) {
        var tally = vote.tally();
        return new SittingRecord.Vote(
                vote.purpose().name(),
                vote.subject(),
                vote.round(),
                tally.inFavour(),
                tally.against(),
                tally.noOpinion(),
                tally.line(),
                vote.counters(),
                vote.method().name());
    }

    /** Names as the register of the day has them. */
    private final class Names {

        private final Sitting sitting;
        private final Map<MemberId, String> known = new HashMap<>();

        Names(Sitting sitting) {
            this.sitting = sitting;
            organizations
                    .membersOf(sitting.cell(), sitting.day())
                    .forEach(member -> known.put(member.id(), member.fullName()));
        }

        String of(MemberId member) {
            return known.computeIfAbsent(
                    member,
                    other -> organizations
                            .member(other, sitting.day())
                            .map(MemberView::fullName)
                            .orElse("–"));
        }
    }
}
