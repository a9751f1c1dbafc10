package vn.chibo.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Camunda broker with its gateway as a child process, configured by environment variables alone.
 *
 * <p>{@link #environment} is the one source of these variables: the standalone start, the tests and (checked by a test)
 * {@code docker-compose.yml} use the same. Starting takes 6–13 s. A killed broker is started again with {@link #start}.
 */
public final class Broker implements AutoCloseable {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    /** @param command,internal ports brokers talk to each other on; unused by clients */
    public record Ports(int grpc, int rest, int management, int command, int internal) {

        public static final Ports DEFAULT = new Ports(26500, 8088, 9600, 26501, 26502);

        public static Ports free() {
            var free = FreePort.find(5);
            return new Ports(free[0], free[1], free[2], free[3], free[4]);
        }
    }

    /**
     * Our exporter, loaded by the broker from its jar.
     *
     * @param jar as the broker sees the path
     * @param variables names of the process variables the read model may hold
     */
    public record Exporter(Path jar, String databaseUrl, String user, String password, List<String> variables) {

        static final String CLASS_NAME = "vn.chibo.exporter.PostgresExporter";
        static final String BUSINESS_KEY = "caseId";

        /** What the read model may hold of the processes' variables: {@code processes/variables.txt}, one name a line. */
        static List<String> variables(Home home) {
            try (var lines = Files.lines(home.directory().resolve("processes/variables.txt"))) {
                return lines.map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(name -> !name.isEmpty())
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The exporter built in this working copy, with its variables; {@code mvn package} makes the jar. */
        public static Exporter ofWorkingCopy(String databaseUrl, String user, String password) {
            var home = Home.find(System.getenv());
            return new Exporter(home.exporterJar(), databaseUrl, user, password, variables(home));
        }
    }

    /**
     * The cluster a broker belongs to. Every partition lives on {@code replication} of the nodes and goes on while most of
     * these are there: three nodes with three copies stand the loss of any one. How many nodes, partitions and copies
     * there are is decided at the first start and must be the same on all nodes.
     *
     * @param node number of this node, from 0
     * @param contactPoints host and internal port of the nodes, at least of those that start first
     */
    public record Cluster(int node, int nodes, int partitions, int replication, List<String> contactPoints) {}

    /**
     * @param directory the broker's data
     * @param log the broker's log file, kept below 60 MB
     * @param host interface to listen on
     * @param heap as in {@code -Xmx}
     * @param controlledClock whether {@link Broker#clock} may move time; never in earnest
     * @param cluster null for a broker alone, with one partition
     * @param more environment variables on top of ours, such as those of a test with several partitions
     */
    public record Settings(
            Path directory,
            Path log,
            String host,
            Ports ports,
            String heap,
            boolean controlledClock,
            @Nullable Exporter exporter,
            @Nullable Cluster cluster,
            Map<String, String> more) {

        /** A broker alone. */
        public Settings(
                Path directory,
                Path log,
                String host,
                Ports ports,
                String heap,
                boolean controlledClock,
                @Nullable Exporter exporter) {
            this(directory, log, host, ports, heap, controlledClock, exporter, null, Map.of());
        }

        /** For tests: own directory, free ports, a small heap, a clock that can be moved. */
        public static Settings forTests(Path directory) {
            return new Settings(
                    directory.resolve("data"),
                    directory.resolve("broker.log"),
                    "127.0.0.1",
                    Ports.free(),
                    "256m",
                    true,
                    null);
        }

        public Settings with(Exporter exporter) {
            return new Settings(directory, log, host, ports, heap, controlledClock, exporter, cluster, more);
        }

        public Settings withHeap(String heap) {
            return new Settings(directory, log, host, ports, heap, controlledClock, exporter, cluster, more);
        }

        /** A node of a cluster; each node needs settings, a directory and (on one machine) ports of its own. */
        public Settings in(Cluster cluster) {
            return new Settings(directory, log, host, ports, heap, controlledClock, exporter, cluster, more);
        }

        /** Environment variables of the broker on top of ours, or instead of them. */
        public Settings with(Map<String, String> more) {
            return new Settings(
                    directory, log, host, ports, heap, controlledClock, exporter, cluster, Map.copyOf(more));
        }
    }

    private final Settings settings;
    private final boolean stopAtExit;
    private final Consumer<String> progress;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private @Nullable Child child;
    private @Nullable Thread exitHook;

    /** A broker that ends with this JVM at the latest. */
    public Broker(Settings settings) {
        this(settings, true, System.out::println);
    }

    Broker(Settings settings, boolean stopAtExit, Consumer<String> progress) {
        this.settings = settings;
        this.stopAtExit = stopAtExit;
        this.progress = progress;
    }

    /** What a broker (here or in a container) is told: key and value, nothing secret but the database password. */
    static Map<String, String> environment(Settings settings) {
        var ports = settings.ports();
        var environment = new TreeMap<String, String>();
        environment.put("ZEEBE_BROKER_NETWORK_HOST", settings.host());
        environment.put("ZEEBE_BROKER_NETWORK_ADVERTISEDHOST", "127.0.0.1");
        environment.put("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", text(ports.command()));
        environment.put("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", text(ports.internal()));
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", settings.host());
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", text(ports.grpc()));
        environment.put("SERVER_ADDRESS", settings.host());
        environment.put("SERVER_PORT", text(ports.rest()));
        environment.put("MANAGEMENT_SERVER_ADDRESS", settings.host());
        environment.put("MANAGEMENT_SERVER_PORT", text(ports.management()));
        environment.put("ZEEBE_BROKER_DATA_DIRECTORY", settings.directory().toString());
        environment.put("ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "32MB");
        environment.put("ZEEBE_BROKER_DATA_SNAPSHOTPERIOD", "5m");
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "1GB");
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "512MB");
        environment.put("ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT", "64MB");
        environment.put("ZEEBE_CLOCK_CONTROLLED", String.valueOf(settings.controlledClock()));
        var cluster = settings.cluster();
        if (cluster != null) {
            var prefix = "ZEEBE_BROKER_CLUSTER_";
            environment.put(prefix + "NODEID", text(cluster.node()));
            environment.put(prefix + "CLUSTERSIZE", text(cluster.nodes()));
            environment.put(prefix + "PARTITIONSCOUNT", text(cluster.partitions()));
            environment.put(prefix + "REPLICATIONFACTOR", text(cluster.replication()));
            environment.put(prefix + "INITIALCONTACTPOINTS", String.join(",", cluster.contactPoints()));
        }
        var exporter = settings.exporter();
        if (exporter != null) {
            var prefix = "ZEEBE_BROKER_EXPORTERS_CHIBO_";
            environment.put(prefix + "CLASSNAME", Exporter.CLASS_NAME);
            environment.put(prefix + "JARPATH", exporter.jar().toString());
            environment.put(prefix + "ARGS_URL", exporter.databaseUrl());
            environment.put(prefix + "ARGS_USER", exporter.user());
            environment.put(prefix + "ARGS_PASSWORD", exporter.password());
            environment.put(prefix + "ARGS_VARIABLES", String.join(",", exporter.variables()));
            environment.put(prefix + "ARGS_BUSINESSKEY", Exporter.BUSINESS_KEY);
        }
        environment.putAll(settings.more());
        return environment;
    }

    /** Starts the process and returns at once; {@link #awaitReady} waits for it. */
    public Broker start() {
        var distribution = new Distribution(System.getenv(), progress).obtain();
        var directory = settings.directory().toAbsolutePath();
        var command = List.of(
                Child.java(),
                "-Xms" + settings.heap(),
                "-Xmx" + settings.heap(),
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Dapp.name=broker",
                "-Dapp.home=" + distribution,
                "-Dbasedir=" + distribution,
                "-Dchibo.log=" + settings.log().toAbsolutePath(),
                "-Dlogging.config=" + logConfiguration(),
                "-classpath",
                distribution.resolve("config") + ":" + distribution.resolve("lib") + "/*",
                "io.camunda.application.StandaloneBroker");
        child = Child.start(directory, command, environment(settings), console());
        if (stopAtExit && exitHook == null) {
            exitHook = new Thread(this::kill, "broker-exit");
            Runtime.getRuntime().addShutdownHook(exitHook);
        }
        return this;
    }

    private Path logConfiguration() {
        var file = settings.log().toAbsolutePath().resolveSibling("broker-log4j2.xml");
        try (var in = Broker.class.getResourceAsStream("broker-log4j2.xml")) {
            Files.createDirectories(file.getParent());
            Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process prints before its log is set up, such as a refusal of the JVM. */
    private Path console() {
        return settings.log().toAbsolutePath().resolveSibling("broker-console.log");
    }

    /** Until the broker takes commands on all partitions; fails when the process ends or the time is over. */
    public Broker awaitReady(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw new StartFailure(
                        "Bộ máy Camunda dừng ngay khi khởi động, xem " + settings.log(),
                        "The Camunda broker ended while starting, see " + settings.log() + " and " + console()
                                + new Log(settings.log()).lastComplaint());
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure(
                        "Bộ máy Camunda chưa sẵn sàng sau " + patience.toSeconds() + " giây, xem " + settings.log(),
                        "The Camunda broker is not ready after " + patience.toSeconds() + " s, see " + settings.log()
                                + new Log(settings.log()).lastComplaint());
            }
            Pause.of(Duration.ofMillis(200));
        }
        return this;
    }

    public boolean isReady() {
        try {
            return send(management("/actuator/health/readiness").GET()) / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    public boolean isAlive() {
        var current = child;
        return current != null && current.isAlive();
    }

    /** The running process. */
    public ProcessHandle handle() {
        return Objects.requireNonNull(child, "not started").handle();
    }

    /** Asks the broker to end and waits until it has. */
    public void stop() {
        var current = child;
        if (current != null) {
            current.stop(STOP_PATIENCE);
        }
        removeExitHook();
    }

    /** Ends the process like {@code kill -9}, for tests of what survives. */
    public void kill() {
        var current = child;
        if (current != null) {
            current.kill();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void removeExitHook() {
        if (exitHook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(exitHook);
            } catch (IllegalStateException alreadyExiting) {
                // the hook finds the process ended
            }
            exitHook = null;
        }
    }

    public Settings settings() {
        return settings;
    }

    public URI grpcAddress() {
        return URI.create("http://127.0.0.1:" + settings.ports().grpc());
    }

    public URI restAddress() {
        return URI.create("http://127.0.0.1:" + settings.ports().rest());
    }

    /** Moves the engine's time; needs {@link Settings#controlledClock}. */
    public Clock clock() {
        return new Clock();
    }

    /** The engine's clock: timers, {@code now()} and the time on records follow it within half a second. */
    public final class Clock {

        private Clock() {}

        public void add(Duration offset) {
            change("/actuator/clock/add", "{\"offsetMilli\":" + offset.toMillis() + "}");
        }

        public void pin(Instant instant) {
            change("/actuator/clock/pin", "{\"epochMilli\":" + instant.toEpochMilli() + "}");
        }

        public void reset() {
            request(management("/actuator/clock").DELETE());
        }

        private void change(String path, String body) {
            request(management(path)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private void request(HttpRequest.Builder request) {
            try {
                var status = send(request);
                if (status / 100 != 2) {
                    throw new IllegalStateException("The engine's clock answered " + status);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private HttpRequest.Builder management(String path) {
        var uri = URI.create("http://127.0.0.1:" + settings.ports().management() + path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5));
    }

    private int send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
