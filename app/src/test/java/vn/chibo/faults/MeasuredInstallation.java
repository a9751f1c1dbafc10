package vn.chibo.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.stream.Stream;
import vn.chibo.shared.DomainTime;
import vn.chibo.standalone.Broker;
import vn.chibo.standalone.FreePort;
import vn.chibo.standalone.LocalPostgres;

/**
 * PostgreSQL, one broker and the application, left alone, in a directory of their own: a measurement starts them one after
 * the other. Their clocks stand at the beginning of the month that is worked through.
 */
final class MeasuredInstallation {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory;
    private final LocalPostgres postgres;
    private final Broker.Settings engine;
    private final int httpPort = FreePort.find();
    private Broker broker;
    private AppPart app;

    /** A sitting must begin in its month, and may begin before the day it is planned for. */
    private final Duration offset = Duration.between(
            Instant.now(),
            DistrictMonth.PERIOD.atDay(2).atTime(8, 0).atZone(DomainTime.ZONE).toInstant());

    MeasuredInstallation(Path directory) {
        this(directory, AppPart.HEAP, "256m");
    }

    /** @param appHeap,engineHeap as in {@code -Xmx} */
    MeasuredInstallation(Path directory, String appHeap, String engineHeap) {
        this.directory = directory;
        postgres = LocalPostgres.durable(
                directory.resolve("postgresql"), FreePort.find(), directory.resolve("postgresql.log"));
        engine = Broker.Settings.forTests(directory.resolve("broker"))
                .with(Broker.Exporter.ofWorkingCopy(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD));
        broker = broker(engineHeap);
        app = app(appHeap);
    }

    private Broker broker(String heap) {
        return new Broker(engine.withHeap(heap));
    }

    private AppPart app(String heap) {
        return new AppPart(
                httpPort,
                false,
                heap,
                new AppPart.Surroundings(postgres.jdbcUrl(), broker.grpcAddress(), broker.restAddress()),
                directory.resolve("clock-offset"),
                directory.resolve("app.log"));
    }

    /** From the next start on; nothing but the database may run. */
    void useHeaps(String appHeap, String engineHeap) {
        broker = broker(engineHeap);
        app = app(appHeap);
    }

    void startDatabase() {
        postgres.start();
    }

    void restartDatabase() {
        postgres.stop();
        postgres.start();
    }

    void startEngine() {
        startEngine(PATIENCE);
    }

    void startEngine(Duration patience) {
        broker.start().awaitReady(patience);
        broker.clock().add(offset);
    }

    void startApplication() throws IOException {
        launchApplication();
        awaitApplication(PATIENCE);
    }

    /** Returns at once. */
    void launchApplication() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("clock-offset"), Long.toString(offset.toMillis()));
        app.start();
    }

    void awaitApplication(Duration patience) {
        var until = Instant.now().plus(patience);
        while (!app.isReady()) {
            if (!app.isAlive() || Instant.now().isAfter(until)) {
                throw new IllegalStateException("The application does not start, see " + directory);
            }
            Waiting.millis(300);
        }
    }

    LocalDateTime now() {
        return LocalDateTime.ofInstant(Instant.now().plus(offset), DomainTime.ZONE);
    }

    Path directory() {
        return directory;
    }

    URI address() {
        return app.address();
    }

    String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    /** The administrator's, from the log of the very first start. */
    String firstPassword() {
        return FaultSuite.firstPassword(directory.resolve("app.log"));
    }

    ProcessHandle application() {
        return app.handle();
    }

    ProcessHandle engine() {
        return broker.handle();
    }

    /** The server and its sessions. */
    Stream<ProcessHandle> database() throws IOException {
        var postmaster = Files.readAllLines(directory.resolve("postgresql/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(postmaster)).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
    }

    boolean isAlive() {
        return app.isAlive() && broker.isAlive() && postgres.isAlive();
    }

    Path engineData() {
        return engine.directory();
    }

    URI engineManagement() {
        return URI.create("http://127.0.0.1:" + engine.ports().management());
    }

    /** In order, as {@code ./chibo run} does. */
    void stop() {
        stopJava();
        postgres.stop();
    }

    /** Application and broker. */
    void stopJava() {
        app.stop();
        broker.stop();
    }

    void end() {
        app.kill();
        broker.kill();
        postgres.stop();
    }

    void delete() {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // it is in the directory for temporary files
        }
    }
}
