package vn.chibo.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the smallest heap with which the same work goes on as well as with the usual one: both Java processes are started
 * anew for each heap that is tried, over the data they left, and the people go on where they stopped.
 */
final class HeapTrials {

    static final double MOST_GC = 0.2;
    static final double LEAST_SPEED = 0.9;

    static final String HEAD = """
            | heap tried | user tasks/s | of the usual | GC time application | GC time engine | failed requests | healthy |
            | --- | ---: | ---: | ---: | ---: | ---: | --- |""";

    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(1);
    private static final int TIMES_USUAL_START = 4;

    private final MeasuredInstallation installation;
    private final CellsAtWork cells;
    private final Load load;
    private final Consumer<String> out;
    private Duration patience = Duration.ofMinutes(5);

    /** @param warmUp,seconds how long the work goes on before it counts, and then */
    record Load(int concurrency, int warmUp, int seconds) {}

    /**
     * What came of a start with these heaps.
     *
     * @param appGc,engineGc shares of the time
     * @param failures answers that said the system is away, and attempts without an answer
     * @param trouble what ended it early
     */
    private record Trial(
            double tasksPerSecond,
            double appGc,
            double engineGc,
            long failures,
            @Nullable String trouble) {

        static Trial endedBy(String trouble) {
            return new Trial(0, 0, 0, 0, trouble);
        }
    }

    HeapTrials(MeasuredInstallation installation, CellsAtWork cells, Load load, Consumer<String> out) {
        this.installation = installation;
        this.cells = cells;
        this.load = load;
        this.out = out;
    }

    /** The most trials there can be for lists of such lengths. */
    static int most(int appHeaps, int engineHeaps) {
        return 1 + bisections(appHeaps) + bisections(engineHeaps);
    }

    private static int bisections(int heaps) {
        return 32 - Integer.numberOfLeadingZeros(heaps);
    }

    /** @param appHeaps,engineHeaps those to try, smallest first */
    void run(String appHeap, String engineHeap, List<String> appHeaps, List<String> engineHeaps) throws SQLException {
        cells.begin(load.concurrency());
        pause(load.warmUp()); // so that in no trial all cells stand at the beginning of their month
        cells.stop();
        out.accept(HEAD);
        var begin = Instant.now();
        var usual = attempt(appHeap, engineHeap);
        var start = Duration.between(begin, Instant.now()).minusSeconds(load.warmUp() + load.seconds());
        patience = start.multipliedBy(TIMES_USUAL_START).compareTo(LEAST_PATIENCE) > 0
                ? start.multipliedBy(TIMES_USUAL_START)
                : LEAST_PATIENCE;
        row("the usual: application " + appHeap + ", engine " + engineHeap, usual, usual, usual.trouble());
        if (usual.trouble() != null) {
            return;
        }
        var app = smallest("application", appHeaps, usual, heap -> attempt(heap, engineHeap));
        var engine = smallest("engine", engineHeaps, usual, heap -> attempt(appHeap, heap));
        out.accept("");
        out.accept("Smallest healthy heap of those tried: application " + app + ", engine " + engine + "; load average "
                + String.format(
                        Locale.ROOT,
                        "%.1f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
                + ".");
    }

    private String smallest(String process, List<String> heaps, Trial usual, Function<String, Trial> attempt) {
        var first = 0;
        var end = heaps.size(); // what is known to be healthy begins here
        while (first < end) {
            var middle = (first + end) / 2;
            var trial = attempt.apply(heaps.get(middle));
            var complaint = complaint(trial, usual, process.equals("application") ? trial.appGc() : trial.engineGc());
            row(process + " " + heaps.get(middle), trial, usual, complaint);
            if (complaint == null) {
                end = middle;
            } else {
                first = middle + 1;
            }
        }
        return end == heaps.size() ? "none" : heaps.get(end);
    }

    private static @Nullable String complaint(Trial trial, Trial usual, double gc) {
        if (trial.trouble() != null) {
            return trial.trouble();
        }
        if (trial.failures() > usual.failures()) {
            return "requests fail";
        }
        if (gc > MOST_GC) {
            return "too much time for GC";
        }
        return trial.tasksPerSecond() < LEAST_SPEED * usual.tasksPerSecond() ? "too slow" : null;
    }

    private void row(String heap, Trial trial, Trial usual, @Nullable String complaint) {
        out.accept(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.2f | %.1f %% | %.1f %% | %d | %s |",
                heap,
                trial.tasksPerSecond(),
                trial.tasksPerSecond() / usual.tasksPerSecond(),
                100 * trial.appGc(),
                100 * trial.engineGc(),
                trial.failures(),
                complaint == null ? "yes" : "no: " + complaint));
    }

    private Trial attempt(String appHeap, String engineHeap) {
        installation.stopJava();
        installation.useHeaps(appHeap, engineHeap);
        try {
            installation.startEngine(patience);
            installation.launchApplication();
            installation.awaitApplication(patience);
        } catch (RuntimeException | IOException e) {
            return Trial.endedBy("does not start");
        }
        try {
            var complaints = outOfMemory();
            cells.begin(load.concurrency());
            var trial = work();
            cells.stop();
            return outOfMemory() > complaints ? Trial.endedBy("out of memory") : trial;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Trial work() throws SQLException, IOException {
        var app = new JavaHeap(installation.application());
        var engine = new JavaHeap(installation.engine());
        var trouble = pause(load.warmUp());
        if (trouble != null) {
            return Trial.endedBy(trouble);
        }
        var begin = System.nanoTime();
        var tasks = CycleReading.completedTasks(installation);
        var failures = cells.tally().retries();
        var appGc = app.gcSeconds();
        var engineGc = engine.gcSeconds();
        trouble = pause(load.seconds());
        if (trouble != null) {
            return Trial.endedBy(trouble);
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        return new Trial(
                (CycleReading.completedTasks(installation) - tasks) / seconds,
                (app.gcSeconds() - appGc) / seconds,
                (engine.gcSeconds() - engineGc) / seconds,
                cells.tally().retries() - failures,
                null);
    }

    /** What went wrong meanwhile. */
    private @Nullable String pause(int seconds) {
        for (var second = 0; second < seconds; second++) {
            Waiting.millis(1_000);
            if (!installation.isAlive()) {
                return "ended by itself";
            }
            if (cells.failure() != null) {
                return "somebody cannot go on";
            }
            if (cells.busy() < load.concurrency()) {
                throw new IllegalStateException("No cells left for another trial: try for a shorter time");
            }
        }
        return null;
    }

    /** How often the logs speak of it: not all such errors end a process. */
    private long outOfMemory() throws IOException {
        var count = 0L;
        for (var directory :
                List.of(installation.directory(), installation.directory().resolve("broker"))) {
            try (var files = Files.newDirectoryStream(directory, "*.log")) {
                for (var file : files) {
                    try (var lines = Files.lines(file, ISO_8859_1)) {
                        count += lines.filter(line -> line.contains("OutOfMemoryError"))
                                .count();
                    }
                }
            }
        }
        return count;
    }
}
