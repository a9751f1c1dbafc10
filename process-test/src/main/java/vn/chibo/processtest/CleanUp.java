package vn.chibo.processtest;

import io.camunda.client.api.command.ClientException;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Does what newer clusters do on {@code /actuator/cluster/purge}, as far as one can from outside: cancels what runs, deletes
 * what is deployed, and forgets both once the read model has seen it. Messages that wait for someone stay until their
 * time to live is over; tests therefore correlate by keys of their own.
 */
final class CleanUp {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Cluster.Running cluster;
    private final HttpClient http;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    CleanUp(Cluster.Running cluster, HttpClient http) {
        this.cluster = cluster;
        this.http = http;
    }

    void run() {
        awaitReadModel();
        cancelInstances();
        deleteModels();
        awaitReadModel();
        cancelInstances(); // which a timer started before its model was gone
        cluster.readModel().empty();
    }

    private void cancelInstances() {
        while (true) {
            var running = cluster.readModel()
                    .keys("select key from engine.process_instance where state = 'ACTIVE' and parent_key is null");
            if (running.isEmpty()) {
                return;
            }
            running.forEach(instance -> {
                try {
                    cluster.client().newCancelInstanceCommand(instance).send().join();
                } catch (ClientException e) {
                    // it ended by itself, as the next look at the read model shows
                }
            });
            awaitReadModel();
        }
    }

    private void deleteModels() {
        cluster.readModel()
                .keys("""
                select key from engine.process_definition union all select key from engine.decision_requirements""")
                .forEach(model ->
                        cluster.client().newDeleteResourceCommand(model).send().join());
    }

    /**
     * Until the read model holds all that the engine has done so far. A command processed now has a position behind all that
     * followed from earlier ones; it is sent again while we wait, because the broker counts a record the exporter does not
     * want as exported only if the exporter has nothing left to write when it comes.
     */
    private void awaitReadModel() {
        somethingToProcess();
        var target = Partition.look(cluster, http).processed();
        while (Partition.look(cluster, http).exported() < target) {
            pause();
            somethingToProcess();
        }
    }

    private void somethingToProcess() {
        while (true) {
            try {
                cluster.client()
                        .newPublishMessageCommand()
                        .messageName("process-test.cleanUp")
                        .withoutCorrelationKey()
                        .timeToLive(Duration.ZERO)
                        .send()
                        .join();
                return;
            } catch (ClientException e) {
                pause(); // on a busy machine the gateway loses the broker at times
            }
        }
    }

    private void pause() {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("The read model does not follow the engine");
        }
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
