package vn.chibo.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.chibo.standalone.LocalPostgres;

/** A recording of the application and the statements PostgreSQL carried out while it was measured. */
final class CycleProfile {

    private final MeasuredInstallation installation;
    private final Path target;

    CycleProfile(MeasuredInstallation installation, Path target) {
        this.installation = installation;
        this.target = target.toAbsolutePath();
    }

    /** Once the database runs and nothing else does. */
    void prepare() throws SQLException {
        try (var superuser = superuser();
                var statement = superuser.createStatement()) {
            statement.execute("create extension pg_stat_statements");
            statement.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
        }
        installation.restartDatabase();
    }

    void begin() throws Exception {
        Files.createDirectories(target);
        try (var superuser = superuser();
                var statement = superuser.createStatement()) {
            statement.execute("select pg_stat_statements_reset()");
        }
        jcmd("JFR.start", "name=cycles", "settings=profile");
    }

    void end() throws Exception {
        Files.write(target.resolve("statements.txt"), Records.lines(installation.jdbcUrl(), """
                        select lpad(calls::text, 8) || lpad(round(total_exec_time)::text, 8) || ' ms  '
                            || regexp_replace(query, '\\s+', ' ', 'g')
                        from pg_stat_statements order by total_exec_time desc"""));
        jcmd("JFR.stop", "name=cycles", "filename=" + target.resolve("application.jfr"));
    }

    private void jcmd(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(installation.application().pid())));
        command.addAll(List.of(arguments));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(installation.jdbcUrl(), "postgres", LocalPostgres.PASSWORD);
    }
}
