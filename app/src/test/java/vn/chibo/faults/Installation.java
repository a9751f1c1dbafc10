package vn.chibo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.chibo.shared.DomainTime;
import vn.chibo.standalone.Broker;
import vn.chibo.standalone.FreePort;
import vn.chibo.standalone.LocalPostgres;

/**
 * A whole installation in a directory of its own: PostgreSQL, one broker or three, the application, and doors between
 * application and engine. What dies is started again, as {@code ./chibo run} does, except what a fault keeps down.
 */
final class Installation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LEADER_PATIENCE = Duration.ofMinutes(1);

    private final Path directory;
    private final @Nullable SmallDisk disk;
    private final DatabasePart database;
    private final List<BrokerPart> nodes = new ArrayList<>();
    private final Door grpc;
    private final Door rest;
    private final AppPart app;
    private final Set<Part> keptDown = ConcurrentHashMap.newKeySet();
    private final Thread exitHook = new Thread(this::endEverything, "faults-exit");
    private volatile boolean watched = true;
    private volatile boolean keep;
    private @Nullable Thread watcher;
    private Duration offset = Duration.ZERO;
    private Duration appSkew = Duration.ZERO;
    private Duration engineSkew = Duration.ZERO;

    /** @param brief whether the run is too short for the compiler's best efforts to pay */
    Installation(Path directory, int brokers, boolean brief) {
        this.directory = directory.toAbsolutePath();
        this.disk = SmallDisk.mountedAt(this.directory.resolve("disk")).orElse(null);
        var postgres = LocalPostgres.durable(
                this.directory.resolve("disk/postgresql"), FreePort.find(), this.directory.resolve("postgresql.log"));
        database = new DatabasePart(postgres);
        for (var settings : nodes(brokers, postgres)) {
            var cluster = settings.cluster();
            nodes.add(new BrokerPart(cluster == null ? "broker" : "broker " + cluster.node(), new Broker(settings)));
        }
        grpc = new Door(nodes.stream()
                .map(node -> node.broker().settings().ports().grpc())
                .toList());
        rest = new Door(nodes.stream()
                .map(node -> node.broker().settings().ports().rest())
                .toList());
        app = new AppPart(
                FreePort.find(),
                brief,
                AppPart.HEAP,
                new AppPart.Surroundings(
                        postgres.jdbcUrl(),
                        URI.create("http://127.0.0.1:" + grpc.port()),
                        URI.create("http://127.0.0.1:" + rest.port())),
                this.directory.resolve("clock-offset"),
                this.directory.resolve("app.log"));
    }

    private List<Broker.Settings> nodes(int count, LocalPostgres postgres) {
        var exporter = Broker.Exporter.ofWorkingCopy(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD);
        var nodes = IntStream.range(0, count)
                .mapToObj(number -> Broker.Settings.forTests(directory.resolve("engine-" + number))
                        .with(exporter))
                .toList();
        if (count == 1) {
            return nodes;
        }
        var contacts = nodes.stream()
                .map(node -> "127.0.0.1:" + node.ports().internal())
                .toList();
        return IntStream.range(0, count)
                .mapToObj(number -> nodes.get(number)
                        .withHeap("384m")
                        .in(new Broker.Cluster(number, count, count, count, contacts)))
                .toList();
    }

    void start(Instant now) {
        Runtime.getRuntime().addShutdownHook(exitHook);
        advanceTo(now);
        database.start();
        nodes.forEach(Part::start);
        app.start();
        parts().forEach(part -> part.awaitReady(PATIENCE));
        watcher = Thread.ofPlatform().name("faults-watcher").daemon().start(this::watch);
    }

    private void watch() {
        while (watched) {
            parts().filter(part -> !part.isAlive() && !keptDown.contains(part)).forEach(this::tryStarting);
            nodes.stream().filter(Part::isAlive).forEach(BrokerPart::showsTheTime);
            try {
                Waiting.millis(500);
            } catch (Waiting.Interrupted e) {
                return;
            }
        }
    }

    private void tryStarting(Part part) {
        synchronized (part) {
            if (watched && !part.isAlive() && !keptDown.contains(part)) {
                try {
                    part.start();
                } catch (RuntimeException e) {
                    // the next round tries again
                }
            }
        }
    }

    Stream<Part> parts() {
        return Stream.concat(Stream.concat(Stream.of(database), nodes.stream()), Stream.of(app));
    }

    Part app() {
        return app;
    }

    Part database() {
        return database;
    }

    /**
     * A broker; of several one that leads a partition, whose loss is felt most.
     *
     * @throws IllegalStateException if no broker leads it for a minute
     */
    BrokerPart broker(int draw) {
        if (nodes.size() == 1) {
            return nodes.getFirst();
        }
        var partition = draw % nodes.size() + 1;
        var patience = Instant.now().plus(LEADER_PATIENCE);
        while (Instant.now().isBefore(patience)) {
            for (var node : nodes) {
                if (node.leads().contains(partition)) {
                    return node;
                }
            }
            Waiting.millis(500);
        }
        throw new IllegalStateException("Nobody leads partition " + partition);
    }

    URI address() {
        return app.address();
    }

    String jdbcUrl() {
        return database.postgres().jdbcUrl();
    }

    Path appLog() {
        return directory.resolve("app.log");
    }

    boolean hasSmallDisk() {
        return disk != null;
    }

    @Nullable SmallDisk disk() {
        return disk;
    }

    /** Ends a part and keeps it down until {@link #release}. */
    void takeDown(Part part, boolean inOrder) {
        keptDown.add(part);
        synchronized (part) {
            if (inOrder) {
                part.stop();
            } else {
                part.kill();
            }
        }
    }

    /** From now on the part is started again like any that died. */
    void release(Part part) {
        keptDown.remove(part);
    }

    void doors(Door.State state) {
        grpc.set(state);
        rest.set(state);
    }

    boolean isWell() {
        return parts().allMatch(part -> part.isAlive() && part.isReady());
    }

    // ---- time ----

    synchronized Instant now() {
        return Instant.now().plus(offset);
    }

    LocalDateTime localNow() {
        return LocalDateTime.ofInstant(now(), DomainTime.ZONE);
    }

    synchronized void advanceTo(Instant moment) {
        offset = Duration.between(Instant.now(), moment);
        setClocks();
    }

    /** Lets the clocks of application and engine go wrong by so much. */
    synchronized void skew(Duration application, Duration engine) {
        appSkew = application;
        engineSkew = engine;
        setClocks();
    }

    private void setClocks() {
        var file = directory.resolve("clock-offset");
        try {
            Files.createDirectories(directory);
            var next = directory.resolve("clock-offset.next");
            Files.writeString(next, Long.toString(offset.plus(appSkew).toMillis()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        nodes.forEach(node -> node.setClock(offset.plus(engineSkew)));
    }

    /** How often PostgreSQL told somebody that its disk was full. */
    long diskFullComplaints() {
        try (var lines = Files.lines(directory.resolve("postgresql.log"))) {
            return lines.filter(line -> line.contains("No space left on device"))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends everything and keeps the database where somebody can look at it: its own disk goes with the installation. */
    void closeAndKeep() {
        keep = true;
        close();
    }

    @Override
    public void close() {
        endEverything();
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException exiting) {
            // the hook finds everything ended
        }
    }

    private void endEverything() {
        watched = false;
        var thread = watcher;
        if (thread != null) {
            thread.interrupt();
        }
        for (Part part : Stream.concat(Stream.of(app), nodes.stream()).toList()) {
            keptDown.add(part);
            part.kill();
        }
        grpc.close();
        rest.close();
        keptDown.add(database);
        if (disk != null) {
            disk.makeRoom();
        }
        try {
            database.stop();
        } catch (RuntimeException e) {
            database.kill();
        }
        if (disk != null) {
            if (keep) {
                disk.copyTo(directory.resolve("postgresql-data"));
            }
            disk.close();
        }
    }
}
