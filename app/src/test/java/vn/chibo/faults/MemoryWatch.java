package vn.chibo.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the memory of each part every second. */
final class MemoryWatch implements AutoCloseable {

    static final String HEAD = """
            | process | -Xmx | RSS median MB | RSS max MB | PSS median MB | PSS max MB | heap after GC MB |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: |""";

    static final String APPLICATION = "application";
    static final String ENGINE = "engine (broker)";
    static final String DATABASE = "PostgreSQL";
    static final String TOGETHER = "together";

    private final MeasuredInstallation installation;
    private final BooleanSupplier counts;
    private final List<Map<String, ProcessMemory>> samples = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;
    private volatile @Nullable Throwable failure;

    /** @param counts whether what is seen now is to be counted */
    MemoryWatch(MeasuredInstallation installation, BooleanSupplier counts) {
        this.installation = installation;
        this.counts = counts;
        thread = Thread.ofPlatform().name("memory-watch").daemon().start(this::look);
    }

    private void look() {
        try {
            while (!over) {
                var sample = sample();
                if (counts.getAsBoolean()) {
                    samples.add(sample);
                }
                Waiting.millis(1_000);
            }
        } catch (IOException | SQLException | RuntimeException e) {
            failure = e;
        }
    }

    private Map<String, ProcessMemory> sample() throws IOException, SQLException {
        var sample = new LinkedHashMap<String, ProcessMemory>();
        sample.put(APPLICATION, ProcessMemory.of(family(installation.application()), Set.of()));
        sample.put(ENGINE, ProcessMemory.of(family(installation.engine()), Set.of()));
        sample.put(
                DATABASE,
                ProcessMemory.of(installation.database().toList(), Records.ourSessions(installation.jdbcUrl())));
        sample.put(TOGETHER, ProcessMemory.sum(sample.values()));
        return sample;
    }

    private static List<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    /** A row for each part, and one for all of them; the heap of those that are not named is not known. */
    String rows(Map<String, String> limits, Map<String, Long> heapsAfterGc) {
        if (samples.isEmpty()) {
            throw new IllegalStateException("Nothing was seen of the memory: give more --cells");
        }
        return Stream.of(APPLICATION, ENGINE, DATABASE, TOGETHER)
                .map(part -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s |",
                        part,
                        limits.getOrDefault(part, "–"),
                        cells(part, ProcessMemory::rss),
                        cells(part, ProcessMemory::pss),
                        heapsAfterGc.containsKey(part) ? megabytes(heapsAfterGc.get(part)) : "–"))
                .collect(Collectors.joining("\n"));
    }

    private String cells(String part, ToLongFunction<ProcessMemory> figure) {
        var sorted = samples.stream()
                .mapToLong(sample -> figure.applyAsLong(sample.get(part)))
                .sorted()
                .toArray();
        var greatest = sorted[sorted.length - 1];
        return greatest == 0 ? "– | –" : megabytes(sorted[(sorted.length - 1) / 2]) + " | " + megabytes(greatest);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes / 1024.0 / 1024);
    }

    int samples() {
        return samples.size();
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("The memory cannot be looked at", failure);
        }
    }
}
