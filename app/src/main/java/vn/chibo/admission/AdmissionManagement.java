package vn.chibo.admission;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.admission.process.ProbationProcess;
import vn.chibo.cases.Cases;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.MessageName;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.Policies;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/**
 * Admissions as others begin, read and interrupt them. Callers have asked {@code Access} before. The lower half is what
 * the process asks for afterwards and may ask twice.
 */
@Service
@Transactional
public class AdmissionManagement {

    private final AdmissionRepository admissions;
    private final AdmissionFiles files;
    private final Dossiers dossiers;
    private final ApprovalRoutes routes;
    private final CellVotes votes;
    private final RegisterEntries register;
    private final AdmissionStart start;
    private final Organizations organizations;
    private final Policies policies;
    private final Cases cases;
    private final EngineCommands engine;

    AdmissionManagement(
            AdmissionRepository admissions,
            AdmissionFiles files,
            Dossiers dossiers,
            ApprovalRoutes routes,
            CellVotes votes,
            RegisterEntries register,
            AdmissionStart start,
            Organizations organizations,
            Policies policies,
            Cases cases,
            EngineCommands engine) {
        this.admissions = admissions;
        this.files = files;
        this.dossiers = dossiers;
        this.routes = routes;
        this.votes = votes;
        this.register = register;
        this.start = start;
        this.organizations = organizations;
        this.policies = policies;
        this.cases = cases;
        this.engine = engine;
    }

    /** @param togetherSince since when the member works, studies or lives with the candidate in the same base organisation */
    public record Sponsoring(MemberId sponsor, LocalDate togetherSince) {}

    /**
     * What the conditions of admission ask about a candidate.
     *
     * @param leftPartyOn of somebody who was a member before (A30); null otherwise
     */
    public record Person(
            LocalDate bornOn,
            Education education,
            boolean ethnicMinority,
            @Nullable LocalDate leftPartyOn) {}

    /** A candidate who has the certificate of the awareness course and whom the cell took on its list (K-02, K-03). */
    public record Candidacy(
            UUID candidate,
            UnitId cell,
            Person person,
            String certificateNo,
            LocalDate certificateIssuedOn,
            List<Sponsoring> sponsors) {}

    /** Opens the case and starts its process. The same candidate in the same cell has one: safe to repeat. */
    public AdmissionId open(Candidacy candidacy, CurrentUser by) {
        var today = files.today();
        var cell = unit(candidacy.cell(), today);
        var committee = committee(cell, today);
        var policy = policies.snapshot(cell.id(), today);
        var id = AdmissionId.of(cases.open(
                AdmissionProcess.KIND, cell.id(), candidacy.candidate().toString(), policy));
        if (admissions.existsById(id.value())) {
            return id;
        }
        if (candidacy.sponsors().isEmpty()) {
            throw RuleViolation.at("sponsor", "admission.error.required");
        }
        files.past("certificateIssuedOn", candidacy.certificateIssuedOn());
        var left = candidacy.person().leftPartyOn();
        if (left != null) {
            files.past("leftPartyOn", left);
        }
        var admission = admissions.save(new AdmissionCase(
                id.value(),
                candidacy.candidate(),
                cell,
                committee,
                routes.of(cell.id(), today).id(),
                candidacy.person(),
                candidacy.certificateNo(),
                candidacy.certificateIssuedOn()));
        admissions.flush();
        for (var sponsoring : candidacy.sponsors()) {
            dossiers.store(id, sponsoring.sponsor(), sponsoring.togetherSince(), today);
        }
        dossiers.setCertificateDeadline(admission);
        files.tell(id, by.member(), "opened", AdmissionTexts.date(candidacy.certificateIssuedOn()));
        start.send(admission);
        return id;
    }

    /** The admission of this candidate in the cell, also when it has ended. */
    @Transactional(readOnly = true)
    public Optional<AdmissionId> find(UUID candidate, UnitId cell) {
        return admissions
                .findFirstByCandidateIdAndCellId(candidate, cell.value())
                .map(AdmissionCase::id);
    }

    /** @throws NotFound when there is no such admission */
    @Transactional(readOnly = true)
    public AdmissionView get(AdmissionId id) {
        return files.get(id).view();
    }

    /**
     * The candidate or probationer moves to another cell: its process follows and then the cell there has the pen. Not
     * while an authority considers the file.
     */
    public void moveTo(AdmissionId id, UnitId newCell, CurrentUser by) {
        var admission = files.lock(id);
        var cell = unit(newCell, files.today());
        committee(cell, files.today()); // else the process could not follow
        admission.moveTo(cell.id());
        votes.withdraw(id);
        files.tell(id, by.member(), "moves", cell.code());
        var message = admission.state().isOnProbation()
                ? ProbationProcess.PROBATIONER_MOVED
                : AdmissionProcess.CANDIDATE_MOVED;
        var key = id + ":" + admission.moves();
        engine.publish(message, key, message + " " + key, Map.of());
    }

    /** Why a case ends early. A political problem is referred (QĐ 58-QĐ/TW). */
    public enum StopCause {
        WITHDREW,
        DIED,
        POLITICAL,
        OTHER
    }

    /** Ends a case before the ceremony. */
    public void stop(AdmissionId id, StopCause cause, String reason, CurrentUser by) {
        var admission = files.lock(id);
        admission.requireStoppable();
        files.note(id, "stop", by.member(), AdmissionFiles.Note.of(files.today(), cause.name(), reason));
        end(admission, reason, by, "stopOrdered." + cause);
    }

