package vn.chibo.bench;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How long after the answer to a submitted task the next one can be read in the list: with one cell under way, and with
 * many. The list is looked at every other millisecond.
 */
final class FreshnessBench {

    static final String USAGE = "[--concurrency 1,16] [--warm-up 90] [--seconds 60] [--cells 346]";

    private final Map<String, String> arguments;

    private FreshnessBench(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    static FreshnessBench of(String[] arguments) {
        var given = new HashMap<String, String>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        if (arguments.length % 2 != 0
                || !Set.of("--concurrency", "--warm-up", "--seconds", "--cells").containsAll(given.keySet())) {
            throw new IllegalArgumentException("./chibo bench freshness " + USAGE);
        }
        return new FreshnessBench(given);
    }

    void run() throws Exception {
        System.out.println("| cells under way | user tasks/s | p50 ms | p99 ms | max ms | n | load average |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var concurrency : arguments.getOrDefault("--concurrency", "1,16").split(",")) {
            var directory = Files.createTempDirectory("chibo-freshness-");
            var settings = new HashMap<>(arguments);
            settings.put("--concurrency", concurrency);
            var real = RealMonths.run(directory, settings);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f |%n",
                    concurrency,
                    real.figure("tasks"),
                    real.figure("freshnessP50"),
                    real.figure("freshnessP99"),
                    real.figure("freshnessMax"),
                    real.figure("freshnessCount"),
                    real.figure("load"));
            CycleBench.delete(directory);
        }
    }
}
