package vn.chibo.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Browser.Page;
import vn.chibo.month.CellPlan;
import vn.chibo.month.MonthWork;
import vn.chibo.month.Person;
import vn.chibo.month.Tally;
import vn.chibo.organization.workbook.MadeUpDistrict;
import vn.chibo.organization.workbook.MadeUpDistrict.Cell;
import vn.chibo.organization.workbook.MadeUpDistrict.Commune;
import vn.chibo.shared.DomainTime;
import vn.chibo.standalone.Broker;
import vn.chibo.standalone.FreePort;
import vn.chibo.standalone.LocalPostgres;

/**
 * {@code ./chibo bench cycles}, the part with everything real: how many monthly cycles of a cell the whole installation
 * gets through when people submit their tasks by its pages without a pause. As many cells as {@code --concurrency} says are
 * under way at a time, each taken through its whole month before the next one of its commune.
 */
final class CycleBench {

    static final String USAGE =
            "[--cells 346] [--concurrency 16] [--warm-up 90] [--seconds 60] [--profile DIRECTORY] [--out FILE]";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Done from the page of the meeting room, one after the other, without waiting for the engine. */
    private static final Set<String> IN_THE_ROOM = Set.of(
            "UserTask_RollCall",
            "UserTask_DecideOnQuorum",
            "UserTask_ConductAgenda",
            "UserTask_VoteResolution",
            "UserTask_RewriteResolution",
            "UserTask_ScoreMeeting",
            "UserTask_AdoptMinutes");

    private final Map<String, String> arguments;
    private final Path directory;
    private final LocalPostgres postgres;
    private final Broker broker;
    private final AppPart app;
    private final Tally tally = new Tally();

    /** A sitting must begin in its month, and may begin before the day it is planned for. */
    private final Duration offset = Duration.between(
            Instant.now(),
            DistrictMonth.PERIOD.atDay(2).atTime(8, 0).atZone(DomainTime.ZONE).toInstant());

    private final MonthWork work = new MonthWork(DistrictMonth.PERIOD, this::planOf, this::now);
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Queue<Long> closed = new ConcurrentLinkedQueue<>();
    private final Queue<Appearance> appearances = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean over;
    private volatile boolean good;

    /** The next task of a case, seen so many milliseconds after the form before it was answered. */
    private record Appearance(long at, double millis) {}

    private CycleBench(Map<String, String> arguments) throws IOException {
        this.arguments = arguments;
        directory = Files.createTempDirectory("chibo-cycles-");
        postgres = LocalPostgres.durable(
                directory.resolve("postgresql"), FreePort.find(), directory.resolve("postgresql.log"));
        broker = new Broker(Broker.Settings.forTests(directory.resolve("broker"))
                .with(Broker.Exporter.ofWorkingCopy(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD)));
        app = new AppPart(
                FreePort.find(),
                false,
                Map.of(
                        "CHIBO_DATABASE_URL",
                        postgres.jdbcUrl(),
                        "CHIBO_DATABASE_USER",
                        LocalPostgres.USER,
                        "CHIBO_DATABASE_PASSWORD",
                        LocalPostgres.PASSWORD,
                        "CHIBO_ENGINE_GRPC_ADDRESS",
                        broker.grpcAddress().toString(),
                        "CHIBO_ENGINE_REST_ADDRESS",
                        broker.restAddress().toString(),
                        "CHIBO_SAMPLE",
                        "false"),
                directory.resolve("clock-offset"),
                directory.resolve("app.log"));
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

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(Instant.now().plus(offset), DomainTime.ZONE);
    }

    private void run() throws Exception {
        var exit = new Thread(this::endEverything, "cycles-exit");
        Runtime.getRuntime().addShutdownHook(exit);
        start();
        var district = new MadeUpDistrict(1, number("--cells", 346));
        signIn(district);
        var communes = new ConcurrentLinkedQueue<>(district.communes());
        try (var feed = new TaskFeed(postgres.jdbcUrl())) {
            var hands = new ArrayList<Thread>();
            for (var hand = 1; hand <= number("--concurrency", 16); hand++) {
                hands.add(Thread.ofPlatform()
                        .name("cells-" + hand)
                        .daemon()
                        .start(() -> communesOneByOne(communes, district, feed)));
            }
            pause(number("--warm-up", 90));
            profile(true);
            var begin = Reading.of(this);
            pause(number("--seconds", 60));
            var end = Reading.of(this);
            profile(false);
            over = true;
            report(begin, end);
            good = true;
            hands.forEach(Thread::interrupt);
        }
    }

