package vn.chibo.organization.workbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.poi.ss.util.CellReference;
import vn.chibo.organization.workbook.Layout.Column;

/** A sheet whose heading row was found: where each column stands, and the rows below it. */
record SheetTable(
        Layout layout,
        String sheet,
        Map<Column, Integer> positions,
        SortedMap<Integer, SortedMap<Integer, RawCell>> rows) {

    private static final int HEADING_ROWS = 15;
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)|\\[[^]]*]");

    /** Sheets are known by name; one that has another name but all the needed headings is taken for what it holds. */
    static List<SheetTable> find(List<WorkbookFile.Sheet> sheets, List<Problem> problems) {
        var found = new EnumMap<Layout, SheetTable>(Layout.class);
        var unknown = new ArrayList<WorkbookFile.Sheet>();
        for (var sheet : sheets) {
            var named = java.util.Arrays.stream(Layout.values())
                    .filter(layout -> layout.isNamed(sheet.name()))
                    .findFirst();
            if (named.isEmpty()) {
                unknown.add(sheet);
            } else if (found.containsKey(named.get())) {
                problems.add(Problem.ofSheet(Problem.Severity.ERROR, sheet.name(), "sheetTwice"));
            } else {
                found.put(named.get(), of(named.get(), sheet));
            }
        }
        for (var sheet : unknown) {
            var fitting = java.util.Arrays.stream(Layout.values())
                    .filter(layout -> !found.containsKey(layout))
                    .map(layout -> of(layout, sheet))
                    .filter(table -> table.missing().isEmpty())
                    .max(java.util.Comparator.comparingInt(
                            table -> table.positions().size()));
            if (fitting.isPresent()) {
                found.put(fitting.get().layout(), fitting.get());
            } else if (!sheet.rows().isEmpty() && !WorkbookTemplate.writes(sheet.name())) {
                problems.add(Problem.ofSheet(Problem.Severity.WARNING, sheet.name(), "sheetIgnored"));
            }
        }
        if (found.isEmpty()) {
            problems.add(Problem.ofFile("noSheet"));
        }
        return List.copyOf(found.values());
    }

    private static SheetTable of(Layout layout, WorkbookFile.Sheet sheet) {
        var best = new SheetTable(layout, sheet.name(), Map.of(), new TreeMap<>());
        int seen = 0;
        for (var row : sheet.rows().entrySet()) {
            if (++seen > HEADING_ROWS) {
                break;
            }
            var positions = positions(layout, row.getValue());
            if (positions.size() > best.positions().size()) {
                best = new SheetTable(
                        layout, sheet.name(), positions, sheet.rows().tailMap(row.getKey() + 1));
            }
        }
        return best;
    }

    private static Map<Column, Integer> positions(Layout layout, SortedMap<Integer, RawCell> row) {
        var keys = new TreeMap<Integer, String>();
        row.forEach((position, cell) -> {
            if (cell instanceof RawCell.Text text) {
                keys.put(position, Choices.key(REMARK.matcher(text.value()).replaceAll(" ")));
            }
        });
        var positions = new EnumMap<Column, Integer>(Column.class);
        keys.forEach((position, key) -> layout.columns().stream()
                .filter(column -> column.named(key))
                .findFirst()
                .ifPresent(column -> positions.putIfAbsent(column, position)));
        keys.forEach((position, key) -> layout.columns().stream()
                .filter(column ->
                        column.alsoNamed(key) && !positions.containsKey(column) && !positions.containsValue(position))
                .findFirst()
                .ifPresent(column -> positions.put(column, position)));
        return positions;
    }

    List<Column> missing() {
        return layout.columns().stream()
                .filter(column -> column.required() && !positions.containsKey(column))
                .toList();
    }

    boolean has(Column column) {
        return positions.containsKey(column);
    }

    String letter(Column column) {
        return CellReference.convertNumToColString(positions.getOrDefault(column, 0));
    }
}
