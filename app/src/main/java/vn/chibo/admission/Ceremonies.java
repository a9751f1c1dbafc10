package vn.chibo.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionFiles.Note;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/** From the decision to the ceremony (K-18), which may be late only with consent of the level above (A20). */
@Service
@Transactional
public class Ceremonies {

    private final AdmissionFiles files;
    private final AdmissionClocks clocks;
    private final RegisterEntries register;

    Ceremonies(AdmissionFiles files, AdmissionClocks clocks, RegisterEntries register) {
        this.files = files;
        this.clocks = clocks;
        this.register = register;
    }

    public void decisionReceived(AdmissionId id, LocalDate on, CurrentUser by) {
        files.lock(id).decisionReceived(files.past("receivedOn", on));
        files.tell(id, by.member(), "decisionReceived", AdmissionTexts.date(on));
    }

    /** Safe to repeat. */
    public Instant setDeadline(AdmissionId id) {
        var admission = files.lock(id);
        var due = clocks.ceremony(
                Objects.requireNonNull(admission.decidedOn()),
                Objects.requireNonNull(admission.decisionReceivedOn()),
                files.policy(id));
        admission.ceremonyDue(due);
        return files.setDeadline(id, AdmissionClock.CEREMONY, due, "workingDays", "ceremony.days");
    }

    public void held(AdmissionId id, LocalDate on, MemberId guide, @Nullable String note, CurrentUser by) {
        var admission = files.lock(id);
        admission.ceremonyHeld(files.past("heldOn", on), guide, clocks.probationEnd(on, files.policy(id)));
        register.admitted(admission);
        files.meetDeadline(id, AdmissionClock.CEREMONY);
        files.note(id, "ceremony", by.member(), Note.of(on, note));
        files.tell(id, by.member(), "ceremonyHeld", AdmissionTexts.date(on));
    }

    /** Safe to repeat. */
    public void escalate(AdmissionId id) {
        var by = Objects.requireNonNull(files.get(id).ceremonyBy());
        files.tellOnce(id, "ceremonyOverdue", AdmissionTexts.date(by));
    }

    /** @return until when it may be held now */
    public Instant consentToLate(AdmissionId id, LocalDate newLimit, String reason, CurrentUser by) {
        var admission = files.lock(id);
        if (!newLimit.isAfter(files.today())) {
            throw RuleViolation.at("newLimit", "admission.error.past");
        }
        admission.ceremonyDue(newLimit);
        files.note(id, "lateCeremony", by.member(), Note.of(newLimit, reason));
        files.tell(id, by.member(), "lateCeremonyAllowed", AdmissionTexts.date(newLimit));
        files.setDeadline(id, AdmissionClock.CEREMONY, newLimit, "lateCeremony", "ceremony.days");
        return DomainTime.endOf(newLimit);
    }

    public void cancelDecision(AdmissionId id, String reason, CurrentUser by) {
        files.lock(id).stopped(reason);
        files.note(id, "decisionCancelled", by.member(), Note.of(files.today(), reason));
        files.tell(id, by.member(), "decisionCancelled");
    }
}
