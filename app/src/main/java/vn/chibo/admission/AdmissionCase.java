package vn.chibo.admission;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.eligibility.CandidateFacts;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.admission.eligibility.EducationException;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.RuleViolation;

/**
 * The admission of one person: state, dates and clocks. Every step from one state to the next goes through
 * {@link #become}, which refuses what the domain does not know.
 */
@Entity
@Table(schema = "admission", name = "admission_case")
class AdmissionCase {

    @Id
    private UUID id = new UUID(0, 0);

    private UUID candidateId = new UUID(0, 0);
    private UUID cellId = new UUID(0, 0);
    private String cellCode = "";
    private UUID committeeId = new UUID(0, 0);
    private String committeeCode = "";
    private UUID routeId = new UUID(0, 0);
    private LocalDate bornOn = LocalDate.EPOCH;

    @Enumerated(EnumType.STRING)
    private @Nullable Education education;

    @Enumerated(EnumType.STRING)
    private @Nullable EducationException educationException;

    private @Nullable String provinceConsent;
    private @Nullable LocalDate leftPartyOn;

    @Enumerated(EnumType.STRING)
    private AdmissionState state = AdmissionState.COURSE_DONE;

    private boolean returned;
    private boolean extended;
    private boolean transferred;
    private int moves;
    private @Nullable UUID movingTo;
    private String certificateNo = "";
    private LocalDate certificateIssuedOn = LocalDate.EPOCH;
    private @Nullable LocalDate appliedOn;
    private @Nullable LocalDate firstConsideredOn;
    private boolean historyVerified;
    private boolean unionIntroduced;

    @Enumerated(EnumType.STRING)
    private Subject subject = Subject.ADMISSION;

    private @Nullable LocalDate resolvedOn;
    private @Nullable LocalDate decideBy;
    private int clockMoves;
    private @Nullable LocalDate clockPausedOn;
    private int routeRound;
    private boolean onRoute;
    private @Nullable String decisionNo;
    private @Nullable LocalDate decidedOn;
    private @Nullable LocalDate decisionReceivedOn;
    private @Nullable LocalDate ceremonyBy;
    private @Nullable LocalDate ceremonyOn;
    private @Nullable UUID ceremonyCellId;
    private @Nullable UUID guideId;
    private @Nullable LocalDate probationEndsOn;
    private @Nullable LocalDate memberHistoryOn;
    private @Nullable LocalDate trainedOn;
    private @Nullable LocalDate closingPapersOn;
    private @Nullable String recognitionNo;
    private @Nullable LocalDate recognisedOn;
    private @Nullable LocalDate officialOn;
    private @Nullable String cardNumber;
    private @Nullable String reason;

    @Version
    private @Nullable Long version;

    protected AdmissionCase() {}

    AdmissionCase(
            UUID id,
            UUID candidateId,
            UnitView cell,
            UnitView committee,
            UUID routeId,
            AdmissionManagement.Person person,
            String certificateNo,
            LocalDate certificateIssuedOn) {
        this.id = id;
        this.candidateId = candidateId;
        this.routeId = routeId;
        this.bornOn = person.bornOn();
        this.education = person.education();
        this.educationException = person.ethnicMinority() ? EducationException.ETHNIC_MINORITY : null;
        this.leftPartyOn = person.leftPartyOn();
        this.certificateNo = certificateNo;
        this.certificateIssuedOn = certificateIssuedOn;
        belongTo(cell, committee, routeId);
    }

    /** K-04: the application comes after the course. */
    void applied(LocalDate on) {
        notBefore("appliedOn", on, certificateIssuedOn);
        become(AdmissionState.APPLIED);
        appliedOn = on;
    }

    /** K-05, K-06: the declared history is there and can be verified. */
    void historyDeclared() {
        become(AdmissionState.VERIFYING);
    }

    /** K-08: concluded and certified. */
    void historyCertified() {
        historyVerified = true;
    }

    /** K-10. */
    void unionResolved(boolean introduced, @Nullable LocalDate on) {
        unionIntroduced = introduced;
        if (on != null) {
            considered(on);
        }
    }

    /** The first document that considered the candidate starts the shelf life of the papers (A32). */
    void considered(LocalDate on) {
        if (firstConsideredOn == null || on.isBefore(firstConsideredOn)) {
            firstConsideredOn = on;
        }
    }

