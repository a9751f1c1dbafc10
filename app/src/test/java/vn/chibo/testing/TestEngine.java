package vn.chibo.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.chibo.standalone.Broker;

/**
 * The one broker and database of a test run, started by the first {@link EngineTest}. Its clock and the application's
 * move together, and only forward; tests therefore reckon from {@link #now()} and use ids of their own.
 */
public final class TestEngine {

    private static @Nullable TestEngine running;

    private final Path directory;
    private final String databaseUrl;
    private final Broker broker;
    private Duration offset = Duration.ZERO;

    private TestEngine() {
        try {
            directory = Files.createTempDirectory("chibo-engine-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        databaseUrl = TestDatabases.create();
        broker = new Broker(Broker.Settings.forTests(directory).with(exporterOfEverything(databaseUrl))).start();
        writeOffset();
    }

    /** Stores the values of all variables, so that tests see what processes carry. */
    private static Broker.Exporter exporterOfEverything(String databaseUrl) {
        var usual = Broker.Exporter.ofWorkingCopy(databaseUrl, "postgres", "postgres");
        return new Broker.Exporter(usual.jar(), usual.databaseUrl(), usual.user(), usual.password(), List.of("*"));
    }

    public static synchronized TestEngine get() {
        if (running == null) {
            running = new TestEngine();
        }
        return running;
    }

    /** What an application context needs to work with this engine. */
    Map<String, Object> properties() {
        return Map.of(
                "chibo.test.database-url",
                databaseUrl,
                "chibo.engine.enabled",
                "true",
                "chibo.engine.grpc-address",
                broker.grpcAddress().toString(),
                "chibo.engine.rest-address",
                broker.restAddress().toString(),
                "chibo.engine.models",
                "classpath*:processes/**/*.bpmn,classpath*:processes/**/*.dmn,classpath*:forms/**/*.form,"
                        + "classpath:engine-probe/*",
                "chibo.engine.job-back-off",
                "100ms",
                // a job that a context took with it when it closed comes again within the patience of a test
                "chibo.engine.job-timeout",
                "20s",
                "chibo.clock-offset-file",
                offsetFile().toString());
    }

    public Broker broker() {
        return broker;
    }

    public TestEngine awaitReady() {
        broker.awaitReady(Duration.ofSeconds(120));
        return this;
    }

    public Instant now() {
        return Instant.now().plus(offset);
    }

    /** Moves engine and application forward. */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time does not run backwards: " + duration);
        }
        offset = offset.plus(duration);
        writeOffset();
        broker.clock().add(duration);
    }

    /** Moves engine and application to a moment, which may have come by itself in the meantime. */
    public void advanceTo(Instant moment) {
        var ahead = Duration.between(now(), moment);
        if (ahead.isPositive()) {
            advance(ahead);
        }
    }

    /** Ends the broker like a power cut. */
    public void kill() {
        broker.kill();
    }

    /** Starts a killed broker again, with its clock where it was. */
    public void restart() {
        broker.start();
        awaitReady();
        broker.clock().add(offset);
    }

    private Path offsetFile() {
        return directory.resolve("clock-offset-millis");
    }

    private void writeOffset() {
        try {
            var next = directory.resolve("clock-offset-millis.next");
            Files.writeString(next, Long.toString(offset.toMillis()));
            Files.move(
                    next,
                    offsetFile(),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
