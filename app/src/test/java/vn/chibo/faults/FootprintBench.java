package vn.chibo.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Tally;
import vn.chibo.organization.workbook.MadeUpDistrict;
import vn.chibo.organization.workbook.MadeUpDistrict.Commune;

/**
 * {@code ./chibo bench footprint}: how long everything takes to start, how much memory it has while people work, how little
 * heap is enough, and what finished months leave on the disk.
 */
final class FootprintBench {

    static final String USAGE =
            "[--starts 3] [--cells 54] [--concurrency 8] [--warm-up 10] [--seconds 20] [--district 346]"
                    + " [--app-heap 768m] [--engine-heap 512m] [--app-heaps 160m,192m,224m,256m,320m,384m,512m]"
                    + " [--engine-heaps 96m,128m,192m]";

    /** The heaps are those {@code ./chibo run} gives unless told otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "--starts", "3",
            "--cells", "54",
            "--concurrency", "8",
            "--warm-up", "10",
            "--seconds", "20",
            "--district", "346",
            "--app-heap", "768m",
            "--engine-heap", "512m",
            "--app-heaps", "160m,192m,224m,256m,320m,384m,512m",
            "--engine-heaps", "96m,128m,192m");

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,4}");
    private static final Pattern HEAPS = Pattern.compile("[1-9]\\d{0,4}[mg](,[1-9]\\d{0,4}[mg])*");
    private static final Duration ACCOUNT_PATIENCE = Duration.ofSeconds(60);
    private static final Duration MOST_FOR_A_CELL = Duration.ofMinutes(3);

    /** The people of so many times the cells that seem to be needed are signed in. */
    private static final double RESERVE = 1.3;

    private final Map<String, String> arguments;
    private final Path directory;
    private final Instant began = Instant.now();
    private final Tally tally = new Tally();
    private final MadeUpDistrict district;
    private int signedIn;
    private volatile @Nullable MeasuredInstallation current;
    private volatile boolean good;

    private FootprintBench(Map<String, String> arguments) throws IOException {
        this.arguments = arguments;
        this.district = new MadeUpDistrict(1, number("--district"));
        directory = Files.createTempDirectory("chibo-footprint-");
    }

    public static void main(String[] given) throws Exception {
        var arguments = new HashMap<>(DEFAULTS);
        for (var at = 0; at + 1 < given.length; at += 2) {
            arguments.put(given[at], given[at + 1]);
        }
        if (given.length % 2 != 0
                || !DEFAULTS.keySet().containsAll(arguments.keySet())
                || !arguments.entrySet().stream().allMatch(FootprintBench::isUnderstood)) {
            System.err.println("./chibo bench footprint " + USAGE);
            System.exit(2);
        }
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        new FootprintBench(arguments).run();
        System.exit(0);
    }

    private static boolean isUnderstood(Map.Entry<String, String> argument) {
        var form = argument.getKey().contains("heap") ? HEAPS : NUMBER;
        return form.matcher(argument.getValue()).matches();
    }

    private int number(String name) {
        return Integer.parseInt(text(name));
    }

    private String text(String name) {
        return Objects.requireNonNull(arguments.get(name));
    }

