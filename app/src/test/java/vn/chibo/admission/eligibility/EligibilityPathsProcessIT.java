package vn.chibo.admission.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.process.test.api.CamundaProcessTest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.policy.PolicySnapshot;

/** The engine's answer for every candidate of the table is the one the pages show. */
@CamundaProcessTest
class EligibilityPathsProcessIT {

    private CamundaClient client;

    @Test
    void decides_as_the_checklist_does() {
        client.newDeployResourceCommand()
                .addResourceFromClasspath(Eligibility.FILE)
                .send()
                .join();
        var policy = new PolicySnapshot(LocalDate.of(2026, 11, 26), Map.of());
        var eligibility = new Eligibility();
        var json = new JsonMapper();

        for (var candidate : Candidate.all()) {
            var answer = client.newEvaluateDecisionCommand()
                    .decisionId(Eligibility.DECISION)
                    .variables(new HashMap<String, Object>(
                            EligibilityInputs.of(candidate.facts(), candidate.consideredOn(), policy)))
                    .send()
                    .join();
            var expected =
                    json.valueToTree(eligibility.check(candidate.facts(), candidate.consideredOn(), policy).stream()
                            .map(failed -> Map.of("code", failed.condition().name(), "source", failed.source()))
                            .toList());

            var said = json.readTree(answer.getDecisionOutput());
            assertThat(said.isNull() ? json.createArrayNode() : said)
                    .as(candidate.what())
                    .isEqualTo(expected);
        }
    }
}
