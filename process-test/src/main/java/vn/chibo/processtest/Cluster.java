package vn.chibo.processtest;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.chibo.standalone.Broker;
import vn.chibo.standalone.LocalPostgres;

/**
 * What a test takes for a Camunda cluster: a broker, PostgreSQL with the read model, and the {@link Adapter} before them.
 *
 * <p>The addresses are there at once. PostgreSQL and broker start with the first request to the adapter; the port of gRPC,
 * which goes to the broker without detour, is held until then. The broker is not the one application tests use: clean-up
 * after a test removes all it has, and their workers would take the jobs.
 */
final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What runs, once something does. */
    record Running(LocalPostgres postgres, Broker broker, CamundaClient client, ReadModel readModel) {}

    private final ServerSocket heldForGrpc;
    private final Broker.Ports ports;
    private final Adapter adapter;
    private @Nullable Running running;
    private @Nullable RuntimeException failure;

    Cluster() {
        try {
            heldForGrpc = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
            var free = Broker.Ports.free();
            ports = new Broker.Ports(
                    heldForGrpc.getLocalPort(), free.rest(), free.management(), free.command(), free.internal());
            adapter = new Adapter(this::running);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI grpcAddress() {
        return URI.create("http://127.0.0.1:" + ports.grpc());
    }

    /** Serves the management calls too. */
    URI restAddress() {
        return adapter.address();
    }

    private synchronized Running running() {
        if (failure != null) {
            throw failure;
        }
        if (running == null) {
            try {
                running = start();
            } catch (RuntimeException e) {
                failure = e; // a second attempt would find the ports taken
                throw e;
            }
        }
        return running;
    }

    private Running start() {
        try {
            var directory = Files.createTempDirectory("chibo-process-test");
            heldForGrpc.close();
            var postgres = LocalPostgres.forTests(directory).start();
            migrate(postgres.jdbcUrl());
            var broker = new Broker(settings(directory)
                            .with(new Broker.Exporter(
                                    Broker.Exporter.ofWorkingCopy(
                                                    postgres.jdbcUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD)
                                            .jar(),
                                    postgres.jdbcUrl(),
                                    LocalPostgres.USER,
                                    LocalPostgres.PASSWORD,
                                    List.of("*"))))
                    .start()
                    .awaitReady(PATIENCE);
            var client = CamundaClient.newClientBuilder()
                    .grpcAddress(broker.grpcAddress())
                    .restAddress(broker.restAddress())
                    .preferRestOverGrpc(false)
                    .build();
            var started = new Running(postgres, broker, client, new ReadModel(postgres.jdbcUrl()));
            warmUp(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A broker that says it is ready may take longer for its first command, and the exporter for its first rows, than a test
     * waits. So something is deployed and removed before the first test.
     */
    private void warmUp(Running started) {
        var model = Bpmn.createExecutableProcess("process-test-warm-up")
                .startEvent()
                .endEvent()
                .done();
        started.client()
                .newDeployResourceCommand()
                .addProcessModel(model, "process-test-warm-up.bpmn")
                .requestTimeout(PATIENCE)
                .send()
                .join();
        new CleanUp(started, adapter.http()).run();
    }

    private Broker.Settings settings(Path directory) {
        var usual = Broker.Settings.forTests(directory);
        return new Broker.Settings(
                usual.directory(),
                usual.log(),
                usual.host(),
                ports,
                usual.heap(),
                usual.controlledClock(),
                usual.exporter());
    }

    /** The application's migrations, in the order of their versions, without the application. */
    private static void migrate(String url) {
        try (var connection = DriverManager.getConnection(url, LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            for (var migration : Migrations.ofReadModel()) {
                statement.execute(Files.readString(migration));
            }
            statement.execute(ReadModel.OWN_TABLES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The read model cannot be created", e);
        }
    }

    @Override
    public synchronized void close() {
        adapter.close();
        if (running != null) {
            running.client().close();
            running.broker().kill();
            running.postgres().close();
            running = null;
        }
    }
}
