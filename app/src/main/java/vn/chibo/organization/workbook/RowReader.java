package vn.chibo.organization.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.workbook.Layout.Column;
import vn.chibo.shared.Texts;

/**
 * Reads the cells of one row as what the column means, and notes a problem at the cell where that fails. A blank cell
 * reads as null: the recorded value stays. A single dash clears an optional value.
 */
final class RowReader {

    static final String CLEAR = "-";

    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200D\\u2060\\uFEFF\\u00AD]");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(T.*)?");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9._-]*");
    private static final Pattern ZEROS = Pattern.compile("0+");
    private static final int MAX_CODE = 30;
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2100;

    private final SheetTable table;
    private final int row;
    private final SortedMap<Integer, RawCell> cells;
    private final List<Problem> problems;
    private final boolean date1904;
    private final EnumSet<Column> failures = EnumSet.noneOf(Column.class);

    RowReader(SheetTable table, int row, SortedMap<Integer, RawCell> cells, boolean date1904, List<Problem> problems) {
        this.table = table;
        this.row = row;
        this.cells = cells;
        this.date1904 = date1904;
        this.problems = problems;
    }

    String sheet() {
        return table.sheet();
    }

    int row() {
        return row;
    }

    /** Whether a problem has been found in the row; such a row changes nothing and is compared with nothing. */
    boolean failed() {
        return !failures.isEmpty();
    }

    void error(Column column, String key, Object... arguments) {
        failures.add(column);
        problems.add(at(Problem.Severity.ERROR, column, key, arguments));
    }

    void warn(Column column, String key, Object... arguments) {
        problems.add(at(Problem.Severity.WARNING, column, key, arguments));
    }

    private Problem at(Problem.Severity severity, Column column, String key, Object... arguments) {
        return new Problem(
                severity,
                table.sheet(),
                row,
                table.has(column) ? table.letter(column) : null,
                column.header(),
                "organization.import.problem." + key,
                List.of(arguments));
    }

    /** What a code cell seems to say, without judging it; card numbers also in the form they are padded to. */
    Optional<String> peek(Column column) {
        return switch (cell(column)) {
            case RawCell.Text text ->
                Optional.of(clean(text.value()).toUpperCase(Locale.ROOT))
                        .map(value -> column == Column.CARD_NUMBER ? value.replaceAll("[ .-]", "") : value);
            case RawCell.Numeric number -> {
                var digits = number.value().stripTrailingZeros().toPlainString();
                int length = column == Column.CARD_NUMBER
                        ? 12
                        : shownWithZeros(number)
                                ? String.valueOf(number.format()).length()
                                : 0;
                yield Optional.of(digits.length() < length ? "0".repeat(length - digits.length()) + digits : digits);
            }
            case null, default -> Optional.empty();
        };
    }

    /** Whether the row holds nothing in the columns we know: formatting and remarks beside the table leave such rows. */
    boolean blank() {
        return table.positions().values().stream()
                .allMatch(position -> !cells.containsKey(position)
                        || cells.get(position) instanceof RawCell.Text text
                                && clean(text.value()).isEmpty());
    }

    @Nullable String text(Column column, int maxLength) {
        var value = plain(column);
        if (value != null && value.length() > maxLength) {
            error(column, "textTooLong", maxLength, value.length());
            return null;
        }
        return value;
    }

    String requiredText(Column column, int maxLength) {
        var value = text(column, maxLength);
        return orRequired(column, value);
    }

    /** A code in capitals; a number is taken as the digits it shows. */
    @Nullable String code(Column column) {
        var value = plain(column);
        if (value == null || value.equals(CLEAR)) {
            return value;
        }
        var code = value.toUpperCase(Locale.ROOT);
        if (code.length() > MAX_CODE) {
            error(column, "codeTooLong", MAX_CODE);
            return null;
        }
        if (!CODE.matcher(code).matches()) {
            error(column, "codeCharacters", excerpt(value));
            return null;
        }
        if (cell(column) instanceof RawCell.Numeric number && !shownWithZeros(number)) {
            warn(column, "codeIsNumber", code);
        }
        return code;
    }

    String requiredCode(Column column) {
        var value = code(column);
        if (CLEAR.equals(value)) {
            error(column, "required");
            return "";
        }
        return orRequired(column, value);
    }

    /** Exactly so many digits. A number that lost its leading zeros gets them back, with a warning; groups may be apart. */
    @Nullable String digits(Column column, int length) {
        var value = plain(column);
        if (value == null || value.equals(CLEAR)) {
            return value;
        }
        var digits = value.replaceAll("[ .-]", "");
        if (cell(column) instanceof RawCell.Numeric && digits.length() < length && digits.length() >= length - 2) {
            digits = "0".repeat(length - digits.length()) + digits;
            warn(column, "zerosRestored", digits);
        }
        if (!digits.matches("[0-9]{" + length + "}")) {
            error(column, "digits", length, excerpt(value));
            return null;
        }
        return digits;
    }

    @Nullable <E extends Enum<E>> E choice(Column column, Choices<E> choices) {
        var value = plain(column);
        if (value == null || value.equals(CLEAR)) {
            return null;
        }
        var parsed = choices.parse(value);
        if (parsed == null) {
            error(column, "unknownChoice", excerpt(value), String.join("; ", choices.labels()));
        }
        return parsed;
    }

    <E extends Enum<E>> @Nullable E requiredChoice(Column column, Choices<E> choices) {
        var value = choice(column, choices);
        if (value == null && !failures.contains(column)) {
            error(column, "required");
        }
        return value;
    }

    boolean clears(Column column) {
        return cell(column) instanceof RawCell.Text text && clean(text.value()).equals(CLEAR);
    }

    @Nullable LocalDate date(Column column) {
        var cell = cell(column);
        if (cell instanceof RawCell.Numeric number) {
            return serial(column, number.value());
        }
        var value = plain(column);
        if (value == null || value.equals(CLEAR)) {
            return null;
        }
        var dayFirst = DAY_FIRST.matcher(value);
        if (dayFirst.matches()) {
            return date(column, value, dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
        }
        var yearFirst = YEAR_FIRST.matcher(value);
        if (yearFirst.matches()) {
            return date(column, value, yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        error(column, "notADate", excerpt(value));
        return null;
    }

    private @Nullable LocalDate date(Column column, String value, String year, String month, String day) {
        try {
            return plausible(
                    column,
                    LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)),
                    value);
        } catch (DateTimeException e) {
            error(column, "noSuchDate", value);
            return null;
        }
    }

    /** A number is a day count, with or without a date format: converters drop the format. A bare year is neither. */
    private @Nullable LocalDate serial(Column column, BigDecimal value) {
        var shown = value.stripTrailingZeros().toPlainString();
        double serial = value.doubleValue();
        if (serial >= EARLIEST_YEAR && serial <= LATEST_YEAR && shown.length() == 4) {
            error(column, "onlyAYear", shown);
            return null;
        }
        if (!DateUtil.isValidExcelDate(serial) || serial > 100_000) {
            error(column, "notADate", shown);
            return null;
        }
        return plausible(column, DateUtil.getLocalDateTime(serial, date1904).toLocalDate(), shown);
    }

    private @Nullable LocalDate plausible(Column column, LocalDate date, String shown) {
        if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
            error(column, "dateOutOfRange", shown, EARLIEST_YEAR, LATEST_YEAR);
            return null;
        }
        return date;
    }

    private String orRequired(Column column, @Nullable String value) {
        if (value == null && !failures.contains(column)) {
            error(column, "required");
        }
        return value == null ? "" : value;
    }

    private @Nullable RawCell cell(Column column) {
        var position = table.positions().get(column);
        return position == null ? null : cells.get(position);
    }

    private @Nullable String plain(Column column) {
        return switch (cell(column)) {
            case null -> null;
            case RawCell.Text text -> {
                var value = clean(text.value());
                yield value.isEmpty() ? null : value;
            }
            case RawCell.Numeric number -> digitsOf(column, number);
            case RawCell.Failed failure -> {
                error(column, failure.what().equals("=") ? "formulaNotCalculated" : "formulaError", failure.what());
                yield null;
            }
        };
    }

    private @Nullable String digitsOf(Column column, RawCell.Numeric number) {
        var value = number.value().stripTrailingZeros();
        if (value.precision() > 15) {
            error(column, "numberLostDigits", value.toPlainString());
            return null;
        }
        var digits = value.toPlainString();
        if (shownWithZeros(number)) {
            int missing = String.valueOf(number.format()).length() - digits.length();
            return missing > 0 ? "0".repeat(missing) + digits : digits;
        }
        return value.scale() > 0
                ? value.setScale(Math.min(value.scale(), 6), RoundingMode.HALF_UP)
                        .toPlainString()
                : digits;
    }

    private static boolean shownWithZeros(RawCell.Numeric number) {
        return number.format() != null
                && ZEROS.matcher(number.format()).matches()
                && number.format().length() > 1;
    }

    /** Composed accents, single spaces, and none of the invisible characters that come along when pasting. */
    private static String clean(String value) {
        return Texts.normalize(INVISIBLE.matcher(value.replace('\u00A0', ' ')).replaceAll(""));
    }

    private static String excerpt(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}
