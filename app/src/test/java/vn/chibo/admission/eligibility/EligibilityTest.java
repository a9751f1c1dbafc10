package vn.chibo.admission.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.dmn.Audit;
import org.camunda.dmn.DmnEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import scala.jdk.javaapi.CollectionConverters;
import vn.chibo.policy.PolicySnapshot;

/** {@code admission-eligibility.dmn} against a table of candidates written by hand. */
class EligibilityTest {

    private static final PolicySnapshot DEFAULTS = new PolicySnapshot(LocalDate.of(2026, 11, 26), Map.of());
    private static final Eligibility ELIGIBILITY = new Eligibility();
    private static final Pattern RULE = Pattern.compile("<rule id=\"(\\w+)\"");
    private static final Pattern TEXT = Pattern.compile("<(inputExpression|inputEntry)[^>]*>\\s*<text>([^<]*)</text>");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z]+");

    static List<Candidate> candidates() {
        return Candidate.all();
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void findsExactlyWhatIsMissing(Candidate candidate) {
        var failed = ELIGIBILITY.check(candidate.facts(), candidate.consideredOn(), DEFAULTS);

        assertThat(failed).extracting(FailedCondition::condition).containsExactlyElementsOf(candidate.expected());
        assertThat(failed)
                .allSatisfy(condition -> assertThat(condition.source()).isNotBlank());
    }

    @Test
    void theTableIsLargeEnoughAndEveryRowOfTheDecisionIsHitAndMissed() throws IOException {
        var engine = new DmnEngine.Builder().build();
        var table = engine.parse(new ClassPathResource(Eligibility.FILE).getInputStream())
                .toOption()
                .get();
        var hits = new TreeMap<String, Integer>();
        RULE.matcher(model()).results().forEach(rule -> hits.put(rule.group(1), 0));

        for (var candidate : candidates()) {
            var inputs = new HashMap<String, Object>(
                    EligibilityInputs.of(candidate.facts(), candidate.consideredOn(), DEFAULTS));
            var log = engine.eval(table, Eligibility.DECISION, inputs)
                    .toOption()
                    .get()
                    .auditLog();
            for (var entry : CollectionConverters.asJava(log.entries())) {
                for (var matched : CollectionConverters.asJava(
                        ((Audit.DecisionTableEvaluationResult) entry.result()).matchedRules())) {
                    hits.merge(matched.rule().id(), 1, Integer::sum);
                }
            }
        }

        assertThat(candidates()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(hits).hasSize(15);
        assertThat(hits)
                .allSatisfy((rule, count) ->
                        assertThat(count).as(rule).isBetween(1, candidates().size() - 1));
    }

    /** A name nobody sets would be null, and a row that reads it would never match. */
    @Test
    void theDecisionReadsNothingThatIsNotAnInput() throws IOException {
        var read = new TreeSet<String>();
        TEXT.matcher(model())
                .results()
                .forEach(text -> NAME.matcher(text.group(2)).results().forEach(name -> read.add(name.group())));
        read.removeAll(List.of("null", "true", "false", "lt", "gt"));
        var candidate = Candidate.named("ordinary");

        assertThat(read)
                .isEqualTo(new TreeSet<>(EligibilityInputs.of(candidate.facts(), candidate.consideredOn(), DEFAULTS)
                        .keySet()));
    }

    @Test
    void theNumbersAreThoseOfThePolicyOfTheCase() {
        var candidate = Candidate.named("ordinary");
        var stricter = Map.of(
                "admission.ageMin", "27",
                "education.min", "UPPER_SECONDARY",
                "certificate.validMonths", "24",
                "sponsor.countWithUnion", "2",
                "sponsor.minCoworkMonths", "60",
                "cell.minOfficialMembers", "11",
                "papers.validMonths", "6");

        var failed = ELIGIBILITY.check(candidate.facts(), candidate.consideredOn(), policy(stricter));

        assertThat(failed.stream().collect(Collectors.toMap(FailedCondition::condition, FailedCondition::numbers)))
                .isEqualTo(Map.of(
                        Condition.AGE_BELOW_MIN, List.of("27"),
                        Condition.EDUCATION_TOO_LOW, List.of(),
                        Condition.CERTIFICATE_EXPIRED, List.of("24"),
                        Condition.SPONSORS_TOO_FEW, List.of("2", "2"),
                        Condition.SPONSOR_COWORK_TOO_SHORT, List.of("60"),
                        Condition.CELL_TOO_SMALL, List.of("11"),
                        Condition.PAPERS_TOO_OLD, List.of("6")));
        var older = Candidate.named("60 years 1 month");
        assertThat(ELIGIBILITY.check(older.facts(), older.consideredOn(), policy(Map.of("admission.ageMax", "61"))))
                .isEmpty();
        var left = Candidate.named("left a day less than 36 months ago");
        assertThat(ELIGIBILITY.check(left.facts(), left.consideredOn(), policy(Map.of("readmission.minMonths", "35"))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyConditionHasItsSentenceInBothLanguages(Condition condition) {
        var key = new FailedCondition(condition, "", List.of()).messageKey();

        for (var language : List.of(Locale.ROOT, Locale.ENGLISH)) {
            var sentence = ResourceBundle.getBundle(
                            "messages/admission-sourcing",
                            language,
                            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                    .getString(key);
            assertThat(sentence).isNotBlank();
            for (var number = 0; number < condition.parameters().size(); number++) {
                assertThat(sentence).contains("{" + number + "}");
            }
        }
    }

    private static PolicySnapshot policy(Map<String, String> values) {
        return new PolicySnapshot(
                DEFAULTS.on(),
                values.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> new PolicySnapshot.Value(entry.getValue(), null, DEFAULTS.on(), "made up"))));
    }

    private static String model() throws IOException {
        return new ClassPathResource(Eligibility.FILE).getContentAsString(StandardCharsets.UTF_8);
    }
}