    /** Introductions, opinions and resolutions that grew too old were redone and the history checked for changes (A32). */
    void papersRedone(LocalDate on) {
        if (firstConsideredOn == null) {
            throw new RuleViolation("admission.error.notNow");
        }
        if (!on.isAfter(firstConsideredOn)) {
            throw RuleViolation.at(
                    "papersRedoneOn", "admission.error.tooEarly", AdmissionTexts.date(firstConsideredOn.plusDays(1)));
        }
        firstConsideredOn = on;
    }

    /** K-12: the cell committee found the dossier complete. */
    void dossierComplete() {
        returned = false;
        if (state != AdmissionState.READY) {
            become(AdmissionState.READY);
        }
    }

    /** The candidate is one of those for whom the lowest education is not required (A3). */
    void exceptedFromEducation(EducationException exception) {
        educationException = exception;
    }

    /** The standing committee of the province-level committee agreed in writing (A2). */
    void provinceConsented(String paper) {
        provinceConsent = paper;
    }

    /** What the conditions of admission ask; the sponsors are those who introduced the candidate. */
    CandidateFacts facts(List<CandidateFacts.Sponsor> sponsors, int officialMembersOfCell) {
        // the application came after the certificate of its time; a course that was repeated does not undo that
        var applied = appliedOn != null && appliedOn.isBefore(certificateIssuedOn) ? certificateIssuedOn : appliedOn;
        return new CandidateFacts(
                bornOn,
                provinceConsent != null,
                education == null ? Education.NONE : education,
                educationException == null ? Set.of() : Set.of(educationException),
                certificateIssuedOn,
                applied,
                unionIntroduced,
                sponsors,
                officialMembersOfCell,
                leftPartyOn,
                firstConsideredOn);
    }

    void courseRepeated(String number, LocalDate issuedOn) {
        notBefore("issuedOn", issuedOn, certificateIssuedOn);
        certificateNo = number;
        certificateIssuedOn = issuedOn;
    }

    /** K-13, K-23: the cell is in favour; its resolution starts the clock of the decision. */
    void cellResolved(LocalDate on, LocalDate decideBy) {
        become(
                switch (subject) {
                    case ADMISSION -> AdmissionState.CELL_PASSED;
                    case RECOGNITION -> AdmissionState.CELL_RECOGNISED;
                    case STRIKE_OFF -> AdmissionState.STRIKE_OFF_PROPOSED;
                });
        if (subject == Subject.ADMISSION) {
            considered(on);
        }
        startDecisionClock(on, decideBy);
    }

    /** The file goes up once more on the same resolution, after what it was returned for is settled. */
    void resubmitted() {
        returned = false;
        become(
                switch (subject) {
                    case ADMISSION -> AdmissionState.CELL_PASSED;
                    case RECOGNITION -> AdmissionState.CELL_RECOGNISED;
                    case STRIKE_OFF -> AdmissionState.STRIKE_OFF_PROPOSED;
                });
    }

    private void startDecisionClock(LocalDate on, LocalDate due) {
        resolvedOn = on;
        decideBy = due;
        extended = false;
        clockPausedOn = null;
        returned = false;
    }

    /** The file is with the bodies above; a new round unless it is there already. */
    void beginRoute() {
        if (!onRoute) {
            onRoute = true;
            routeRound++;
        }
    }

    void basePassed() {
        if (state == AdmissionState.CELL_PASSED) {
            become(AdmissionState.BASE_PASSED);
        } else if (state == AdmissionState.CELL_RECOGNISED) {
            become(AdmissionState.BASE_RECOGNISED);
        }
    }

    void returnedToCell(@Nullable String why) {
        if (returned) {
            return;
        }
        become(subject == Subject.ADMISSION ? AdmissionState.READY : AdmissionState.PROBATION_ENDED);
        returned = true;
        leaveRoute(why);
    }

    void refused(String why) {
        become(subject == Subject.ADMISSION ? AdmissionState.REFUSED : AdmissionState.PROBATION_ENDED);
        leaveRoute(why);
    }

