package vn.chibo.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the steps of instances that ended long ago out of the read model; the instances themselves and their incidents
 * stay, and what people read of a case is in our own tables.
 *
 * <p>The one thing besides the exporter that writes in schema {@code engine}. The two never meet: the exporter writes
 * nothing more about an instance whose root has ended.
 */
@Component
class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Root instances of one transaction: some ten thousand rows, well below a second. */
    static final int BATCH = 200;

    /** Pause after a turn that found nothing left to do. */
    private static final Duration PAUSE = Duration.ofHours(1);

    /** Tables that tell steps, each with the key of the instance. */
    private static final List<String> STEPS = List.of(
            "engine.element_instance",
            "engine.sequence_flow",
            "engine.timer",
            "engine.variable",
            "engine.user_task",
            "engine.decision_instance",
            "engine.message_subscription",
            "engine.message_correlation");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int days;
    private @Nullable Instant pausedUntil;

    Retention(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, EngineSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.days = settings.retentionDays();
    }

    /** At most one batch, so that a backlog of years costs little at a time. Never fails: the next turn tries again. */
    void turn() {
        var now = clock.instant();
        if (days == 0 || (pausedUntil != null && now.isBefore(pausedUntil))) {
            return;
        }
        try {
            if (thin(now.minus(Duration.ofDays(days)), BATCH) < BATCH) {
                pausedUntil = now.plus(PAUSE);
            }
        } catch (RuntimeException e) {
            pausedUntil = now.plus(PAUSE);
            LOG.warn("Old instances could not be thinned out; tried again in an hour", e);
        }
    }

    /**
     * One transaction: the steps of at most so many root instances that ended before, and of all they called.
     *
     * @return how many root instances
     */
    int thin(Instant endedBefore, int most) {
        var instances = transaction.execute(status -> {
            // Two applications share the work: each passes by what the other holds.
            var roots = jdbc.sql("""
                            select r.key from engine.process_instance r
                            where r.root_key = r.key and r.thinned_at is null and r.ended_at < :before
                                and not exists (
                                    select from engine.process_instance i where i.root_key = r.key and i.state = 'ACTIVE')
                            order by r.ended_at limit :most for update skip locked""")
                    .param("before", Timestamp.from(endedBefore))
                    .param("most", most)
                    .query(Long.class)
                    .list()
                    .toArray(Long[]::new);
            if (roots.length > 0) {
                var all = jdbc.sql("""
                                update engine.process_instance set thinned_at = :now where root_key = any(:roots)
                                returning key""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("roots", roots)
                        .query(Long.class)
                        .list()
                        .toArray(Long[]::new);
                STEPS.forEach(table -> jdbc.sql("delete from " + table + " where process_instance_key = any(:all)")
                        .param("all", all)
                        .update());
            }
            return roots.length;
        });
        return instances == null ? 0 : instances;
    }
}
