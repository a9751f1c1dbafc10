package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Home HOME = new Home(Path.of("/project"));

    @Test
    void nothingSetMeansOwnDatabaseAndEngineWithTheSample() {
        var settings = Settings.of(HOME, Map.of(), List.of());

        assertThat(settings.data()).isEqualTo(Path.of("/project/data"));
        assertThat(settings.documents()).isEqualTo(Path.of("/project/data/documents"));
        assertThat(settings.sample()).isTrue();
        assertThat(settings.ports())
                .extracting(Settings.NamedPort::number)
                .containsExactly(8080, 5433, 26500, 8088, 9600, 26501, 26502);
    }

    @Test
    void emptyLeavesTheSampleOut() {
        assertThat(Settings.of(HOME, Map.of(), List.of("--empty")).sample()).isFalse();
    }

    @Test
    void anExistingDatabaseAndEngineTakeThePlaceOfOurs() {
        var settings = Settings.of(
                HOME,
                Map.of(
                        "CHIBO_DATABASE_URL", "jdbc:postgresql://db/chibo",
                        "CHIBO_ENGINE_GRPC_ADDRESS", "http://engine:26500",
                        "CHIBO_ENGINE_REST_ADDRESS", "http://engine:8080"),
                List.of());

        assertThat(settings.ports()).extracting(Settings.NamedPort::number).containsExactly(8080);
        assertThat(App.environment(settings))
                .containsEntry("CHIBO_DATABASE_URL", "jdbc:postgresql://db/chibo")
                .containsEntry("CHIBO_ENGINE_GRPC_ADDRESS", "http://engine:26500")
                .containsEntry("CHIBO_ENGINE_REST_ADDRESS", "http://engine:8080");
    }

    @Test
    void namesATakenPortAndTheVariableThatMovesIt() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var taken = Integer.toString(other.getLocalPort());
            var settings = Settings.of(HOME, Map.of("CHIBO_DATABASE_PORT", taken), List.of());

            assertThatExceptionOfType(StartFailure.class)
                    .isThrownBy(settings::requireFreePorts)
                    .withMessageContaining(taken + " (PostgreSQL, CHIBO_DATABASE_PORT)");
        }
    }

    @Test
    void refusesWhatIsNotAPortOrAnArgument() {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> Settings.of(HOME, Map.of("CHIBO_HTTP_PORT", "70000"), List.of()))
                .withMessageContaining("CHIBO_HTTP_PORT");
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> Settings.of(HOME, Map.of(), List.of("--emtpy")))
                .withMessageContaining("--emtpy");
    }
}
