package vn.chibo.meetings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineCommands;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.process.MonthlyMeetingProcess;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.policy.WorkingCalendar;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/**
 * When a month's meeting takes place: registered by the cell (M-01), agreed with the office (M-02), postponed within
 * the month, or not held. The methods of the upper half are what people do, those of the lower half what the process
 * asks for afterwards and may ask twice.
 */
@Service
@Transactional
public class MeetingDates {

    /** Working days the office has for a date that is proposed late or anew; no document sets it. */
    private static final int DAYS_TO_APPROVE = 2;

    /** What is left to the department when the assigned committee member never reports; no document sets it. */
    private static final Duration TO_VERIFY_WITHOUT_VISIT = Duration.ofDays(2);

    private static final int DAYS_TO_EXPLAIN = 3;
    private static final int DAYS_TO_ACKNOWLEDGE = 5;

    private final MeetingRepository meetings;
    private final Notices notices;
    private final Cases cases;
    private final TaskDesk desk;
    private final EngineCommands engine;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MeetingDates(
            MeetingRepository meetings,
            Notices notices,
            Cases cases,
            TaskDesk desk,
            EngineCommands engine,
            WorkingCalendar calendar,
            ApplicationEventPublisher events,
            Clock clock) {
        this.meetings = meetings;
        this.notices = notices;
        this.cases = cases;
        this.desk = desk;
        this.engine = engine;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /** A proposed date. {@code note} is for the office, null when there is nothing to say. */
    public record Proposal(
            Instant start,
            String place,
            MeetingMode mode,
            boolean combined,
            @Nullable String note) {}

    public void register(MeetingId id, Proposal proposal, CurrentUser by) {
        var meeting = lock(id);
        if (proposal.mode() == MeetingMode.ONLINE && !policy(id).enabled("online.enabled")) {
            throw RuleViolation.at("mode", "meetings.error.onlineNotAllowed");
        }
        meeting.register(
                proposal.start(),
                proposal.place(),
                proposal.mode(),
                proposal.combined(),
                proposal.note(),
                clock.instant());
        cases.meetDeadline(id.caseId(), Steps.REGISTER_DATE, clock.instant());
        cases.record(
                id.caseId(),
                by.member(),
                "meetings.history.dateRegistered",
                MeetingTimes.dateTime(proposal.start()),
                proposal.place());
        var approveBy = approvalDeadline(meeting);
        submit(by, id, MonthlyMeetingProcess.REGISTER_DATE, Map.of("approveBy", approveBy.toString()));
    }

    public void approve(MeetingId id, CurrentUser by) {
        var meeting = lock(id);
        meeting.approve();
        cases.meetDeadline(id.caseId(), Steps.APPROVE_DATE, clock.instant());
        cases.record(
                id.caseId(),
                by.member(),
                "meetings.history.dateApproved",
                MeetingTimes.dateTime(Objects.requireNonNull(meeting.plannedStart())));
        submit(by, id, MonthlyMeetingProcess.APPROVE_DATE, Map.of("dateApproved", true));
    }

    /** Asks for another date; the cell gets as long as the office had to register it anew. */
    public void refuse(MeetingId id, String reason, CurrentUser by) {
        var meeting = lock(id);
        meeting.refuse(reason);
        var policy = policy(id);
        var registerBy = latest(DomainTime.endOf(registrationDay(meeting, policy)), inWorkingDays(DAYS_TO_APPROVE));
        cases.meetDeadline(id.caseId(), Steps.APPROVE_DATE, clock.instant());
        cases.setDeadline(
                id.caseId(),
                Steps.REGISTER_DATE,
                registerBy,
                "meetings.rule.registerAgain",
                List.of("" + DAYS_TO_APPROVE),
                policy.value("meeting.registerByDay").source());
        cases.record(id.caseId(), by.member(), "meetings.history.dateRefused");
        submit(
                by,
                id,
                MonthlyMeetingProcess.APPROVE_DATE,
                Map.of("dateApproved", false, "registerBy", registerBy.toString()));
    }

    /** The new date must be in the same month; it needs the office's agreement again. The same form twice is one. */
    public void postpone(MeetingId id, Instant newStart, String reason, CurrentUser by) {
        var meeting = lock(id);
        if (!meeting.postpone(newStart, reason, clock.instant())) {
            return;
        }
        cases.dropDeadline(id.caseId(), Steps.CONSENT_TO_CHAIR);
        cases.record(id.caseId(), by.member(), "meetings.history.postponed", MeetingTimes.dateTime(newStart));
        events.publishEvent(new MonthEvent.Postponed(
                UUID.randomUUID(), meeting.month(), newStart, notices.invited(id), by.member()));
        var before = meeting.postponementCount() - 1;
        engine.publish(MonthlyMeetingProcess.POSTPONED, id + ":" + before, id + ":postponed:" + (before + 1), Map.of());
    }

    public void declareNotHeld(MeetingId id, String reason, CurrentUser by) {
        var meeting = lock(id);
        if (!meeting.declareNotHeld(reason)) {
            return;
        }
        cases.dropDeadline(id.caseId(), Steps.CONSENT_TO_CHAIR);
        cases.record(id.caseId(), by.member(), "meetings.history.notHeldDeclared");
        events.publishEvent(
                new MonthEvent.NotHeld(UUID.randomUUID(), meeting.month(), notices.invited(id), by.member()));
        engine.publish(MonthlyMeetingProcess.NOT_HELD_DECLARED, id.toString(), id + ":notHeld", Map.of());
    }

    /** Those above cancelled the month: it counts as not held, and nobody has to explain it. Its process ends with the case. */
    void cancelledFromAbove(MeetingId id, String reason, CurrentUser by) {
        var meeting = lock(id);
        if (meeting.declareNotHeld(reason)) {
            events.publishEvent(
                    new MonthEvent.NotHeld(UUID.randomUUID(), meeting.month(), notices.invited(id), by.member()));
        }
    }

    public void explainNotHeld(MeetingId id, String reason, @Nullable String remedy, CurrentUser by) {
        lock(id).explainNotHeld(reason, remedy);
        cases.meetDeadline(id.caseId(), Steps.EXPLAIN_NOT_HELD, clock.instant());
        cases.record(id.caseId(), by.member(), "meetings.history.notHeldExplained");
    }

    public void acknowledgeNotHeld(MeetingId id, boolean justified, @Nullable String opinion, CurrentUser by) {
        lock(id).acknowledgeNotHeld(justified, opinion);
        cases.meetDeadline(id.caseId(), Steps.ACKNOWLEDGE_NOT_HELD, clock.instant());
        cases.record(
                id.caseId(),
                by.member(),
                justified ? "meetings.history.notHeldJustified" : "meetings.history.notHeldUnjustified");
        cases.close(id.caseId(), "meetings.outcome.notHeld");
    }

    private void submit(CurrentUser by, MeetingId id, ElementId element, Map<String, ?> variables) {
        if (!desk.submit(by, MonthlyMeetingProcess.CASE_ID, id.value(), element, variables)) {
            throw new RuleViolation("meetings.error.tryAgain");
        }
    }

    // ---- what the process asks for ----

    /** Once a month, however often the timer or the engine reports it. */
    public void escalateRegistration(MeetingId id) {
        tellOnce(
                id,
                "meetings.history.registrationOverdue",
                month -> new MonthEvent.RegistrationOverdue(UUID.randomUUID(), month));
    }

    public void escalateVerification(MeetingId id) {
        tellOnce(
                id,
                "meetings.history.verificationOverdue",
                month -> new MonthEvent.VerificationOverdue(UUID.randomUUID(), month));
    }

    /** Once for each time the committee was asked, while it has not answered. */
    public void escalateConsent(MeetingId id) {
        var history = cases.history(id.caseId()).stream()
                .map(Cases.HistoryLine::messageKey)
                .toList();
        var asked = Collections.frequency(history, "sitting.history.consentAsked");
        var told = Collections.frequency(history, "meetings.history.consentOverdue");
        var meeting = find(id);
        if (meeting.isConsentPending() && told < asked) {
            cases.record(id.caseId(), null, "meetings.history.consentOverdue");
            events.publishEvent(new MonthEvent.ConsentOverdue(UUID.randomUUID(), meeting.month()));
        }
    }

    /** The sitting was opened and left: whoever must act is told once a month, and everything stays as it is. */
    public void escalateUnfinished(MeetingId id) {
        if (find(id).status() == MeetingStatus.IN_PROGRESS) {
            tellOnce(
                    id,
                    "meetings.history.sittingUnfinished",
                    month -> new MonthEvent.SittingUnfinished(UUID.randomUUID(), month));
        }
    }

    public void recordReportLate(MeetingId id) {
        tellOnce(id, "meetings.history.reportLate", month -> new MonthEvent.ReportLate(UUID.randomUUID(), month));
    }

    public void raiseCellTooSmall(MeetingId id) {
        find(id).tooSmallToDecide();
        recordOnce(id, "meetings.history.cellTooSmall");
    }

    /** The moments of preparation (M-03 to M-06) that follow from the agreed date; due dates are never before today. */
    public Schedule schedule(MeetingId id) {
        var meeting = find(id);
        var start = Objects.requireNonNull(meeting.plannedStart(), "a date was agreed");
        var day = DomainTime.dateOf(start);
        var policy = policy(id);
        return new Schedule(
                start,
                before(id, Steps.ASSIGN_DRAFTING, day, start, policy, "meeting.assignDraftingLeadDays"),
                before(id, Steps.PRE_MEETING, day, start, policy, "preMeeting.leadDays"),
                before(id, Steps.SEND_NOTICE, day, start, policy, "notice.leadDays"),
                before(id, Steps.UPLOAD_PAPERS, day, start, policy, "docs.uploadLeadDays"),
                DomainTime.endOf(day));
    }

    private Instant before(
            MeetingId id, String step, LocalDate day, Instant start, PolicySnapshot policy, String parameter) {
        var days = policy.integer(parameter);
        var byRule = DomainTime.endOf(day.minusDays(days));
        var due = earliest(start, latest(byRule, DomainTime.endOf(DomainTime.today(clock))));
        cases.setDeadline(
                id.caseId(),
                step,
                due,
                due.equals(byRule) ? "meetings.rule.daysBefore" : "meetings.rule.daysBeforeLate",
                List.of("" + days),
                policy.value(parameter).source());
        return due;
    }

    /** What {@link #schedule} sets; all but {@code plannedStart} are last moments of a day. */
    public record Schedule(
            Instant plannedStart,
            Instant draftBy,
            Instant preMeetingBy,
            Instant noticeBy,
            Instant uploadBy,
            Instant sittingBy) {}

    /** The hour has come: what is not done by now stays undone, and the score sheet will show it. */
    public void recordUnprepared(MeetingId id) {
        var meeting = find(id);
        var policy = policy(id);
        var view = meeting.view(policy);
        if (!meeting.isPrepared()) {
            recordOnce(id, "meetings.history.notPrepared");
        }
        if (view.noticeSentAt() == null) {
            recordOnce(id, "meetings.history.noticeMissing");
        }
        if (view.papersUploadedAt() == null && !view.secretContent()) {
            recordOnce(id, "meetings.history.papersMissing");
        }
    }

    /** The deadlines after a held meeting (M-20 to M-23). */
    public Reporting setReportingDeadlines(MeetingId id) {
        var meeting = find(id);
        var policy = policy(id);
        var day = DomainTime.dateOf(Objects.requireNonNull(meeting.heldEnd(), "the meeting was held"));
        var signBy = after(id, Steps.SIGN_PAPERS, day, policy, "sign.afterDays");
        var reportBy = after(id, Steps.PUBLISH_AND_REPORT, day, policy, "report.toUpperDays");
        var visitBy = meeting.story().hasAssignedMember()
                ? after(id, Steps.REPORT_VISIT, day, policy, "assigned.reportDays")
                : reportBy;
        var verifyBy = verificationDeadline(meeting, latest(reportBy, visitBy), policy);
        cases.setDeadline(
                id.caseId(),
                Steps.VERIFY_SCORE,
                verifyBy,
                "meetings.rule.verifyByDay",
                List.of(policy.text("score.verifyByDay")),
                policy.value("score.verifyByDay").source());
        return new Reporting(
                signBy,
                reportBy,
                visitBy,
                latest(visitBy, verifyBy.minus(TO_VERIFY_WITHOUT_VISIT)),
                verifyBy,
                Objects.toString(meeting.chairId(), null),
                Objects.toString(meeting.minuteTakerId(), null));
    }

    private Instant after(MeetingId id, String step, LocalDate day, PolicySnapshot policy, String parameter) {
        var days = policy.integer(parameter);
        var due = DomainTime.endOf(day.plusDays(days));
        cases.setDeadline(
                id.caseId(),
                step,
                due,
                "meetings.rule.daysAfter",
                List.of("" + days),
                policy.value(parameter).source());
        return due;
    }

    /** A working day for the department, and never before the cell's own reports are due. */
    private Instant verificationDeadline(Meeting meeting, Instant reportsDue, PolicySnapshot policy) {
        var byRule = meeting.period().plusMonths(1).atDay(policy.integer("score.verifyByDay"));
        var dayAfterReports = DomainTime.dateOf(reportsDue).plusDays(1);
        var day = byRule.isBefore(dayAfterReports) ? dayAfterReports : byRule;
        return DomainTime.endOf(calendar.plusWorkingDays(day, 0));
    }

    /**
     * Deadlines of the reports; the ids of those who sign are null when the sitting named none.
     *
     * @param visitAwaitedUntil when verification begins without the assigned member's report
     */
    public record Reporting(
            Instant signBy,
            Instant reportBy,
            Instant visitBy,
            Instant visitAwaitedUntil,
            Instant verifyBy,
            @Nullable String chairId,
            @Nullable String minuteTakerId) {}

    /** A new date was set, before the meeting or at its roll call: the office has to agree to it. */
    public Postponed recordPostponement(MeetingId id) {
        var meeting = find(id);
        return new Postponed(meeting.isPrepared(), meeting.postponementCount(), approvalDeadline(meeting));
    }

    /**
     * @param prepared content and pre-meeting are done and need not be repeated
     * @param count how often the meeting was postponed so far; part of the next postponement's correlation key
     */
    public record Postponed(boolean prepared, int count, Instant approveBy) {}

    /** @param sittingBrokenOff a sitting without quorum ended and the month has no room for another */
    public NotHeld recordNotHeld(MeetingId id, boolean sittingBrokenOff) {
        var meeting = find(id);
        if (meeting.status() != MeetingStatus.NOT_HELD) {
            meeting.notHeld(sittingBrokenOff);
            cases.dropDeadline(id.caseId(), Steps.CONSENT_TO_CHAIR);
            cases.record(id.caseId(), null, "meetings.history.notHeld");
            events.publishEvent(new MonthEvent.NotHeld(UUID.randomUUID(), meeting.month(), notices.invited(id), null));
        }
        var explainBy = inWorkingDays(DAYS_TO_EXPLAIN);
        var acknowledgeBy = inWorkingDays(DAYS_TO_ACKNOWLEDGE);
        var source = policy(id).value("meeting.notHeldGraceDays").source();
        if (!meeting.notHeldReasonKnown()) {
            cases.setDeadline(
                    id.caseId(),
                    Steps.EXPLAIN_NOT_HELD,
                    explainBy,
                    "meetings.rule.workingDays",
                    List.of("" + DAYS_TO_EXPLAIN),
                    source);
        }
        cases.setDeadline(
                id.caseId(),
                Steps.ACKNOWLEDGE_NOT_HELD,
                acknowledgeBy,
                "meetings.rule.workingDays",
                List.of("" + DAYS_TO_ACKNOWLEDGE),
                source);
        return new NotHeld(meeting.notHeldReasonKnown(), explainBy, acknowledgeBy);
    }

    public record NotHeld(boolean reasonKnown, Instant explainBy, Instant acknowledgeBy) {}

    /** M-24: the month is done. Open tasks are carried over when the cell's next sitting opens. */
    public void closeMonth(MeetingId id) {
        find(id).verified();
        cases.meetDeadline(id.caseId(), Steps.VERIFY_SCORE, clock.instant());
        recordOnce(id, "meetings.history.monthClosed");
        cases.close(id.caseId(), "meetings.outcome.verified");
    }

    private Instant approvalDeadline(Meeting meeting) {
        var policy = policy(meeting.id());
        var byRule = DomainTime.endOf(meeting.period().atDay(policy.integer("calendar.publishByDay")));
        var due = earliest(
                Objects.requireNonNull(meeting.plannedStart()), latest(byRule, inWorkingDays(DAYS_TO_APPROVE)));
        cases.setDeadline(
                meeting.id().caseId(),
                Steps.APPROVE_DATE,
                due,
                "meetings.rule.approve",
                List.of(policy.text("calendar.publishByDay"), "" + DAYS_TO_APPROVE),
                policy.value("calendar.publishByDay").source());
        return due;
    }

    private static LocalDate registrationDay(Meeting meeting, PolicySnapshot policy) {
        return meeting.period().minusMonths(1).atDay(policy.integer("meeting.registerByDay"));
    }

    private Instant inWorkingDays(int days) {
        return DomainTime.endOf(calendar.plusWorkingDays(DomainTime.today(clock), days));
    }

    private void tellOnce(MeetingId id, String key, Function<MonthEvent.Month, MonthEvent> event) {
        if (recordOnce(id, key)) {
            events.publishEvent(event.apply(find(id).month()));
        }
    }

    /** Whether it was the first time. */
    private boolean recordOnce(MeetingId id, String key) {
        var first = cases.history(id.caseId()).stream()
                .noneMatch(line -> line.messageKey().equals(key));
        if (first) {
            cases.record(id.caseId(), null, key);
        }
        return first;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private PolicySnapshot policy(MeetingId id) {
        return cases.find(id.caseId())
                .orElseThrow(() -> new NotFound("case of meeting " + id))
                .policy();
    }

    private Meeting lock(MeetingId id) {
        return meetings.findForUpdate(id.value()).orElseThrow(() -> new NotFound("meeting " + id));
    }

    private Meeting find(MeetingId id) {
        return meetings.findById(id.value()).orElseThrow(() -> new NotFound("meeting " + id));
    }
}