    /**
     * The authority found its decision wrong and cancels it; the case ends before the ceremony.
     *
     * @param number of the decision that cancels
     */
    public void cancelDecision(AdmissionId id, String number, LocalDate on, String reason, CurrentUser by) {
        var admission = files.lock(id);
        if (admission.state() != AdmissionState.DECIDED) {
            throw new RuleViolation("admission.error.notNow");
        }
        var decidedOn = Objects.requireNonNull(admission.view().decidedOn());
        if (files.past("on", on).isBefore(decidedOn)) {
            throw RuleViolation.at("on", "admission.error.tooEarly", AdmissionTexts.date(decidedOn));
        }
        files.note(id, "cancellation", by.member(), AdmissionFiles.Note.of(on, number, reason));
        end(admission, reason, by, "decisionCancelled", number, AdmissionTexts.date(on));
    }

    private void end(AdmissionCase admission, String reason, CurrentUser by, String told, String... arguments) {
        var id = admission.id();
        admission.stopped(reason);
        votes.withdraw(id);
        files.tell(id, by.member(), told, arguments);
        publishOnce(AdmissionProcess.STOP_ORDERED, id, "stop " + id);
    }

    /** A sponsor has moved away: the cell appoints another. */
    public void sponsorLeft(AdmissionId id, MemberId sponsor, LocalDate on, CurrentUser by) {
        var admission = files.lock(id);
        var since = files.past("on", on);
        if (!sponsor.equals(admission.guide()) && !files.currentSponsors(id).contains(sponsor.value())) {
            throw RuleViolation.at("sponsor", "admission.error.sponsorLeftBefore");
        }
        dossiers.sponsorGone(id, sponsor, since);
        files.tell(id, by.member(), "sponsorLeft", AdmissionTexts.date(on));
        publishOnce(AdmissionProcess.SPONSOR_LEFT, id, "sponsor " + id + " " + sponsor + " " + on);
    }

    /** The dossier is lost: its cause is to be found and it is restored, not begun anew. */
    public void dossierLost(AdmissionId id, String what, CurrentUser by) {
        var admission = files.lock(id);
        if (admission.state().isOnProbation() || admission.state().isEnd()) {
            throw new RuleViolation("admission.error.notNow");
        }
        if (files.lastRemark(id, "lost", "restored").equals(Optional.of(what))) {
            return; // told twice by a second click
        }
        files.note(id, "lost", by.member(), AdmissionFiles.Note.of(files.today(), what));
        files.tell(id, by.member(), "dossierLost");
        publishOnce(AdmissionProcess.DOSSIER_LOST, id, "lost " + id + " " + files.now());
    }

    private void publishOnce(MessageName message, AdmissionId id, String messageId) {
        engine.publish(message, id.toString(), messageId, Map.of());
    }

    // ---- what the process asks for

    /** The verification found a political problem: the case ends and is referred (QĐ 58-QĐ/TW). Safe to repeat. */
    public void referProblem(AdmissionId id) {
        files.lock(id).stopped(null);
        files.tellOnce(id, "referred");
    }

    /** Safe to repeat. */
    public void closeStopped(AdmissionId id) {
        var admission = files.lock(id);
        admission.stopped(admission.reason());
        files.close(id, "stopped");
    }

    /** Safe to repeat. */
    public void closeRefused(AdmissionId id) {
        files.close(id, "refused");
    }

    /** Safe to repeat. */
    public void closeStruckOff(AdmissionId id) {
        files.close(id, "struckOff");
    }

    /** Safe to repeat. */
    public void closeRecognised(AdmissionId id) {
        files.close(id, "official");
    }

    /** Where a case goes on in its new cell. */
    public record Move(int moves, String cellCode, String committeeCode, String entry, boolean historyVerified) {}

    /** The process follows a move. Safe to repeat: a move that was followed answers the same again. */
    public Move follow(AdmissionId id) {
        var admission = files.lock(id);
        var target = admission.movingTo();
        if (target != null) {
            var today = files.today();
            var cell = unit(target, today);
            admission.moved(
                    cell, committee(cell, today), routes.of(cell.id(), today).id());
            if (admission.state().isBeforeCellVote()) {
                for (var sponsor : files.currentSponsors(id)) {
                    dossiers.sponsorGone(id, new MemberId(sponsor), today);
                }
            }
            register.moved(admission, cell.id(), today);
            cases.moveTo(id.caseId(), cell.id());
            files.tell(id, null, "moved", cell.code());
        }
        return new Move(
                admission.moves(),
                admission.cellCode(),
                admission.committeeCode(),
                admission.state().ordinal() < AdmissionState.VERIFYING.ordinal() ? "APPLICATION" : "PAPERS",
                admission.isHistoryVerified());
    }

    /**
     * The ceremony was held and this instance is done with the case: it is handed to the one that runs the probation.
     * Safe to repeat.
     */
    public void startProbation(AdmissionId id, long processInstanceKey) {
        var admission = files.lock(id);
        cases.release(id.caseId(), processInstanceKey);
        start.send(admission);
    }

    private UnitView unit(UnitId id, LocalDate on) {
        return organizations.unit(id, on).orElseThrow(() -> new NotFound("unit " + id));
    }

    private UnitView committee(UnitView cell, LocalDate on) {
        return organizations
                .committeeAbove(cell.id(), on)
                .orElseThrow(() -> new RuleViolation("admission.error.noCommittee"));
    }

    /** The sponsor of a probation, for the process. */
    @Transactional(readOnly = true)
    public @Nullable String guideOf(AdmissionId id) {
        var guide = files.get(id).guide();
        return guide == null ? null : guide.toString();
    }

    /** Sponsors of the present cell, for the process. */
    @Transactional(readOnly = true)
    public List<String> sponsorIds(AdmissionId id) {
        return files.currentSponsors(id).stream().map(Objects::toString).toList();
    }
}
