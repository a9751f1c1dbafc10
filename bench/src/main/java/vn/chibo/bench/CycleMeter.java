package vn.chibo.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what others do at full speed, and the processor time it takes, in a window after a warm-up. */
final class CycleMeter {

    /** Processor time used so far, in seconds, by the programs that take part. */
    interface Cpu {
        double seconds();
    }

    /**
     * @param userTasks completed a second
     * @param application,engine,postgres,driver processor time in seconds; an embedded engine's holds its driver's
     */
    record Figures(
            double cycles,
            double userTasks,
            double application,
            double engine,
            double postgres,
            double driver,
            double load) {

        static final String HEAD = """
                | what, cycles under way | cycles/s | user tasks/s | CPU s application | engine | PostgreSQL | driver | load average |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |""";

        String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |",
                    name,
                    cycles,
                    userTasks,
                    application,
                    engine,
                    postgres,
                    driver,
                    load);
        }
    }

    final LongAdder cycles = new LongAdder();
    final LongAdder userTasks = new LongAdder();
    private volatile @Nullable Throwable failure;

    void fail(Throwable why) {
        failure = why;
    }

    /**
     * @param engine of the program that runs the processes
     * @param postgres of the database, nothing where there is none
     * @param driver of those who do the people's work
     */
    Figures measure(int warmUp, int seconds, Cpu engine, Cpu postgres, Cpu driver) throws InterruptedException {
        sleep(warmUp);
        var begin = System.nanoTime();
        var cyclesBefore = cycles.sum();
        var tasksBefore = userTasks.sum();
        var engineBefore = engine.seconds();
        var postgresBefore = postgres.seconds();
        var driverBefore = driver.seconds();
        sleep(seconds);
        var took = (System.nanoTime() - begin) / 1e9;
        return new Figures(
                (cycles.sum() - cyclesBefore) / took,
                (userTasks.sum() - tasksBefore) / took,
                0,
                engine.seconds() - engineBefore,
                postgres.seconds() - postgresBefore,
                driver.seconds() - driverBefore,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void sleep(int seconds) throws InterruptedException {
        for (var second = 0; second < seconds; second++) {
            TimeUnit.SECONDS.sleep(1);
            if (failure != null) {
                throw new IllegalStateException("The engine cannot go on", failure);
            }
        }
    }

    static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }
}
