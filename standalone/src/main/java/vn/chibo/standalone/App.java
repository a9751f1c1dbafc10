package vn.chibo.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The application as a child process. */
final class App implements Service {

    private static final Duration READY_PATIENCE = Duration.ofMinutes(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private final Path jar;
    private final Settings settings;
    private final Path log;
    private final PidFile pidFile;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private @Nullable Child child;

    App(Path jar, Settings settings, Path log, PidFile pidFile) {
        this.jar = jar;
        this.settings = settings;
        this.log = log.toAbsolutePath();
        this.pidFile = pidFile;
    }

    /** What the application (here or in a container) is told. */
    static Map<String, String> environment(Settings settings) {
        var environment = new TreeMap<String, String>();
        environment.put("CHIBO_DATABASE_URL", settings.effectiveDatabaseUrl());
        environment.put("CHIBO_DATABASE_USER", settings.databaseUser());
        environment.put("CHIBO_DATABASE_PASSWORD", settings.databasePassword());
        environment.put("CHIBO_DOCUMENTS_DIRECTORY", settings.documents().toString());
        environment.put("CHIBO_DOCUMENTS_CLAMAV", settings.clamav());
        environment.put("CHIBO_ENGINE_GRPC_ADDRESS", settings.effectiveEngineAddress());
        environment.put("CHIBO_ENGINE_REST_ADDRESS", settings.effectiveEngineRestAddress());
        environment.put("CHIBO_HTTP_ADDRESS", settings.httpAddress());
        environment.put("CHIBO_HTTP_PORT", Integer.toString(settings.httpPort()));
        environment.put("CHIBO_SAMPLE", Boolean.toString(settings.sample()));
        return environment;
    }

    @Override
    public String vietnameseName() {
        return "ứng dụng Chibo (cổng " + settings.httpPort() + ")";
    }

    @Override
    public String englishName() {
        return "the application (port " + settings.httpPort() + ")";
    }

    @Override
    public void start() {
        var environment = environment(settings);
        // a rolling file instead of an endless console
        environment.put("LOGGING_FILE_NAME", log.toString());
        environment.put("LOGGING_THRESHOLD_CONSOLE", "OFF");
        var command =
                List.of(Child.java(), "-Xmx" + settings.appHeap(), "-XX:+ExitOnOutOfMemoryError", "-jar", "" + jar);
        child = Child.start(settings.data(), command, environment, log.resolveSibling("app-console.log"));
        pidFile.write(child.handle());
    }

    @Override
    public void awaitReady() {
        var deadline = System.nanoTime() + READY_PATIENCE.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw failure("dừng ngay khi khởi động", "ended while starting");
            }
            if (System.nanoTime() > deadline) {
                throw failure("chưa sẵn sàng sau 10 phút", "is not ready after 10 minutes");
            }
            Pause.of(Duration.ofMillis(300));
        }
    }

    private StartFailure failure(String vietnamese, String english) {
        return new StartFailure(
                "Ứng dụng " + vietnamese + ", xem " + log,
                "The application " + english + ", see " + log + new Log(log).lastComplaint());
    }

    @Override
    public boolean isReady() {
        var uri = URI.create("http://" + reachableAddress() + ":" + settings.httpPort() + "/actuator/health");
        try {
            var request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String reachableAddress() {
        var address = settings.httpAddress();
        return address.equals("0.0.0.0") || address.contains(":") ? "127.0.0.1" : address;
    }

    @Override
    public boolean isAlive() {
        return child != null && child.isAlive();
    }

    @Override
    public void stop() {
        if (child != null) {
            child.stop(STOP_PATIENCE);
        }
        pidFile.delete();
    }
}
