package vn.chibo.processtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of the cluster: what newer engines answer from their secondary storage is answered from the read model, the
 * clean-up is done here, and everything else goes to the broker as it came.
 */
final class Adapter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Adapter.class);
    private static final Pattern SEARCH = Pattern.compile("/v2/([a-z-]+)/search");
    private static final Pattern GET = Pattern.compile("/v2/([a-z-]+)/([0-9][0-9-]*)(?:/(xml|sequence-flows))?");

    /** The client sets these itself. */
    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "http2-settings");

    private final Supplier<Cluster.Running> cluster;
    private final HttpServer server;
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong cleanUps = new AtomicLong();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Adapter(Supplier<Cluster.Running> cluster) throws IOException {
        this.cluster = cluster;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    HttpClient http() {
        return http;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            try {
                answer(exchange, request);
            } catch (BadRequest e) {
                LOG.warn("{} is refused: {}", request, e.getMessage());
                problem(exchange, 400, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.warn("{} failed", request, e);
                problem(exchange, 500, String.valueOf(e.getMessage()));
            }
        }
    }

    private void answer(HttpExchange exchange, String request) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var search = SEARCH.matcher(path);
        var get = GET.matcher(path);
        if (request.equals("POST /actuator/cluster/purge")) {
            new CleanUp(cluster.get(), http).run();
            send(exchange, 202, json.createObjectNode().put("changeId", cleanUps.incrementAndGet()));
        } else if (request.equals("GET /v2/topology")) {
            topology(exchange);
        } else if (request.equals("DELETE /actuator/clock")) {
            // This engine's timers stand still when its time is set back, so time stays where the test has brought it.
            send(exchange, 200, json.createObjectNode());
        } else if (request.equals("POST /actuator/clock/add")) {
            moveClock(exchange);
        } else if (search.matches() && request.startsWith("POST ")) {
            var resource = Resource.at(search.group(1))
                    .orElseThrow(() -> new BadRequest("No such search here: " + search.group(1)));
            send(exchange, 200, cluster.get().readModel().search(resource, body(exchange)));
        } else if (get.matches()
                && request.startsWith("GET ")
                && Resource.at(get.group(1)).isPresent()) {
            get(exchange, Resource.at(get.group(1)).get(), get.group(2), get.group(3));
        } else {
            forward(exchange);
        }
    }

    private void get(HttpExchange exchange, Resource resource, String key, @Nullable String part) throws IOException {
        var readModel = cluster.get().readModel();
        if ("sequence-flows".equals(part)) {
            send(exchange, 200, readModel.sequenceFlows(key));
        } else if ("xml".equals(part)) {
            var xml = readModel.xml(resource, key);
            if (xml.isPresent()) {
                send(exchange, 200, "text/xml", xml.get().getBytes(StandardCharsets.UTF_8));
            } else {
                problem(exchange, 404, "No XML with key " + key);
            }
        } else {
            var found = readModel.get(resource, key);
            if (found.isPresent()) {
                send(exchange, 200, found.get());
            } else {
                problem(exchange, 404, "Nothing with key " + key);
            }
        }
    }

    /**
     * The broker's own, with the number of the last clean-up, which Camunda Process Test waits for, and a health that does not
     * depend on the clock: see {@link Partition}.
     */
    private void topology(HttpExchange exchange) throws IOException {
        var answer = toBroker(exchange);
        if (answer.statusCode() != 200 || !(json.readTree(answer.body()) instanceof ObjectNode topology)) {
            send(exchange, answer);
            return;
        }
        topology.put("lastCompletedChangeId", Long.toString(cleanUps.get()));
        if (Partition.look(cluster.get(), http).working()) {
            topology.findParents("health").forEach(partition -> ((ObjectNode) partition).put("health", "healthy"));
        }
        send(exchange, 200, topology);
    }

    private void moveClock(HttpExchange exchange) throws IOException {
        var offset = Duration.ofMillis(body(exchange).path("offsetMilli").asLong());
        if (offset.isNegative()) {
            throw new BadRequest("Time does not run backwards here: " + offset);
        }
        cluster.get().broker().clock().add(offset);
        send(exchange, 200, json.createObjectNode());
    }

    private void forward(HttpExchange exchange) throws IOException {
        send(exchange, toBroker(exchange));
    }

    private HttpResponse<byte[]> toBroker(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI();
        var ports = cluster.get().broker().settings().ports();
        var port = asked.getPath().startsWith("/actuator") ? ports.management() : ports.rest();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + asked))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        return body.length == 0 ? json.createObjectNode() : json.readTree(body);
    }

    private void problem(HttpExchange exchange, int status, String detail) throws IOException {
        var problem = json.createObjectNode()
                .put("type", "about:blank")
                .put("title", status == 400 ? "Bad request" : "Not served")
                .put("status", status)
                .put("detail", detail)
                .put("instance", exchange.getRequestURI().getPath());
        send(exchange, status, "application/problem+json", json.writeValueAsBytes(problem));
    }

    private void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        send(exchange, status, "application/json", json.writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        var type = answer.headers().firstValue("content-type").orElse("application/json");
        send(exchange, answer.statusCode(), type, answer.body());
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
