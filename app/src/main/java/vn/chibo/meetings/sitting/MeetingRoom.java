package vn.chibo.meetings.sitting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.agenda.Agenda;
import vn.chibo.agenda.Question;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.process.HoldSessionProcess;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/**
 * The acts of the sitting as a whole: saving parts, opening, roll call, quorum, resolution, adopting the minutes.
 * Callers have asked {@code Access}. Acts that close a part hold the sitting's row, so they come one after the other, and
 * complete the user task behind the part in the same transaction.
 */
@Service
@Transactional
class MeetingRoom {

    /** Clocks of phones and server differ a little. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private final SittingStore sittings;
    private final AgendaStore agenda;
    private final TaskStore tasks;
    private final Agenda questions;
    private final Sittings ends;
    private final Closings closings;
    private final MeetingManagement meetings;
    private final Organizations organizations;
    private final Cases cases;
    private final Clock clock;

    MeetingRoom(
            SittingStore sittings,
            AgendaStore agenda,
            TaskStore tasks,
            Agenda questions,
            Sittings ends,
            Closings closings,
            MeetingManagement meetings,
            Organizations organizations,
            Cases cases,
            Clock clock) {
        this.sittings = sittings;
        this.agenda = agenda;
        this.tasks = tasks;
        this.questions = questions;
        this.ends = ends;
        this.closings = closings;
        this.meetings = meetings;
        this.organizations = organizations;
        this.cases = cases;
        this.clock = clock;
    }

    /** Saves what was typed in a part, complete or not; answers the new version. */
    long save(CurrentUser by, MeetingId id, Part part, long version, Typed typed) {
        var sitting = current(id);
        sitting.requireWritable(part);
        if (part == Part.RESOLUTION && sitting.resolutionSettled() && sitting.isClosed(Part.AGENDA)) {
            throw SittingRuleViolation.of("sitting.error.resolutionSettled");
        }
        return store(by, sitting, part, version, typed);
    }

    /** M-07. Secretary chairs, or a deputy by recorded delegation; anyone else needs the committee's consent first. */
    void open(CurrentUser by, MeetingId id, long version, Typed typed) {
        var sitting = sittings.currentForUpdate(id).orElseThrow(() -> new NotFound("sitting of " + id));
        var meeting = meetings.get(id);
        var start = typed.dateTime("start");
        refuseWrongStart(start, meeting);
        var members = organizations.membersOf(meeting.cell(), DomainTime.dateOf(start));
        var chair = memberOf(members, typed, "chair");
        var minuteTaker = memberOf(members, typed, "minuteTaker");
        if (sitting.state() != Sitting.State.PREPARED
                && chair.equals(sitting.chair())
                && minuteTaker.equals(sitting.minuteTaker())) {
            return;
        }
        sitting.requireOpenable();
        if (chair.equals(minuteTaker)) {
            throw SittingRuleViolation.at("minuteTaker", "sitting.error.chairTakesMinutes");
        }
        var basis = basisOf(chair, meeting, start);
        if (basis == Sitting.ChairBasis.DEPUTY) {
            typed.required("delegation", 500);
        }
        store(by, sitting, Part.OPENING, version, typed);
        var needsConsent = basis == Sitting.ChairBasis.CONSENT;
        sittings.open(
                sitting.id(),
                chair,
                basis,
                minuteTaker,
                start,
                needsConsent ? Sitting.State.AWAITING_CONSENT : Sitting.State.OPEN);
        var opened = sittings.current(id).orElseThrow();
        callUp(opened, members);
        tasks.carryOver(opened);
        firstAgenda(opened);
        takeUpQuestions(opened);
        close(by, opened, Part.OPENING);
        var next = needsConsent ? meetings.consentAsked(id) : meetings.sittingOpened(id, chair, minuteTaker, start);
        closings.close(
                by,
                opened.id(),
                HoldSessionProcess.OPEN_SITTING,
                Map.of(
                        "needsConsent",
                        needsConsent,
                        "chairId",
                        chair.toString(),
                        "minuteTakerId",
                        minuteTaker.toString(),
                        needsConsent ? HoldSessionProcess.CONSENT_BY : HoldSessionProcess.UNFINISHED_AT,
                        next.toString()));
        record(by, id, needsConsent ? "sitting.history.consentAsked" : "sitting.history.opened");
    }

