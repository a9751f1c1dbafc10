package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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
        @Nullable BigDecimal selfPoints,
        @Nullable String selfGrade,
        @Nullable BigDecimal verifiedPoints,
        @Nullable String verifiedGrade,
        boolean rescaled,
        List<Section> sections) {

    /** A group of criteria with its maximum. */
    public record Section(String code, String label, BigDecimal max, List<Row> rows) {}

    /** One criterion. {@code chosen} is what the form opens with: points given before, else suggested. */
    public record Row(
            String code,
            String label,
            BigDecimal max,
            String type,
            List<Choice> choices,
            @Nullable BigDecimal suggested,
            @Nullable String factKey,
            List<Object> factArguments,
            @Nullable BigDecimal self,
            @Nullable String note,
            @Nullable BigDecimal verified) {}

    /** One level one can choose; {@code label} is empty for yes/no. */
    public record Choice(BigDecimal points, String label) {}

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
                        group.criteria().stream().map(Criterion::max).reduce(BigDecimal.ZERO, BigDecimal::add),
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
                sheet.selfPoints(),
                sheet.selfGrade().name(),
                sheet.verifiedPoints(),
                verifiedGrade == null ? null : verifiedGrade.name(),
                rescaled,
                sections);
    }

    private static Row row(Criterion criterion, @Nullable ScoreLine line, @Nullable ScoreFacts facts) {
        var suggestion = facts == null ? null : Suggestion.of(criterion, facts);
        return new Row(
                criterion.code(),
                criterion.label(),
                criterion.max(),
                criterion.type().name(),
                criterion.choices().stream()
                        .map(level -> new Choice(level.points(), level.label()))
                        .toList(),
                suggestion == null ? null : suggestion.points(),
                suggestion == null ? null : suggestion.messageKey(),
                suggestion == null ? List.of() : suggestion.arguments(),
                line == null ? null : line.selfPoints(),
                line == null ? null : line.selfNote(),
                line == null ? null : line.verifiedPoints());
    }
}
