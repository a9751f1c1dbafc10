package vn.chibo.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionFiles.Note;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.DomainTime;

/** The probation of a new member (K-19 to K-28). Its clock runs from the ceremony, whoever's cell the member is in. */
@Service
@Transactional
public class Probations {

    private final AdmissionFiles files;
    private final AdmissionClocks clocks;
    private final RegisterEntries register;
    private final JdbcClient jdbc;

    Probations(AdmissionFiles files, AdmissionClocks clocks, RegisterEntries register, JdbcClient jdbc) {
        this.files = files;
        this.clocks = clocks;
        this.register = register;
        this.jdbc = jdbc;
    }

    /** The moments of a probation, and what of it is done. */
    public record Clocks(
            Instant memberHistoryBy,
            Instant endsAt,
            Instant recogniseBy,
            boolean memberHistoryDeclared,
            boolean trained,
            boolean closingPapersIn) {}

    /** Safe to repeat. */
    public Clocks setClocks(AdmissionId id) {
        var admission = files.lock(id);
        var policy = files.policy(id);
        var ceremony = Objects.requireNonNull(admission.ceremonyOn());
        var end = Objects.requireNonNull(admission.probationEndsOn());
        var memberHistoryBy = files.setDeadline(
                id,
                AdmissionClock.MEMBER_HISTORY,
                clocks.memberHistory(ceremony, policy),
                "workingDays",
                "memberHistory.days");
        files.setDeadline(id, AdmissionClock.PROBATION, end, "months", "probation.months");
        return new Clocks(
                memberHistoryBy,
                startOf(end),
                DomainTime.endOf(clocks.cellRecognition(end, policy)),
                admission.isMemberHistoryIn(),
                admission.isTrained(),
                admission.areClosingPapersIn());
    }

    public void memberHistoryDeclared(AdmissionId id, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id).memberHistoryDeclared(files.past("declaredOn", on));
        files.meetDeadline(id, AdmissionClock.MEMBER_HISTORY);
        files.note(id, "memberHistory", by.member(), Note.of(on, note));
        files.tell(id, by.member(), "memberHistory", AdmissionTexts.date(on));
    }

    /** Safe to repeat. */
    public void memberHistoryLate(AdmissionId id) {
        files.tellOnce(id, "memberHistoryLate");
    }

    public void trained(AdmissionId id, String number, LocalDate issuedOn, CurrentUser by) {
        files.lock(id).trained(files.past("issuedOn", issuedOn));
        files.note(id, "training", by.member(), Note.of(issuedOn, number));
        files.tell(id, by.member(), "trained", AdmissionTexts.date(issuedOn));
    }

    /**
     * When the next note is due: the end of the first period without one that ends before the probation does. Notes are
     * counted, so that one written late takes the place of the one that was due.
     */
    @Transactional(readOnly = true)
    public Optional<Instant> nextNote(AdmissionId id) {
        var admission = files.get(id);
        var months = files.policy(id).integer("probation.noteEveryMonths");
        var written =
                jdbc.sql("""
                        select count(*) from admission.step_record where case_id = :case and step = 'sponsorNote'""").param("case", id.value()).query(Integer.class).single();
        var due = Objects.requireNonNull(admission.ceremonyOn()).plusMonths((long) months * (written + 1));
        return due.isBefore(Objects.requireNonNull(admission.probationEndsOn()))
                ? Optional.of(startOf(due))
                : Optional.empty();
    }

    public void noteWritten(AdmissionId id, String remark, CurrentUser by) {
        files.lock(id);
        files.note(id, "sponsorNote", by.member(), Note.of(files.today(), remark));
        files.tell(id, by.member(), "sponsorNote");
    }

    /** The months are full: the cell has its working days from here. Safe to repeat. */
    public void ended(AdmissionId id) {
        var admission = files.lock(id);
        admission.probationEnded();
        var end = Objects.requireNonNull(admission.probationEndsOn());
        files.meetDeadline(id, AdmissionClock.PROBATION);
        files.setDeadline(
                id,
                AdmissionClock.CELL_RECOGNITION,
                clocks.cellRecognition(end, files.policy(id)),
                "workingDays",
                "recognition.cellDays");
        files.tellOnce(id, "probationEnded", AdmissionTexts.date(end));
    }

    /** Safe to repeat. */
    public void recognitionLate(AdmissionId id) {
        files.tellOnce(id, "recognitionLate");
    }

    public void selfReviewed(AdmissionId id, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id);
        files.note(id, "selfReview", by.member(), Note.of(files.past("writtenOn", on), note));
        files.tell(id, by.member(), "selfReview", AdmissionTexts.date(on));
    }

    public void sponsorRemarked(AdmissionId id, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id);
        files.note(id, "sponsorRemark", by.member(), Note.of(files.past("writtenOn", on), note));
        files.tell(id, by.member(), "sponsorRemark", AdmissionTexts.date(on));
    }

    public void opinionsSummarised(AdmissionId id, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id).closingPapersIn(files.past("summarisedOn", on));
        files.note(id, "closingOpinions", by.member(), Note.of(on, note));
        files.tell(id, by.member(), "closingOpinions", AdmissionTexts.date(on));
    }

    public void guideAppointed(AdmissionId id, MemberId guide, LocalDate on, CurrentUser by) {
        files.lock(id).guidedBy(guide);
        files.note(id, "guide", by.member(), Note.of(files.past("appointedOn", on), null));
        files.tell(id, by.member(), "guideAppointed", AdmissionTexts.date(on));
    }

    public void announced(AdmissionId id, LocalDate on, CurrentUser by) {
        files.lock(id);
        files.note(id, "announcement", by.member(), Note.of(files.past("announcedOn", on), null));
        files.tell(id, by.member(), "announced", AdmissionTexts.date(on));
    }

    public void cardIssued(AdmissionId id, String number, LocalDate on, CurrentUser by) {
        var admission = files.lock(id);
        admission.cardIssued(number);
        register.card(admission, number);
        files.note(id, "card", by.member(), Note.of(files.past("issuedOn", on), null));
        files.tell(id, by.member(), "cardIssued", AdmissionTexts.date(on));
    }

    public void archived(AdmissionId id, LocalDate on, String place, CurrentUser by) {
        files.lock(id);
        files.note(id, "archive", by.member(), Note.of(files.past("archivedOn", on), place));
        files.tell(id, by.member(), "archived", AdmissionTexts.date(on));
    }

    private static Instant startOf(LocalDate date) {
        return date.atStartOfDay(DomainTime.ZONE).toInstant();
    }
}
