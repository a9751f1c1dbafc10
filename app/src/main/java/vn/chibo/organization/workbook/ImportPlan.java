package vn.chibo.organization.workbook;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a workbook would do to what is recorded: problems, changes in words, and the rows to write. */
record ImportPlan(List<Problem> problems, List<RowChange> changes, Recorded.Changes writes) {

    boolean possible() {
        return problems.stream().noneMatch(Problem::error);
    }

    long count(RowChange.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /** Equal plans say the same in words; the ids of new rows do not matter. */
    String sha256() {
        return Hashes.sha256(changes.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Plans a workbook.
     *
     * @param load fetches what is recorded of the codes the workbook names
     * @param today the date in Việt Nam
     */
    static ImportPlan of(byte[] content, Function<NamedCodes, Recorded> load, ImportScope scope, LocalDate today) {
        var problems = new ArrayList<Problem>();
        try {
            var file = WorkbookFile.read(content);
            var rows = rows(file, problems);
            if (rows.values().stream().allMatch(List::isEmpty)
                    && problems.stream().noneMatch(Problem::error)) {
                problems.add(Problem.ofFile("noRows"));
            }
            var recorded = load.apply(NamedCodes.in(rows));
            var scopes = new Scopes(scope, recorded);
            var changes = new ArrayList<RowChange>();
            new UnitSheet(recorded, scopes, changes).plan(rows.getOrDefault(Layout.UNITS, List.of()));
            new MemberSheet(recorded, scopes, today, changes).plan(rows.getOrDefault(Layout.MEMBERS, List.of()));
            new OfficeSheet(recorded, scopes, changes).plan(rows.getOrDefault(Layout.OFFICES, List.of()));
            problems.sort(Comparator.comparing(Problem::error).reversed());
            return new ImportPlan(List.copyOf(problems), List.copyOf(changes), recorded.changes);
        } catch (UnreadableWorkbook e) {
            return new ImportPlan(List.of(e.problem()), List.of(), new Recorded.Changes());
        }
    }

    private static Map<Layout, List<RowReader>> rows(WorkbookFile file, List<Problem> problems) {
        var rows = new EnumMap<Layout, List<RowReader>>(Layout.class);
        for (var table : SheetTable.find(file.sheets(), problems)) {
            for (var column : table.missing()) {
                problems.add(new Problem(
                        Problem.Severity.ERROR,
                        table.sheet(),
                        0,
                        null,
                        column.header(),
                        "organization.import.problem.missingColumn",
                        List.of(column.header())));
            }
            if (table.missing().isEmpty()) {
                var readers = new ArrayList<RowReader>();
                table.rows()
                        .forEach((number, cells) ->
                                readers.add(new RowReader(table, number, cells, file.date1904(), problems)));
                readers.removeIf(RowReader::blank);
                rows.put(table.layout(), readers);
            }
        }
        return rows;
    }
}
