package vn.chibo.meetings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/**
 * A month's meeting as others read it, and what the sitting, the papers and the score sheet report to it, one method
 * per business act. Callers have asked {@code Access} before.
 */
@Service
@Transactional
public class MeetingManagement {

    private final MeetingRepository meetings;
    private final Notices notices;
    private final Preparations preparations;
    private final Cases cases;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MeetingManagement(
            MeetingRepository meetings,
            Notices notices,
            Preparations preparations,
            Cases cases,
            ApplicationEventPublisher events,
            Clock clock) {
        this.meetings = meetings;
        this.notices = notices;
        this.preparations = preparations;
        this.cases = cases;
        this.events = events;
        this.clock = clock;
    }

    /** @throws vn.chibo.shared.NotFound when there is no such meeting */
    @Transactional(readOnly = true)
    public MeetingView get(MeetingId id) {
        return views(List.of(find(id))).getFirst();
    }

    @Transactional(readOnly = true)
    public MonthStory story(MeetingId id) {
        return find(id).story();
    }

    /** What was prepared to be debated and voted on (M-04), in the order it was written; the cell may change it. */
    @Transactional(readOnly = true)
    public List<String> preparedPoints(MeetingId id) {
        return preparations.find(id).map(Preparations.Preparation::issues).orElse(List.of());
    }

    /** The cell's meeting of the month before or after, if that month was opened here. */
    @Transactional(readOnly = true)
    public Optional<MeetingId> of(UnitId cell, YearMonth period) {
        return meetings.findByCellIdAndPeriod(cell.value(), period.atDay(1)).map(Meeting::id);
    }

    /** The meetings of these cells in one month, by start, those without a date last. */
    @Transactional(readOnly = true)
    public List<MeetingView> inMonth(Collection<UnitId> cells, YearMonth period) {
        var found = meetings.findByCellIdInAndPeriodIn(
                cells.stream().map(UnitId::value).toList(), List.of(period.atDay(1)));
        return views(found).stream()
                .sorted(java.util.Comparator.comparing((MeetingView view) ->
                                Optional.ofNullable(view.plannedStart()).orElse(Instant.MAX))
                        .thenComparing(MeetingView::cellCode))
                .toList();
    }

    /**
     * A chair without office was chosen and the committee is asked.
     *
     * @return by when it should answer
     */
    public Instant consentAsked(MeetingId id) {
        find(id).awaitsConsent();
        var policy = policy(id);
        var hours = policy.integer("chair.consentHours");
        var due = clock.instant().plus(Duration.ofHours(hours));
        cases.setDeadline(
                id.caseId(),
                Steps.CONSENT_TO_CHAIR,
                due,
                "meetings.rule.hours",
                List.of("" + hours),
                policy.value("chair.consentHours").source());
        return due;
    }

    /** The committee refused the chair; the cell may choose again, or postpone. */
    public void consentRefused(MeetingId id) {
        find(id).consentRefused();
        cases.meetDeadline(id.caseId(), Steps.CONSENT_TO_CHAIR, clock.instant());
    }

    /**
     * The sitting was opened: status IN_PROGRESS, chair and minute-taker known from here on. Safe to repeat.
     *
     * @return from when on it counts as left unfinished: some days after its day, or after today where the committee
     *     was slow to agree to the chair
     */
    public Instant sittingOpened(MeetingId id, MemberId chair, MemberId minuteTaker, Instant at) {
        find(id).opened(chair, minuteTaker);
        cases.meetDeadline(id.caseId(), Steps.HOLD_MEETING, at);
        cases.meetDeadline(id.caseId(), Steps.CONSENT_TO_CHAIR, clock.instant());
        var policy = policy(id);
        var days = policy.integer("meeting.finishGraceDays");
        var now = clock.instant();
        var day = DomainTime.dateOf(at.isAfter(now) ? at : now);
        var due = DomainTime.endOf(day.plusDays(days));
        cases.setDeadline(
                id.caseId(),
                Steps.FINISH_MEETING,
                due,
                "meetings.rule.daysAfter",
                List.of("" + days),
                policy.value("meeting.finishGraceDays").source());
        return due;
    }

    /**
     * The sitting was opened, found below its quorum and put off to another day of the same month; the original date and
     * the reason stay. Called by the sitting's chair in the transaction that closes the decision.
     */
    public void adjourn(MeetingId id, Instant newStart, String reason, CurrentUser by) {
        var meeting = find(id);
        meeting.adjourn(newStart, reason, clock.instant());
        cases.dropDeadline(id.caseId(), Steps.FINISH_MEETING);
        cases.record(id.caseId(), by.member(), "meetings.history.adjourned", MeetingTimes.dateTime(newStart));
        events.publishEvent(new MonthEvent.Postponed(
                UUID.randomUUID(), meeting.month(), newStart, notices.invited(id), by.member()));
    }

    /**
     * The sitting was found below its quorum and the month has no day for another: with the chair's reason nobody is
     * asked for one again. The process records the month as not held.
     */
    public void noDateLeft(MeetingId id, String reason) {
        find(id).noDateLeft(reason);
        cases.dropDeadline(id.caseId(), Steps.FINISH_MEETING);
    }

    /** The sitting ended and counts as held; its minutes are adopted. Safe to repeat. */
    public void held(MeetingId id, Instant start, Instant end) {
        var meeting = find(id);
        if (meeting.heldEnd() == null) {
            meeting.held(start, end);
            cases.meetDeadline(id.caseId(), Steps.FINISH_MEETING, clock.instant());
            cases.record(id.caseId(), null, "meetings.history.held", MeetingTimes.dateTime(start));
        }
    }

    /** Minutes and resolution are signed and numbered (M-20). Safe to repeat. */
    public void finalised(MeetingId id, @Nullable String resolutionNumber) {
        var meeting = find(id);
        if (meeting.status() == MeetingStatus.HELD) {
            meeting.finalised(resolutionNumber);
            cases.meetDeadline(id.caseId(), Steps.SIGN_PAPERS, clock.instant());
        }
    }

    /** The verified grade stands (M-23). Safe to repeat. */
    public void verified(MeetingId id) {
        find(id).verified();
        cases.meetDeadline(id.caseId(), Steps.VERIFY_SCORE, clock.instant());
    }

    private PolicySnapshot policy(MeetingId id) {
        return cases.find(id.caseId())
                .orElseThrow(() -> new NotFound("case of meeting " + id))
                .policy();
    }

    private Meeting find(MeetingId id) {
        return meetings.findById(id.value()).orElseThrow(() -> new NotFound("meeting " + id));
    }

    private List<MeetingView> views(List<Meeting> found) {
        Map<MeetingId, CaseView> files =
                cases
                        .findAll(found.stream()
                                .map(meeting -> meeting.id().caseId())
                                .toList())
                        .stream()
                        .collect(
                                Collectors.toMap(file -> new MeetingId(file.id().value()), Function.identity()));
        return found.stream()
                .map(meeting -> {
                    var file = files.get(meeting.id());
                    if (file == null) {
                        throw new IllegalStateException("Meeting without its case: " + meeting.id());
                    }
                    return meeting.view(file.policy());
                })
                .toList();
    }
}