    private void run() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endEverything, "footprint-exit"));
        System.out.printf(
                "%s, %d processors, Java %s, %d cells under way%n",
                began, Runtime.getRuntime().availableProcessors(), Runtime.version(), number("--concurrency"));
        var starts = new ArrayList<StartUp>();
        var installation = startEmpty(starts);
        var administrator = DistrictAccounts.administratorAgain(installation.address(), tally);
        var cells = new CellsAtWork(installation, district, administrator, tally);
        cells.importDistrict();
        signIn(cells, number("--cells"));
        var cyclesPerSecond = work(installation, cells);
        startUps(starts, startAgain(installation), cells);
        trials(installation, cells, cyclesPerSecond);
        good = true;
    }

    // ---- start-up ----

    /** Each in a directory of its own; the last one stays. */
    private MeasuredInstallation startEmpty(List<StartUp> starts) throws IOException {
        while (true) {
            var installation = new MeasuredInstallation(
                    directory.resolve("installation-" + (starts.size() + 1)),
                    text("--app-heap"),
                    text("--engine-heap"));
            current = installation;
            starts.add(StartUp.of(
                    installation,
                    () -> DistrictAccounts.administrator(installation.address(), firstPassword(installation), tally)));
            say("start " + starts.size() + " without data done");
            if (starts.size() == number("--starts")) {
                return installation;
            }
            installation.stop();
            installation.delete();
        }
    }

    /** The account may be made a little after the first page is there. */
    private static String firstPassword(MeasuredInstallation installation) {
        var until = Instant.now().plus(ACCOUNT_PATIENCE);
        while (true) {
            try {
                return installation.firstPassword();
            } catch (IllegalStateException notYet) {
                if (Instant.now().isAfter(until)) {
                    throw notYet;
                }
                Waiting.millis(20);
            }
        }
    }

    private List<StartUp> startAgain(MeasuredInstallation installation) throws IOException {
        var starts = new ArrayList<StartUp>();
        while (starts.size() < number("--starts")) {
            installation.stop();
            starts.add(
                    StartUp.of(installation, () -> DistrictAccounts.administratorAgain(installation.address(), tally)));
            say("start " + starts.size() + " with data done");
        }
        return starts;
    }

    private void startUps(List<StartUp> withoutData, List<StartUp> withData, CellsAtWork cells) {
        title("Start-up, least / median / greatest");
        System.out.println(StartUp.HEAD);
        System.out.println(StartUp.row("none", withoutData));
        System.out.println(StartUp.row(
                district.cells().size() + " cells, " + cells.closed().size() + " finished months", withData));
    }

    // ---- people at work ----

    /** So many communes that they have at least so many cells, and one commune for each cell under way. */
    private void signIn(CellsAtWork cells, int atLeast) {
        var communes = new ArrayList<Commune>();
        var count = 0L;
        while (count < atLeast || communes.size() < number("--concurrency")) {
            if (signedIn == district.communes().size()) {
                throw new IllegalStateException("The district has too few cells: give a larger --district");
            }
            var commune = district.communes().get(signedIn++);
            communes.add(commune);
            count += district.cells().stream()
                    .filter(cell -> cell.commune() == commune.number())
                    .count();
        }
        cells.signIn(communes);
        say("the people of " + count + " cells signed in");
    }

    /** Takes all cells there are through their month; memory counts as long as enough of them are under way. */
    private double work(MeasuredInstallation installation, CellsAtWork cells) throws Exception {
        var before = DiskUse.of(installation);
        var begin = System.nanoTime();
        var watch = new MemoryWatch(installation, () -> cells.busy() == number("--concurrency"));
        try (watch) {
            cells.begin(number("--concurrency"));
            awaitDone(cells);
            cells.stop();
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        var cycles = cells.closed().size();
        var afterGc = Map.of(
                MemoryWatch.APPLICATION, new JavaHeap(installation.application()).usedAfterGc(),
                MemoryWatch.ENGINE, new JavaHeap(installation.engine()).usedAfterGc());
        title("Memory while people work, " + watch.samples() + " looks");
        System.out.println(MemoryWatch.HEAD);
        System.out.println(watch.rows(
                Map.of(MemoryWatch.APPLICATION, text("--app-heap"), MemoryWatch.ENGINE, text("--engine-heap")),
                afterGc));
        var after = DiskUse.of(installation);
        title("Disk, " + cycles + " finished months measured");
        System.out.println(DiskUse.HEAD);
        System.out.println(after.rowsSince(before, cycles));
        return cycles / seconds;
    }

    private void awaitDone(CellsAtWork cells) {
        var until = Instant.now().plus(MOST_FOR_A_CELL.multipliedBy(number("--cells")));
        while (cells.busy() > 0) {
            Waiting.millis(200);
            var problem = cells.failure();
            if (problem != null || Instant.now().isAfter(until)) {
                throw new IllegalStateException("The people cannot go on, see " + directory, problem);
            }
        }
    }

    // ---- the smallest heaps ----

    private void trials(MeasuredInstallation installation, CellsAtWork cells, double cyclesPerSecond) throws Exception {
        var appHeaps = List.of(text("--app-heaps").split(","));
        var engineHeaps = List.of(text("--engine-heaps").split(","));
        var seconds = (number("--warm-up") + number("--seconds"))
                * (1.0 + HeapTrials.most(appHeaps.size(), engineHeaps.size()));
        signIn(cells, (int) (RESERVE * cyclesPerSecond * seconds) + number("--concurrency"));
        title("Smallest healthy heap");
        System.out.printf(
                Locale.ROOT,
                "Healthy: both processes started and stayed, no OutOfMemoryError in the logs, no more failed requests than"
                        + " usual, at most %.0f %% of the time for GC, and at least %.1f of the usual user tasks a second,"
                        + " for %d s after %d s of warm-up.%n%n",
                100 * HeapTrials.MOST_GC,
                HeapTrials.LEAST_SPEED,
                number("--seconds"),
                number("--warm-up"));
        new HeapTrials(
                        installation,
                        cells,
                        new HeapTrials.Load(number("--concurrency"), number("--warm-up"), number("--seconds")),
                        System.out::println)
                .run(text("--app-heap"), text("--engine-heap"), appHeaps, engineHeaps);
    }

    private static void title(String text) {
        System.out.printf(
                Locale.ROOT,
                "%n%s; load average %.1f:%n%n",
                text,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void say(String text) {
        var seconds = Duration.between(began, Instant.now()).toSeconds();
        System.err.printf("%3d:%02d  %s%n", seconds / 60, seconds % 60, text);
    }

    private void endEverything() {
        var installation = current;
        if (installation != null) {
            installation.end();
            if (good) {
                installation.delete();
            }
        }
        if (!good) {
            System.err.println("kept: " + directory);
            return;
        }
        try {
            Files.delete(directory);
        } catch (IOException e) {
            // it is in the directory for temporary files
        }
    }
}
