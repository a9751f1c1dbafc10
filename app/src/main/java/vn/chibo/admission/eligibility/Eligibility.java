package vn.chibo.admission.eligibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;
import scala.jdk.javaapi.CollectionConverters;
import vn.chibo.policy.PolicySnapshot;

/**
 * Asks {@code admission-eligibility.dmn}, here and not in the engine: a checklist must be right while the engine is away,
 * and nobody waits for a command to read a page. The engine evaluates the same file with the same library.
 */
@Service
public class Eligibility {

    static final String DECISION = "admission-eligibility";
    static final String FILE = "processes/admission/" + DECISION + ".dmn";

    private final DmnEngine engine = new DmnEngine.Builder().build();
    private final ParsedDmn table;

    Eligibility() {
        try (var in = new ClassPathResource(FILE).getInputStream()) {
            var parsed = engine.parse(in);
            if (parsed.isLeft()) {
                throw new IllegalStateException(FILE + ": " + parsed.left());
            }
            this.table = parsed.toOption().get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is missing if the cell considered the person that day, under that policy; nothing when all is well. */
    public List<FailedCondition> check(CandidateFacts facts, LocalDate consideredOn, PolicySnapshot policy) {
        return evaluate(new HashMap<>(EligibilityInputs.of(facts, consideredOn, policy))).stream()
                .map(row -> failed(row, policy))
                .toList();
    }

    private static FailedCondition failed(Map<String, String> row, PolicySnapshot policy) {
        var condition = Condition.of(row.getOrDefault("code", ""));
        return new FailedCondition(
                condition,
                row.getOrDefault("source", ""),
                condition.parameters().stream().map(policy::text).toList());
    }

    private List<Map<String, String>> evaluate(Map<String, Object> inputs) {
        var evaluated = engine.eval(table, DECISION, inputs);
        if (evaluated.isLeft()) {
            throw new IllegalStateException(FILE + " cannot be evaluated");
        }
        var result = evaluated.toOption().get();
        var rows = new ArrayList<Map<String, String>>();
        if (!result.isNil()) {
            for (var row : CollectionConverters.asJava((scala.collection.Seq<?>) result.value())) {
                var texts = new HashMap<String, String>();
                CollectionConverters.asJava((scala.collection.Map<?, ?>) row)
                        .forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
                rows.add(texts);
            }
        }
        return rows;
    }
}
