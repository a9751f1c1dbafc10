package vn.chibo.standalone;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./chibo run}: PostgreSQL, broker and application until Ctrl-C, on the data of the last time. */
public final class Main {

    private static final Duration SURVIVOR_PATIENCE = Duration.ofSeconds(30);

    private final Home home;
    private final Settings settings;
    private final Console console;
    private final ProcessHandle parent;

    private Main(Home home, Settings settings, Console console) {
        this.home = home;
        this.settings = settings;
        this.console = console;
        this.parent = ProcessHandle.current().parent().orElseGet(ProcessHandle::current);
    }

    /**
     * All starting and stopping happens on the main thread. The exit hook of the JVM only interrupts it and waits, so the
     * order of stopping is the same whatever ended us.
     */
    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var console = new Console(out, out);
        var mainThread = Thread.currentThread();
        var done = new CountDownLatch(1);
        var asked = new boolean[] {false};
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked[0] = true;
            if (done.getCount() > 0) {
                mainThread.interrupt();
            }
            await(done);
        }));
        var exit = 1;
        try {
            var environment = System.getenv();
            var home = Home.find(environment);
            exit = new Main(home, Settings.of(home, environment, List.of(arguments)), console).run(environment);
        } catch (StartFailure e) {
            console.failure(e);
        } catch (RuntimeException e) {
            if (!asked[0]) {
                throw e;
            }
        } finally {
            done.countDown();
        }
        if (!asked[0]) {
            System.exit(exit);
        }
    }

    private static void await(CountDownLatch done) {
        try {
            done.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run(Map<String, String> environment) {
        var appJar = home.appJar();
        var exporterJar = home.exporterJar();
        try (var data = DataDirectory.open(settings.data())) {
            stopSurvivors(data);
            settings.requireFreePorts();
            if (settings.ownEngine()) {
                new Distribution(environment, console::line).obtain();
            }
            var supervisor = new Supervisor(services(data, appJar, exporterJar), console, InstantSource.system());
            try {
                supervisor.start();
                welcome();
                watch(supervisor);
            } finally {
                // an interrupt has told us to come here; it must not disturb the stopping
                if (Thread.interrupted()) {
                    console.line("");
                }
                supervisor.stop();
                console.say("Đã dừng; dữ liệu ở " + settings.data(), "stopped; the data are in " + settings.data());
            }
            return 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A start that was killed leaves its children behind: they end in the usual order before new ones begin. */
    private void stopSurvivors(DataDirectory data) {
        for (var name : List.of("app", "engine")) {
            if (data.pidFile(name).stopSurvivor(SURVIVOR_PATIENCE)) {
                console.say("Đã dừng tiến trình còn sót lại: " + name, "stopped a process left over: " + name);
            }
        }
        if (LocalPostgres.stopSurvivor(data.postgres())) {
            console.say("Đã dừng tiến trình còn sót lại: PostgreSQL", "stopped a process left over: PostgreSQL");
        }
    }

    private List<Service> services(DataDirectory data, Path appJar, Path exporterJar) throws IOException {
        var services = new ArrayList<Service>();
        if (settings.ownDatabase()) {
            services.add(new DatabaseService(
                    LocalPostgres.durable(data.postgres(), settings.databasePort(), data.log("postgresql"))));
        }
        if (settings.ownEngine()) {
            var broker = new Broker.Settings(
                    data.engine(),
                    data.log("engine"),
                    "127.0.0.1",
                    settings.enginePorts(),
                    settings.engineHeap(),
                    false,
                    new Broker.Exporter(
                            exporterJar,
                            settings.effectiveDatabaseUrl(),
                            settings.databaseUser(),
                            settings.databasePassword(),
                            Broker.Exporter.variables(home)));
            services.add(new EngineService(new Broker(broker, false, console::line), data.pidFile("engine")));
        }
        services.add(new App(appJar, settings, data.log("app"), data.pidFile("app")));
        return services;
    }

    private void welcome() {
        console.line("");
        console.line("  Chibo: http://localhost:" + settings.httpPort() + "/");
        var accounts =
                Accounts.read(home.directory().resolve("samples/accounts.csv")).lines();
        if (settings.sample() && !accounts.isEmpty()) {
            console.line("");
            console.line("  Tài khoản mẫu (tài khoản, mật khẩu, vai trò) / sample accounts (account, password, role):");
            accounts.forEach(console::line);
            console.line("    … samples/accounts.csv");
        }
        if (!settings.sample()) {
            console.line(
                    "  Lần đầu: mật khẩu của tài khoản quản trị ở trong / at first: the administrator's password is in");
            console.line("    " + settings.data().resolve("logs/app.log"));
        }
        console.line("");
        console.line("  Dữ liệu / data: " + settings.data() + "   Dừng / stop: Ctrl-C");
        console.line("");
    }

    /** Until interrupted, or until the script that started us is gone: nobody could stop us then. */
    private void watch(Supervisor supervisor) {
        while (parent.isAlive()) {
            supervisor.check();
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
