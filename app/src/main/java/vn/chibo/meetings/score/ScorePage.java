package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.score.ScoreTemplate.Criterion;

/** A score sheet as its pages show it: every criterion with what the facts suggest and what was given. */
public record ScorePage(
        MeetingView meeting,
        String templateName,
        String issuer,
        boolean begun,
        @Nullable String state,
        @Nullable String question,
        @Nullable String explanation,
        @Nullable String reason,
        boolean returnedOnce,
        @Nullable String selfPoints,
        @Nullable String selfGrade,
        @Nullable String verifiedPoints,
        @Nullable String verifiedGrade,
        boolean rescaled,
        List<Section> sections) {

    /** A group of criteria with its maximum. */
    public record Section(String code, String label, String max, List<Row> rows) {}

    /** One criterion. {@code chosen} is what the form opens with: points given before, else suggested. */
    public record Row(
            String code,
            String label,
            String max,
            String type,
            List<Choice> choices,
            @Nullable String suggested,
            @Nullable String factKey,
            List<Object> factArguments,
            @Nullable String self,
            @Nullable String note,
            @Nullable String verified) {}

    /** One level one can choose; {@code label} is empty for yes/no. */
    public record Choice(String points, boolean yes, String label) {}

    static ScorePage of(
            MeetingView meeting, ScoreTemplate template, @Nullable ScoreSheet sheet, @Nullable ScoreFacts facts) {
        var thematic = sheet == null ? meeting.combinedWithThematic() : sheet.thematic();
        Map<String, ScoreLine> lines = sheet == null
                ? Map.of()
                : sheet.lines().stream().collect(Collectors.toMap(ScoreLine::code, line -> line));
        var sections = template.groups().stream()
                .map(group -> new Section(
                        group.code(),
                        group.label(),
                        text(group.criteria().stream().map(Criterion::max).reduce(BigDecimal.ZERO, BigDecimal::add)),
                        group.criteria().stream()
                                .filter(criterion -> thematic || !criterion.thematicOnly())
                                .map(criterion -> row(criterion, lines.get(criterion.code()), facts))
                                .toList()))
                .toList();
        var rescaled = !thematic && template.criteria().stream().anyMatch(Criterion::thematicOnly);
        if (sheet == null) {
            return new ScorePage(
                    meeting,
                    template.name(),
                    template.issuer(),
                    facts != null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    rescaled,
                    sections);
        }
        var verifiedGrade = sheet.verifiedGrade();
        return new ScorePage(
                meeting,
                template.name(),
                template.issuer(),
                true,
                sheet.state().name(),
                sheet.returnQuestion(),
                sheet.explanation(),
                sheet.verificationReason(),
                sheet.returnedOnce(),
                text(sheet.selfPoints()),
                sheet.selfGrade().name(),
                sheet.verifiedPoints() == null ? null : text(Objects.requireNonNull(sheet.verifiedPoints())),
                verifiedGrade == null ? null : verifiedGrade.name(),
                rescaled,
                sections);
    }

    private static Row row(Criterion criterion, @Nullable ScoreLine line, @Nullable ScoreFacts facts) {
        var suggestion = facts == null ? null : Suggestion.of(criterion, facts);
        return new Row(
                criterion.code(),
                criterion.label(),
                text(criterion.max()),
                criterion.type().name(),
                criterion.choices().stream()
                        .map(level ->
                                new Choice(text(level.points()), level.points().signum() > 0, level.label()))
                        .toList(),
                suggestion == null ? null : text(suggestion.points()),
                suggestion == null ? null : suggestion.messageKey(),
                suggestion == null ? List.of() : suggestion.arguments(),
                line == null ? null : text(line.selfPoints()),
                line == null ? null : line.selfNote(),
                line == null || line.verifiedPoints() == null
                        ? null
                        : text(Objects.requireNonNull(line.verifiedPoints())));
    }

    /** Points as people write them: no needless zeros, a decimal comma. */
    public static String text(BigDecimal points) {
        var plain = points.signum() == 0 ? "0" : points.stripTrailingZeros().toPlainString();
        return plain.replace('.', ',');
    }
}