    /** M-08. Late-comers may still be entered afterwards. */
    void closeRollCall(CurrentUser by, MeetingId id) {
        var sitting = locked(id);
        sitting.requireRunning();
        if (sitting.isClosed(Part.ROLLCALL)) {
            return;
        }
        var rollCall = new RollCall(sittings.attendance(sitting.id()));
        if (rollCall.notCalled() > 0) {
            throw SittingRuleViolation.of("sitting.error.notAllCalled", rollCall.notCalled());
        }
        var policy = meetings.get(id).policy();
        var quorumReached = !policy.isSet("quorum.warnPct") || rollCall.reaches(policy.decimal("quorum.warnPct"));
        var mayDecide = rollCall.mayDecide(policy.integer("cell.minOfficialMembers"));
        sittings.rollCalled(sitting.id(), quorumReached, mayDecide);
        takeUpQuestions(sitting);
        close(by, sitting, Part.ROLLCALL);
        closings.close(
                by,
                sitting.id(),
                HoldSessionProcess.ROLL_CALL,
                Map.of("quorumReached", quorumReached, "mayDecide", mayDecide));
        record(
                by,
                id,
                "sitting.history.rollCalled",
                String.valueOf(rollCall.present()),
                String.valueOf(rollCall.expected()));
    }

    /**
     * Below the quorum the chair goes on ({@code GO_ON}), postpones to another day of the same month ({@code POSTPONE},
     * with {@code newStart}), or finds no such day ({@code NOT_HELD}); the last two with a reason.
     */
    void decideOnQuorum(CurrentUser by, MeetingId id, long version, Typed typed) {
        var sitting = locked(id);
        sitting.requireQuorumDecisionPending();
        switch (typed.text("decision")) {
            case "GO_ON" -> {
                store(by, sitting, Part.QUORUM, version, typed);
                sittings.goOn(sitting.id(), true);
                close(by, sitting, Part.QUORUM);
                closings.close(by, sitting.id(), HoldSessionProcess.DECIDE_ON_QUORUM, Map.of("goOn", true));
                record(by, id, "sitting.history.goesOn");
            }
            case "POSTPONE" -> {
                var newStart = typed.dateTime("newStart");
                if (!newStart.isAfter(clock.instant())) {
                    throw SittingRuleViolation.at("newStart", "sitting.error.newStartPast");
                }
                if (!monthOf(newStart).equals(meetings.get(id).period())) {
                    throw SittingRuleViolation.at("newStart", "sitting.error.newStartOtherMonth");
                }
                breakOff(by, sitting, version, typed, true);
                meetings.adjourn(id, newStart, typed.text("reason"), by);
                record(by, id, "sitting.history.postponed");
            }
            case "NOT_HELD" -> {
                breakOff(by, sitting, version, typed, false);
                meetings.noDateLeft(id, typed.text("reason"));
                record(by, id, "sitting.history.noNewDate");
            }
            default -> throw SittingRuleViolation.at("decision", "sitting.error.choose");
        }
    }

    private void breakOff(CurrentUser by, Sitting sitting, long version, Typed typed, boolean newDateInMonth) {
        typed.required("reason", 1000);
        store(by, sitting, Part.QUORUM, version, typed);
        sittings.goOn(sitting.id(), false);
        close(by, sitting, Part.QUORUM);
        sittings.setState(sitting.id(), Sitting.State.POSTPONED);
        questions.putBackAll(sitting.id().value());
        closings.close(
                by,
                sitting.id(),
                HoldSessionProcess.DECIDE_ON_QUORUM,
                Map.of("goOn", false, "newDateInMonth", newDateInMonth));
    }

