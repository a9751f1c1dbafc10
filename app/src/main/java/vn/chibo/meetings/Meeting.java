package vn.chibo.meetings;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/**
 * The regular meeting of one cell in one month: one a month (Statute art. 24), within the calendar month or not held.
 * The page that was used moves it on; the engine's workers repeat what the engine learned and change nothing twice.
 */
@Entity
@Table(schema = "meetings", name = "meeting")
class Meeting {

    private static final Set<MeetingStatus> AWAITS_APPROVAL =
            EnumSet.of(MeetingStatus.REGISTERED, MeetingStatus.POSTPONED);
    private static final Set<MeetingStatus> AGREED = EnumSet.of(MeetingStatus.APPROVED, MeetingStatus.NOTIFIED);
    private static final Set<MeetingStatus> AFTER_OPENING = EnumSet.of(
            MeetingStatus.IN_PROGRESS,
            MeetingStatus.HELD,
            MeetingStatus.FINALISED,
            MeetingStatus.REPORTED,
            MeetingStatus.VERIFIED);

    @Id
    private UUID id = new UUID(0, 0);

    private UUID cellId = new UUID(0, 0);
    private String cellCode = "";
    private String cellName = "";
    private UUID committeeId = new UUID(0, 0);
    private String committeeCode = "";
    private LocalDate period = LocalDate.EPOCH;

    @Enumerated(EnumType.STRING)
    private MeetingStatus status = MeetingStatus.PLANNED;

    private Instant registerBy = Instant.EPOCH;
    private @Nullable Instant plannedStart;
    private @Nullable Instant originalStart;
    private @Nullable String place;
    private @Nullable String dateNote;
    private @Nullable String refusalReason;

    @Enumerated(EnumType.STRING)
    private MeetingMode mode = MeetingMode.IN_PERSON;

    private boolean combinedWithThematic;
    private boolean secretContent;
    private boolean hasCommittee;
    private boolean hasAssignedMember;
    private boolean cellTooSmall;
    private boolean consentPending;
    private @Nullable UUID chairId;
    private @Nullable UUID minuteTakerId;
    private boolean prepared;
    private @Nullable Instant noticeSentAt;
    private boolean noticeReachedAll;
    private @Nullable Instant papersUploadedAt;
    private @Nullable String papersLink;
    private @Nullable String paperReference;
    private @Nullable Instant preMeetingHeldAt;
    private @Nullable Instant heldStart;
    private @Nullable Instant heldEnd;
    private @Nullable String resolutionNumber;
    private @Nullable Instant publishedAt;
    private @Nullable String publishedLink;
    private @Nullable String notHeldReason;
    private @Nullable String notHeldRemedy;
    private @Nullable Boolean notHeldJustified;
    private @Nullable String notHeldOpinion;

    @ElementCollection
    @CollectionTable(schema = "meetings", name = "postponement", joinColumns = @JoinColumn(name = "meeting_id"))
    @OrderColumn(name = "number")
    private List<Postponement> postponements = new ArrayList<>();

    @Version
    private @Nullable Long version;

    protected Meeting() {}

    Meeting(
            UUID id,
            UnitView cell,
            UnitView committee,
            YearMonth period,
            Instant registerBy,
            boolean hasCommittee,
            boolean hasAssignedMember) {
        this.id = id;
        this.cellId = cell.id().value();
        this.cellCode = cell.code();
        this.cellName = cell.name();
        this.committeeId = committee.id().value();
        this.committeeCode = committee.code();
        this.period = period.atDay(1);
        this.registerBy = registerBy;
        this.hasCommittee = hasCommittee;
        this.hasAssignedMember = hasAssignedMember;
    }

    /** M-01: the cell proposes when and where it meets. Possible again after the office asked for another date. */
    void register(Instant start, String place, MeetingMode mode, boolean combined, @Nullable String note, Instant now) {
        if (status != MeetingStatus.PLANNED) {
            throw new RuleViolation("meetings.error.alreadyRegistered");
        }
        checkStart(start, now);
        this.plannedStart = start;
        this.place = place;
        this.mode = mode;
        this.combinedWithThematic = combined;
        this.dateNote = note;
        this.refusalReason = null;
        this.status = MeetingStatus.REGISTERED;
    }

    /** M-02: the office agrees to the date. */
    void approve() {
        if (!AWAITS_APPROVAL.contains(status)) {
            throw new RuleViolation("meetings.error.nothingToApprove");
        }
        status = MeetingStatus.APPROVED;
    }

