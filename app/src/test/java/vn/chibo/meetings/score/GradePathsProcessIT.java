package vn.chibo.meetings.score;

import static io.camunda.process.test.api.CamundaAssert.assertThatDecision;

import io.camunda.client.CamundaClient;
import io.camunda.process.test.api.CamundaProcessTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code meeting-grade.dmn} and {@link Grade} say the same at every edge: the engine decides by the one, the sheet shows
 * the other.
 */
@CamundaProcessTest
class GradePathsProcessIT {

    private CamundaClient client;

    @ParameterizedTest
    @CsvSource({
        "100, 1", "90.1, 1", "90, 1", "89.9, 2", "70.1, 2", "70, 2", "69.9, 3", "50.1, 3", "50, 3", "49.9, 4", "0, 4",
    })
    void grades_as_the_sheet_does(BigDecimal points, int rule) {
        grades(points, rule, List.of("90", "70", "50"));
    }

    @ParameterizedTest
    @CsvSource({
        "85.1, 1", "85, 1", "84.9, 2", "65.6, 2", "65.5, 2", "65.4, 3", "40.1, 3", "40, 3", "39.9, 4",
    })
    void takes_its_limits_from_the_policy_of_the_case(BigDecimal points, int rule) {
        grades(points, rule, List.of("85", "65.5", "40"));
    }

    private void grades(BigDecimal points, int rule, List<String> limits) {
        var bands = limits.stream().map(BigDecimal::new).toList();
        client.newDeployResourceCommand()
                .addResourceFromClasspath("processes/meetings/meeting-grade.dmn")
                .send()
                .join();

        var decision = client.newEvaluateDecisionCommand()
                .decisionId("meeting-grade")
                .variables(Map.of(
                        "points", points,
                        "gradeGoodFrom", bands.get(0),
                        "gradeFairFrom", bands.get(1),
                        "gradeAverageFrom", bands.get(2)))
                .send()
                .join();

        assertThatDecision(decision)
                .isEvaluated()
                .hasMatchedRules(rule)
                .hasOutput(Grade.of(points, bands).name());
    }
}