    /** K-17, K-26. A recognition dates from the day the months of probation were full, however late it is (A25). */
    void decided(String number, LocalDate on) {
        notBefore("decidedOn", on, Objects.requireNonNull(resolvedOn));
        switch (subject) {
            case ADMISSION -> {
                decisionNo = number;
                decidedOn = on;
                become(AdmissionState.DECIDED);
            }
            case RECOGNITION -> {
                notBefore("decidedOn", on, Objects.requireNonNull(probationEndsOn));
                recognitionNo = number;
                recognisedOn = on;
                officialOn = probationEndsOn;
                become(AdmissionState.OFFICIAL);
            }
            case STRIKE_OFF -> {
                recognitionNo = number;
                recognisedOn = on;
                become(AdmissionState.STRUCK_OFF);
            }
        }
        leaveRoute(null);
    }

    private void leaveRoute(@Nullable String why) {
        onRoute = false;
        clockPausedOn = null;
        reason = why;
    }

    /** One extension for each decision (A19). */
    void extend(LocalDate due) {
        requireDecisionPending();
        if (extended) {
            throw RuleViolation.at("review", "admission.error.extendedBefore");
        }
        if (clockPausedOn != null) {
            throw RuleViolation.at("review", "admission.error.clockPaused");
        }
        extended = true;
        moveClock(due);
    }

    void pauseClock(LocalDate on) {
        requireDecisionPending();
        if (clockPausedOn == null) {
            clockPausedOn = on;
            clockMoves++;
        }
    }

    void resumeClock(LocalDate due) {
        requireDecisionPending();
        clockPausedOn = null;
        moveClock(due);
    }

    private void moveClock(LocalDate due) {
        decideBy = due;
        clockMoves++;
    }

    private void requireDecisionPending() {
        if (!onRoute || decideBy == null) {
            throw new RuleViolation("admission.error.noDecisionPending");
        }
    }

    void decisionReceived(LocalDate on) {
        requireState(AdmissionState.DECIDED);
        notBefore("receivedOn", on, Objects.requireNonNull(decidedOn));
        decisionReceivedOn = on;
    }

    void ceremonyDue(LocalDate by) {
        ceremonyBy = by;
    }

    /** K-18: probation runs from this day. */
    void ceremonyHeld(LocalDate on, MemberId guide, LocalDate probationEnd) {
        notBefore("heldOn", on, Objects.requireNonNull(decidedOn));
        if (ceremonyBy != null && on.isAfter(ceremonyBy)) {
            throw RuleViolation.at("heldOn", "admission.error.ceremonyTooLate");
        }
        ceremonyOn = on;
        ceremonyCellId = cellId;
        guideId = guide.value();
        probationEndsOn = probationEnd;
        subject = Subject.RECOGNITION;
        become(AdmissionState.ADMITTED);
    }

    void memberHistoryDeclared(LocalDate on) {
        notBefore("declaredOn", on, Objects.requireNonNull(ceremonyOn));
        memberHistoryOn = on;
    }

    void trained(LocalDate on) {
        notBefore("issuedOn", on, Objects.requireNonNull(ceremonyOn));
        trainedOn = on;
    }

    void guidedBy(MemberId guide) {
        guideId = guide.value();
    }

    void probationEnded() {
        if (state == AdmissionState.ADMITTED) {
            become(AdmissionState.PROBATION_ENDED);
        }
    }

    /** K-22. */
    void closingPapersIn(LocalDate on) {
        notBefore("summarisedOn", on, Objects.requireNonNull(probationEndsOn));
        closingPapersOn = on;
    }

    /** What the cell votes on next, while nothing is with the authority. */
    void voteOn(Subject next) {
        requireState(AdmissionState.PROBATION_ENDED);
        if (next == Subject.ADMISSION) {
            throw new IllegalArgumentException("Admitted already");
        }
        subject = next;
    }

    /** The last ballot allowed has failed and the level above takes the question up itself (A27). */
    void takenUpByLevelAbove(Subject question, LocalDate on, LocalDate due) {
        voteOn(question);
        become(question == Subject.STRIKE_OFF ? AdmissionState.STRIKE_OFF_PROPOSED : AdmissionState.CELL_RECOGNISED);
        startDecisionClock(on, due);
    }

    void cardIssued(String number) {
        requireState(AdmissionState.OFFICIAL);
        cardNumber = number;
    }

    void stopped(@Nullable String why) {
        if (state == AdmissionState.STOPPED) {
            return;
        }
        become(AdmissionState.STOPPED);
        onRoute = false;
        reason = why;
    }

