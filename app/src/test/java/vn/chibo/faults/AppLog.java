package vn.chibo.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What the application complained about in its log. */
final class AppLog {

    /** What people's requests and waiting commands may still bring after the last part is well again. */
    private static final Duration AFTERMATH = Duration.ofSeconds(15);

    private AppLog() {}

    /** Lines of level ERROR no fault explains: outside its time, or about something no fault may ever cause. */
    static List<String> unexplained(Path log, List<Trouble.Done> faults) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.list(log.getParent())) {
            for (var file : files.filter(path -> path.getFileName().toString().startsWith(log.getFileName() + ""))
                    .sorted()
                    .toList()) {
                for (var line : errors(file)) {
                    if (line.contains("refuses command")
                            || line.contains("no retries left")
                            || faults.stream().noneMatch(fault -> explains(fault, line))) {
                        found.add(line);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> errors(Path file) throws IOException {
        var zipped = file.toString().endsWith(".gz");
        try (var in = Files.newInputStream(file);
                var reader = new BufferedReader(
                        new InputStreamReader(zipped ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> line.contains(" ERROR ")).toList();
        }
    }

    private static boolean explains(Trouble.Done fault, String line) {
        try {
            var at = OffsetDateTime.parse(line.split(" ", 2)[0]).toInstant();
            var recovered = fault.recovered();
            var end = recovered == null ? Instant.MAX : recovered.plus(AFTERMATH);
            return !at.isBefore(fault.begin().minusSeconds(1)) && !at.isAfter(end);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