    /** M-10: content and order adopted by the cell; not adopted, it is amended and put again. */
    void adoptProgramme(CurrentUser by, MeetingId id, long version, UUID voteId, String subject, Typed typed) {
        var sitting = locked(id);
        if (agenda.votes(sitting.id()).stream().anyMatch(vote -> vote.id().equals(voteId))) {
            return;
        }
        sitting.requireWritable(Part.PROGRAMME);
        if (Boolean.FALSE.equals(sitting.mayDecide())) {
            store(by, sitting, Part.PROGRAMME, version, typed);
            close(by, sitting, Part.PROGRAMME);
            return;
        }
        sitting.requireMayVote();
        var tally = tally(sitting, typed, Threshold.MAJORITY);
        store(by, sitting, Part.PROGRAMME, version, typed);
        agenda.addVote(
                sitting.id(),
                voteId,
                AgendaStore.Purpose.AGENDA,
                null,
                subject,
                tally,
                "",
                AgendaStore.Method.SHOW_OF_HANDS,
                clock.instant());
        if (tally.passed()) {
            close(by, sitting, Part.PROGRAMME);
        }
    }

    /** The items have been gone through. Items without conclusion cost points on the score sheet, they do not block. */
    void closeAgenda(CurrentUser by, MeetingId id) {
        var sitting = locked(id);
        if (sitting.isClosed(Part.AGENDA)) {
            return;
        }
        sitting.requireAgendaClosable();
        refuseOpenQuestions(sitting);
        close(by, sitting, Part.AGENDA);
        closings.close(by, sitting.id(), HoldSessionProcess.CONDUCT_AGENDA, Map.of());
        record(by, id, "sitting.history.agendaDone");
    }

    /** M-17. Not passed: the chair has it rewritten and put again, or only the minutes remain. */
    void voteOnResolution(CurrentUser by, MeetingId id, UUID voteId, String subject, Typed typed) {
        var sitting = locked(id);
        if (agenda.votes(sitting.id()).stream().anyMatch(vote -> vote.id().equals(voteId))) {
            return;
        }
        sitting.requireResolutionVotable();
        if (sitting.resolution() == Sitting.ResolutionResult.REWRITE) {
            throw SittingRuleViolation.of("sitting.error.rewriteFirst");
        }
        var tally = tally(sitting, typed, Threshold.MAJORITY);
        var result = Sitting.ResolutionResult.PASSED;
        if (!tally.passed()) {
            result = typed.choice("otherwise", Sitting.ResolutionResult.class);
            if (result == Sitting.ResolutionResult.PASSED) {
                throw SittingRuleViolation.at("otherwise", "sitting.error.choose");
            }
        }
        agenda.addVote(
                sitting.id(),
                voteId,
                AgendaStore.Purpose.RESOLUTION,
                null,
                subject,
                tally,
                typed.text("counters", 500),
                method(typed),
                clock.instant());
        sittings.resolution(sitting.id(), result);
        if (result != Sitting.ResolutionResult.REWRITE) {
            close(by, sitting, Part.RESOLUTION);
        }
        closings.close(by, sitting.id(), HoldSessionProcess.VOTE_RESOLUTION, Map.of("resolutionResult", result.name()));
        record(by, id, "sitting.history.resolution." + result, tally.line());
    }

    /** The text was rewritten and is ready to be put to the vote again. */
    void resolutionRewritten(CurrentUser by, MeetingId id) {
        var sitting = locked(id);
        sitting.requireRunning();
        if (sitting.resolution() != Sitting.ResolutionResult.REWRITE) {
            return;
        }
        sittings.clearResolution(sitting.id());
        closings.close(by, sitting.id(), HoldSessionProcess.REWRITE_RESOLUTION, Map.of());
    }