    /** Refuses a stop that the process would not follow. */
    void requireStoppable() {
        if (!state.mayBecome(AdmissionState.STOPPED)) {
            throw new RuleViolation("admission.error.cannotStop");
        }
    }

    /** Another cell takes over; the process follows and then {@link #moved} is true. */
    void moveTo(UnitId cell) {
        if (!SideState.TRANSFERRED.possibleDuring(state)) {
            throw new RuleViolation("admission.error.cannotMove");
        }
        if (movingTo != null || cell.value().equals(cellId)) {
            throw new RuleViolation("admission.error.movesAlready");
        }
        movingTo = cell.value();
    }

    /** The process has followed the move. Before the cell's vote the new cell asks for new opinions and sponsors. */
    void moved(UnitView cell, UnitView committee, UUID route) {
        belongTo(cell, committee, route);
        movingTo = null;
        transferred = true;
        moves++;
        if (state == AdmissionState.READY) {
            become(AdmissionState.VERIFYING);
        }
    }

    private void belongTo(UnitView cell, UnitView committee, UUID route) {
        cellId = cell.id().value();
        cellCode = cell.code();
        committeeId = committee.id().value();
        committeeCode = committee.code();
        routeId = route;
    }

    private void become(AdmissionState next) {
        if (!state.mayBecome(next)) {
            throw new RuleViolation("admission.error.notNow");
        }
        state = next;
    }

    private void requireState(AdmissionState expected) {
        if (state != expected) {
            throw new RuleViolation("admission.error.notNow");
        }
    }

    private static void notBefore(String field, LocalDate date, LocalDate earliest) {
        if (date.isBefore(earliest)) {
            throw RuleViolation.at(field, "admission.error.tooEarly", AdmissionTexts.date(earliest));
        }
    }

    AdmissionView view() {
        return new AdmissionView(
                id(),
                candidateId,
                cell(),
                cellCode,
                new UnitId(committeeId),
                committeeCode,
                state,
                returned,
                extended,
                transferred,
                subject,
                certificateIssuedOn,
                decideBy,
                clockPausedOn,
                decisionNo,
                decidedOn,
                ceremonyBy,
                ceremonyOn,
                guideId == null ? null : new MemberId(guideId),
                probationEndsOn,
                officialOn,
                reason);
    }

    AdmissionId id() {
        return new AdmissionId(id);
    }

    UUID candidate() {
        return candidateId;
    }

    UnitId cell() {
        return new UnitId(cellId);
    }

    String cellCode() {
        return cellCode;
    }

    String committeeCode() {
        return committeeCode;
    }

    UUID routeId() {
        return routeId;
    }

    AdmissionState state() {
        return state;
    }

    int moves() {
        return moves;
    }

    @Nullable UnitId movingTo() {
        return movingTo == null ? null : new UnitId(movingTo);
    }

    LocalDate certificateIssuedOn() {
        return certificateIssuedOn;
    }

    boolean hasApplied() {
        return appliedOn != null;
    }

    @Nullable LocalDate firstConsideredOn() {
        return firstConsideredOn;
    }

    boolean isHistoryVerified() {
        return historyVerified;
    }

    Subject subject() {
        return subject;
    }

    @Nullable LocalDate decideBy() {
        return decideBy;
    }

    int clockMoves() {
        return clockMoves;
    }

    @Nullable LocalDate clockPausedOn() {
        return clockPausedOn;
    }

    int routeRound() {
        return routeRound;
    }

    boolean isOnRoute() {
        return onRoute;
    }

    @Nullable LocalDate decidedOn() {
        return decidedOn;
    }

    @Nullable LocalDate decisionReceivedOn() {
        return decisionReceivedOn;
    }

    @Nullable LocalDate ceremonyBy() {
        return ceremonyBy;
    }

    @Nullable LocalDate ceremonyOn() {
        return ceremonyOn;
    }

    @Nullable MemberId guide() {
        return guideId == null ? null : new MemberId(guideId);
    }

    @Nullable LocalDate probationEndsOn() {
        return probationEndsOn;
    }

    boolean isMemberHistoryIn() {
        return memberHistoryOn != null;
    }

    boolean isTrained() {
        return trainedOn != null;
    }

    boolean areClosingPapersIn() {
        return closingPapersOn != null;
    }

    @Nullable String reason() {
        return reason;
    }

    void reason(String why) {
        reason = why;
    }
}
