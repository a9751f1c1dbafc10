package vn.chibo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.chibo.faults.Trouble.Kind;

/**
 * Lives one month twice, each time on a fresh installation: left alone, and with faults. The records must be the same. A
 * month left alone is remembered for its seed, size and build.
 */
final class FaultSuite {

    private static final Pattern FIRST_PASSWORD = Pattern.compile("account quantri, password (\\S+) ");

    private final Options options;
    private final Path reports;
    private final Consumer<String> out;
    private final Instant began = Instant.now();

    FaultSuite(Options options, Path reports, Consumer<String> out) {
        this.options = options;
        this.reports = reports;
        this.out = out;
    }

    /**
     * @param minutes over how long the work of the disturbed month, and the faults, are spread
     * @param undisturbedOnly no faults, and no comparison
     */
    record Options(long seed, int cells, int minutes, int brokers, boolean undisturbedOnly) {

        static final int DISTRICT = 346;

        static Options of(List<String> arguments) {
            long seed = 1;
            var cells = DISTRICT;
            var minutes = 30;
            var brokers = 1;
            var undisturbed = false;
            for (var at = 0; at < arguments.size(); at++) {
                var name = arguments.get(at);
                if (name.equals("--undisturbed")) {
                    undisturbed = true;
                    continue;
                }
                var value = at + 1 < arguments.size() ? arguments.get(++at) : "";
                if (!value.matches("\\d{1,9}")) {
                    throw new IllegalArgumentException(name + " needs a number");
                }
                var number = Integer.parseInt(value);
                switch (name) {
                    case "--seed" -> seed = number;
                    case "--cells" -> cells = between(name, number, 3, 2_000);
                    case "--minutes" -> minutes = between(name, number, 1, 24 * 60);
                    case "--brokers" -> brokers = between(name, number, 1, 3);
                    default -> throw new IllegalArgumentException("Unknown argument " + name);
                }
            }
            if (brokers == 2) {
                throw new IllegalArgumentException("--brokers is 1 or 3");
            }
            return new Options(seed, cells, minutes, brokers, undisturbed);
        }

        private static int between(String name, int number, int least, int most) {
            if (number < least || number > most) {
                throw new IllegalArgumentException(name + " is a number from " + least + " to " + most);
            }
            return number;
        }