    /** M-19: read out, adopted, closed. From here on nothing in the room changes. */
    void adoptMinutes(CurrentUser by, MeetingId id, long version, UUID voteId, String subject, Typed typed) {
        var sitting = locked(id);
        if (sitting.state() == Sitting.State.HELD) {
            return;
        }
        sitting.requireMinutesAdoptable();
        var end = typed.dateTime("end");
        if (!end.isAfter(Objects.requireNonNull(sitting.startedAt()))) {
            throw SittingRuleViolation.at("end", "sitting.error.endBeforeStart");
        }
        if (end.isAfter(clock.instant().plus(TOLERANCE))) {
            throw SittingRuleViolation.at("end", "sitting.error.future");
        }
        if (Duration.between(sitting.startedAt(), end).toHours() >= 24) {
            throw SittingRuleViolation.at("end", "sitting.error.tooLongSitting");
        }
        if (Boolean.TRUE.equals(sitting.mayDecide())) {
            var tally = tally(sitting, typed, Threshold.MAJORITY);
            if (!tally.passed()) {
                throw SittingRuleViolation.at("inFavour", "sitting.error.minutesNotAdopted", tally.line());
            }
            agenda.addVote(
                    sitting.id(),
                    voteId,
                    AgendaStore.Purpose.MINUTES,
                    null,
                    subject,
                    tally,
                    "",
                    AgendaStore.Method.SHOW_OF_HANDS,
                    clock.instant());
        }
        store(by, sitting, Part.MINUTES, version, typed);
        close(by, sitting, Part.MINUTES);
        ends.end(sitting, end);
        closings.close(by, sitting.id(), HoldSessionProcess.ADOPT_MINUTES, Map.of());
        record(by, id, "sitting.history.ended");
    }

    /** One tap of the roll call. */
    void mark(MeetingId id, MemberId member, long version, Presence presence, String reason) {
        var sitting = current(id);
        sitting.requireRunning();
        var line = sittings.attendance(sitting.id()).stream()
                .filter(called -> called.member().equals(member))
                .findFirst()
                .orElseThrow(() -> new NotFound("member in the roll call"));
        if (!presence.allowedFor(line.participation())) {
            throw SittingRuleViolation.at("presence", "sitting.error.presenceNotInRegister");
        }
        if (!sittings.mark(sitting.id(), member, version, presence, reason)) {
            if (line.presence() == presence && line.reason().equals(reason)) {
                return;
            }
            throw new PartConflict(new PartConflict.Saved(
                    line.version(),
                    Map.of(
                            "presence",
                            line.presence() == null ? "" : line.presence().name(),
                            "reason",
                            line.reason())));
        }
    }

    /** Everyone not called yet is here: the quick end of a roll call in which only the absent were named. */
    void markRestPresent(MeetingId id) {
        var sitting = current(id);
        sitting.requireRunning();
        sittings.markRestPresent(sitting.id());
    }

    /** Counts in the form against those in the room who may vote, base by the roll call (R14). */
    Tally tally(Sitting sitting, Typed typed, Threshold threshold) {
        var rollCall = new RollCall(sittings.attendance(sitting.id()));
        return new Tally(
                rollCall.voteBase(),
                rollCall.officialPresent(),
                typed.count("inFavour"),
                typed.count("against"),
                typed.count("noOpinion"),
                threshold);
    }

    static AgendaStore.Method method(Typed typed) {
        return typed.isBlank("method")
                ? AgendaStore.Method.SHOW_OF_HANDS
                : typed.choice("method", AgendaStore.Method.class);
    }

    private Sitting current(MeetingId id) {
        return sittings.current(id).orElseThrow(() -> new NotFound("sitting of " + id));
    }

    private Sitting locked(MeetingId id) {
        return sittings.currentForUpdate(id).orElseThrow(() -> new NotFound("sitting of " + id));
    }

    /** Saving what is there already changes nothing, not even the version: nobody is told of a conflict that is none. */
    private long store(CurrentUser by, Sitting sitting, Part part, long version, Typed typed) {
        var content = typed.only(part.fields());
        var stored = sittings.part(sitting.id(), part);
        if (stored.version() > 0 && stored.content().equals(content)) {
            return stored.version();
        }
        return sittings.savePart(sitting.id(), part, version, content, by.member(), clock.instant())
                .orElseThrow(() -> {
                    var saved = sittings.part(sitting.id(), part);
                    return new PartConflict(new PartConflict.Saved(saved.version(), saved.content()));
                });
    }

    private void close(CurrentUser by, Sitting sitting, Part part) {
        sittings.closePart(sitting.id(), part, by.member(), clock.instant());
    }

    private void refuseWrongStart(Instant start, MeetingView meeting) {
        if (start.isAfter(clock.instant().plus(TOLERANCE))) {
            throw SittingRuleViolation.at("start", "sitting.error.future");
        }
        if (!monthOf(start).equals(meeting.period())) {
            throw SittingRuleViolation.at("start", "sitting.error.startOtherMonth");
        }
    }

