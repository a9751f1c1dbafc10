package vn.chibo.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 on the loopback interface with user and database {@code chibo}; its data stay between starts.
 *
 * <p>It trusts every local connection: for one machine with one owner, and for tests. Works as root too.
 */
public final class LocalPostgres implements AutoCloseable {

    public static final String USER = "chibo";
    public static final String PASSWORD = "chibo";
    public static final String DATABASE = "chibo";

    private static final String FINISHED = ".chibo-finished";

    private final Path dataDirectory;
    private final int port;
    private final Path log;
    private final boolean durable;
    private final boolean stopAtExit;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable ProcessHandle postmaster;

    private LocalPostgres(Path dataDirectory, int port, Path log, boolean durable, boolean stopAtExit) {
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.port = port;
        this.log = log.toAbsolutePath();
        this.durable = durable;
        this.stopAtExit = stopAtExit;
    }

    /** For earnest use and measurements: every commit is on the disk before it is acknowledged. Ends only by {@link #stop}. */
    public static LocalPostgres durable(Path dataDirectory, int port, Path log) {
        return new LocalPostgres(dataDirectory, port, log, true, false);
    }

    /** For tests: a free port, and quick commits that survive a killed process but not a power cut. */
    public static LocalPostgres forTests(Path directory) {
        return new LocalPostgres(
                directory.resolve("postgresql"), FreePort.find(), directory.resolve("postgresql.log"), false, true);
    }

    /** Starts the server, also after {@link #kill}, and returns when it takes connections. */
    public LocalPostgres start() {
        try {
            Files.createDirectories(dataDirectory.getParent());
            Files.createDirectories(log.getParent());
            stopSurvivor(dataDirectory);
            setAsideUnfinished();
            // the library's lock outlives an attempt that failed; ours on the whole data directory is the one that
            // counts
            Files.deleteIfExists(dataDirectory.resolve("epg-lock"));
            var fsync = durable ? "on" : "off";
            postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory)
                    .setOverrideWorkingDirectory(Distribution.cacheDirectory(System.getenv())
                            .resolve("postgresql")
                            .toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(stopAtExit)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "200")
                    // the library passes -F, these come later and win
                    .setServerConfig("fsync", fsync)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", fsync)
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            postmaster = readPostmaster(dataDirectory).orElse(null);
            createUserAndDatabase();
            Files.writeString(dataDirectory.resolve(FINISHED), "");
            return this;
        } catch (IOException | SQLException e) {
            throw new StartFailure(
                    "PostgreSQL không khởi động được, xem " + log, "PostgreSQL did not start, see " + log, e);
        }
    }

    /**
     * Ends a server left over from a killed start. A {@code postmaster.pid} whose number belongs to another program by now
     * (after a reboot) is removed: PostgreSQL would refuse to start because of it.
     */
    static boolean stopSurvivor(Path dataDirectory) {
        try {
            var survivor = readPostmaster(dataDirectory);
            if (survivor.isEmpty()) {
                return false;
            }
            var command = survivor.get().info().command().orElse("postgres");
            if (!command.endsWith("postgres")) {
                Files.deleteIfExists(dataDirectory.resolve("postmaster.pid"));
                return false;
            }
            interrupt(survivor.get());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A first start that was killed midway leaves a directory PostgreSQL cannot use; it is kept under another name. */
    private void setAsideUnfinished() throws IOException {
        if (Files.exists(dataDirectory) && !Files.exists(dataDirectory.resolve(FINISHED))) {
            Files.move(
                    dataDirectory,
                    dataDirectory.resolveSibling(
                            dataDirectory.getFileName() + ".unfinished-" + System.currentTimeMillis()));
        }
    }

    private static Optional<ProcessHandle> readPostmaster(Path dataDirectory) throws IOException {
        var file = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        return lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    }

    /** SIGINT is PostgreSQL's quick but clean shutdown; SIGTERM would wait for every client to leave. */
    private static void interrupt(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
            postmaster.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            postmaster.destroyForcibly();
        }
    }

    private void createUserAndDatabase() throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%1$s') then
                            create role %1$s login createdb password '%2$s';
                        end if;
                    end $$""".formatted(USER, PASSWORD));
        }
        createDatabase(DATABASE);
    }

    /** Creates an empty database owned by {@link #USER} unless there is one of that name; for tests. */
    public LocalPostgres createDatabase(String name) {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), "postgres", "");
                var query = connection.prepareStatement("select from pg_database where datname = ?");
                var statement = connection.createStatement()) {
            query.setString(1, name);
            if (!query.executeQuery().next()) {
                statement.execute("create database \"" + name + "\" owner " + USER);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " could not be created", e);
        }
    }

    public int port() {
        return port;
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public boolean isAlive() {
        return postmaster != null && postmaster.isAlive();
    }

    /** Ends the server cleanly and waits until it has. */
    public void stop() {
        var library = postgres;
        var server = postmaster;
        postgres = null;
        postmaster = null;
        try {
            if (library != null) {
                library.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (server != null && server.isAlive()) {
            interrupt(server);
        }
        stopSurvivor(dataDirectory);
    }

    /** Ends server and connections like {@code kill -9}, for tests of what survives. */
    public void kill() {
        var server = postmaster;
        postgres = null;
        postmaster = null;
        if (server == null) {
            return;
        }
        var sessions = server.children().toList();
        server.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        try {
            server.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL does not end", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