        /** What the month itself may take, generously; the run ends then, done or not. */
        Duration patience() {
            return Duration.ofMinutes(15L + 3L * minutes).plusSeconds(15L * cells);
        }
    }

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println("faults [--seed N] [--minutes M] [--cells C] [--brokers 1|3] [--undisturbed]");
            System.exit(2);
            return;
        }
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        var report = new FaultSuite(options, Path.of("target/faults"), System.out::println).run();
        System.exit(report.isGood() ? 0 : 1);
    }

    Report run() {
        var report = new Report(options);
        try {
            Files.createDirectories(reports);
            var expected = undisturbed(report);
            if (!options.undisturbedOnly() && report.isGood()) {
                disturbed(report, expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        report.write(reports, began);
        out.accept(report.text());
        return report;
    }

    private List<String> undisturbed(Report report) throws IOException {
        var remembered = reports.resolve("undisturbed-" + fingerprint() + ".txt");
        if (Files.exists(remembered) && !options.undisturbedOnly()) {
            var facts = Files.readAllLines(remembered);
            report.remembered(facts);
            say("the month left alone is known, " + facts.size() + " facts");
            return facts;
        }
        say("the month left alone");
        var run = month(report, false);
        report.undisturbed(run);
        if (run.problems().isEmpty()) {
            Files.write(remembered, run.facts());
        }
        return run.facts();
    }

    private void disturbed(Report report, List<String> expected) {
        say("the month with faults");
        report.disturbed(month(report, true), expected);
    }

    /** What one month came to. */
    record Month(
            List<String> facts,
            List<String> problems,
            List<Trouble.Done> faults,
            int faultsPlanned,
            Duration setUp,
            Duration duration,
            long requests,
            long retries,
            long lookedAgain,
            vn.chibo.month.Tally.@Nullable Wait longestWait,
            long diskFull,
            int people,
            int members) {}

    private Month month(Report report, boolean withFaults) {
        var directory = temporary();
        var installation = new Installation(directory, options.brokers(), options.minutes() <= 5);
        var problems = new ArrayList<String>();
        var facts = new ArrayList<String>();
        Trouble trouble = null;
        var month = new DistrictMonth(options.seed(), options.cells(), installation, this::say);
        var begin = Instant.now();
        var lived = begin;
        try {
            installation.start(DistrictMonth.beginning());
            say("installation started, " + installation.address());
            month.setUp(firstPassword(installation.appLog()));
            lived = Instant.now();
            if (withFaults) {
                var schedule = Trouble.schedule(
                        options.seed(), Duration.ofMinutes(options.minutes()), kinds(installation, report));
                trouble = new Trouble(installation, schedule, this::say);
                trouble.begin(month::shareOfFaults);
            }
            month.live(trouble == null ? () -> 1 : trouble::progress, lived.plus(options.patience()));
            if (trouble != null) {
                trouble.end();
                month.awaitQuiet(lived.plus(options.patience()));
                var failure = trouble.failure();
                if (failure != null) {
                    problems.add("The faults could not be carried out: " + failure);
                }
                trouble.done().stream()
                        .filter(fault -> fault.recovered() == null)
                        .forEach(fault -> problems.add("Not well again after: " + fault.what()));
            }
            facts.addAll(Records.facts(
                    installation.jdbcUrl(), List.of(DistrictMonth.PERIOD, DistrictMonth.PERIOD.plusMonths(1))));
            problems.addAll(Records.faults(installation.jdbcUrl()));
        } catch (AssertionError | RuntimeException | SQLException e) {
            problems.add(brief("The month could not be lived to its end: " + e.getMessage()));
            for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
                problems.add(brief("  because of " + cause));
            }
            if (trouble != null) {
                trouble.end();
            }
        } finally {
            month.close();
            if (problems.isEmpty()) {
                installation.close();
            } else {
                installation.closeAndKeep();
            }
        }
        var diskFull = installation.diskFullComplaints();
        var done = trouble == null ? List.<Trouble.Done>of() : trouble.done();
        try {
            AppLog.unexplained(installation.appLog(), done)
                    .forEach(line -> problems.add("unexplained in the application's log: " + line));
        } catch (IOException e) {
            problems.add("The application's log cannot be read: " + e);
        }
        if (problems.isEmpty()) {
            delete(directory);
        } else {
            say("kept: " + directory);
        }
        var tally = month.tally();
        return new Month(
                facts,
                problems,
                done,
                trouble == null ? 0 : trouble.planned(),
                Duration.between(begin, lived),
                Duration.between(lived, Instant.now()),
                tally.requests(),
                tally.retries(),
                tally.lookedAgain(),
                tally.longestWait(),
                diskFull,
                month.people(),
                month.district().members());
    }

    private static String brief(String text) {
        return text.length() > 700 ? text.substring(0, 700) + " …" : text;
    }

    private List<Kind> kinds(Installation installation, Report report) {
        var kinds = new ArrayList<>(List.of(Kind.values()));
        if (!installation.hasSmallDisk()) {
            kinds.remove(Kind.DISK_FULL);
            report.skipped(Kind.DISK_FULL, "a file system of a given size can only be mounted by root on Linux");
        }
        return kinds;
    }

    static String firstPassword(Path log) {
        try {
            var found = FIRST_PASSWORD.matcher(Files.readString(log));
            if (!found.find()) {
                throw new IllegalStateException("The log names no first administrator");
            }
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of everything a month left alone depends on. */
    private String fingerprint() throws IOException {
        try {
            var sum = MessageDigest.getInstance("SHA-256");
            sum.update((options.seed() + " " + options.cells()).getBytes(StandardCharsets.UTF_8));
            sum.update(Files.readAllBytes(AppPart.builtJar()));
            sum.update(Files.readAllBytes(vn.chibo.standalone.Broker.Exporter.ofWorkingCopy("", "", "")
                    .jar()));
            for (var ours : List.of(FaultSuite.class, vn.chibo.month.Person.class, CELLS_MADE_UP)) {
                var place = Path.of(ours.getResource(ours.getSimpleName() + ".class")
                                .getPath())
                        .getParent();
                try (var classes = Files.list(place)) {
                    for (var file :
                            classes.filter(Files::isRegularFile).sorted().toList()) {
                        sum.update(Files.readAllBytes(file));
                    }
                }
            }
            return options.cells() + "-" + options.seed() + "-"
                    + HexFormat.of().formatHex(sum.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final Class<?> CELLS_MADE_UP = vn.chibo.organization.workbook.MadeUpDistrict.class;

    private static Path temporary() {
        try {
            return Files.createTempDirectory("chibo-faults-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // what cannot be deleted is in the directory for temporary files
        }
    }

    private void say(String text) {
        var seconds = Duration.between(began, Instant.now()).toSeconds();
        out.accept("%3d:%02d  %s".formatted(seconds / 60, seconds % 60, text));
    }
}