    private static YearMonth monthOf(Instant instant) {
        return YearMonth.from(DomainTime.dateOf(instant));
    }

    private static MemberId memberOf(List<MemberView> members, Typed typed, String field) {
        var member = typed.member(field).orElseThrow(() -> SittingRuleViolation.at(field, "sitting.error.choose"));
        if (members.stream().noneMatch(known -> known.id().equals(member))) {
            throw SittingRuleViolation.at(field, "sitting.error.unknownMember");
        }
        return member;
    }

    private Sitting.ChairBasis basisOf(MemberId chair, MeetingView meeting, Instant start) {
        var offices = organizations.officesIn(meeting.cell(), DomainTime.dateOf(start)).stream()
                .filter(held -> held.member().equals(chair))
                .map(held -> held.office())
                .toList();
        if (offices.contains(Office.CELL_SECRETARY)) {
            return Sitting.ChairBasis.SECRETARY;
        }
        return offices.contains(Office.CELL_DEPUTY_SECRETARY) ? Sitting.ChairBasis.DEPUTY : Sitting.ChairBasis.CONSENT;
    }

    /** The register of the day: who is exempt, away or on special duty starts as such, everybody else is to be called. */
    private void callUp(Sitting sitting, List<MemberView> members) {
        var position = 0;
        for (var member : members) {
            var preset = member.expected()
                    ? null
                    : Presence.valueOf(member.participation().name());
            sittings.addLine(sitting.id(), position++, member.id(), member.state(), member.participation(), preset);
        }
    }

    /**
     * What every regular meeting goes through (M-11, M-12) and what was prepared for this one, when nothing is there yet;
     * the cell changes it as it likes.
     */
    private void firstAgenda(Sitting sitting) {
        if (agenda.items(sitting.id()).isEmpty()) {
            agenda.addItem(
                    sitting.id(),
                    UUID.randomUUID(),
                    AgendaStore.Kind.REPORT,
                    "Báo cáo kết quả lãnh đạo tháng trước, nhiệm vụ tháng này");
            agenda.addItem(
                    sitting.id(),
                    UUID.randomUUID(),
                    AgendaStore.Kind.LAST_TASKS,
                    "Kết quả thực hiện nhiệm vụ tháng trước của đảng viên");
            agenda.addItem(
                    sitting.id(), UUID.randomUUID(), AgendaStore.Kind.DISCUSSION, "Thảo luận nhiệm vụ tháng này");
            meetings.preparedPoints(sitting.meeting()).stream()
                    .distinct()
                    .limit(AgendaBook.ITEMS - 3)
                    .forEach(point -> addPoint(sitting, point));
        }
    }

    /** What cases ask the cell, as far as they asked before the roll call was closed. */
    private void takeUpQuestions(Sitting sitting) {
        questions.putBackOthers(sitting.cell(), sitting.id().value());
        for (var question : questions.waiting(sitting.cell())) {
            if (questions.takeUp(question.id(), sitting.id().value())) {
                agenda.addQuestion(sitting.id(), question.id(), question.title());
            }
        }
    }

    /** A case waits for the answer: it gets one, or the chair takes the item off and the next sitting considers it. */
    private void refuseOpenQuestions(Sitting sitting) {
        questions.on(sitting.id().value()).stream()
                .filter(question -> question.state() == Question.State.ON_AGENDA)
                .findFirst()
                .ifPresent(question -> {
                    throw SittingRuleViolation.of("sitting.error.questionOpen", question.title());
                });
    }

    /** A line too long for a title stands below it in full. */
    private void addPoint(Sitting sitting, String point) {
        var id = UUID.randomUUID();
        if (point.length() <= AgendaBook.TITLE) {
            agenda.addItem(sitting.id(), id, AgendaStore.Kind.DISCUSSION, point);
            return;
        }
        var title = point.substring(0, AgendaBook.TITLE - 1) + "…";
        agenda.addItem(sitting.id(), id, AgendaStore.Kind.DISCUSSION, title);
        agenda.updateItem(sitting.id(), id, 1, title, point, "");
    }

    private void record(CurrentUser by, MeetingId id, String key, String... arguments) {
        cases.record(id.caseId(), by.member(), key, arguments);
    }
}
