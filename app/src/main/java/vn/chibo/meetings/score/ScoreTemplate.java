package vn.chibo.meetings.score;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table a meeting is scored by: groups of criteria that add up to 100. Local tables differ, so it is data, by scope
 * and date; the default is that of An Phú ward under HD 42-HD/BTCTW (monthly-meeting §4.2).
 *
 * @param conditional what happens to points of a thematic criterion in a month without thematic part
 * @param moveTo the criterion that takes those points under {@link ConditionalItemPolicy#MOVE_TO}
 */
record ScoreTemplate(
        String name,
        String issuer,
        ConditionalItemPolicy conditional,
        @Nullable String moveTo,
        List<Group> groups) {

    record Group(String code, String label, List<Criterion> criteria) {}

    /**
     * @param type LEVELS: one of {@code levels}; YES_NO: {@code max} or 0; NUMBER: anything from 0 to {@code max}
     * @param thematicOnly earned only in a month with a thematic part
     * @param fact what the points can be suggested from
     */
    record Criterion(
            String code,
            String label,
            BigDecimal max,
            Type type,
            boolean thematicOnly,
            @Nullable Fact fact,
            @Nullable List<Level> levels) {

        List<Level> choices() {
            return switch (type) {
                case LEVELS -> levels == null ? List.of() : levels;
                case YES_NO ->
                    List.of(new Level(max, "", null, null, null), new Level(BigDecimal.ZERO, "", null, null, null));
                case NUMBER -> List.of();
            };
        }

        /** Whether these points can be given for this criterion. */
        boolean allows(BigDecimal points) {
            return type == Type.NUMBER
                    ? points.signum() >= 0 && points.compareTo(max) <= 0
                    : choices().stream().anyMatch(level -> level.points().compareTo(points) == 0);
        }
    }

    /**
     * A level is reached when its bound holds; the first that holds counts, one without bound always does.
     *
     * @param moreThan percent, exclusive
     * @param atLeast percent, inclusive
     * @param shortBy at most this many minutes short
     */
    record Level(
            BigDecimal points,
            String label,
            @Nullable BigDecimal moreThan,
            @Nullable BigDecimal atLeast,
            @Nullable Integer shortBy) {}

    enum Type {
        LEVELS,
        YES_NO,
        NUMBER
    }

    @JsonIgnore
    List<Criterion> criteria() {
        return groups.stream().flatMap(group -> group.criteria().stream()).toList();
    }

    @JsonIgnore
    BigDecimal total() {
        return criteria().stream().map(Criterion::max).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
