package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real programs: what they keep over a kill is what the whole product relies on. */
class StandaloneIT {

    @Test
    void postgresKeepsCommittedRowsOverKillAndStop(@TempDir Path directory) throws SQLException {
        try (var postgres = LocalPostgres.forTests(directory).start()) {
            execute(postgres, "create table kept (id int)");

            postgres.kill();
            postgres.start();
            execute(postgres, "insert into kept values (1)");
            postgres.stop();
            postgres.start();

            assertThat(value(postgres, "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void earnestPostgresWaitsForTheDisk(@TempDir Path directory) throws SQLException {
        try (var postgres = LocalPostgres.durable(directory.resolve("data"), FreePort.find(), directory.resolve("log"))
                .start()) {
            assertThat(value(postgres, "show fsync")).isEqualTo("on");
            assertThat(value(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(value(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(postgres, "select lower('ĐẢNG ỦY')")).isEqualTo("đảng ủy");
        }
    }

    @Test
    void brokerStartsMovesItsClockAndStartsAgainAfterKill(@TempDir Path directory) {
        try (var broker =
                new Broker(Broker.Settings.forTests(directory)).start().awaitReady(Duration.ofMinutes(2))) {
            broker.clock().pin(Instant.parse("2027-01-05T00:00:00Z"));
            broker.clock().add(Duration.ofDays(3));
            broker.clock().reset();

            broker.kill();
            assertThat(broker.isReady()).isFalse();
            broker.start().awaitReady(Duration.ofMinutes(2));

            assertThat(broker.isAlive()).isTrue();
        }
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(LocalPostgres postgres, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
