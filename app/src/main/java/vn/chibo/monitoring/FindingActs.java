package vn.chibo.monitoring;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseClaims;
import vn.chibo.cases.CaseClaims.Claim;
import vn.chibo.engine.EngineCommands;
import vn.chibo.monitoring.FindingStore.Act;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** What an administrator may do about a finding. Each act is recorded with who did it. */
@Service
@Transactional
class FindingActs {

    private final FindingStore findings;
    private final CaseClaims claims;
    private final EngineCommands engine;
    private final Clock clock;

    FindingActs(FindingStore findings, CaseClaims claims, EngineCommands engine, Clock clock) {
        this.findings = findings;
        this.claims = claims;
        this.engine = engine;
        this.clock = clock;
    }

    /** Sends a refused submission again, as it was. */
    void sendAgain(long id, UUID account) {
        var finding = find(id, FindingKind.COMMAND_REFUSED);
        if (!engine.sendAgain(Long.parseLong(finding.seen().subject()))) {
            throw new RuleViolation("monitoring.error.notRefused");
        }
        end(finding, Act.SEND_AGAIN, account);
    }

    /** Ends the instance of a case that another instance has. */
    void cancel(long id, UUID account) {
        var duplicate = duplicate(id);
        engine.cancelInstance(duplicate.instance());
        end(duplicate.finding(), Act.CANCEL_INSTANCE, account);
    }

    /** The finding, if its instance still serves no case because another one has it. */
    @Transactional(readOnly = true)
    Duplicate duplicate(long id) {
        var finding = find(id, FindingKind.INSTANCE_DUPLICATE);
        var caseId = finding.seen().caseId();
        var instance = finding.seen().instance();
        var claim = caseId == null ? null : claims.of(List.of(caseId)).get(caseId);
        if (claim == null
                || instance == null
                || claim.instance() == null
                || claim.instance().equals(instance)) {
            throw new RuleViolation("monitoring.error.noDuplicate");
        }
        return new Duplicate(finding, instance, claim);
    }

    /** Leaves it so: it is not counted any more, and stays readable as long as it is true. */
    void dismiss(long id, UUID account) {
        var finding = findings.findOpen(id).orElseThrow(() -> new NotFound("finding " + id));
        if (findings.dismiss(id, clock.instant())) {
            findings.record(Act.DISMISS, finding, account, clock.instant());
        }
    }

    private Finding find(long id, FindingKind kind) {
        return findings.findOpen(id)
                .filter(finding -> finding.kind() == kind)
                .orElseThrow(() -> new NotFound(kind + " " + id));
    }

    private void end(Finding finding, Act act, UUID account) {
        findings.record(act, finding, account, clock.instant());
        findings.resolve(finding.id(), clock.instant());
    }

    /** {@code claim} tells which instance has the case. */
    record Duplicate(Finding finding, long instance, Claim claim) {}
}
