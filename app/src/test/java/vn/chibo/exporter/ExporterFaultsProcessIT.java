package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.chibo.standalone.LocalPostgres;

/** What the exporter makes of faults, in a real broker with a real database. Each test leaves both whole. */
@Tag("engine")
class ExporterFaultsProcessIT {

    /** How long PostgreSQL is away; minutes are tried with {@code -Dchibo.test.outage-seconds=300}. */
    private static final int OUTAGE_SECONDS = Integer.getInteger("chibo.test.outage-seconds", 5);

    private static Engine engine;

    @BeforeAll
    static void start(@TempDir Path directory) {
        engine = new Engine(directory, 1);
        engine.migrate();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void theEngineWorksOnWhilePostgresIsAwayAndNothingIsLostOrDoubled() throws Exception {
        try (var load = engine.load(30)) {
            await("load").atMost(Engine.PATIENCE).until(() -> load.accepted() > 20);
            engine.postgres().kill();
            var before = load.accepted();
            for (var tick = 0; tick < 2 * OUTAGE_SECONDS; tick++) {
                TimeUnit.MILLISECONDS.sleep(500);
                assertThat(engine.broker().isReady()).isTrue();
            }
            assertThat(load.accepted() - before).as("instances taken meanwhile").isGreaterThan(5 * OUTAGE_SECONDS);
            engine.postgres().start();

            engine.finishAndCheck(load.stop());
        }
        assertThat(engine.brokerLog()).contains("The read model is written again");
    }

    /** Killed before its first snapshot, the broker knows nothing of what it exported and begins at the start of its log. */
    @Test
    void aBrokerKilledWhileABatchIsOpenReadsItsLogAgainAndNothingCountsTwice() throws Exception {
        var first = engine.startInstance(Map.of("caseId", UUID.randomUUID()));
        engine.finishAndCheck(List.of(first));
        var finished = engine.everythingBefore(Long.MAX_VALUE);

        try (var load = engine.load(30);
                var blocker = engine.connect(LocalPostgres.USER, LocalPostgres.PASSWORD)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table engine.sequence_flow in share mode");
            await("open batch").atMost(Engine.PATIENCE).until(() -> engine.count("""
                            pg_stat_activity where application_name = 'chibo-exporter-1'
                                and backend_xid is not null and wait_event_type = 'Lock'""") == 1);
            engine.broker().kill();
            blocker.rollback();
            var accepted = load.stop();
            await("the batch is gone")
                    .atMost(Engine.PATIENCE)
                    .until(() -> engine.count("pg_stat_activity where application_name = 'chibo-exporter-1'") == 0);
            assertThat(engine.everythingBefore(Long.MAX_VALUE)).isEqualTo(finished);

            engine.broker().start().awaitReady(Duration.ofMinutes(2));

            engine.finishAndCheck(accepted);
            assertThat(engine.everythingBefore(first + 1)).isEqualTo(finished);
        }
    }

    @Test
    void largeValuesThatAreNotKeptFillNeitherTheTablesNorTheMemory() {
        var report = "x".repeat(1_500_000);
        var instances = new ArrayList<Long>();
        engine.postgres().kill();
        for (var i = 0; i < 150; i++) {
            instances.add(engine.startInstance(Map.of("caseId", UUID.randomUUID(), "report", report)));
        }
        assertThat(engine.broker().isReady()).isTrue();
        engine.postgres().start();

        engine.finishAndCheck(instances);
        assertThat(engine.count("engine.variable where name = 'report'")).isZero();
        assertThat(engine.count("engine.variable_name where name = 'report'")).isEqualTo(1);
    }

    @Test
    void aFullDiskIsAnOutageThatEndsWithTheRoomItNeeds() throws Exception {
        try (var disk = FullDisk.under(engine);
                var load = engine.load(30)) {
            await("disk full")
                    .atMost(Engine.PATIENCE)
                    .until(() -> engine.brokerLog().contains("SQLState 53100"));
            assertThat(engine.broker().isReady()).isTrue();
            disk.makeRoom();

            engine.finishAndCheck(load.stop());
        }
    }
}
