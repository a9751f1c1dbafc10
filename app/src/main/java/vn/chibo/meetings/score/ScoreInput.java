package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads points as people type them ("4,5" as well as "4.5") and holds them against the template. */
final class ScoreInput {

    private ScoreInput() {}

    /**
     * Points by criterion code, for every criterion that counts this month.
     *
     * @throws InvalidScore when points are missing, no number or not allowed
     */
    static Map<String, BigDecimal> read(ScoreTemplate template, boolean thematic, Map<String, String> typed) {
        var points = new HashMap<String, BigDecimal>();
        var errors = new LinkedHashMap<String, String>();
        for (var criterion : template.criteria()) {
            if (criterion.thematicOnly() && !thematic) {
                continue;
            }
            var text = typed.getOrDefault(criterion.code(), "").strip();
            var value = number(text);
            if (text.isEmpty()) {
                errors.put(criterion.code(), "score.error.missing");
            } else if (value == null) {
                errors.put(criterion.code(), "score.error.notANumber");
            } else if (!criterion.allows(value)) {
                errors.put(criterion.code(), "score.error.notAllowed");
            } else {
                points.put(criterion.code(), value);
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidScore(errors);
        }
        return points;
    }

    /** The points that can be read and are allowed; the rest is left out. */
    static Map<String, BigDecimal> readWhatIsThere(ScoreTemplate template, Map<String, String> typed) {
        var points = new HashMap<String, BigDecimal>();
        for (var criterion : template.criteria()) {
            var value = number(typed.getOrDefault(criterion.code(), "").strip());
            if (value != null && criterion.allows(value)) {
                points.put(criterion.code(), value);
            }
        }
        return points;
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            // One decimal is all a sheet has; a longer number is a typing error, not a finer score.
            return text.length() > 5 ? null : new BigDecimal(text.replace(',', '.')).setScale(1);
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
