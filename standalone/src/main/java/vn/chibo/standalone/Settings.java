package vn.chibo.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./chibo run} is told by environment variables and arguments.
 *
 * @param documents where uploaded files are kept
 * @param clamav address of a virus scanner, empty for none
 * @param databaseUrl an existing PostgreSQL to use instead of our own
 * @param engineAddress gRPC address of an existing engine to use instead of our own
 */
record Settings(
        Path data,
        String httpAddress,
        int httpPort,
        int databasePort,
        Broker.Ports enginePorts,
        String appHeap,
        String engineHeap,
        @Nullable String databaseUrl,
        String databaseUser,
        String databasePassword,
        @Nullable String engineAddress,
        String engineRestAddress,
        Path documents,
        String clamav,
        boolean sample) {

    /** One port, what it is for, and the variable that moves it. */
    record NamedPort(int number, String purpose, String variable) {}

    static Settings of(Home home, Map<String, String> environment, List<String> arguments) {
        for (var argument : arguments) {
            if (!argument.equals("--empty")) {
                throw new StartFailure("Không hiểu tham số " + argument, "Unknown argument " + argument);
            }
        }
        var engine = Broker.Ports.DEFAULT;
        var sample = !arguments.contains("--empty") && !"false".equalsIgnoreCase(environment.get("CHIBO_SAMPLE"));
        var data = home.directory()
                .resolve(text(environment, "CHIBO_DATA", "data"))
                .normalize();
        return new Settings(
                data,
                text(environment, "CHIBO_HTTP_ADDRESS", "127.0.0.1"),
                port(environment, "CHIBO_HTTP_PORT", 8080),
                port(environment, "CHIBO_DATABASE_PORT", 5433),
                new Broker.Ports(
                        port(environment, "CHIBO_ENGINE_GRPC_PORT", engine.grpc()),
                        port(environment, "CHIBO_ENGINE_REST_PORT", engine.rest()),
                        port(environment, "CHIBO_ENGINE_MANAGEMENT_PORT", engine.management()),
                        port(environment, "CHIBO_ENGINE_COMMAND_PORT", engine.command()),
                        port(environment, "CHIBO_ENGINE_INTERNAL_PORT", engine.internal())),
                text(environment, "CHIBO_APP_HEAP", "768m"),
                text(environment, "CHIBO_ENGINE_HEAP", "512m"),
                emptyToNull(environment.get("CHIBO_DATABASE_URL")),
                text(environment, "CHIBO_DATABASE_USER", LocalPostgres.USER),
                text(environment, "CHIBO_DATABASE_PASSWORD", LocalPostgres.PASSWORD),
                emptyToNull(environment.get("CHIBO_ENGINE_GRPC_ADDRESS")),
                text(environment, "CHIBO_ENGINE_REST_ADDRESS", "http://127.0.0.1:8088"),
                data.resolve(text(environment, "CHIBO_DOCUMENTS_DIRECTORY", "documents"))
                        .normalize(),
                text(environment, "CHIBO_DOCUMENTS_CLAMAV", ""),
                sample);
    }

    boolean ownDatabase() {
        return databaseUrl == null;
    }

    boolean ownEngine() {
        return engineAddress == null;
    }

    String effectiveDatabaseUrl() {
        return databaseUrl != null
                ? databaseUrl
                : "jdbc:postgresql://127.0.0.1:" + databasePort + "/" + LocalPostgres.DATABASE;
    }

    String effectiveEngineAddress() {
        return engineAddress != null ? engineAddress : "http://127.0.0.1:" + enginePorts.grpc();
    }

    String effectiveEngineRestAddress() {
        return engineAddress != null ? engineRestAddress : "http://127.0.0.1:" + enginePorts.rest();
    }

    /** The ports our own processes will listen on. */
    List<NamedPort> ports() {
        var app = Stream.of(new NamedPort(httpPort, "app", "CHIBO_HTTP_PORT"));
        var database = ownDatabase()
                ? Stream.of(new NamedPort(databasePort, "PostgreSQL", "CHIBO_DATABASE_PORT"))
                : Stream.<NamedPort>empty();
        var engine = ownEngine()
                ? Stream.of(
                        new NamedPort(enginePorts.grpc(), "Camunda gRPC", "CHIBO_ENGINE_GRPC_PORT"),
                        new NamedPort(enginePorts.rest(), "Camunda REST", "CHIBO_ENGINE_REST_PORT"),
                        new NamedPort(enginePorts.management(), "Camunda management", "CHIBO_ENGINE_MANAGEMENT_PORT"),
                        new NamedPort(enginePorts.command(), "Camunda command", "CHIBO_ENGINE_COMMAND_PORT"),
                        new NamedPort(enginePorts.internal(), "Camunda internal", "CHIBO_ENGINE_INTERNAL_PORT"))
                : Stream.<NamedPort>empty();
        return Stream.of(app, database, engine).flatMap(ports -> ports).toList();
    }

    /** Names every taken port at once, so that one correction is enough. */
    void requireFreePorts() {
        var taken = ports().stream()
                .filter(port -> !FreePort.isFree(port.number()))
                .map(port -> port.number() + " (" + port.purpose() + ", " + port.variable() + ")")
                .toList();
        if (!taken.isEmpty()) {
            var list = String.join(", ", taken);
            throw new StartFailure(
                    "Cổng đã có chương trình khác dùng: " + list + ". Đổi cổng bằng biến môi trường ghi trong ngoặc.",
                    "Port taken by another program: " + list + ". The variable in brackets moves it.");
        }
    }

    private static String text(Map<String, String> environment, String variable, String fallback) {
        var value = emptyToNull(environment.get(variable));
        return value == null ? fallback : value;
    }

    private static @Nullable String emptyToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static int port(Map<String, String> environment, String variable, int fallback) {
        var value = text(environment, variable, Integer.toString(fallback));
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65535) {
            return Integer.parseInt(value);
        }
        throw new StartFailure(
                variable + " phải là số từ 1 đến 65535, không phải " + value,
                variable + " must be a number from 1 to 65535, not " + value);
    }
}
