package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import vn.chibo.standalone.Broker;
import vn.chibo.standalone.LocalPostgres;

/** Broker, database and people of their own for tests that do them harm, with the process {@code exporter-probe.bpmn}. */
final class Engine implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int IN_FLIGHT = 20;

    private final Path directory;
    private final LocalPostgres postgres;
    private final Broker broker;
    private final CamundaClient client;

    /** Starts both, the database still empty. */
    Engine(Path directory, int partitions) {
        this.directory = directory;
        postgres = LocalPostgres.forTests(directory.resolve("database")).start();
        var usual = Broker.Exporter.ofWorkingCopy(postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD);
        broker = new Broker(Broker.Settings.forTests(directory.resolve("broker"))
                .with(new Broker.Exporter(
                        usual.jar(), usual.databaseUrl(), usual.user(), usual.password(), List.of("caseId")))
                .with(Map.of("ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT", String.valueOf(partitions))));
        broker.start().awaitReady(Duration.ofMinutes(2));
        client = CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .defaultRequestTimeout(PATIENCE)
                .build();
        client.newDeployResourceCommand()
                .addResourceFromClasspath("exporter-probe/exporter-probe.bpmn")
                .send()
                .join();
        client.newWorker()
                .jobType("exporter.probe")
                .handler((jobs, job) -> jobs.newCompleteCommand(job).send())
                .timeout(Duration.ofSeconds(5))
                .open();
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
        return client.newCreateInstanceCommand()
                .bpmnProcessId("exporter-probe")
                .latestVersion()
                .variables(variables)
                .send()
                .join()
                .getProcessInstanceKey();
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
                client.newCreateInstanceCommand()
                        .bpmnProcessId("exporter-probe")
                        .latestVersion()
                        .variables(Map.of("caseId", caseId, "note", "kept out"))
                        .requestTimeout(Duration.ofSeconds(20))
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
                    inFlight.tryAcquire(IN_FLIGHT, 25, TimeUnit.SECONDS);
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
        completeOpenTasks();
        await("ends").atMost(PATIENCE).until(() -> count("engine.process_instance where state = 'ACTIVE'") == 0);
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

    private void completeOpenTasks() {
        var open = rows("select key from engine.user_task where state = 'OPEN'");
        var inFlight = new Semaphore(10);
        for (var key : open) {
            inFlight.acquireUninterruptibly();
            client.newCompleteUserTaskCommand(Long.parseLong(key)).send().whenComplete((done, refused) -> {
                inFlight.release();
            });
        }
        inFlight.acquireUninterruptibly(10);
        await("tasks done").atMost(PATIENCE).until(() -> {
            var left = rows("select key from engine.user_task where state = 'OPEN' limit 50");
            if (left.isEmpty()) {
                return true;
            }
            TimeUnit.SECONDS.sleep(1); // the tables are a little behind; only what is still open then was refused
            for (var key : rows("select key from engine.user_task where state = 'OPEN' limit 50")) {
                client.newCompleteUserTaskCommand(Long.parseLong(key)).send().exceptionally(e -> null);
            }
            return false;
        });
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
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    java.sql.Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), user, password);
    }

    String brokerLog() {
        try {
            return Files.readString(broker.settings().log());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        broker.kill();
        broker.close();
        postgres.close();
    }
}
