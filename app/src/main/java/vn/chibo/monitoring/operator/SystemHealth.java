package vn.chibo.monitoring.operator;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.engine.EngineAudit;
import vn.chibo.engine.EngineState;

/** Whether everything the installation consists of works, each with a figure an operator can act on. */
@Component
class SystemHealth {

    /** Commands that wait longer than this, and an exporter that is behind by more, are trouble. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final long FEW_BYTES = 2L << 30;

    private final EngineState engine;
    private final EngineAudit audit;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Path files;

    SystemHealth(
            EngineState engine,
            EngineAudit audit,
            JdbcClient jdbc,
            Clock clock,
            @Value("${chibo.documents.directory:.}") Path files) {
        this.engine = engine;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
        this.files = files;
    }

    /** {@code what} is the last part of a key of {@code operator.health}, {@code arguments} those of its figure. */
    record Part(String what, boolean good, List<Object> arguments) {}

    @Transactional(readOnly = true)
    public List<Part> parts() {
        return List.of(engine(), exporter(), outbox(), events(), incidents(), database(), disk());
    }

    private Part engine() {
        var state = engine.now();
        return new Part("engine", state.answers() && state.deployed(), List.of(state.answers() ? 1 : 0));
    }

    /** Nothing may have happened for long; behind is who has not shown what the engine took from us a minute ago. */
    private Part exporter() {
        var behind = audit.takenButNotSeenSince(LONG);
        var newest = jdbc.sql("select max(updated_at) from engine.exporter_position")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
        return new Part("exporter", behind.isEmpty(), List.of(ago(newest), ago(behind.orElse(null))));
    }

    private String ago(@Nullable Instant at) {
        return at == null
                ? "–"
                : String.valueOf(Math.max(0, Duration.between(at, Instant.now()).toSeconds()));
    }

    private Part outbox() {
        var state = engine.now();
        return new Part(
                "outbox",
                state.oldestPendingSeconds() < LONG.toSeconds() && state.refused() == 0,
                List.of("" + state.pending(), "" + state.oldestPendingSeconds(), "" + state.refused()));
    }

    private Part events() {
        var waiting = jdbc.sql("""
                        select count(*) from events.event_publication
                        where completion_date is null and publication_date < :before""")
                .param("before", clock.instant().minus(LONG).atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return new Part("events", waiting == 0, List.of("" + waiting));
    }

    private Part incidents() {
        var open = jdbc.sql("select count(*) from engine.incident where state = 'OPEN'")
                .query(Long.class)
                .single();
        return new Part("incidents", open == 0, List.of("" + open));
    }

    private Part database() {
        var size = jdbc.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
        var connections = jdbc.sql("select count(*) from pg_stat_activity where datname = current_database()")
                .query(Long.class)
                .single();
        var most = jdbc.sql("select current_setting('max_connections')::int")
                .query(Long.class)
                .single();
        return new Part(
                "database", connections < most * 9 / 10, List.of("" + (size >> 20), "" + connections, "" + most));
    }

    private Part disk() {
        try {
            FileStore store = Files.getFileStore(Files.exists(files) ? files : Path.of("."));
            return new Part(
                    "disk",
                    store.getUsableSpace() > FEW_BYTES,
                    List.of("" + (store.getUsableSpace() >> 20), "" + (store.getTotalSpace() >> 20)));
        } catch (IOException e) {
            return new Part("disk", false, List.of("–", "–"));
        }
    }
}
