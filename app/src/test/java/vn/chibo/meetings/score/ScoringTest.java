package vn.chibo.meetings.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {

    private static final List<BigDecimal> BANDS = List.of(new BigDecimal(90), new BigDecimal(70), new BigDecimal(50));

    private final ScoreTemplate anPhu = new ScoreTemplates(null, null, null, null).standard();

    @Test
    void theDefaultTableAddsUpToHundred() {
        assertThat(anPhu.total()).isEqualByComparingTo("100");
    }

    @Test
    void fullPointsAreHundredWithAndWithoutThematicPart() {
        assertThat(Scoring.total(anPhu, full(), true)).isEqualByComparingTo("100.0");
        assertThat(Scoring.total(anPhu, full(), false)).isEqualByComparingTo("100.0");
    }

    @Test
    void withoutThematicPartTheRestIsScaledToHundred() {
        var points = full();
        points.put("7", new BigDecimal(20));

        assertThat(Scoring.total(anPhu, points, false)).isEqualByComparingTo("89.5");
    }

    @ParameterizedTest
    @CsvSource({"LOSE, 95.0", "GIVE_FULL, 100.0", "DROP_AND_RESCALE, 100.0", "MOVE_TO, 100.0"})
    void eachTemplateSaysWhatAThematicItemDoesInAnOrdinaryMonth(ConditionalItemPolicy policy, BigDecimal expected) {
        var template = new ScoreTemplate(anPhu.name(), anPhu.issuer(), policy, "4.2", anPhu.groups());

        assertThat(Scoring.total(template, full(), false)).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100, GOOD",
        "90, GOOD",
        "89.9, FAIR",
        "70, FAIR",
        "69.9, AVERAGE",
        "50, AVERAGE",
        "49.9, POOR",
        "0, POOR"
    })
    void aBandsLowerBoundBelongsToIt(BigDecimal points, Grade grade) {
        assertThat(Grade.of(points, BANDS)).isEqualTo(grade);
    }

    @Test
    void pointsMustBeAmongTheLevels() {
        var typed = new HashMap<String, String>();
        full().forEach((code, points) -> typed.put(code, points.toPlainString()));
        typed.put("2.1", "3,5");
        typed.put("7", "");
        typed.put("4.2", "10,5");
        typed.put("1", "nhiều");

        assertThatExceptionOfType(InvalidScore.class)
                .isThrownBy(() -> ScoreInput.read(anPhu, true, typed))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .isEqualTo(Map.of(
                                "2.1", "score.error.notAllowed",
                                "7", "score.error.missing",
                                "4.2", "score.error.notAllowed",
                                "1", "score.error.notANumber")));
    }

    @ParameterizedTest
    @CsvSource({"90, 0, 5", "76, 0, 4", "75, 0, 4", "74, 0, 3", "60, 0, 3", "59, 0, 2", "45, 0, 2", "44, 0, 1"})
    void lengthIsJudgedByMinutesShort(int minutes, int unused, BigDecimal points) {
        assertThat(suggested("1", facts(minutes, "100", 0, "100", "100"))).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource({"90.0, 0, 4", "89.9, 0, 3", "75.0, 0, 3", "74.9, 0, 2", "65, 0, 2", "64.9, 0, 1", "98, 1, 1"})
    void anyoneAbsentWithoutReasonGivesTheLowestAttendanceLevel(String percent, int unexcused, BigDecimal points) {
        assertThat(suggested("2.1", facts(90, percent, unexcused, "100", "100")))
                .isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource({"50.1, 5", "50, 4", "40, 4", "39.9, 3", "30, 3", "29.9, 2"})
    void exactlyHalfSpeakingIsNotMoreThanHalf(String percent, BigDecimal points) {
        assertThat(suggested("4.5", facts(90, "100", 0, percent, "100"))).isEqualByComparingTo(points);
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "90, 30", "89.9, 27", "80, 27", "79.9, 24", "70, 24", "60, 20", "50, 15", "49.9, 10", "0, 10"
    })
    void targetsThatWereCountedSpeakForLastMonthBeforeTheTasksDo(String percent, BigDecimal points) {
        var counted = facts(90, "100", 0, "100", "70", new BigDecimal(percent));

        assertThat(suggested("7", counted)).isEqualByComparingTo(points);
        assertThat(suggested("7", facts(90, "100", 0, "100", "70"))).isEqualByComparingTo("24");
    }

    @Test
    void nothingIsSuggestedForWhatTheSystemDoesNotKnow() {
        var criterion = criterion("5.2");

        assertThat(Suggestion.of(criterion, facts(90, "100", 0, "100", "100"))).isNull();
    }

    private BigDecimal suggested(String code, ScoreFacts facts) {
        var suggestion = Suggestion.of(criterion(code), facts);
        assertThat(suggestion).isNotNull();
        return suggestion.points();
    }

    private ScoreTemplate.Criterion criterion(String code) {
        return anPhu.criteria().stream()
                .filter(found -> found.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, BigDecimal> full() {
        var points = new HashMap<String, BigDecimal>();
        anPhu.criteria().forEach(criterion -> points.put(criterion.code(), criterion.max()));
        return points;
    }

    private static ScoreFacts facts(int minutes, String attendance, int unexcused, String speakers, String tasks) {
        return facts(minutes, attendance, unexcused, speakers, tasks, null);
    }

    private static ScoreFacts facts(
            int minutes,
            String attendance,
            int unexcused,
            String speakers,
            String tasks,
            @Nullable BigDecimal targets) {
        return new ScoreFacts(
                minutes,
                90,
                new BigDecimal(attendance),
                unexcused,
                0,
                3,
                true,
                true,
                true,
                true,
                true,
                true,
                new BigDecimal(speakers),
                15,
                15,
                targets,
                new BigDecimal(tasks),
                true);
    }
}
