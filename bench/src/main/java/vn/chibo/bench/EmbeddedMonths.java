package vn.chibo.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import vn.chibo.standalone.FreePort;
import vn.chibo.standalone.LocalPostgres;

/**
 * Months on an engine that runs in this JVM on a PostgreSQL that waits for the disk. Each thread takes one cell after the
 * other through its month; the engine's own listener tells it the new tasks, so that nobody has to ask for them.
 */
abstract class EmbeddedMonths {

    /** @param step id of the task in the model */
    record Task(String id, String step) {}

    private final Path directory;
    private final int concurrency;
    private final CycleMeter meter = new CycleMeter();
    private final ThreadLocal<Deque<Task>> created = ThreadLocal.withInitial(ArrayDeque::new);
    private volatile boolean over;

    EmbeddedMonths(Path directory, int concurrency) {
        this.directory = directory;
        this.concurrency = concurrency;
    }

    /** Builds the engine with its tables and history as it comes, its timers running, and deploys the model. */
    abstract void start(HikariDataSource database);

    abstract void open(String caseId, Map<String, Object> variables);

    abstract void complete(String task, Map<String, Object> variables);

    abstract void stop();

    /** For the engine's listener: a task there is from this thread's commit on. */
    final void created(String task, String step) {
        created.get().add(new Task(task, step));
    }

    final CycleMeter.Figures run(int warmUp, int seconds) throws Exception {
        try (var postgres = LocalPostgres.durable(
                        directory.resolve("postgresql"), FreePort.find(), directory.resolve("postgresql.log"))
                .start()) {
            var settings = new HikariConfig();
            settings.setJdbcUrl(postgres.jdbcUrl());
            settings.setUsername(LocalPostgres.USER);
            settings.setPassword(LocalPostgres.PASSWORD);
            settings.setMaximumPoolSize(concurrency + 8);
            try (var database = new HikariDataSource(settings)) {
                start(database);
                var hands = new ArrayList<Thread>();
                for (var hand = 0; hand < concurrency; hand++) {
                    hands.add(Thread.ofPlatform().daemon().start(this::monthAfterMonth));
                }
                try {
                    return meter.measure(
                            warmUp,
                            seconds,
                            () -> CycleMeter.cpu(ProcessHandle.current()),
                            () -> cpuOf(postgres()),
                            () -> 0);
                } finally {
                    over = true;
                    for (var hand : hands) {
                        hand.join();
                    }
                    stop();
                }
            }
        }
    }

    private void monthAfterMonth() {
        try {
            while (!over) {
                open(UUID.randomUUID().toString(), opening());
                var tasks = created.get();
                for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                    complete(task.id(), answer(task.step()));
                    meter.userTasks.increment();
                    if (over) {
                        return;
                    }
                }
                meter.cycles.increment();
            }
        } catch (RuntimeException e) {
            meter.fail(e);
        }
    }

    private static Map<String, Object> opening() {
        var now = Instant.now();
        var variables = new HashMap<String, Object>();
        variables.put("period", "2027-01");
        variables.put("due", Date.from(now.plus(Duration.ofDays(3))));
        variables.put("later", Date.from(now.plus(Duration.ofDays(36))));
        for (var yes : List.of("dateNeeded", "toPrepare", "hasCommittee", "hasAssignedMember", "consented")) {
            variables.put(yes, true);
        }
        for (var number : List.of("gradeGoodFrom", "gradeFairFrom", "gradeAverageFrom", "postponements")) {
            variables.put(number, 50);
        }
        return variables;
    }

    private static Map<String, Object> answer(String step) {
        return switch (step) {
            case "ApproveDate" -> Map.of("dateApproved", true);
            case "HoldPreMeeting" -> Map.of("prepared", true);
            case "OpenSitting" ->
                Map.of(
                        "chairId",
                        UUID.randomUUID().toString(),
                        "minuteTakerId",
                        UUID.randomUUID().toString());
            case "RollCall" -> Map.of("quorumReached", true, "mayDecide", true);
            case "VoteResolution" -> Map.of("passed", true);
            case "ScoreMeeting" -> Map.of("points", 92);
            case "VerifyScore" -> Map.of("points", 91, "scoreAccepted", true);
            default -> Map.of();
        };
    }

    /** What a service task leaves behind. */
    static Map<String, Object> work(String step) {
        var moment = Instant.now().plus(Duration.ofDays(8)).toString();
        return switch (step) {
            case "ClaimCase" -> Map.of("claimed", true);
            case "SetSchedule" ->
                Map.of(
                        "plannedStart", moment,
                        "draftBy", moment,
                        "preMeetingBy", moment,
                        "noticeBy", moment,
                        "uploadBy", moment,
                        "sittingBy", moment);
            case "PrepareSitting" -> Map.of("sittingId", UUID.randomUUID().toString());
            case "CloseSitting" -> Map.of("held", true);
            case "SetReportingDeadlines" ->
                Map.of(
                        "signBy", moment,
                        "reportBy", moment,
                        "visitBy", moment,
                        "visitAwaitedUntil", moment,
                        "verifyBy", moment);
            default -> Map.of();
        };
    }

    private Stream<ProcessHandle> postgres() {
        try {
            var postmaster = Long.parseLong(Files.readAllLines(directory.resolve("postgresql/postmaster.pid"))
                    .getFirst());
            return ProcessHandle.of(postmaster).stream()
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static double cpuOf(Stream<ProcessHandle> processes) {
        return processes.mapToDouble(CycleMeter::cpu).sum();
    }
}
