package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camunda.zeebe.exporter.api.ExporterException;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresExporterIT {

    private static final Path MIGRATION = Path.of("../app/src/main/resources/db/migration/engine/V1__read_model.sql");

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
        admin("create database chibo");
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void emptySchema() throws Exception {
        sql("drop schema if exists engine cascade");
        sql(Files.readString(MIGRATION));
    }

    @Test
    void showsWhatIsOpenAndWhatIsDone() throws Exception {
        var log = new EngineLog()
                .deployed("monthly-meeting")
                .started(10, -1)
                .variable("caseId", "\"C-1\"", 10)
                .variable("sittingId", "\"S-1\"", 10)
                .variable("minutes", "\"long text\"", 10)
                .started(20, 10)
                .entered(21, 20)
                .task(UserTaskIntent.CREATED, 22, 20, "cell-secretary@CB-1", "cell-deputy@CB-1")
                .timer(TimerIntent.CREATED, 23, 20)
                .incident(IncidentIntent.CREATED, 26, 20, "x".repeat(3000))
                .wholeInstance(30, "C-2", "cell-secretary@CB-2")
                .unknown();

        try (var exporter = start()) {
            exporter.exportAll(log);
        }

        assertThat(rows("select process_id, version, xml from engine.process_definition"))
                .containsExactly("monthly-meeting|1|<definitions/>");
        assertThat(rows("select key, root_key, parent_key, business_key, state from engine.process_instance"))
                .containsExactlyInAnyOrder("10|10|null|C-1|ACTIVE", "20|10|10|C-1|ACTIVE", "30|30|null|C-2|COMPLETED");
        assertThat(rows("select key, element_type, state, position from engine.element_instance"))
                .containsExactlyInAnyOrder("21|USER_TASK|ACTIVE|7", "31|USER_TASK|COMPLETED|14");
        assertThat(rows("select key, root_key, business_key, state, due_at at time zone 'UTC', headers->>'page',"
                        + " ended_at is null from engine.user_task"))
                .containsExactlyInAnyOrder(
                        "22|10|C-1|OPEN|2026-11-25 01:02:27.773|room|t",
                        "32|30|C-2|COMPLETED|2026-11-25 01:02:27.773|room|f");
        assertThat(rows("select candidate, task_key from engine.user_task_candidate"))
                .containsExactlyInAnyOrder("cell-secretary@CB-1|22", "cell-deputy@CB-1|22");
        assertThat(rows("select name, text_value from engine.variable where process_instance_key = 10"))
                .containsExactlyInAnyOrder("caseId|C-1", "sittingId|S-1");
        assertThat(rows("select name, value_type from engine.variable_name"))
                .containsExactlyInAnyOrder("caseId|STRING", "sittingId|STRING", "minutes|STRING");
        assertThat(rows("select key, business_key, root_key, state, length(error_message) from engine.incident"))
                .containsExactly("26|C-1|10|OPEN|2000");
        assertThat(rows("select key, process_instance_key, state from engine.timer"))
                .containsExactly("23|20|CREATED");
        assertThat(rows("select * from engine.dead_letter")).isEmpty();
    }

    @Test
    void followsATaskThroughAssignmentAndUpdate() throws Exception {
        var log = new EngineLog()
                .started(10, -1)
                .task(
                        UserTaskIntent.CREATED,
                        12,
                        10,
                        task -> task.withCandidateGroupsList("a@1").withCandidateUsersList("u1"))
                .task(
                        UserTaskIntent.ASSIGNED,
                        12,
                        10,
                        task -> task.withCandidateGroupsList("a@1").withAssignee("u2"))
                .task(
                        UserTaskIntent.UPDATED,
                        12,
                        10,
                        task -> task.withCandidateGroupsList("a@1", "b@1")
                                .withAssignee("u2")
                                .withDueDate(""))
                .variable("caseId", "\"late\"", 10)
                .variable("sittingId", '"' + "x".repeat(9000) + '"', 10)
                .incident(IncidentIntent.CREATED, 16, 10, "no")
                .incident(IncidentIntent.RESOLVED, 16, 10, "")
                .banned(10)
                .timer(TimerIntent.CREATED, 18, -1)
                .timer(TimerIntent.TRIGGERED, 18, -1);

        try (var exporter = start()) {
            for (var record : log.records()) {
                exporter.export(List.of(record));
                exporter.awaitAcknowledged(record.getPosition());
            }
        }

        assertThat(rows("select assignee, due_at, state, business_key from engine.user_task"))
                .containsExactly("u2|null|OPEN|late");
        assertThat(rows("select candidate, due_at from engine.user_task_candidate"))
                .containsExactlyInAnyOrder("a@1|infinity", "b@1|infinity");
        assertThat(rows("select value from engine.variable where name = 'sittingId'"))
                .containsExactly("null");
        assertThat(rows("select error_type, state, element_id from engine.incident"))
                .containsExactlyInAnyOrder(
                        "JOB_NO_RETRIES|RESOLVED|ServiceTask_Invite", "ENGINE_ERROR|OPEN|monthly-meeting");
        assertThat(rows("select process_instance_key, state from engine.timer")).containsExactly("null|TRIGGERED");
    }

    @Test
    void findsTheBusinessKeyOnWhicheverSideOfATransactionItsInstanceIs() throws Exception {
        var log = new EngineLog()
                .variable("caseId", "\"C-1\"", 10)
                .started(10, -1)
                .task(UserTaskIntent.CREATED, 12, 10, "a@1")
                .started(20, -1)
                .variable("caseId", "2", 20)
                .variable("caseId", "true", 30)
                .started(30, -1);

        try (var exporter = start("batch", 1, "variables", "sittingId")) {
            exporter.exportAll(log);
        }

        assertThat(rows("select key, business_key from engine.process_instance order by key"))
                .containsExactly("10|C-1", "20|2", "30|null");
        assertThat(rows("select business_key from engine.user_task")).containsExactly("C-1");
    }

    @Test
    void replayChangesNothing() throws Exception {
        var log = new EngineLog().wholeInstance(10, "C-1", "a@1").wholeInstance(20, "C-2", "a@1");
        try (var exporter = start()) {
            exporter.export(log.records().subList(0, 12));
            exporter.awaitAcknowledged(12);
        }

        try (var exporter = start()) {
            exporter.exportAll(log);
        }
        try (var exporter = start()) {
            exporter.exportAll(log);
        }

        assertThat(rows("select process_instance_key, element_id, times from engine.sequence_flow"))
                .containsExactlyInAnyOrder("10|Flow_1|1", "10|Flow_2|1", "20|Flow_1|1", "20|Flow_2|1");
        assertThat(rows("select count(*), max(state) from engine.process_instance"))
                .containsExactly("2|COMPLETED");
        assertThat(rows("select position from engine.exporter_position")).containsExactly("18");
    }

    @Test
    void twoLeadersCountEachRecordOnce() throws Exception {
        var log = new EngineLog().started(10, -1);
        for (var i = 0; i < 2000; i++) {
            log.flow("Flow_1", 10);
        }

        try (var former = start("batch", 7);
                var current = start("batch", 11)) {
            former.export(log.records());
            current.export(log.records());
            former.awaitAcknowledged(2001);
            current.awaitAcknowledged(2001);
        }

        assertThat(rows("select times from engine.sequence_flow")).containsExactly("2000");
    }

    @Test
    void setsAsideWhatPostgresqlRefusesAndGoesOn() throws Exception {
        var log = new EngineLog()
                .started(10, -1)
                .variable("sittingId", "\"before\"", 10)
                .variable("caseId", "\"nul \\u0000\"", 10)
                .task(UserTaskIntent.CREATED, 12, 10, task -> task.withDueDate("some day"))
                .flow("Flow_1", 10)
                .task(UserTaskIntent.CREATED, 14, 10, "a@1");

        try (var exporter = start()) {
            exporter.exportAll(log);
        }

        assertThat(rows("select position, value_type, intent, record is not null from engine.dead_letter"))
                .containsExactly("3|VARIABLE|CREATED|t", "4|USER_TASK|CREATED|t");
        assertThat(rows("select key from engine.user_task")).containsExactly("14");
        assertThat(rows("select times from engine.sequence_flow")).containsExactly("1");
        assertThat(rows("select position from engine.exporter_position")).containsExactly("6");
    }

    @Test
    void waitsForTheSchema() throws Exception {
        sql("drop schema engine cascade");
        var log = new EngineLog().wholeInstance(10, "C-1", "a@1");

        try (var exporter = start()) {
            exporter.export(log.records());
            Thread.sleep(300);
            assertThat(exporter.acknowledged()).isEqualTo(-1);
            sql(Files.readString(MIGRATION));
            exporter.awaitAcknowledged(9);
        }

        assertThat(rows("select state from engine.process_instance")).containsExactly("COMPLETED");
    }

    @Test
    void keepsRecordsWhileConnectionsAreRefusedAndHandsThemBackOnlyWhenFull() throws Exception {
        var log = new EngineLog().wholeInstance(10, "C-1", "a@1").wholeInstance(20, "C-2", "a@1");
        var records = log.records();

        try (var exporter = start("buffer", 4, "batch", 3)) {
            exporter.export(records.subList(0, 2));
            exporter.awaitAcknowledged(2);
            admin("alter database chibo allow_connections false");
            admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'chibo'");
            var handedBack = firstHandedBack(exporter, records);
            assertThat(handedBack).isBetween(7, 10);

            admin("alter database chibo allow_connections true");
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> exporter.acknowledged() >= handedBack);
            for (var record : records.subList(handedBack, records.size())) {
                exporter.export(List.of(record));
                exporter.awaitAcknowledged(record.getPosition());
            }
        }

        assertThat(rows("select sum(times) from engine.sequence_flow")).containsExactly("4");
    }

    @Test
    void skipsWhatANewerEngineWritesAndMovesOn() throws Exception {
        var unknownType = new EngineLog().started(10, -1).events(ValueType.SBE_UNKNOWN, Intent.UNKNOWN, 3);
        var unknownIntents = unknownType
                .events(ValueType.PROCESS_INSTANCE, Intent.UNKNOWN, 2)
                .events(ValueType.USER_TASK, Intent.UNKNOWN, 2)
                .events(ValueType.VARIABLE, Intent.UNKNOWN, 2);

        try (var exporter = start()) {
            exporter.exportAll(unknownIntents);
        }

        assertThat(rows("select key from engine.process_instance")).containsExactly("10");
        assertThat(rows("select * from engine.dead_letter")).isEmpty();
    }

    @Test
    void takesAFullDiskAndAReadOnlyDatabaseForAnOutage() throws Exception {
        var log = new EngineLog().wholeInstance(10, "C-1", "a@1").wholeInstance(20, "C-2", "a@1");

        try (var exporter = start()) {
            exporter.export(log.records().subList(0, 2));
            exporter.awaitAcknowledged(2);
            sql("""
                    create function engine.refuse() returns trigger language plpgsql as $$
                    begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
                    create trigger full_disk before insert on engine.sequence_flow for each row execute function engine.refuse()""");
            exporter.export(log.records().subList(2, 9));
            Thread.sleep(300);
            assertThat(exporter.acknowledged()).isEqualTo(2);
            sql("drop function engine.refuse() cascade");
            exporter.awaitAcknowledged(9);

            admin("alter database chibo set default_transaction_read_only = on");
            admin("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'chibo-exporter-1'");
            exporter.export(log.records().subList(9, 18));
            Thread.sleep(300);
            assertThat(exporter.acknowledged()).isEqualTo(9);
            admin("alter database chibo reset default_transaction_read_only");
            exporter.awaitAcknowledged(18);
        }

        assertThat(rows("select sum(times) from engine.sequence_flow")).containsExactly("4");
        assertThat(rows("select * from engine.dead_letter")).isEmpty();
    }

    @Test
    void handsLargeValuesBackBeforeTheyFillTheMemory() throws Exception {
        var log = new EngineLog().started(10, -1);
        for (var i = 0; i < 10; i++) {
            log.variable("report" + i, '"' + "x".repeat(1_500_000) + '"', 10);
        }

        try (var exporter = start("bufferbytes", 4_000_000)) {
            exporter.export(log.records().subList(0, 1));
            exporter.awaitAcknowledged(1);
            admin("alter database chibo allow_connections false");
            admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'chibo'");
            var handedBack = firstHandedBack(exporter, log.records());
            admin("alter database chibo allow_connections true");

            assertThat(handedBack).isBetween(4, 7);
            exporter.awaitAcknowledged(handedBack);
            for (var record : log.records().subList(handedBack, 11)) {
                exporter.export(List.of(record));
                exporter.awaitAcknowledged(record.getPosition());
            }
        }

        assertThat(rows("select count(*) from engine.variable_name")).containsExactly("10");
        assertThat(rows("select * from engine.variable")).isEmpty();
    }

    private static int firstHandedBack(
            RunningExporter exporter, List<io.camunda.zeebe.protocol.record.Record<?>> records) {
        for (var i = (int) exporter.acknowledged(); i < records.size(); i++) {
            try {
                exporter.export(records.subList(i, i + 1));
            } catch (ExporterException e) {
                return i;
            }
        }
        throw new AssertionError("the buffer has no bound");
    }

    @Test
    void refusesTheLogOfAnotherEngine() throws Exception {
        try (var exporter = start()) {
            exporter.exportAll(new EngineLog().wholeInstance(10, "C-1", "a@1"));
        }
        var otherLog = new EngineLog(EngineLog.START.plus(Duration.ofDays(1))).started(50, -1);

        try (var exporter = start()) {
            exporter.export(otherLog.records());
            Thread.sleep(300);
            assertThat(exporter.acknowledged()).isEqualTo(-1);
            sql("truncate engine.exporter_position, engine.process_instance");
            exporter.awaitAcknowledged(1);
        }

        assertThat(rows("select key from engine.process_instance")).containsExactly("50");
    }

    @Test
    void refusesADatabaseOlderThanTheEngine() throws Exception {
        var log = new EngineLog().wholeInstance(10, "C-1", "a@1").started(20, -1);
        byte[] kept;
        try (var exporter = start()) {
            exporter.export(log.records().subList(0, 9));
            exporter.awaitAcknowledged(9);
            kept = exporter.metadata();
        }
        sql("update engine.exporter_position set position = 4");

        try (var exporter = new RunningExporter(all(), kept)) {
            exporter.export(log.records().subList(9, 10));
            Thread.sleep(300);
            assertThat(exporter.acknowledged()).isEqualTo(-1);
            sql("update engine.exporter_position set position = 9");
            exporter.awaitAcknowledged(10);
        }
    }

    @Test
    void refusesARecordWhenClosed() {
        var exporter = start();
        exporter.close();

        assertThatExceptionOfType(ExporterException.class)
                .isThrownBy(() -> exporter.export(new EngineLog().started(1, -1).records()));
    }

    private static RunningExporter start(Object... arguments) {
        return new RunningExporter(all(arguments), null);
    }

    private static Map<String, Object> all(Object... arguments) {
        var all = new HashMap<String, Object>(Map.of(
                "url", postgres.getJdbcUrl("postgres", "chibo"), "user", "postgres", "variables", "caseId,sittingId"));
        for (var i = 0; i < arguments.length; i += 2) {
            all.put((String) arguments[i], arguments[i + 1]);
        }
        return all;
    }

    private static void sql(String sql) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", "chibo").getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void admin(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String query) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", "chibo").getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }
}
