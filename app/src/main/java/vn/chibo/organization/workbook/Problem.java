package vn.chibo.organization.workbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with the workbook, and where: {@code row} counts from 1 as the spreadsheet shows it (0 when it is
 * about the whole sheet), {@code column} is the letter, {@code header} the heading above the cell.
 */
public record Problem(
        Severity severity,
        @Nullable String sheet,
        int row,
        @Nullable String column,
        @Nullable String header,
        String messageKey,
        List<Object> arguments) {

    public Problem {
        // As text, or a message would show row 1234 as 1.234.
        arguments = arguments.stream()
                .map(argument -> argument instanceof Number ? argument.toString() : argument)
                .toList();
    }

    /** An error stops the import; a warning asks the person to look. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean error() {
        return severity == Severity.ERROR;
    }

    static Problem ofFile(String key, Object... arguments) {
        return new Problem(
                Severity.ERROR, null, 0, null, null, "organization.import.problem." + key, List.of(arguments));
    }

    static Problem ofSheet(Severity severity, String sheet, String key, Object... arguments) {
        return new Problem(severity, sheet, 0, null, null, "organization.import.problem." + key, List.of(arguments));
    }
}
