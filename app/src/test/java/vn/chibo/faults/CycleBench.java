package vn.chibo.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Tally;
import vn.chibo.organization.workbook.MadeUpDistrict;

/**
 * {@code ./chibo bench cycles}, the part with everything real: how many monthly cycles of a cell the whole installation
 * gets through when people submit their tasks by its pages without a pause. As many cells as {@code --concurrency} says are
 * under way at a time, each taken through its whole month before the next one of its commune.
 */
final class CycleBench {

    static final String USAGE =
            "[--cells 346] [--concurrency 16] [--warm-up 90] [--seconds 60] [--profile DIRECTORY] [--out FILE]";

    private final Map<String, String> arguments;
    private final MeasuredInstallation installation;
    private final @Nullable CycleProfile profile;
    private volatile boolean good;

    private CycleBench(Map<String, String> arguments) throws IOException {
        this.arguments = arguments;
        installation = new MeasuredInstallation(Files.createTempDirectory("chibo-cycles-"));
        var given = arguments.get("--profile");
        profile = given == null ? null : new CycleProfile(installation, Path.of(given));
    }

    public static void main(String[] given) throws Exception {
        var arguments = new HashMap<String, String>();
        for (var at = 0; at + 1 < given.length; at += 2) {
            arguments.put(given[at], given[at + 1]);
        }
        var known = Set.of("--cells", "--concurrency", "--warm-up", "--seconds", "--profile", "--out");
        if (given.length % 2 != 0 || !known.containsAll(arguments.keySet())) {
            System.err.println(USAGE);
            System.exit(2);
        }
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        new CycleBench(arguments).run();
        System.exit(0);
    }

    private int number(String name, int fallback) {
        return Integer.parseInt(arguments.getOrDefault(name, String.valueOf(fallback)));
    }

    private void run() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endEverything, "cycles-exit"));
        installation.startDatabase();
        if (profile != null) {
            profile.prepare();
        }
        installation.startEngine();
        installation.startApplication();
        var district = new MadeUpDistrict(1, number("--cells", 346));
        var tally = new Tally();
        var administrator = DistrictAccounts.administrator(installation.address(), installation.firstPassword(), tally);
        var cells = new CellsAtWork(installation, district, administrator, tally);
        cells.importDistrict();
        cells.signIn(district.communes());
        System.err.println(cells.people() + " people of " + district.cells().size() + " cells signed in");
        cells.begin(number("--concurrency", 16));
        pause(number("--warm-up", 90), cells);
        if (profile != null) {
            profile.begin();
        }
        var begin = CycleReading.of(installation, cells);
        pause(number("--seconds", 60), cells);
        var end = CycleReading.of(installation, cells);
        if (profile != null) {
            profile.end();
        }
        report(end.figuresSince(begin, cells));
        good = true;
        cells.stop();
    }

    private void pause(int seconds, CellsAtWork cells) {
        for (var second = 0; second < seconds; second++) {
            Waiting.millis(1_000);
            var problem = cells.failure();
            if (problem != null) {
                throw new IllegalStateException("Somebody cannot go on, see " + installation.directory(), problem);
            }
            if (cells.busy() < number("--concurrency", 16)) {
                throw new IllegalStateException("No cells left: give more --cells, or measure for a shorter time");
            }
        }
    }

    private void report(List<String> figures) throws IOException {
        System.err.println(String.join("\n", figures));
        if (arguments.containsKey("--out")) {
            var out = Path.of(arguments.get("--out"));
            Files.createDirectories(out.toAbsolutePath().getParent());
            Files.write(out, figures);
        }
    }

    private void endEverything() {
        installation.end();
        if (good) {
            installation.delete();
        } else {
            System.err.println("kept: " + installation.directory());
        }
    }
}
