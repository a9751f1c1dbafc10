package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import vn.chibo.standalone.Broker;
import vn.chibo.standalone.LocalPostgres;

/** Broker, database and people of their own for tests that do them harm, with the process {@code exporter-probe.bpmn}. */
final class Engine implements AutoCloseable {

    /** Long enough for a machine that has much else to do: it only decides how late a failure is told. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int IN_FLIGHT = 20;

    private final Path directory;
    private final LocalPostgres postgres;
    private final Broker broker;
    private final Deque<CamundaClient> clients = new ConcurrentLinkedDeque<>();

    /** Starts both, the database still empty. */
    Engine(Path directory, int partitions) {
        this.directory = directory;
        postgres = LocalPostgres.forTests(directory.resolve("database"));
        var usual = Broker.Exporter.ofWorkingCopy(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD);
        broker = new Broker(Broker.Settings.forTests(directory.resolve("broker"))
                .with(new Broker.Exporter(
                        usual.jar(), usual.databaseUrl(), usual.user(), usual.password(), List.of("caseId")))
                .with(Map.of(
                        "ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT",
                        String.valueOf(partitions),
                        // none in a test: a broker that is killed begins at the start of its log, however long it ran
                        "ZEEBE_BROKER_DATA_SNAPSHOTPERIOD",
                        "12h")));
        try {
            postgres.start();
            startBroker();
            insist(() -> client().newDeployResourceCommand()
                    .addResourceFromClasspath("exporter-probe/exporter-probe.bpmn")
                    .send());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts the broker, also after a kill, with a connection of its own: one that has met a dead broker waits up to two
     * minutes before it tries again, the longer the broker was away.
     */
    void startBroker() {
        broker.start().awaitReady(PATIENCE);
        var client = CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .defaultRequestTimeout(PATIENCE)
                .build();
        clients.addFirst(client);
        client.newWorker()
                .jobType("exporter.probe")
                .handler((jobs, job) -> jobs.newCompleteCommand(job).send())
                .fetchVariables("caseId")
                .timeout(Duration.ofSeconds(5))
                .open();
    }

    private CamundaClient client() {
        return clients.getFirst();
    }

    LocalPostgres postgres() {
        return postgres;
    }

    Path postgresData() {
        return directory.resolve("database/postgresql");
    }

    Broker broker() {
        return broker;
    }

    Path directory() {
        return directory;
    }

    /** What the application does when it starts. */
    void migrate() {
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD)
                .locations("classpath:db/migration/engine")
                .defaultSchema("engine_history")
                .load()
                .migrate();
    }

    long startInstance(Map<String, ?> variables) {
        return insist(() -> client().newCreateInstanceCommand()
                        .bpmnProcessId("exporter-probe")
                        .latestVersion()
                        .variables(variables)
                        .send())
                .getProcessInstanceKey();
    }

    /** Asks again while the broker has too much to do. */
    private static <T> T insist(Callable<CamundaFuture<T>> request) {
        return await("the broker's answer")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ClientException.class)
                .until(() -> request.call().join(), Objects::nonNull);
    }

    /** People who start instances, so many a second, until they are told to stop. */
    Load load(int perSecond) {
        return new Load(perSecond);
    }

    final class Load implements AutoCloseable {
        private final Map<Long, UUID> accepted = new ConcurrentHashMap<>();
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
        private final Thread thread;

        private Load(int perSecond) {
            thread = Thread.ofPlatform().name("load").daemon().start(() -> run(perSecond));
        }

        private void run(int perSecond) {
            while (running.get()) {
                try {
                    inFlight.acquire();
                    TimeUnit.MICROSECONDS.sleep(1_000_000 / perSecond);
                } catch (InterruptedException e) {
                    return;
                }
                var caseId = UUID.randomUUID();
                client().newCreateInstanceCommand()
                        .bpmnProcessId("exporter-probe")
                        .latestVersion()
                        .variables(Map.of("caseId", caseId, "note", "kept out"))
                        .send()
                        .whenComplete((started, refused) -> {
                            inFlight.release();
                            if (started != null) {
                                accepted.put(started.getProcessInstanceKey(), caseId);
                            }
                        });
            }
        }

        int accepted() {
            return accepted.size();
        }

        /** The instances the engine has said yes to, once nothing is under way any more. */
        List<Long> stop() {
            close();
            return List.copyOf(accepted.keySet());
        }

