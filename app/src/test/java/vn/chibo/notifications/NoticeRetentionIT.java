package vn.chibo.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.chibo.testing.TestDatabases;

class NoticeRetentionIT {

    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration READ = Duration.ofDays(90);
    private static final Duration UNREAD = Duration.ofDays(400);

    private JdbcClient jdbc;

    @BeforeEach
    void emptyBoard() {
        var database = new PGSimpleDataSource();
        database.setUrl(TestDatabases.create());
        database.setUser("postgres");
        database.setPassword("postgres");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/notifications")
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
    }

    @Test
    void readNoticesGoAfterNinetyDaysAndUnreadOnesAfterMoreThanAYear() {
        putUp("read long ago", 95, 91);
        putUp("read lately, though old", 500, 89);
        putUp("never read", 401, null);
        putUp("not read yet", 399, null);

        new NoticeRetention(jdbc, new NoticeSettings(READ, UNREAD, 1000), CLOCK).run();

        assertThat(left()).containsExactlyInAnyOrder("read lately, though old", "not read yet");
    }

    @Test
    void aRunGoesThroughAllOfThemABatchAtATime() {
        for (var i = 0; i < 4; i++) {
            putUp("read " + i, 300, 200);
            putUp("unread " + i, 500, null);
        }
        var retention = new NoticeRetention(jdbc, new NoticeSettings(READ, UNREAD, 3), CLOCK);

        assertThat(retention.deleteRead()).isEqualTo(3);
        assertThat(retention.deleteUnread()).isEqualTo(3);
        assertThat(left()).hasSize(2);

        retention.run();
        assertThat(left()).isEmpty();
    }

    private void putUp(String key, int age, @Nullable Integer readAge) {
        jdbc.sql("""
                        insert into notifications.notice (event_id, recipient, message_key, arguments, link, created_at, read_at)
                        values (:event, :recipient, :key, '[]', '/meetings', :created, cast(:read as timestamptz))""")
                .param("event", UUID.randomUUID())
                .param("recipient", UUID.randomUUID())
                .param("key", key)
                .param("created", ago(age))
                .param("read", readAge == null ? null : ago(readAge).toString(), Types.VARCHAR)
                .update();
    }

    private static OffsetDateTime ago(int days) {
        return NOW.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC);
    }

    private List<String> left() {
        return jdbc.sql("select message_key from notifications.notice")
                .query(String.class)
                .list();
    }
}
