package vn.chibo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.chibo.standalone.LocalPostgres;

/** The application, from its jar. */
final class AppPart implements Part {

    /** As in {@code -Xmx}, unless a measurement is about another one. */
    static final String HEAP = "640m";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Path jar;
    private final int port;
    private final boolean brief;
    private final String heap;
    private final Map<String, String> environment;
    private final Path clockOffset;
    private final Path log;
    private @Nullable Process process;

    /** Where the application finds its database (one of ours) and its engine. */
    record Surroundings(String databaseUrl, URI engineGrpc, URI engineRest) {

        private Map<String, String> environment() {
            return Map.of(
                    "CHIBO_DATABASE_URL",
                    databaseUrl,
                    "CHIBO_DATABASE_USER",
                    LocalPostgres.USER,
                    "CHIBO_DATABASE_PASSWORD",
                    LocalPostgres.PASSWORD,
                    "CHIBO_ENGINE_GRPC_ADDRESS",
                    engineGrpc.toString(),
                    "CHIBO_ENGINE_REST_ADDRESS",
                    engineRest.toString(),
                    "CHIBO_SAMPLE",
                    "false");
        }
    }

    /** @param brief whether the run is too short for the compiler's best efforts to pay */
    AppPart(int port, boolean brief, String heap, Surroundings surroundings, Path clockOffset, Path log) {
        this.jar = builtJar();
        this.port = port;
        this.brief = brief;
        this.heap = heap;
        this.environment = surroundings.environment();
        this.clockOffset = clockOffset;
        this.log = log;
    }

    /** The jar {@code mvn package} makes; looked for from the project's root and from the module. */
    static Path builtJar() {
        for (var directory : List.of(Path.of("app/target"), Path.of("target"))) {
            try (var files = Files.newDirectoryStream(directory, "chibo-app-*.jar")) {
                for (var file : files) {
                    return file.toAbsolutePath();
                }
            } catch (IOException e) {
                // the next one
            }
        }
        throw new IllegalStateException("The application is not built: mvn package");
    }

    ProcessHandle handle() {
        return Objects.requireNonNull(process, "not started").toHandle();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public String name() {
        return "application";
    }

    @Override
    public void start() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=" + (brief ? 1 : 4),
                "-jar",
                jar.toString(),
                "--chibo.clock-offset-file=" + clockOffset);
        builder.environment().putAll(environment);
        builder.environment().put("CHIBO_HTTP_PORT", Integer.toString(port));
        builder.environment().put("LOGGING_FILE_NAME", log.toString());
        builder.environment().put("LOGGING_THRESHOLD_CONSOLE", "OFF");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                log.resolveSibling("app-console.log").toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        end(false);
    }

    @Override
    public void kill() {
        end(true);
    }

    private void end(boolean atOnce) {
        var running = process;
        if (running == null) {
            return;
        }
        try {
            if (!atOnce) {
                running.destroy();
                if (running.waitFor(40, TimeUnit.SECONDS)) {
                    return;
                }
            }
            running.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(address().resolve("/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Waiting.Interrupted();
        }
    }
}
