package vn.chibo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole application where the engine should be but nobody listens. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "chibo.engine.enabled=true",
            "chibo.engine.grpc-address=http://127.0.0.1:1",
            "chibo.engine.rest-address=http://127.0.0.1:1"
        })
class EngineAwayIT {

    @LocalServerPort
    int port;

    @Autowired
    EngineCommands commands;

    @Autowired
    CommandStore store;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void servesPagesIsReadyAndKeepsCommands() throws Exception {
        transaction.executeWithoutResult(status -> commands.publish(
                new MessageName("probe.opened"), UUID.randomUUID().toString(), "id", java.util.Map.of()));

        assertThat(get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(get("/actuator/health").statusCode()).isEqualTo(503));
        assertThat(store.pending()).isEqualTo(1);
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
