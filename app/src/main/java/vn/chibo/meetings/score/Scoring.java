package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import vn.chibo.meetings.score.ScoreTemplate.Criterion;

/** The arithmetic of a score sheet: points of the criteria to points out of 100, one decimal, half up. */
final class Scoring {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Scoring() {}

    static BigDecimal total(ScoreTemplate template, Map<String, BigDecimal> points, boolean thematic) {
        var sum = BigDecimal.ZERO;
        var dropped = BigDecimal.ZERO;
        for (var criterion : template.criteria()) {
            if (criterion.thematicOnly() && !thematic) {
                dropped = dropped.add(criterion.max());
            } else {
                sum = sum.add(points.getOrDefault(criterion.code(), BigDecimal.ZERO));
            }
        }
        if (dropped.signum() == 0) {
            return round(sum);
        }
        return round(
                switch (template.conditional()) {
                    case LOSE -> sum;
                    case GIVE_FULL -> sum.add(dropped);
                    case MOVE_TO -> sum.add(moved(template, points, dropped));
                    case DROP_AND_RESCALE ->
                        sum.multiply(HUNDRED).divide(template.total().subtract(dropped), 4, RoundingMode.HALF_UP);
                });
    }

    private static BigDecimal moved(ScoreTemplate template, Map<String, BigDecimal> points, BigDecimal dropped) {
        return template.criteria().stream()
                .filter(criterion -> criterion.code().equals(template.moveTo()))
                .findFirst()
                .map(target -> share(target, points).multiply(dropped))
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal share(Criterion criterion, Map<String, BigDecimal> points) {
        return points.getOrDefault(criterion.code(), BigDecimal.ZERO).divide(criterion.max(), 4, RoundingMode.HALF_UP);
    }

    private static BigDecimal round(BigDecimal points) {
        return points.setScale(1, RoundingMode.HALF_UP);
    }
}
