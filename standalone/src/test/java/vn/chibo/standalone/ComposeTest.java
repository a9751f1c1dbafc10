package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} says what {@code ./chibo run} does: same versions, variables and paths. */
class ComposeTest {

    private static final Home HOME = Home.find(Map.of());
    private static final Pattern DEFAULTED = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final String DATABASE_URL = "jdbc:postgresql://postgres:5432/" + LocalPostgres.DATABASE;
    private static final Settings SETTINGS = Settings.of(
            HOME,
            Map.of(
                    "CHIBO_DATABASE_URL", DATABASE_URL,
                    "CHIBO_DOCUMENTS_DIRECTORY", "/var/lib/chibo/documents",
                    "CHIBO_ENGINE_GRPC_ADDRESS", "http://engine:26500",
                    "CHIBO_ENGINE_REST_ADDRESS", "http://engine:8088",
                    "CHIBO_HTTP_ADDRESS", "0.0.0.0"),
            List.of());

    private static final Properties VERSIONS = new Properties();
    private static Map<String, Map<String, Object>> services = Map.of();

    @BeforeAll
    static void read() throws IOException {
        try (var in = Broker.class.getResourceAsStream("versions.properties")) {
            VERSIONS.load(in);
        }
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(Files.readString(HOME.directory().resolve("docker-compose.yml")));
        services = file.get("services");
    }

    @Test
    void imagesAreOfTheVersionsWeStart() {
        var postgresMajor = VERSIONS.getProperty("postgres").replaceFirst("\\..*", "");
        var engineMinor = VERSIONS.getProperty("camunda-broker").replaceFirst("\\.\\d+$", "");

        assertThat(image("postgres")).isEqualTo("postgres:" + postgresMajor);
        assertThat(image("engine")).matches("camunda/zeebe:" + Pattern.quote(engineMinor) + "\\.\\d+");
        assertThat(image("app")).isEqualTo("chibo:" + VERSIONS.getProperty("chibo"));
    }

    @Test
    void engineIsToldWhatOursIsTold() {
        var expected = new TreeMap<>(Broker.environment(engine()));
        expected.put("JAVA_TOOL_OPTIONS", "-Xms" + SETTINGS.engineHeap() + " -Xmx" + SETTINGS.engineHeap());

        assertThat(environment("engine")).isEqualTo(expected);
    }

    @Test
    void appIsToldWhatOursIsTold() {
        assertThat(environment("app")).isEqualTo(App.environment(SETTINGS));
    }

    @Test
    void databaseIsTheOneTheOthersExpect() {
        assertThat(environment("postgres"))
                .containsEntry("POSTGRES_USER", LocalPostgres.USER)
                .containsEntry("POSTGRES_PASSWORD", LocalPostgres.PASSWORD)
                .containsEntry("POSTGRES_DB", LocalPostgres.DATABASE);
    }

    @Test
    void exporterJarIsTheOneMavenBuildsAndDataOutliveTheContainer() {
        var jar = "./exporter/target/chibo-exporter-" + VERSIONS.getProperty("chibo") + ".jar";

        assertThat(list("engine", "volumes"))
                .containsExactlyInAnyOrder(
                        "engine:" + engine().directory(),
                        jar + ":" + engine().exporter().jar() + ":ro");
        assertThat(list("postgres", "volumes")).containsExactly("postgres:/var/lib/postgresql");
        assertThat(list("app", "volumes")).containsExactly("documents:" + SETTINGS.documents());
    }

    @Test
    void portsAreOursAndOpenToThisMachineOnly() {
        var own = Settings.of(HOME, Map.of(), List.of());
        var ports = own.enginePorts();

        assertThat(list("postgres", "ports")).containsExactly("127.0.0.1:" + own.databasePort() + ":5432");
        assertThat(list("app", "ports")).containsExactly(local(own.httpPort()));
        assertThat(list("engine", "ports"))
                .containsExactly(local(ports.grpc()), local(ports.rest()), local(ports.management()));
    }

    private static Broker.Settings engine() {
        var exporter = new Broker.Exporter(
                Path.of("/usr/local/zeebe/exporters/chibo-exporter.jar"),
                DATABASE_URL,
                LocalPostgres.USER,
                LocalPostgres.PASSWORD,
                Broker.Exporter.variables(HOME));
        return new Broker.Settings(
                Path.of("/usr/local/zeebe/data"),
                Path.of("unused"),
                "0.0.0.0",
                Broker.Ports.DEFAULT,
                SETTINGS.engineHeap(),
                false,
                exporter);
    }

    private static String local(int port) {
        return "127.0.0.1:" + port + ":" + port;
    }

    private static String image(String service) {
        return String.valueOf(services.get(service).get("image"));
    }

    /** With the defaults a site gets that sets nothing. */
    private static Map<String, String> environment(String service) {
        var environment = new TreeMap<String, String>();
        var entries = (Map<?, ?>) services.get(service).get("environment");
        entries.forEach((key, value) -> environment.put(
                String.valueOf(key), DEFAULTED.matcher(String.valueOf(value)).replaceAll("$1")));
        return environment;
    }

    private static List<String> list(String service, String key) {
        return ((List<?>) services.get(service).get(key))
                .stream().map(String::valueOf).toList();
    }
}
