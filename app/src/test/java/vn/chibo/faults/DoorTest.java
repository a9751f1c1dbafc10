package vn.chibo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.chibo.standalone.FreePort;

class DoorTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private Door door;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        door = new Door(List.of(FreePort.find(), server.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        door.close();
        server.stop(0);
    }

    @Test
    void passes_on_to_whoever_answers() throws Exception {
        assertThat(ask(30)).isEqualTo(204);
        assertThat(ask(30)).isEqualTo(204);
    }

    @Test
    void breaks_connections_while_shut() throws Exception {
        ask(30);

        door.set(Door.State.SHUT);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(1));

        door.set(Door.State.OPEN);
        assertThat(ask(30)).isEqualTo(204);
    }

    @Test
    void keeps_them_waiting_while_stuck() throws Exception {
        ask(30);

        door.set(Door.State.STUCK);
        assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> ask(1));

        door.set(Door.State.OPEN);
        assertThat(ask(30)).isEqualTo(204);
    }

    private int ask(int seconds) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port()))
                .timeout(Duration.ofSeconds(seconds))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
