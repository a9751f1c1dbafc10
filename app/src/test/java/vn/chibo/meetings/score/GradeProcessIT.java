package vn.chibo.meetings.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;

/** {@code meeting-grade.dmn} and {@link Grade} say the same; the engine decides by the one, the sheet shows the other. */
@EngineTest
class GradeProcessIT {

    private static final BigDecimal STEP = new BigDecimal("0.1");

    @Autowired
    CamundaClient client;

    @Autowired
    EngineProbe probe;

    @ParameterizedTest
    @ValueSource(strings = {"90/70/50", "85/65.5/40"})
    void tableAndCodeGradeAlikeAtEveryEdge(String limits) {
        probe.awaitDeployed("monthly-meeting");
        var bands = Stream.of(limits.split("/")).map(BigDecimal::new).toList();
        var edges = Stream.concat(
                        bands.stream().flatMap(band -> Stream.of(band.subtract(STEP), band, band.add(STEP))),
                        Stream.of(BigDecimal.ZERO, new BigDecimal("100")))
                .toList();

        assertThat(edges)
                .allSatisfy(points -> assertThat(decide(points, bands))
                        .isEqualTo(Grade.of(points, bands).name()));
    }

    private String decide(BigDecimal points, List<BigDecimal> bands) {
        return client.newEvaluateDecisionCommand()
                .decisionId("meeting-grade")
                .variables(Map.of(
                        "points", points,
                        "gradeGoodFrom", bands.get(0),
                        "gradeFairFrom", bands.get(1),
                        "gradeAverageFrom", bands.get(2)))
                .send()
                .join()
                .getDecisionOutput()
                .replace("\"", "");
    }
}
