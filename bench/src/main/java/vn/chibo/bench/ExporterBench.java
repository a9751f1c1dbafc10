package vn.chibo.bench;

import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vn.chibo.standalone.Broker;
import vn.chibo.standalone.FreePort;
import vn.chibo.standalone.LocalPostgres;

/**
 * How long after the engine's event its row can be read: from the time on the record of a completed user task to the answer
 * of a query that shows it, asked every {@link #LOOK_EVERY}. For each pair of flush time and batch size a new broker and
 * database, a warm-up at the full rate, then the measurement at that rate, then one with hardly anything to do.
 */
final class ExporterBench {

    static final String USAGE = "[--settings 1x1000,5x1000,10x1000,20x1000,5x100,5x5000] [--warm-up 90] [--seconds 60]"
            + " [--idle-seconds 60] [--rate 100] [--idle-rate 5]   (settings: flush time in ms x batch size)";

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);
    private static final int INSTANCES = 400;

    private final Map<String, String> arguments;

    private ExporterBench(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    static ExporterBench of(String[] arguments) {
        var given = new HashMap<String, String>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        var known = Set.of("--settings", "--warm-up", "--seconds", "--idle-seconds", "--rate", "--idle-rate");
        if (arguments.length % 2 != 0 || !known.containsAll(given.keySet())) {
            throw new IllegalArgumentException("./chibo bench exporter " + USAGE);
        }
        return new ExporterBench(given);
    }

    private int number(String name, int fallback) {
        return Integer.parseInt(arguments.getOrDefault(name, String.valueOf(fallback)));
    }

    void run() throws Exception {
        System.out.printf(
                "%s, %d processors, Java %s, warm-up %d s%n%n",
                Instant.now(), Runtime.getRuntime().availableProcessors(), Runtime.version(), number("--warm-up", 90));
        System.out.println(
                "| flush ms | batch | phase | asked/s | refused | p50 | p90 | p99 | max | n | load average |");
        System.out.println("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var pair : arguments
                .getOrDefault("--settings", "1x1000,5x1000,10x1000,20x1000,5x100,5x5000")
                .split(",")) {
            var parts = pair.split("x");
            measure(parts[0], parts[1]);
        }
    }

    private void measure(String flush, String batch) throws Exception {
        var directory = Files.createTempDirectory("chibo-bench");
        try (var postgres = LocalPostgres.durable(
                        directory.resolve("postgresql"), FreePort.find(), directory.resolve("postgresql.log"))
                .start()) {
            migrate(postgres);
            var settings = Broker.Settings.forTests(directory.resolve("broker"))
                    .with(Broker.Exporter.ofWorkingCopy(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD))
                    .with(Map.of(
                            "ZEEBE_BROKER_EXPORTERS_CHIBO_ARGS_FLUSHMILLIS",
                            flush,
                            "ZEEBE_BROKER_EXPORTERS_CHIBO_ARGS_BATCH",
                            batch));
            try (var broker = new Broker(settings).start().awaitReady(Duration.ofMinutes(5));
                    var client = client(broker);
                    var people = new People(client, postgres)) {
                var rate = number("--rate", 100);
                people.work("warm-up", number("--warm-up", 90), rate);
                report(flush, batch, people.work("busy", number("--seconds", 60), rate));
                report(flush, batch, people.work("idle", number("--idle-seconds", 60), number("--idle-rate", 5)));
            }
        } finally {
            delete(directory);
        }
    }

    private static void report(String flush, String batch, Phase phase) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %d | %s | %.1f |%n",
                flush,
                batch,
                phase.name(),
                phase.rate(),
                phase.refused(),
                phase.lags().cells(),
                phase.load());
    }

    private static CamundaClient client(Broker broker) {
        var client = CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .defaultRequestTimeout(Duration.ofSeconds(60))
                .build();
        client.newDeployResourceCommand()
                .addResourceFromClasspath("bench-exporter.bpmn")
                .send()
                .join();
        for (var i = 0; i < INSTANCES; i++) {
            client.newCreateInstanceCommand()
                    .bpmnProcessId("bench-exporter")
                    .latestVersion()
                    .variables(Map.of("caseId", "bench-" + i))
                    .send()
                    .join();
        }
        return client;
    }

    /** The application's own migrations: the tables are those of earnest use. */
    private static void migrate(LocalPostgres postgres) throws IOException, SQLException {
        var home = Path.of(System.getenv().getOrDefault("CHIBO_HOME", "."));
        try (var files = Files.list(home.resolve("app/src/main/resources/db/migration/engine"));
                var connection = connect(postgres);
                var statement = connection.createStatement()) {
            for (var file :
                    files.sorted(Comparator.comparing(Path::getFileName)).toList()) {
                statement.execute(Files.readString(file));
            }
        }
    }

    private static Connection connect(LocalPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD);
    }

    private record Phase(String name, double rate, int refused, Samples lags, double load) {}

    /** Those who complete tasks at a given rate, whatever comes of it, and the one who looks at the tables. */
    private static final class People implements AutoCloseable {
        private final CamundaClient client;
        private final Connection connection;
        private final Thread reader;
        private final LinkedBlockingQueue<Long> open = new LinkedBlockingQueue<>();
        private final Set<Long> sent = ConcurrentHashMap.newKeySet();
        private volatile Samples lags = new Samples();
        private volatile boolean running = true;
        private volatile @Nullable Exception failure;

        People(CamundaClient client, LocalPostgres postgres) throws SQLException {
            this.client = client;
            connection = connect(postgres);
            reader = Thread.ofPlatform().name("reader").daemon().start(this::read);
        }

        Phase work(String name, int seconds, int rate) throws Exception {
            var mine = new Samples();
            lags = mine;
            var refused = new AtomicInteger();
            var done = 0;
            var begin = System.nanoTime();
            for (var due = begin; due < begin + seconds * 1_000_000_000L; due += 1_000_000_000L / rate) {
                LockSupport.parkNanos(due - System.nanoTime());
                var key = open.poll(30, TimeUnit.SECONDS);
                if (key == null || failure != null) {
                    throw new IllegalStateException("No task to complete, the read model stands still", failure);
                }
                done++;
                sent.add(key);
                client.newCompleteUserTaskCommand(key).send().whenComplete((taken, refusal) -> {
                    if (refusal != null) {
                        refused.incrementAndGet();
                        sent.remove(key);
                        open.add(key);
                    }
                });
            }
            var took = (System.nanoTime() - begin) / 1e9;
            var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            for (var wait = 0; wait < 300 && !sent.isEmpty(); wait++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return new Phase(name, done / took, refused.get(), mine, load);
        }

        private void read() {
            try (var completed = connection.prepareStatement("""
                            select key, extract(epoch from ended_at) * 1000 from engine.user_task
                            where key = any(?) and state = 'COMPLETED'""");
                    var created = connection.prepareStatement(
                            "select key from engine.user_task where key > ? and state = 'OPEN' order by key")) {
                var newest = 0L;
                while (running) {
                    look(completed);
                    newest = news(created, newest);
                    LockSupport.parkNanos(LOOK_EVERY.toNanos());
                }
            } catch (SQLException e) {
                failure = e;
            }
        }

        private void look(PreparedStatement completed) throws SQLException {
            if (sent.isEmpty()) {
                return;
            }
            completed.setArray(1, connection.createArrayOf("bigint", sent.toArray()));
            try (var rows = completed.executeQuery()) {
                var now = Instant.now();
                var millis = now.getEpochSecond() * 1000 + now.getNano() / 1e6;
                while (rows.next()) {
                    if (sent.remove(rows.getLong(1))) {
                        lags.add(millis - rows.getDouble(2));
                    }
                }
            }
        }

        private long news(PreparedStatement created, long newest) throws SQLException {
            created.setLong(1, newest);
            var last = newest;
            try (var rows = created.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    open.add(last);
                }
            }
            return last;
        }

        @Override
        public void close() throws SQLException {
            running = false;
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            connection.close();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
