package vn.chibo.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.chibo.cases.CaseClaims;
import vn.chibo.cases.CaseClaims.Claim;
import vn.chibo.cases.CaseKind;
import vn.chibo.cases.spi.CaseRestart;
import vn.chibo.engine.EngineAudit;
import vn.chibo.engine.EngineLookup.Presence;

/**
 * Open cases without a running instance. A case that no instance ever claimed, and for which none runs and no message
 * waits, is started again: the message carries the case's id, so too often is no harm. A case whose instance is over
 * needs somebody who knows why.
 */
@Component
@Order(3)
class CaseCheck implements Check {

    private static final Logger LOG = LoggerFactory.getLogger(CaseCheck.class);
    private static final int PAGE = 500;
    private static final int LISTED = 300;

    private final Probes probes;
    private final EngineAudit audit;
    private final CaseClaims claims;
    private final Map<CaseKind, CaseRestart> restarts;
    private final ReconciliationSettings settings;
    private final Clock clock;

    CaseCheck(
            Probes probes,
            EngineAudit audit,
            CaseClaims claims,
            ObjectProvider<CaseRestart> restarts,
            ReconciliationSettings settings,
            Clock clock) {
        this.probes = probes;
        this.audit = audit;
        this.claims = claims;
        this.restarts = restarts.stream().collect(Collectors.toMap(CaseRestart::kind, Function.identity()));
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run(RunLog log) {
        if (probes.engineAnswersSince(settings.patience())) {
            withoutInstance(log);
        }
        withEndedInstance(log);
    }

    private void withoutInstance(RunLog log) {
        var found = claims.unclaimed(clock.instant().minus(settings.patience()), LISTED);
        var keys = found.stream().map(claim -> claim.id().toString()).toList();
        var running = audit.withActiveInstance(keys);
        var onTheirWay = audit.withPendingMessage(keys);
        for (var claim : found) {
            var key = claim.id().toString();
            if (running.contains(key)) {
                log.saw(sighting(FindingKind.CASE_NOT_CLAIMED, claim));
            } else if (!onTheirWay.contains(key)) {
                restart(claim, log);
            }
        }
        if (found.size() < LISTED) {
            log.compared(FindingKind.CASE_NOT_CLAIMED, FindingKind.CASE_NOT_STARTED);
        }
    }

    private void restart(Claim claim, RunLog log) {
        var sighting = sighting(FindingKind.CASE_NOT_STARTED, claim);
        var restart = restarts.get(claim.kind());
        if (restart == null) {
            log.saw(sighting);
            return;
        }
        try {
            restart.restart(claim.id());
            log.repaired(sighting);
        } catch (RuntimeException e) {
            LOG.warn("Case {} cannot be started again", claim.id(), e);
            log.saw(sighting.note(e.getClass().getSimpleName()));
        }
    }

    private void withEndedInstance(RunLog log) {
        var toAsk = new ArrayList<Claim>();
        var after = 0L;
        while (true) {
            var page = claims.openAfter(after, PAGE);
            var endings = audit.endings(page.stream().map(CaseCheck::key).toList());
            for (var claim : page) {
                var ending = endings.get(key(claim));
                if (ending != null && ending.ended()) {
                    if (stillOpen(claim)) {
                        var since = ending.at();
                        log.saw(sighting(
                                FindingKind.CASE_INSTANCE_ENDED, claim, since == null ? claim.openedAt() : since));
                    }
                } else {
                    toAsk.add(claim);
                }
            }
            if (page.size() < PAGE) {
                break;
            }
            after = key(page.getLast());
        }
        log.compared(FindingKind.CASE_INSTANCE_ENDED);
        if (probes.engineAnswers()) {
            ask(toAsk, log);
        }
    }

    /** Those an earlier run missed, then what comes after the last one asked about, then the others. */
    private void ask(List<Claim> all, RunLog log) {
        var suspects = Set.copyOf(log.openKeys(FindingKind.CASE_INSTANCE_GONE));
        var cursor = log.instanceCursor();
        var turn = all.stream()
                .sorted(Comparator.comparing((Claim claim) -> !suspects.contains(key(claim)))
                        .thenComparing(claim -> key(claim) <= cursor)
                        .thenComparing(CaseCheck::key))
                .limit(Math.max(1, settings.probes() / 2))
                .toList();
        var round = probes.round(log);
        for (var claim : turn) {
            if (round.instance(key(claim)) == Presence.GONE && stillOpen(claim)) {
                log.saw(sighting(FindingKind.CASE_INSTANCE_GONE, claim));
            }
            if (!suspects.contains(key(claim))) {
                log.nextInstanceAfter(key(claim));
            }
        }
        if (round.complete()) {
            log.compared(FindingKind.CASE_INSTANCE_GONE);
        }
    }

    /** The instance may have come to its end meanwhile, and closed the case before. */
    private boolean stillOpen(Claim asked) {
        var now = claims.of(List.of(asked.id())).get(asked.id());
        return now != null && now.closedAt() == null && Objects.equals(asked.instance(), now.instance());
    }

    private static Sighting sighting(FindingKind kind, Claim claim) {
        return sighting(kind, claim, claim.openedAt());
    }

    private static Sighting sighting(FindingKind kind, Claim claim, Instant since) {
        var instance = claim.instance();
        return Sighting.of(kind, instance == null ? claim.id() : instance, since)
                .ofCase(claim.id())
                .at(instance, null);
    }

    private static long key(Claim claim) {
        return claim.instance() == null ? 0 : claim.instance();
    }
}
