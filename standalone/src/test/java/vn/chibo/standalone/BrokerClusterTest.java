package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerClusterTest {

    private static final String PREFIX = "ZEEBE_BROKER_CLUSTER_";

    private final Broker.Settings alone = Broker.Settings.forTests(Path.of("unused"));
    private final Broker.Settings second =
            alone.in(new Broker.Cluster(1, 3, 3, 3, List.of("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3")));

    @Test
    void a_node_knows_its_number_and_where_the_others_are() {
        assertThat(Broker.environment(second))
                .containsEntry(PREFIX + "NODEID", "1")
                .containsEntry(PREFIX + "CLUSTERSIZE", "3")
                .containsEntry(PREFIX + "PARTITIONSCOUNT", "3")
                .containsEntry(PREFIX + "REPLICATIONFACTOR", "3")
                .containsEntry(PREFIX + "INITIALCONTACTPOINTS", "127.0.0.1:1,127.0.0.1:2,127.0.0.1:3")
                .containsAllEntriesOf(Broker.environment(alone));
    }

    @Test
    void a_broker_alone_is_told_nothing_of_a_cluster() {
        assertThat(Broker.environment(alone).keySet()).noneMatch(name -> name.startsWith(PREFIX));
    }

    @Test
    void the_readme_names_what_a_node_is_told() throws IOException {
        var readme = Files.readString(Home.find(Map.of()).directory().resolve("README.md"));

        assertThat(Broker.environment(second).keySet())
                .filteredOn(name -> name.startsWith(PREFIX))
                .allMatch(name -> readme.contains(name + "="));
    }
}
