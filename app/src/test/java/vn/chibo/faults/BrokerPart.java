package vn.chibo.faults;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.PartitionInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import vn.chibo.standalone.Broker;

/** One node of the engine; its clock is put right after every start. */
final class BrokerPart implements Part {

    private final String name;
    private final Broker broker;
    private Duration wanted = Duration.ZERO;
    private Duration shown = Duration.ZERO;

    BrokerPart(String name, Broker broker) {
        this.name = name;
        this.broker = broker;
    }

    Broker broker() {
        return broker;
    }

    @Override
    public String name() {
        return name;
    }

    /** The partitions this node leads, as it says itself; none while it is away or does not know. */
    List<Integer> leads() {
        if (!broker.isAlive()) {
            return List.of();
        }
        try (var client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create(
                        "http://127.0.0.1:" + broker.settings().ports().grpc()))
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .defaultRequestTimeout(Duration.ofSeconds(5))
                .build()) {
            var cluster = broker.settings().cluster();
            var node = cluster == null ? 0 : cluster.node();
            return client.newTopologyRequest().send().join().getBrokers().stream()
                    .filter(info -> info.getNodeId() == node)
                    .flatMap(info -> info.getPartitions().stream())
                    .filter(PartitionInfo::isLeader)
                    .map(PartitionInfo::getPartitionId)
                    .sorted()
                    .toList();
        } catch (RuntimeException away) {
            return List.of();
        }
    }

    @Override
    public synchronized void start() {
        broker.start();
        shown = Duration.ZERO;
    }

    @Override
    public void stop() {
        broker.stop();
    }

    @Override
    public void kill() {
        broker.kill();
    }

    @Override
    public boolean isAlive() {
        return broker.isAlive();
    }

    @Override
    public boolean isReady() {
        return showsTheTime() && broker.isReady();
    }

    /** Moves the node's clock; a node that is away gets the right time when it is back. */
    synchronized void setClock(Duration offset) {
        wanted = offset;
        showsTheTime();
    }

    synchronized boolean showsTheTime() {
        if (shown.equals(wanted)) {
            return true;
        }
        try {
            broker.clock().add(wanted.minus(shown));
            shown = wanted;
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
