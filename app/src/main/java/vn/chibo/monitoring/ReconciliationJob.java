package vn.chibo.monitoring;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.chibo.monitoring.Run.Cause;

/** Starts the comparison by itself. Of several application instances the one whose turn comes first does it for all. */
@Component
@ConditionalOnProperty(name = "chibo.reconciliation.scheduled", matchIfMissing = true)
class ReconciliationJob {

    private final Reconciliation reconciliation;
    private final RunStore runs;
    private final ReconciliationSettings settings;
    private final Clock clock;

    ReconciliationJob(Reconciliation reconciliation, RunStore runs, ReconciliationSettings settings, Clock clock) {
        this.reconciliation = reconciliation;
        this.runs = runs;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${chibo.reconciliation.every:PT1H}",
            initialDelayString = "${chibo.reconciliation.first-after:PT10M}")
    void run() {
        var recently = clock.instant().minus(settings.every().dividedBy(2));
        if (runs.last(1).stream().noneMatch(run -> run.startedAt().isAfter(recently))) {
            reconciliation.run(Cause.SCHEDULED, null);
        }
    }
}
