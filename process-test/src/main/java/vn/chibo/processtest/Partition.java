package vn.chibo.processtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * How far the broker's one partition is.
 *
 * @param processed position of the newest command processed; all that followed from earlier ones lies before it
 * @param exported up to where the exporter has written
 * @param working whether it processes and exports, whatever its health says: after a jump of the clock the broker takes its
 *     own threads for blocked, until it looks again seconds later
 */
record Partition(long processed, long exported, boolean working) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Partition look(Cluster.Running cluster, HttpClient http) {
        var management = URI.create(
                "http://127.0.0.1:" + cluster.broker().settings().ports().management() + "/actuator/partitions");
        var request = HttpRequest.newBuilder(management)
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            var answer = JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .path("1");
            return new Partition(
                    answer.path("processedPosition").asLong(),
                    answer.path("exportedPosition").asLong(),
                    answer.path("streamProcessorPhase").asText().equals("PROCESSING")
                            && answer.path("exporterPhase").asText().equals("EXPORTING"));
        } catch (IOException e) {
            throw new IllegalStateException("The broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
