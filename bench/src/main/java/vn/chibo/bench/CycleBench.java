package vn.chibo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whole monthly cycles a second: of everything real, of the engine without us, and of others. */
final class CycleBench {

    private static final String ALL = "real,bare,camunda7,flowable";

    static final String USAGE =
            "[--only " + ALL + "] [--concurrency 16,48] [--warm-up 90] [--seconds 60] [--cells 346]";

    private final Map<String, String> arguments;

    private CycleBench(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    static CycleBench of(String[] arguments) {
        var given = new HashMap<String, String>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        var known = Set.of("--only", "--concurrency", "--warm-up", "--seconds", "--cells");
        if (arguments.length % 2 != 0 || !known.containsAll(given.keySet())) {
            throw new IllegalArgumentException("./chibo bench cycles " + USAGE);
        }
        return new CycleBench(given);
    }

    private int number(String name, int fallback) {
        return Integer.parseInt(arguments.getOrDefault(name, String.valueOf(fallback)));
    }

    void run() throws Exception {
        System.out.printf(
                "%s, %d processors, Java %s, warm-up %d s, measured %d s%n%n",
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                number("--warm-up", 90),
                number("--seconds", 60));
        System.out.println(CycleMeter.Figures.HEAD);
        var best = new LinkedHashMap<String, CycleMeter.Figures>();
        for (var what : arguments.getOrDefault("--only", ALL).split(",")) {
            for (var concurrency :
                    arguments.getOrDefault("--concurrency", "16,48").split(",")) {
                var directory = Files.createTempDirectory("chibo-cycles-");
                try {
                    var figures = measure(what, directory, Integer.parseInt(concurrency));
                    System.out.println(figures.row(what + ", " + concurrency));
                    best.merge(what, figures, (one, other) -> one.userTasks() > other.userTasks() ? one : other);
                } finally {
                    delete(directory);
                }
            }
        }
        ratios(best);
    }

    /** By user tasks: a short run ends few cycles, and a cycle has 17 of them everywhere. */
    private static void ratios(Map<String, CycleMeter.Figures> best) {
        var real = best.remove("real");
        if (real == null) {
            return;
        }
        System.out.println();
        best.forEach((what, figures) ->
                System.out.printf(Locale.ROOT, "real to %s: %.3f%n", what, real.userTasks() / figures.userTasks()));
    }

    private CycleMeter.Figures measure(String what, Path directory, int concurrency) throws Exception {
        var warmUp = number("--warm-up", 90);
        var seconds = number("--seconds", 60);
        return switch (what) {
            case "real" ->
                RealMonths.run(
                                directory,
                                Map.of(
                                        "--concurrency",
                                        "" + concurrency,
                                        "--warm-up",
                                        "" + warmUp,
                                        "--seconds",
                                        "" + seconds,
                                        "--cells",
                                        "" + number("--cells", 346)))
                        .figures();
            case "bare" -> new BareEngine(directory, concurrency).run(warmUp, seconds);
            case "camunda7" -> new CamundaMonths(directory, concurrency).run(warmUp, seconds);
            case "flowable" -> new FlowableMonths(directory, concurrency).run(warmUp, seconds);
            default -> throw new IllegalArgumentException("Unknown: " + what);
        };
    }

    static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