        @Override
        public void close() {
            if (running.getAndSet(false)) {
                try {
                    thread.join();
                    if (!inFlight.tryAcquire(IN_FLIGHT, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                        throw new IllegalStateException("Requests without an answer");
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /**
     * Waits until the tables show the open task of each of these instances, does all open tasks, waits for the ends, and
     * looks for anything lost or doubled in the whole read model.
     */
    void finishAndCheck(List<Long> instances) {
        await("open tasks").atMost(PATIENCE).until(() -> count("""
                        engine.user_task where process_instance_key = any(?)""", instances) == instances.size());
        await("every instance at its task").atMost(PATIENCE).until(() -> count("""
                        engine.process_instance i where i.state = 'ACTIVE'
                            and not exists (select from engine.user_task t where t.process_instance_key = i.key)""") == 0);
        await("ends").atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            completeOpenTasks();
            return count("engine.process_instance where state = 'ACTIVE'") == 0;
        });
        assertThat(rows("select value_type || ' ' || intent || ' ' || error from engine.dead_letter"))
                .isEmpty();
        assertThat(rows("""
                select distinct concat_ws('; ', i.state, i.ended_at is not null, i.business_key is not null,
                    (select string_agg(f.element_id || ' ' || f.times, ', ' order by f.element_id)
                        from engine.sequence_flow f where f.process_instance_key = i.key),
                    (select string_agg(e.element_id || ' ' || e.state, ', ' order by e.position)
                        from engine.element_instance e where e.process_instance_key = i.key),
                    (select string_agg(t.state, ', ') from engine.user_task t where t.process_instance_key = i.key),
                    (select string_agg(v.name || ' ' || (v.text_value is not distinct from i.business_key), ', ')
                        from engine.variable v where v.process_instance_key = i.key))
                from engine.process_instance i"""))
                .as("what became of all instances")
                .containsExactly("COMPLETED; t; t;"
                        + " Flow_1 1, Flow_2 1, Flow_3 1;"
                        + " StartEvent_Started COMPLETED, ServiceTask_Check COMPLETED, UserTask_Answer COMPLETED,"
                        + " EndEvent_Done COMPLETED; COMPLETED; caseId true");
        assertThat(count("engine.user_task_candidate")).isZero();
    }

    /** Count and sum of all rows of the instances older than the one with this key. */
    List<String> everythingBefore(long instance) {
        return Map.of(
                        "process_instance", "key",
                        "element_instance", "process_instance_key",
                        "sequence_flow", "process_instance_key",
                        "user_task", "process_instance_key",
                        "variable", "process_instance_key")
                .entrySet()
                .stream()
                .map(table -> rows("""
                                select '%1$s ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '')
                                from engine.%1$s t where %2$s < %3$d""".formatted(table.getKey(), table.getValue(), instance))
                        .getFirst())
                .sorted()
                .toList();
    }

    /** The tables are a little behind, so some are done already: what the engine refuses is seen again or not needed. */
    private void completeOpenTasks() {
        var inFlight = new Semaphore(10);
        for (var key : rows("select key from engine.user_task where state = 'OPEN'")) {
            inFlight.acquireUninterruptibly();
            client().newCompleteUserTaskCommand(Long.parseLong(key))
                    .send()
                    .whenComplete((done, refused) -> inFlight.release());
        }
        inFlight.acquireUninterruptibly(10);
    }

    long count(String from) {
        return Long.parseLong(rows("select count(*) from " + from).getFirst());
    }

    long count(String from, List<Long> keys) {
        try (var connection = connect(LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.prepareStatement("select count(*) from " + from)) {
            statement.setArray(1, connection.createArrayOf("bigint", keys.toArray()));
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> rows(String query) {
        try (var connection = connect(LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the one who may do everything with the server. */
    void admin(String sql) {
        try (var connection = connect("postgres", "");
                var statement = connection.createStatement()) {
            statement.setQueryTimeout((int) PATIENCE.toSeconds());
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    java.sql.Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), user, password);
    }

    /** Of the first partition. */
    List<Path> snapshots() throws IOException {
        try (var found = Files.list(broker.settings().directory().resolve("raft-partition/partitions/1/snapshots"))) {
            return found.toList();
        }
    }

    String brokerLog() {
        try {
            return Files.readString(broker.settings().log());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Everything is ended, whatever of it cannot be ended in good order. */
    @Override
    public void close() {
        try (postgres;
                broker) {
            broker.kill();
            clients.forEach(CamundaClient::close);
        }
    }
}
