package vn.chibo.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one exception to "only the exporter writes the read model" ({@code docs/adr/0009-reconciliation.md}): ends what
 * the engine itself says it does not have any more. Should the exporter still report the true end, its row wins.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ReadModelRepairs {

    private final JdbcClient jdbc;

    ReadModelRepairs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ends an open task and takes it off all lists; false when the read model shows it ended meanwhile. */
    public boolean endTask(long key, Instant at) {
        var ended = jdbc.sql("""
                        update engine.user_task set state = 'CANCELED', ended_at = :at
                        where key = :key and state = 'OPEN'""")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("key", key)
                .update();
        if (ended == 1) {
            jdbc.sql("delete from engine.user_task_candidate where task_key = :key")
                    .param("key", key)
                    .update();
        }
        return ended == 1;
    }

    /** Ends a running instance; its tasks are looked at one by one. */
    public boolean endInstance(long key, Instant at) {
        return jdbc.sql("""
                                update engine.process_instance set state = 'TERMINATED', ended_at = :at
                                where key = :key and state = 'ACTIVE'""")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("key", key)
                        .update()
                == 1;
    }
}
