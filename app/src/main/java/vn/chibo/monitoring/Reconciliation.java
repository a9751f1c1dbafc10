package vn.chibo.monitoring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import vn.chibo.monitoring.Run.Cause;
import vn.chibo.monitoring.Run.Outcome;

/**
 * Compares engine, read model and cases, one run at a time among all application instances: a lock of the database that
 * ends with its connection, and so with an application that is killed.
 */
@Service
class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final String LOCK = "hashtextextended('monitoring.reconciliation', 0)";
    private static final Duration KEPT = Duration.ofDays(90);

    private final DataSource dataSource;
    private final List<Check> checks;
    private final Probes probes;
    private final RunStore runs;
    private final FindingStore findings;
    private final Clock clock;
    private final AtomicBoolean inBackground = new AtomicBoolean();

    Reconciliation(
            DataSource dataSource,
            List<Check> checks,
            Probes probes,
            RunStore runs,
            FindingStore findings,
            Clock clock) {
        this.dataSource = dataSource;
        this.checks = checks;
        this.probes = probes;
        this.runs = runs;
        this.findings = findings;
        this.clock = clock;
    }

    /** One whole run; empty when another one is under way. */
    Optional<Run> run(Cause cause, @Nullable UUID account) {
        try (var connection = dataSource.getConnection()) {
            if (!is(connection, "select pg_try_advisory_lock(" + LOCK + ")")) {
                return Optional.empty();
            }
            try {
                return Optional.of(runLocked(cause, account));
            } finally {
                is(connection, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer", e);
        }
    }

    /** Begins a run and answers at once; false when another one is under way in this application. */
    boolean begin(UUID account) {
        if (!inBackground.compareAndSet(false, true)) {
            return false;
        }
        Thread.ofVirtual().name("reconciliation").start(() -> {
            try {
                run(Cause.BY_HAND, account);
            } catch (RuntimeException e) {
                LOG.error("The comparison could not be carried out", e);
            } finally {
                inBackground.set(false);
            }
        });
        return true;
    }

    private Run runLocked(Cause cause, @Nullable UUID account) {
        var startedAt = clock.instant();
        runs.endInterrupted(startedAt);
        var id = runs.begin(cause, account, startedAt);
        var begun = runs.find(id).orElseThrow();
        var log = new RunLog(
                begun.taskCursor(),
                begun.instanceCursor(),
                findings.open().stream().collect(Collectors.groupingBy(Finding::kind)));
        var outcome = probes.engineAnswers() ? Outcome.DONE : Outcome.WITHOUT_ENGINE;
        for (var check : checks) {
            try {
                check.run(log);
            } catch (RuntimeException e) {
                LOG.error("{} failed; the others go on", check.getClass().getSimpleName(), e);
                outcome = Outcome.FAILED;
            }
        }
        var now = clock.instant();
        log.seen().forEach(sighting -> findings.keep(sighting, false, id, now));
        log.repaired().forEach(sighting -> findings.keep(sighting, true, id, now));
        findings.resolve(log.compared(), id, now);
        runs.end(id, outcome, log, now);
        runs.forgetBefore(now.minus(KEPT));
        tell(log);
        return runs.find(id).orElseThrow();
    }

    private static void tell(RunLog log) {
        log.repaired().forEach(sighting -> LOG.warn("Repaired: {} {}", sighting.kind(), sighting.subject()));
        if (!log.seen().isEmpty()) {
            LOG.warn(
                    "{} differences between engine, read model and cases wait for an administrator",
                    log.seen().size());
        }
    }

    private static boolean is(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