    /** M-02: the office asks for another date; the proposed one is given up. */
    void refuse(String reason) {
        if (!AWAITS_APPROVAL.contains(status)) {
            throw new RuleViolation("meetings.error.nothingToApprove");
        }
        refusalReason = reason;
        plannedStart = null;
        status = MeetingStatus.PLANNED;
    }

    /**
     * Postponed before it began: the first date and every reason are kept, the new date awaits approval again. False when
     * it was postponed like this already.
     */
    boolean postpone(Instant newStart, String reason, Instant now) {
        if (status == MeetingStatus.POSTPONED && postponements.getLast().is(newStart, reason)) {
            return false;
        }
        if (!AGREED.contains(status) && !AWAITS_APPROVAL.contains(status)) {
            throw new RuleViolation("meetings.error.cannotPostpone");
        }
        moveTo(newStart, reason, now);
        return true;
    }

    /** Postponed at the roll call for want of a quorum (M-08). */
    void adjourn(Instant newStart, String reason, Instant now) {
        if (status != MeetingStatus.IN_PROGRESS) {
            throw new RuleViolation("meetings.error.cannotPostpone");
        }
        moveTo(newStart, reason, now);
    }

    private void moveTo(Instant newStart, String reason, Instant now) {
        checkStart(newStart, now);
        var from = Objects.requireNonNull(plannedStart);
        if (newStart.equals(from)) {
            throw RuleViolation.at("date", "meetings.error.sameDate");
        }
        if (originalStart == null) {
            originalStart = from;
        }
        postponements.add(new Postponement(from, newStart, reason, now));
        plannedStart = newStart;
        noticeSentAt = null;
        noticeReachedAll = false;
        chairId = null;
        minuteTakerId = null;
        consentPending = false;
        status = MeetingStatus.POSTPONED;
    }

    private void checkStart(Instant start, Instant now) {
        if (!YearMonth.from(DomainTime.dateOf(start)).equals(period())) {
            throw RuleViolation.at("date", "meetings.error.otherMonth", period.getMonthValue(), "" + period.getYear());
        }
        if (start.isBefore(now)) {
            throw RuleViolation.at("date", "meetings.error.past");
        }
    }

    /** The cell says it will not meet this month. False when it said so already, with this reason. */
    boolean declareNotHeld(String reason) {
        if (status == MeetingStatus.NOT_HELD && reason.equals(notHeldReason)) {
            return false;
        }
        if (!mayStayWithoutMeeting()) {
            throw new RuleViolation("meetings.error.cannotDeclareNotHeld");
        }
        notHeldReason = reason;
        consentPending = false;
        status = MeetingStatus.NOT_HELD;
        return true;
    }

    /** Nothing was opened yet, and nobody has said that nothing will be. */
    boolean mayStayWithoutMeeting() {
        return !AFTER_OPENING.contains(status) && status != MeetingStatus.NOT_HELD;
    }

    /**
     * The month is over, or a sitting without quorum was broken off and the month has no room for another. Otherwise a
     * meeting that was opened counts as held in the month, however late its papers.
     */
    void notHeld(boolean sittingBrokenOff) {
        if (AFTER_OPENING.contains(status) && !(sittingBrokenOff && status == MeetingStatus.IN_PROGRESS)) {
            throw new IllegalStateException("Meeting " + id + " was opened before the month was over");
        }
        consentPending = false;
        status = MeetingStatus.NOT_HELD;
    }

    /** The roll call was short of a quorum and the month has no room for another date; the chair gave the reason. */
    void noDateLeft(String reason) {
        requireStatus(MeetingStatus.IN_PROGRESS);
        notHeldReason = reason;
    }

    void explainNotHeld(String reason, @Nullable String remedy) {
        requireStatus(MeetingStatus.NOT_HELD);
        notHeldReason = reason;
        notHeldRemedy = remedy;
    }

    void acknowledgeNotHeld(boolean justified, @Nullable String opinion) {
        requireStatus(MeetingStatus.NOT_HELD);
        notHeldJustified = justified;
        notHeldOpinion = opinion;
    }

    void prepared(@Nullable Instant preMeetingHeldAt) {
        this.prepared = true;
        this.preMeetingHeldAt = preMeetingHeldAt;
    }

    /** M-05. */
    void noticeSent(boolean reachedAll, Instant now) {
        if (!AGREED.contains(status)) {
            throw new RuleViolation("meetings.error.noNoticeNow");
        }
        noticeSentAt = now;
        noticeReachedAll = reachedAll;
        status = MeetingStatus.NOTIFIED;
    }

    /** M-06; only the first upload counts. */
    void papersUploaded(Instant at, @Nullable String link) {
        if (papersUploadedAt == null) {
            papersUploadedAt = at;
        }
        papersLink = link;
    }

