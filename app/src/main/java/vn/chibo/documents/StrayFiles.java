package vn.chibo.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes files without a row: uploads that were cut off, and those whose transaction was rolled back. Never a row: a
 * document whose file is missing is an operator's matter, and told.
 */
@Component
class StrayFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StrayFiles.class);

    private final DocumentFiles files;
    private final DocumentSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    StrayFiles(DocumentFiles files, DocumentSettings settings, JdbcClient jdbc, Clock clock) {
        this.files = files;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT24H")
    void run() throws IOException {
        var deleted = deleteStrays();
        if (deleted > 0) {
            LOG.info("Deleted {} files that belong to no document", deleted);
        }
        var missing = missing();
        if (!missing.isEmpty()) {
            LOG.error("{} documents have no file, such as {}", missing.size(), missing.getFirst());
        }
    }

    int deleteStrays() throws IOException {
        var old = files.olderThan(clock.instant().minus(settings.keepStrays()));
        var ids = old.stream()
                .flatMap(found -> found.id() == null
                        ? Stream.<UUID>empty()
                        : Stream.of(found.id().value()))
                .toArray(UUID[]::new);
        var known = new HashSet<>(jdbc.sql("select id from documents.document where id = any(:ids)")
                .param("ids", ids)
                .query(UUID.class)
                .list());
        var deleted = 0;
        for (var found : old) {
            if (found.id() == null || !known.contains(found.id().value())) {
                deleted += Files.deleteIfExists(found.file()) ? 1 : 0;
            }
        }
        return deleted;
    }

    List<DocumentId> missing() {
        return jdbc.sql("select id from documents.document order by stored_at desc").query(UUID.class).list().stream()
                .map(DocumentId::new)
                .filter(id -> !Files.exists(files.place(id)))
                .toList();
    }
}
