package vn.chibo.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import vn.chibo.shared.DomainTime;
import vn.chibo.standalone.LocalPostgres;

/** How many bytes lie where, once nothing is under way and database and broker have tidied up. */
record DiskUse(Map<String, Long> bytes) {

    private static final ZoneId ZONE = DomainTime.ZONE;
    private static final int QUIET_SECONDS = 60;
    private static final int SNAPSHOT_SECONDS = 60;

    private static final String SCHEMAS = """
            select n.nspname, sum(pg_total_relation_size(c.oid))::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and n.nspname !~ '^(pg_|information_schema)'
            group by 1 order by n.nspname <> 'engine', 1""";

    static final String HEAD = """
            | what | before MB | after MB | MB per 1,000 finished cycles |
            | --- | ---: | ---: | ---: |""";

    static DiskUse of(MeasuredInstallation installation) throws Exception {
        awaitQuiet(installation);
        snapshot(installation.engineManagement());
        var bytes = new LinkedHashMap<String, Long>();
        try (var superuser = DriverManager.getConnection(installation.jdbcUrl(), "postgres", LocalPostgres.PASSWORD);
                var statement = superuser.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
            try (var rows = statement.executeQuery("select pg_database_size(current_database())")) {
                rows.next();
                bytes.put("PostgreSQL: the database", rows.getLong(1));
            }
            try (var rows = statement.executeQuery(SCHEMAS)) {
                while (rows.next()) {
                    var schema = rows.getString(1);
                    var kind = schema.equals("engine") ? "read model" : "domain";
                    bytes.put("of it " + kind + ", schema " + schema, rows.getLong(2));
                }
            }
        }
        bytes.put("engine: its data directory", size(installation.engineData()));
        return new DiskUse(bytes);
    }

    private static void awaitQuiet(MeasuredInstallation installation) throws SQLException {
        for (var second = 0; second < QUIET_SECONDS; second++) {
            var now = installation.now().atZone(ZONE).toInstant();
            if (Records.underWay(installation.jdbcUrl(), now) == 0) {
                return;
            }
            Waiting.millis(1_000);
        }
    }

    /** After a snapshot the broker deletes the part of its log that it does not need any more. */
    private static void snapshot(URI management) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var partitions = HttpRequest.newBuilder(management.resolve("/actuator/partitions"))
                    .build();
            var before =
                    snapshotId(http.send(partitions, BodyHandlers.ofString()).body());
            var take = HttpRequest.newBuilder(management.resolve("/actuator/partitions/takeSnapshot"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            var status = http.send(take, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IOException("The broker takes no snapshot: " + status);
            }
            for (var second = 0; second < SNAPSHOT_SECONDS; second++) {
                if (!snapshotId(http.send(partitions, BodyHandlers.ofString()).body())
                        .equals(before)) {
                    Waiting.millis(2_000); // the log is cut right afterwards
                    return;
                }
                Waiting.millis(1_000);
            }
        }
    }

    private static String snapshotId(String partitions) {
        return partitions.replaceAll("(?s).*\"snapshotId\":\"?([^,\"}]*).*", "$1");
    }

    /** What is linked from several places counts once. */
    private static long size(Path directory) throws IOException {
        var sum = new AtomicLong();
        var seen = new HashSet<Object>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.fileKey() == null || seen.add(attributes.fileKey())) {
                    sum.addAndGet(attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sum.get();
    }

    /** @param cycles finished since {@code before} */
    String rowsSince(DiskUse before, int cycles) {
        var rows = new StringBuilder();
        bytes.forEach((what, now) -> {
            var then = before.bytes.getOrDefault(what, 0L);
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.1f |%n",
                    what,
                    then / 1024.0 / 1024,
                    now / 1024.0 / 1024,
                    (now - then) / 1024.0 / 1024 * 1000 / cycles));
        });
        return rows.toString().stripTrailing();
    }
}
