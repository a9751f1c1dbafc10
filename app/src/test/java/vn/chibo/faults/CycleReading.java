package vn.chibo.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What had been done, and the processor time it had taken, at one moment; two of them make the figures of what lies between.
 *
 * @param at as {@link System#nanoTime}
 * @param tasks completed user tasks
 * @param app,broker,postgres,driver seconds of processor time
 */
record CycleReading(long at, long tasks, long requests, double app, double broker, double postgres, double driver) {

    static CycleReading of(MeasuredInstallation installation, CellsAtWork cells) throws SQLException, IOException {
        return new CycleReading(
                System.nanoTime(),
                completedTasks(installation),
                cells.tally().requests(),
                cpu(Stream.of(installation.application())),
                cpu(Stream.of(installation.engine())),
                cpu(installation.database()),
                cpu(Stream.of(ProcessHandle.current())));
    }

    static long completedTasks(MeasuredInstallation installation) throws SQLException {
        return Long.parseLong(
                Records.lines(installation.jdbcUrl(), "select count(*) from engine.user_task where state = 'COMPLETED'")
                        .getFirst());
    }

    private static double cpu(Stream<ProcessHandle> processes) {
        return processes
                        .mapToLong(process -> process.info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis())
                        .sum()
                / 1e3;
    }

    /** Name and value, one a line. */
    List<String> figuresSince(CycleReading begin, CellsAtWork cells) {
        var seconds = (at - begin.at) / 1e9;
        var cycles = cells.closed().stream()
                .filter(at -> at >= begin.at && at < this.at)
                .count();
        var done = tasks - begin.tasks;
        var lags = cells.appearances().stream()
                .filter(seen -> seen.at() >= begin.at && seen.at() < at)
                .mapToDouble(CellsAtWork.Appearance::millis)
                .sorted()
                .toArray();
        var figures = new ArrayList<String>();
        figures.add(figure("cycles", cycles / seconds));
        figures.add(figure("tasks", done / seconds));
        figures.add(figure("app", app - begin.app));
        figures.add(figure("broker", broker - begin.broker));
        figures.add(figure("postgres", postgres - begin.postgres));
        figures.add(figure("driver", driver - begin.driver));
        figures.add(figure("requestsPerTask", (requests - begin.requests) / (double) Math.max(1, done)));
        figures.add(figure("seconds", seconds));
        figures.add(figure("freshnessP50", percentile(lags, 0.5)));
        figures.add(figure("freshnessP99", percentile(lags, 0.99)));
        figures.add(figure("freshnessMax", percentile(lags, 1)));
        figures.add("freshnessCount=" + lags.length);
        figures.add(figure("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return figures;
    }

    private static String figure(String name, double value) {
        return String.format(Locale.ROOT, "%s=%.3f", name, value);
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