    private void start() throws IOException, SQLException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("clock-offset"), Long.toString(offset.toMillis()));
        postgres.start();
        if (arguments.containsKey("--profile")) {
            try (var superuser = superuser();
                    var statement = superuser.createStatement()) {
                statement.execute("create extension pg_stat_statements");
                statement.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
            }
            postgres.stop();
            postgres.start();
        }
        broker.start().awaitReady(PATIENCE);
        broker.clock().add(offset);
        app.start();
        var until = Instant.now().plus(PATIENCE);
        while (!app.isReady()) {
            if (!app.isAlive() || Instant.now().isAfter(until)) {
                throw new IllegalStateException("The application does not start, see " + directory);
            }
            Waiting.millis(300);
        }
    }

    private void signIn(MadeUpDistrict district) {
        var accounts =
                new DistrictAccounts(app.address(), FaultSuite.firstPassword(directory.resolve("app.log")), tally);
        accounts.read(district);
        var officers = Stream.concat(
                        district.communes().stream()
                                .flatMap(commune ->
                                        Stream.of(commune.office(), commune.department(), commune.assigned())),
                        district.cells().stream().map(Cell::secretary))
                .toList();
        for (var officer : officers) {
            people.put(officer.account(), accounts.of(officer));
        }
        people.values().parallelStream().forEach(person -> person.open("/inbox"));
        System.err.println(people.size() + " people of " + district.cells().size() + " cells signed in");
    }

    // ---- the work ----

    private void communesOneByOne(Queue<Commune> communes, MadeUpDistrict district, TaskFeed feed) {
        try {
            for (var commune = communes.poll(); commune != null && !over; commune = communes.poll()) {
                var office = people.get(commune.office().account());
                var calendar = office.open("/calendar");
                office.send(calendar, calendar.form("/calendar/openings"), Map.of());
                for (var cell : district.cells()) {
                    if (cell.commune() == commune.number() && !over) {
                        wholeMonth(cell, commune, feed);
                    }
                }
            }
            if (!over) {
                throw new IllegalStateException("No cells left: give more --cells, or measure for a shorter time");
            }
        } catch (Throwable e) {
            if (!over) {
                failure.compareAndSet(null, e);
            }
        }
    }

    private void wholeMonth(Cell cell, Commune commune, TaskFeed feed) throws SQLException, InterruptedException {
        var caseId = caseOf(cell);
        var tasks = feed.of(caseId);
        var answered = 0L;
        var begun = Long.MAX_VALUE; // when the newest step did, until its next task is seen
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!feed.isClosed(caseId) && !over) {
            var task = tasks.poll(5, TimeUnit.MILLISECONDS);
            if (task == null) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(cell.code() + " waits for a task in vain, case " + caseId);
                }
                continue;
            }
            if (task.seenAt() > begun && !IN_THE_ROOM.contains(task.element())) {
                appearances.add(new Appearance(task.seenAt(), Math.max(0, task.seenAt() - answered) / 1e6));
                begun = Long.MAX_VALUE;
            }
            var person = people.get(
                    switch (task.element()) {
                        case "UserTask_ApproveDate", "UserTask_ConsentToChair" ->
                            commune.office().account();
                        case "UserTask_VerifyScore" -> commune.department().account();
                        case "UserTask_ReportVisit" -> commune.assigned().account();
                        default -> cell.secretary().account();
                    });
            var began = System.nanoTime();
            if (worked(person, task)) {
                answered = person.answeredAt();
                begun = began;
            }
            until = System.nanoTime() + PATIENCE.toNanos();
        }
        if (!over) {
            closed.add(System.nanoTime());
        }
    }

    /** Whether this task was still to be done, and was. */
    private boolean worked(Person person, TaskFeed.Task task) throws SQLException {
        for (var attempt = 0; !over && isOpen(task); attempt++) {
            if (attempt > 3_000) {
                throw new IllegalStateException(person.account() + " cannot do " + task);
            }
            if ((!IN_THE_ROOM.contains(task.element()) || attempt > 500)
                    && work.through(person, page -> wants(person, page)) > 0) {
                return true;
            }
            Waiting.millis(10);
        }
        return false;
    }

    /** The committee's people leave alone what they might do as members of a cell. */
    private static boolean wants(Person person, Page task) {
        var start = task.document().selectFirst("[data-test=start]");
        var place = start == null ? "" : start.attr("href");
        return person.account().startsWith("bithu.") || place.endsWith("/approval") || place.endsWith("/verification");
    }

    private @Nullable CellPlan planOf(Person person, Page page) {
        return DistrictMonth.numberOf(person, page)
                .map(number -> new CellPlan(
                        number,
                        DistrictMonth.PERIOD.atDay(8),
                        LocalTime.of(18, number % 4 * 10),
                        "Nhà văn hóa số " + number,
                        CellPlan.Story.PLAIN,
                        number))
                .orElse(null);
    }

    // ---- what the database says ----

    private final ThreadLocal<Connection> connection = new ThreadLocal<>();

    private Connection connection() throws SQLException {
        if (connection.get() == null) {
            connection.set(Records.connect(postgres.jdbcUrl()));
        }
        return connection.get();
    }

    private boolean isOpen(TaskFeed.Task task) throws SQLException {
        return count("select count(*) from engine.user_task where state = 'OPEN' and key = " + task.key()) > 0;
    }

    private String caseOf(Cell cell) throws SQLException {
        var sql = "select id::text from meetings.meeting where cell_code = ? and period = ?::date";
        for (var until = Instant.now().plus(PATIENCE); Instant.now().isBefore(until); Waiting.millis(20)) {
            try (var statement = connection().prepareStatement(sql)) {
                statement.setString(1, cell.code());
                statement.setString(2, DistrictMonth.PERIOD.atDay(1).toString());
                try (var rows = statement.executeQuery()) {
                    if (rows.next()) {
                        return rows.getString(1);
                    }
                }
            }
        }
        throw new IllegalStateException("The month of " + cell.code() + " is not opened");
    }

    private long count(String sql) throws SQLException {
        try (var statement = connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void pause(int seconds) {
        for (var second = 0; second < seconds; second++) {
            Waiting.millis(1_000);
            var problem = failure.get();
            if (problem != null) {
                throw new IllegalStateException("Somebody cannot go on, see " + directory, problem);
            }
        }
    }

    // ---- the figures ----

    private record Reading(
            long at, long tasks, long requests, double app, double broker, double postgres, double driver) {

        static Reading of(CycleBench bench) throws SQLException, IOException {
            var postmaster = Long.parseLong(Files.readAllLines(bench.directory.resolve("postgresql/postmaster.pid"))
                    .getFirst());
            var application = bench.app.handle();
            return new Reading(
                    System.nanoTime(),
                    bench.count("select count(*) from engine.user_task where state = 'COMPLETED'"),
                    bench.tally.requests(),
                    cpu(application),
                    ProcessHandle.current()
                            .children()
                            .filter(child -> child.pid() != application.pid())
                            .mapToDouble(Reading::cpu)
                            .sum(),
                    ProcessHandle.of(postmaster).stream()
                            .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                            .mapToDouble(Reading::cpu)
                            .sum(),
                    cpu(ProcessHandle.current()));
        }

        private static double cpu(ProcessHandle process) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
        }
    }

    private void report(Reading begin, Reading end) throws IOException {
        var seconds = (end.at() - begin.at()) / 1e9;
        var cycles =
                closed.stream().filter(at -> at >= begin.at() && at < end.at()).count();
        var tasks = end.tasks() - begin.tasks();
        var lags = appearances.stream()
                .filter(seen -> seen.at() >= begin.at() && seen.at() < end.at())
                .mapToDouble(Appearance::millis)
                .sorted()
                .toArray();
        var figures = new ArrayList<String>();
        figures.add(figure("cycles", cycles / seconds));
        figures.add(figure("tasks", tasks / seconds));
        figures.add(figure("app", end.app() - begin.app()));
        figures.add(figure("broker", end.broker() - begin.broker()));
        figures.add(figure("postgres", end.postgres() - begin.postgres()));
        figures.add(figure("driver", end.driver() - begin.driver()));
        figures.add(figure("requestsPerTask", (end.requests() - begin.requests()) / (double) Math.max(1, tasks)));
        figures.add(figure("seconds", seconds));
        figures.add(figure("freshnessP50", percentile(lags, 0.5)));
        figures.add(figure("freshnessP99", percentile(lags, 0.99)));
        figures.add(figure("freshnessMax", percentile(lags, 1)));
        figures.add("freshnessCount=" + lags.length);
        figures.add(figure("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        System.err.println(String.join("\n", figures));
        if (arguments.containsKey("--out")) {
            var out = Path.of(arguments.get("--out"));
            Files.createDirectories(out.toAbsolutePath().getParent());
            Files.write(out, figures);
        }
    }

    private static String figure(String name, double value) {
        return String.format(Locale.ROOT, "%s=%.3f", name, value);
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** A recording of the application and the statements PostgreSQL carried out while it was measured. */
    private void profile(boolean begin) throws Exception {
        var given = arguments.get("--profile");
        if (given == null) {
            return;
        }
        var target = Files.createDirectories(Path.of(given).toAbsolutePath());
        var command = begin
                ? List.of("JFR.start", "name=cycles", "settings=profile")
                : List.of("JFR.stop", "name=cycles", "filename=" + target.resolve("application.jfr"));
        var jcmd = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(app.handle().pid())));
        jcmd.addAll(command);
        if (begin) {
            try (var superuser = superuser();
                    var statement = superuser.createStatement()) {
                statement.execute("select pg_stat_statements_reset()");
            }
        } else {
            Files.write(target.resolve("statements.txt"), Records.lines(postgres.jdbcUrl(), """
                            select lpad(calls::text, 8) || lpad(round(total_exec_time)::text, 8) || ' ms  '
                                || regexp_replace(query, '\\s+', ' ', 'g')
                            from pg_stat_statements order by total_exec_time desc"""));
        }
        var process = new ProcessBuilder(jcmd)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), "postgres", LocalPostgres.PASSWORD);
    }

    private void endEverything() {
        over = true;
        app.kill();
        broker.kill();
        postgres.stop();
        if (!good) {
            System.err.println("kept: " + directory);
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // it is in the directory for temporary files
        }
    }
}
