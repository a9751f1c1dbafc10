package vn.chibo.admission.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a workbook from being entered; {@code what} is the last part of a key of {@code admission.import.problem}.
 *
 * @param row number of the line in the sheet; 0 for the whole file
 * @param column heading, null where none is to blame
 */
public record Problem(int row, @Nullable String column, String what, List<Object> arguments) {

    static Problem ofFile(String what, Object... arguments) {
        return new Problem(0, null, what, List.of(arguments));
    }

    static Problem at(int row, Column column, String what, Object... arguments) {
        return new Problem(row, column.heading(), what, List.of(arguments));
    }
}