    /** Secret content is never uploaded; only where the paper copy lies is kept. */
    void papersOnPaperOnly(String reference) {
        secretContent = true;
        paperReference = reference;
    }

    /** The cell is gathered; whether the chosen member may chair is being asked (M-07). */
    void awaitsConsent() {
        if (!AGREED.contains(status)) {
            throw new RuleViolation("meetings.error.cannotOpen");
        }
        consentPending = true;
    }

    void consentRefused() {
        consentPending = false;
    }

    void opened(MemberId chair, MemberId minuteTaker) {
        if (!AGREED.contains(status) && status != MeetingStatus.IN_PROGRESS) {
            throw new RuleViolation("meetings.error.cannotOpen");
        }
        chairId = chair.value();
        minuteTakerId = minuteTaker.value();
        consentPending = false;
        status = MeetingStatus.IN_PROGRESS;
    }

    void tooSmallToDecide() {
        cellTooSmall = true;
    }

    void held(Instant start, Instant end) {
        if (heldEnd != null) {
            return;
        }
        requireStatus(MeetingStatus.IN_PROGRESS);
        heldStart = start;
        heldEnd = end;
        status = MeetingStatus.HELD;
    }

    void finalised(@Nullable String number) {
        if (status == MeetingStatus.FINALISED) {
            return;
        }
        requireStatus(MeetingStatus.HELD);
        resolutionNumber = number;
        status = MeetingStatus.FINALISED;
    }

    /** M-21. */
    void reported(@Nullable Instant publishedAt, @Nullable String link) {
        requireStatus(MeetingStatus.FINALISED);
        this.publishedAt = publishedAt;
        this.publishedLink = link;
        status = MeetingStatus.REPORTED;
    }

    void verified() {
        if (status == MeetingStatus.VERIFIED) {
            return;
        }
        requireStatus(MeetingStatus.REPORTED);
        status = MeetingStatus.VERIFIED;
    }

    private void requireStatus(MeetingStatus expected) {
        if (status != expected) {
            throw new RuleViolation("meetings.error.notNow");
        }
    }

    MeetingView view(PolicySnapshot policy) {
        return new MeetingView(
                id(),
                new UnitId(cellId),
                cellCode,
                cellName,
                new UnitId(committeeId),
                period(),
                status,
                plannedStart,
                originalStart,
                place,
                mode,
                combinedWithThematic,
                secretContent,
                hasCommittee,
                chairId == null ? null : new MemberId(chairId),
                minuteTakerId == null ? null : new MemberId(minuteTakerId),
                noticeSentAt,
                noticeReachedAll,
                papersUploadedAt,
                preMeetingHeldAt,
                publishedAt,
                policy);
    }

    MonthStory story() {
        return new MonthStory(
                committeeCode,
                registerBy,
                hasAssignedMember,
                cellTooSmall,
                consentPending,
                dateNote,
                refusalReason,
                List.copyOf(postponements),
                papersLink,
                paperReference,
                heldStart,
                heldEnd,
                resolutionNumber,
                publishedLink,
                notHeldReason,
                notHeldRemedy,
                notHeldJustified,
                notHeldOpinion);
    }

    /** The month as its events name it. */
    MonthEvent.Month month() {
        return new MonthEvent.Month(id(), cell(), cellName, committee(), period());
    }

    MeetingId id() {
        return new MeetingId(id);
    }

    UnitId cell() {
        return new UnitId(cellId);
    }

    String cellName() {
        return cellName;
    }

    UnitId committee() {
        return new UnitId(committeeId);
    }

    String cellCode() {
        return cellCode;
    }

    String committeeCode() {
        return committeeCode;
    }

    Instant registerBy() {
        return registerBy;
    }

    boolean hasCommittee() {
        return hasCommittee;
    }

    boolean hasAssignedMember() {
        return hasAssignedMember;
    }

    YearMonth period() {
        return YearMonth.from(period);
    }

    MeetingStatus status() {
        return status;
    }

    @Nullable String place() {
        return place;
    }

    @Nullable Instant plannedStart() {
        return plannedStart;
    }

    @Nullable Instant papersUploadedAt() {
        return papersUploadedAt;
    }

    @Nullable Instant heldEnd() {
        return heldEnd;
    }

    @Nullable UUID chairId() {
        return chairId;
    }

    @Nullable UUID minuteTakerId() {
        return minuteTakerId;
    }

    boolean isConsentPending() {
        return consentPending;
    }

    boolean isPrepared() {
        return prepared;
    }

    int postponementCount() {
        return postponements.size();
    }

    boolean notHeldReasonKnown() {
        return notHeldReason != null;
    }
}
