package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.chibo.meetings.score.ScoreTemplate.Level;

/**
 * Levels as people edit them, one a line: {@code points | label | condition}. Conditions: {@code >=90} and {@code >50}
 * for percent, {@code <=15p} for at most 15 minutes short, nothing for the level that is left.
 */
final class LevelText {

    private static final Pattern CONDITION = Pattern.compile("(>=|>|<=)\\s*(\\d{1,3}(?:[.,]\\d)?)\\s*(p|%)?");

    /** A sheet has one decimal; "1e-999999" is a number too, but not one to write out. */
    private static final Pattern POINTS = Pattern.compile("\\d{1,3}(?:\\.\\d)?");

    private LevelText() {}

    static String write(List<Level> levels) {
        return levels.stream().map(LevelText::line).collect(Collectors.joining("\n"));
    }

    /** @throws IllegalArgumentException with the number of the line that cannot be read */
    static List<Level> read(String text) {
        var levels = new ArrayList<Level>();
        var number = 0;
        for (var line : text.split("\\R")) {
            number++;
            if (!line.isBlank()) {
                levels.add(level(line, number));
            }
        }
        return levels;
    }

    private static Level level(String line, int number) {
        var parts = line.split("\\|", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException(String.valueOf(number));
        }
        try {
            var typed = parts[0].strip().replace(',', '.');
            if (!POINTS.matcher(typed).matches()) {
                throw new IllegalArgumentException(String.valueOf(number));
            }
            var points = new BigDecimal(typed);
            var label = parts[1].strip();
            var condition = parts.length == 3 ? parts[2].strip() : "";
            if (condition.isEmpty()) {
                return new Level(points, label, null, null, null);
            }
            var matcher = CONDITION.matcher(condition);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(String.valueOf(number));
            }
            var bound = new BigDecimal(matcher.group(2).replace(',', '.'));
            return switch (matcher.group(1)) {
                case ">" -> new Level(points, label, bound, null, null);
                case ">=" -> new Level(points, label, null, bound, null);
                default -> new Level(points, label, null, null, bound.intValue());
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(String.valueOf(number));
        }
    }

    private static String line(Level level) {
        var condition = "";
        if (level.shortBy() != null) {
            condition = " | <=" + level.shortBy() + "p";
        } else if (level.moreThan() != null) {
            condition = " | >" + level.moreThan().toPlainString();
        } else if (level.atLeast() != null) {
            condition = " | >=" + level.atLeast().toPlainString();
        }
        return level.points().toPlainString() + " | " + level.label() + condition;
    }
}
