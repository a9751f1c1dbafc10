package vn.chibo.organization.workbook;

import java.util.List;

/** What one row of the workbook would change. {@code code} and {@code name} say whom or what the row is about. */
public record RowChange(String sheet, int row, Kind kind, String code, String name, List<Field> fields) {

    public enum Kind {
        NEW,
        CHANGED,
        UNCHANGED
    }

    /** A recorded value and the one that takes its place, as the workbook writes them; empty when there is none. */
    public record Field(String header, String before, String after) {}
}
