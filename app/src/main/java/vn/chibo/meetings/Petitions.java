package vn.chibo.meetings;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** What cells propose to the level above, who has to answer until when, and the answers (monthly-meeting §6). */
@Service
@Transactional
public class Petitions {

    private static final PageRequest PAGE = PageRequest.of(0, 200);
    /** How long an answered petition is still told to the cell. */
    private static final Period TOLD_FOR = Period.ofMonths(3);

    private final PetitionRepository petitions;
    private final MeetingRepository meetings;
    private final Cases cases;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Petitions(
            PetitionRepository petitions,
            MeetingRepository meetings,
            Cases cases,
            ApplicationEventPublisher events,
            Clock clock) {
        this.petitions = petitions;
        this.meetings = meetings;
        this.cases = cases;
        this.events = events;
        this.clock = clock;
    }

    /** One petition for each line. */
    void raise(Meeting meeting, String lines, Petition.Level level, int answerDays, CurrentUser by) {
        var now = clock.instant();
        var due = DomainTime.dateOf(now).plusDays(answerDays);
        var contents =
                lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        contents.forEach(content -> petitions.save(new Petition(meeting, content, level, now, due)));
        if (!contents.isEmpty()) {
            cases.record(meeting.id().caseId(), by.member(), "meetings.history.petitionsRaised", "" + contents.size());
        }
    }

    @Transactional(readOnly = true)
    public List<PetitionView> open(Collection<UnitId> committees) {
        return views(petitions.findByCommitteeIdInAndAnsweredAtIsNullOrderByDueOn(ids(committees), PAGE));
    }

    @Transactional(readOnly = true)
    public List<PetitionView> answered(Collection<UnitId> committees) {
        return views(petitions.findByCommitteeIdInAndAnsweredAtIsNotNullOrderByAnsweredAtDesc(ids(committees), PAGE));
    }

    @Transactional(readOnly = true)
    public PetitionView get(UUID id) {
        return views(List.of(find(id))).getFirst();
    }

    /** The committee that answers for the petition. */
    @Transactional(readOnly = true)
    public UnitId committee(UUID id) {
        return find(id).committee();
    }

    /** What this meeting has to hear (M-15): the cell's earlier petitions still open or answered in the last months. */
    @Transactional(readOnly = true)
    public List<PetitionView> toTell(MeetingId id) {
        var meeting = meetings.findById(id.value()).orElseThrow(() -> new NotFound("meeting " + id));
        var since = DomainTime.dateOf(clock.instant()).minus(TOLD_FOR);
        return views(petitions.findByCellIdAndRaisedAtBeforeOrderByRaisedAtDesc(
                        meeting.cell().value(), clock.instant().plusSeconds(1)))
                .stream()
                .filter(petition -> !petition.meeting().equals(id))
                .filter(petition -> petition.answeredAt() == null || isSince(petition.answeredAt(), since))
                .toList();
    }

    @Transactional(readOnly = true)
    public List<PetitionView> raisedAt(MeetingId id) {
        return views(petitions.findByMeetingId(id.value()));
    }

    public void handOver(UUID id, String owner, LocalDate dueOn, CurrentUser by) {
        var petition = lock(id);
        if (petition.handOver(owner, dueOn)) {
            cases.record(petition.meeting().caseId(), by.member(), "meetings.history.petitionHandedOver");
        }
    }

    public void answer(UUID id, String answer, CurrentUser by) {
        var petition = lock(id);
        if (petition.answer(answer, clock.instant())) {
            cases.record(petition.meeting().caseId(), by.member(), "meetings.history.petitionAnswered");
            var meeting = meetings.findById(petition.meeting().value())
                    .orElseThrow(() -> new NotFound("meeting " + petition.meeting()));
            events.publishEvent(new MonthEvent.PetitionAnswered(UUID.randomUUID(), meeting.month(), by.member()));
        }
    }

    private Petition lock(UUID id) {
        return petitions.findForUpdate(id).orElseThrow(() -> new NotFound("petition " + id));
    }

    private Petition find(UUID id) {
        return petitions.findById(id).orElseThrow(() -> new NotFound("petition " + id));
    }

    private static boolean isSince(Instant instant, LocalDate day) {
        return !DomainTime.dateOf(instant).isBefore(day);
    }

    private static List<UUID> ids(Collection<UnitId> units) {
        return units.stream().map(UnitId::value).toList();
    }

    private List<PetitionView> views(List<Petition> found) {
        Map<MeetingId, Meeting> raisedAt =
                meetings
                        .findAllById(found.stream()
                                .map(petition -> petition.meeting().value())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Meeting::id, Function.identity()));
        return found.stream()
                .map(petition -> {
                    var meeting = raisedAt.get(petition.meeting());
                    return petition.view(meeting == null ? "" : meeting.cellName());
                })
                .toList();
    }
}
