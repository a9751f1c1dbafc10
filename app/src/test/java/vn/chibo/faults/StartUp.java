package vn.chibo.faults;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import vn.chibo.month.Person;

/**
 * One start of everything, one part after the other as {@code ./chibo run} does it: milliseconds from its beginning.
 *
 * @param database until PostgreSQL takes connections
 * @param engine until the broker takes commands
 * @param signIn until the first page for signing in
 * @param inbox until somebody has signed in and sees the list of tasks
 */
record StartUp(long database, long engine, long signIn, long inbox) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    static final String HEAD = """
            | data | starts | PostgreSQL ms | + engine ms | + application, /sign-in ms | + /inbox ms |
            | --- | ---: | ---: | ---: | ---: | ---: |""";

    static StartUp of(MeasuredInstallation installation, Supplier<Person> administrator) throws IOException {
        var begin = System.nanoTime();
        installation.startDatabase();
        var database = millisSince(begin);
        installation.startEngine();
        var engine = millisSince(begin);
        installation.launchApplication();
        awaitSignIn(installation);
        var signIn = millisSince(begin);
        var page = administrator.get().open("/inbox");
        if (page.status() != 200 || !page.uri().getPath().equals("/inbox")) {
            throw new IllegalStateException("The administrator does not see the list of tasks: " + page);
        }
        return new StartUp(database, engine, signIn, millisSince(begin));
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static void awaitSignIn(MeasuredInstallation installation) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var request = HttpRequest.newBuilder(installation.address().resolve("/sign-in"))
                .timeout(Duration.ofSeconds(10))
                .build();
        while (status(request) != 200) {
            if (!installation.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("The application does not start, see " + installation.directory());
            }
            Waiting.millis(20);
        }
    }

    private static int status(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Waiting.Interrupted();
        }
    }

    /** Least, middle and greatest of each. */
    static String row(String data, List<StartUp> starts) {
        Function<ToLongFunction<StartUp>, String> cell = part -> {
            var sorted = starts.stream().mapToLong(part).sorted().toArray();
            return sorted[0] + " / " + sorted[(sorted.length - 1) / 2] + " / " + sorted[sorted.length - 1];
        };
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |",
                data,
                starts.size(),
                cell.apply(StartUp::database),
                cell.apply(StartUp::engine),
                cell.apply(StartUp::signIn),
                cell.apply(StartUp::inbox));
    }
}
