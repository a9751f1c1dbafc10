package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import vn.chibo.standalone.LocalPostgres;

/**
 * What the exporter makes of faults, in a real broker with a real database. A case ends with a proof that both are whole
 * ({@link Engine#finishAndCheck}) and hands them on; the next one after a case without that proof gets new ones.
 */
@Tag("engine")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExporterFaultsProcessIT {

    private static final String UNWRITTEN = "The read model cannot be written";

    @TempDir
    private static Path directory;

    private static @Nullable Engine shared;

    @RegisterExtension
    static final AfterTestExecutionCallback NOBODY_INHERITS_A_FAILURE = test -> {
        if (test.getExecutionException()
                .filter(thrown -> !(thrown instanceof TestAbortedException))
                .isPresent()) {
            stop();
        }
    };

    private Engine engine;
    private int logBefore;

    @BeforeEach
    void start() throws IOException {
        if (shared == null) {
            shared = new Engine(Files.createTempDirectory(directory, "engine"), 1);
        }
        engine = shared;
        logBefore = engine.brokerLog().length();
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            try (var ended = shared) {
                shared = null;
            }
        }
    }

    /** First, because then the broker all share has just been started and no other is needed. */
    @Test
    @Order(1)
    void aBrokerStartedBeforeTheApplicationWaitsForTheTables() throws IOException {
        if (tablesAreThere()) {
            stop();
            start();
        }
        var instance = engine.startInstance(Map.of("caseId", UUID.randomUUID()));
        await("complaint")
                .atMost(Engine.PATIENCE)
                .until(() -> engine.brokerLog().contains(UNWRITTEN + ": schema engine is not there yet"));
        awaitReady();
        assertThat(tablesAreThere()).isFalse();

        engine.migrate();

        engine.finishAndCheck(List.of(instance));
    }

    @Test
    void theEngineWorksOnWhilePostgresIsAwayAndNothingIsLostOrDoubled() throws Exception {
        engine.migrate();
        try (var load = engine.load(30)) {
            awaitAccepted(load, 20);
            engine.postgres().kill();
            var away = System.nanoTime();
            try (var door = ClosedDoor.at(engine.postgres().port())) {
                awaitAccepted(load, load.accepted() + 60);
                await("tries").atMost(Engine.PATIENCE).until(() -> door.knocks() >= 8);
                awaitReady();
                // six tries in the first seconds, then one a second; a slow machine makes fewer, a busy loop hundreds
                var seconds = (int) Duration.ofNanos(System.nanoTime() - away).toSeconds();
                assertThat(door.knocks()).as("tries in %d s", seconds).isLessThan(4 * (seconds + 8));
                awaitLine(UNWRITTEN);
                assertThat(linesOf(UNWRITTEN))
                        .as("a line a reason, not a line a try")
                        .hasSizeLessThan(6);
            }
            engine.postgres().start();

            engine.finishAndCheck(load.stop());
        }
        awaitLine("The read model is written again");
    }

    @Test
    void aBrokerKilledWhileABatchIsOpenReadsItsLogAgainAndNothingCountsTwice() throws Exception {
        engine.migrate();
        var first = engine.startInstance(Map.of("caseId", UUID.randomUUID()));
        engine.finishAndCheck(List.of(first));
        var finished = engine.everythingBefore(first + 1);

        try (var blocker = engine.connect(LocalPostgres.USER, LocalPostgres.PASSWORD)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table engine.sequence_flow in share mode");
            List<Long> accepted;
            List<String> committed;
            try (var load = engine.load(30)) {
                awaitAccepted(load, 20);
                await("open batch").atMost(Engine.PATIENCE).until(() -> engine.count("""
                                pg_stat_activity where application_name = 'chibo-exporter-1'
                                    and backend_xid is not null and wait_event_type = 'Lock'""") == 1);
                engine.broker().kill();
                accepted = load.stop();
                committed = engine.everythingBefore(Long.MAX_VALUE);
            }
            blocker.rollback();
            await("the batch is gone")
                    .atMost(Engine.PATIENCE)
                    .until(() -> engine.count("pg_stat_activity where application_name = 'chibo-exporter-1'") == 0);
            assertThat(engine.everythingBefore(Long.MAX_VALUE))
                    .as("nothing of the open batch")
                    .isEqualTo(committed);
            assertThat(engine.snapshots()).as("where the log is read from").isEmpty();

            engine.startBroker();

            engine.finishAndCheck(accepted);
            assertThat(engine.everythingBefore(first + 1)).isEqualTo(finished);
        }
    }

    /** More than twice what the exporter may keep: one buffer full, and another in the batch it tries to write. */
    @Test
    void valuesOfMoreThanAMegabyteThatAreNotKeptFillNeitherTheTablesNorTheMemory() {
        engine.migrate();
        var report = "x".repeat(1_500_000);
        var instances = new ArrayList<Long>();
        engine.postgres().kill();
        for (var i = 0; i < 26; i++) {
            instances.add(engine.startInstance(Map.of("caseId", UUID.randomUUID(), "report", report)));
        }
        awaitLine("this one stays in the engine's log");
        awaitReady();
        engine.postgres().start();

        engine.finishAndCheck(instances);
        assertThat(engine.count("engine.variable where name = 'report'")).isZero();
        assertThat(engine.rows("select value_type from engine.variable_name where name = 'report'"))
                .containsExactly("STRING");
    }

    @Test
    void aFullDiskIsAnOutageThatEndsWithTheRoomItNeeds() {
        engine.migrate();
        var mounted = FullDisk.under(engine);
        assumeThat(mounted)
                .as("a small file system, which only root on Linux may mount")
                .isPresent();
        try (var disk = mounted.get();
                var load = engine.load(30)) {
            awaitLine(UNWRITTEN + ": SQLState 53100");
            awaitAccepted(load, load.accepted() + 30);
            awaitReady();
            disk.makeRoom();

            engine.finishAndCheck(load.stop());
        }
    }

    private boolean tablesAreThere() {
        return engine.count("pg_tables where schemaname = 'engine'") > 0;
    }

    private void awaitAccepted(Engine.Load load, int instances) {
        await("instances taken").atMost(Engine.PATIENCE).until(() -> load.accepted() >= instances);
    }

    /** One slow answer of a busy machine is no illness. */
    private void awaitReady() {
        await("ready").atMost(Engine.PATIENCE).until(engine.broker()::isReady);
    }

    private void awaitLine(String text) {
        await(text).atMost(Engine.PATIENCE).until(() -> !linesOf(text).isEmpty());
    }

    /** Of the broker's log since this case began. */
    private List<String> linesOf(String text) {
        return engine.brokerLog()
                .substring(logBefore)
                .lines()
                .filter(line -> line.contains(text))
                .toList();
    }
}
