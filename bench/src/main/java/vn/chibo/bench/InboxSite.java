package vn.chibo.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.chibo.standalone.FreePort;
import vn.chibo.standalone.LocalPostgres;

/** The application as it is shipped, without an engine, and people's browsers in front of it. */
final class InboxSite {

    /** The password behind the hash in {@code chibo-organization.sql}. */
    private static final String PASSWORD = "do-thu-danh-sach-viec";

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");

    private final LocalPostgres postgres;
    private final Path log;
    private final List<String> settings;
    private final int port = FreePort.find();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> sessions = new HashMap<>();
    private @Nullable Process process;

    /** @param settings further arguments of the application, such as {@code --chibo.overdue.every=PT5S} */
    InboxSite(LocalPostgres postgres, Path log, String... settings) {
        this.postgres = postgres;
        this.log = log;
        this.settings = List.of(settings);
    }

    void start() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                jar().toString(),
                // tasks stand in the read model; nothing else is to use the machine meanwhile
                "--chibo.engine.enabled=false",
                "--chibo.meetings.open-at-start=false",
                "--chibo.reconciliation.first-after=P1D");
        builder.command().addAll(settings);
        builder.environment()
                .putAll(Map.of(
                        "CHIBO_DATABASE_URL",
                        postgres.jdbcUrl(),
                        "CHIBO_DATABASE_USER",
                        LocalPostgres.USER,
                        "CHIBO_DATABASE_PASSWORD",
                        LocalPostgres.PASSWORD,
                        "CHIBO_HTTP_PORT",
                        String.valueOf(port)));
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        for (var wait = 0; !answers(); wait++) {
            if (wait > 600 || !process.isAlive()) {
                throw new IllegalStateException("The application does not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static Path jar() throws IOException {
        var target = Path.of(System.getenv().getOrDefault("CHIBO_HOME", "."), "app", "target");
        try (var jars = Files.newDirectoryStream(target, "chibo-app-*.jar")) {
            return jars.iterator().next();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/sign-in", "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    Duration cpu() {
        var running = process;
        return running == null
                ? Duration.ZERO
                : running.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    void stop() {
        var running = process;
        if (running != null && running.isAlive()) {
            running.destroy();
            running.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        }
    }

    /** Those of the people who are not signed in yet. */
    void signIn(List<Person> people) throws IOException, InterruptedException {
        for (var person : people) {
            if (!sessions.containsKey(person.username())) {
                sessions.put(person.username(), signIn(person.username()));
            }
        }
    }

    private String signIn(String username) throws IOException, InterruptedException {
        var form = get("/sign-in", "");
        var token = TOKEN.matcher(form.body());
        if (!token.find()) {
            throw new IllegalStateException("The sign-in page has no token:\n" + form.body());
        }
        var fields = "username=" + encoded(username) + "&password=" + encoded(PASSWORD) + "&_csrf="
                + encoded(token.group(1));
        var request = request("/sign-in", cookies(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        var session = cookies(answer);
        if (answer.statusCode() != 302 || !session.contains("chibo-session=")) {
            throw new IllegalStateException(username + " cannot sign in: " + answer.statusCode());
        }
        return session;
    }

    void page(Person person) throws IOException, InterruptedException {
        expect(person, "/inbox", "data-test=\"counters\"");
    }

    void search(Person person) throws IOException, InterruptedException {
        expect(person, "/inbox?q=" + encoded(String.join(" ", TaskList.WORDS)), "data-test=\"counters\"");
    }

    void counters(Person person) throws IOException, InterruptedException {
        expect(person, "/inbox/counters", "data-test=\"count-overdue\"");
    }

    /** The page as it came; any answer but 200 is a failure of the measurement. */
    String read(Person person, String path) throws IOException, InterruptedException {
        var answer = get(path, sessions.getOrDefault(person.username(), ""));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " of " + person.username() + ": " + answer.statusCode());
        }
        return answer.body();
    }

    private void expect(Person person, String path, String content) throws IOException, InterruptedException {
        var answer = get(path, sessions.getOrDefault(person.username(), ""));
        if (answer.statusCode() != 200 || !answer.body().contains(content)) {
            throw new IllegalStateException(path + " of " + person.username() + ": " + answer.statusCode());
        }
    }

    private HttpResponse<String> get(String path, String cookies) throws IOException, InterruptedException {
        return http.send(request(path, cookies).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String cookies) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        return cookies.isEmpty() ? request : request.header("Cookie", cookies);
    }

    private static String cookies(HttpResponse<?> answer) {
        return String.join(
                "; ",
                answer.headers().allValues("set-cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
