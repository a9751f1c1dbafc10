package vn.chibo.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.cases.CaseClaims;
import vn.chibo.cases.CaseClaims.Claim;
import vn.chibo.engine.EngineAudit;
import vn.chibo.engine.EngineAudit.RootInstance;
import vn.chibo.engine.EngineLookup.Presence;
import vn.chibo.engine.ReadModelRepairs;

/**
 * Running instances that no open case has: of an unknown case, of a closed one, or of one that another instance claimed.
 * The engine is asked first whether the instance is there at all; if not, only our row is outdated and is closed.
 */
@Component
@Order(4)
class InstanceCheck implements Check {

    private static final int PAGE = 500;

    private final Probes probes;
    private final EngineAudit audit;
    private final CaseClaims claims;
    private final ReadModelRepairs repairs;
    private final TransactionTemplate transaction;
    private final ReconciliationSettings settings;
    private final Clock clock;

    InstanceCheck(
            Probes probes,
            EngineAudit audit,
            CaseClaims claims,
            ReadModelRepairs repairs,
            TransactionTemplate transaction,
            ReconciliationSettings settings,
            Clock clock) {
        this.probes = probes;
        this.audit = audit;
        this.claims = claims;
        this.repairs = repairs;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run(RunLog log) {
        var settled = clock.instant().minus(settings.patience());
        var round = probes.round(log);
        var questions = settings.probes() / 2;
        var after = 0L;
        while (true) {
            var page = audit.activeRootsAfter(after, PAGE);
            var known = claims.of(page.stream()
                    .map(instance -> Sighting.caseIn(instance.businessKey()))
                    .filter(Objects::nonNull)
                    .toList());
            for (var instance : page) {
                var id = Sighting.caseIn(instance.businessKey());
                var kind = wrong(instance, id == null ? null : known.get(id), settled);
                if (kind != null) {
                    var mayAsk = probes.engineAnswers() && questions-- > 0;
                    note(instance, kind, mayAsk ? round.instance(instance.key()) : Presence.NO_ANSWER, log);
                }
            }
            if (page.size() < PAGE) {
                break;
            }
            after = page.getLast().key();
        }
        log.compared(
                FindingKind.INSTANCE_WITHOUT_CASE,
                FindingKind.INSTANCE_OF_CLOSED_CASE,
                FindingKind.INSTANCE_DUPLICATE,
                FindingKind.INSTANCE_GONE);
    }

    /** What is wrong with the instance; an instance that has just started or whose case has just closed may be right. */
    private static @Nullable FindingKind wrong(RootInstance instance, @Nullable Claim claim, Instant settled) {
        if (instance.startedAt().isAfter(settled)) {
            return null;
        }
        if (claim == null) {
            return FindingKind.INSTANCE_WITHOUT_CASE;
        }
        if (claim.instance() != null && claim.instance() != instance.key()) {
            return FindingKind.INSTANCE_DUPLICATE;
        }
        return claim.closedAt() != null && claim.closedAt().isBefore(settled)
                ? FindingKind.INSTANCE_OF_CLOSED_CASE
                : null;
    }

    private void note(RootInstance instance, FindingKind kind, Presence presence, RunLog log) {
        if (presence == Presence.GONE) {
            var ended = transaction.execute(status -> repairs.endInstance(instance.key(), clock.instant()));
            if (Boolean.TRUE.equals(ended)) {
                log.repaired(sighting(instance, FindingKind.INSTANCE_GONE));
            }
        } else {
            log.saw(sighting(instance, kind));
        }
    }

    private static Sighting sighting(RootInstance instance, FindingKind kind) {
        return Sighting.of(kind, instance.key(), instance.startedAt())
                .ofCase(instance.businessKey())
                .at(instance.key(), instance.process())
                .step(null, instance.definitionKey());
    }
}
