package vn.chibo.organization.workbook;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.workbook.Layout.Column;

/** Collects what a row changes, in the words of the workbook. */
final class RowFields {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final List<RowChange.Field> fields = new ArrayList<>();

    void compare(Column column, @Nullable String before, @Nullable String after) {
        var old = before == null ? "" : before;
        var now = after == null ? "" : after;
        if (!old.equals(now)) {
            fields.add(new RowChange.Field(column.header(), old, now));
        }
    }

    void compare(Column column, @Nullable LocalDate before, @Nullable LocalDate after) {
        compare(column, show(before), show(after));
    }

    static String show(@Nullable LocalDate date) {
        return date == null ? "" : DATE.format(date);
    }

    RowChange row(RowReader row, boolean isNew, String code, String name) {
        var kind = isNew ? RowChange.Kind.NEW : fields.isEmpty() ? RowChange.Kind.UNCHANGED : RowChange.Kind.CHANGED;
        return new RowChange(row.sheet(), row.row(), kind, code, name, List.copyOf(fields));
    }
}
