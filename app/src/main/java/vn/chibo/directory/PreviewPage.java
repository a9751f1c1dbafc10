package vn.chibo.directory;

import static java.util.Comparator.comparing;

import java.util.List;
import vn.chibo.organization.workbook.ImportPreview;
import vn.chibo.organization.workbook.Problem;
import vn.chibo.organization.workbook.RowChange;

/**
 * The part of a preview that one page can hold: problems by sheet and from the top of each down, changed rows before new
 * ones, the rest as a number.
 */
record PreviewPage(List<Problem> problems, int moreProblems, List<RowChange> changes, int moreChanges) {

    private static final int PROBLEMS = 200;
    private static final int CHANGES = 300;

    static PreviewPage of(ImportPreview preview) {
        var sheets = preview.problems().stream()
                .map(problem -> String.valueOf(problem.sheet()))
                .distinct()
                .toList();
        var problems = preview.problems().stream()
                .sorted(comparing((Problem problem) -> sheets.indexOf(String.valueOf(problem.sheet())))
                        .thenComparing(Problem::row))
                .toList();
        var changes = preview.changes().stream()
                .filter(change -> change.kind() != RowChange.Kind.UNCHANGED)
                .sorted(comparing(change -> change.kind() == RowChange.Kind.NEW))
                .toList();
        return new PreviewPage(
                problems.stream().limit(PROBLEMS).toList(),
                Math.max(0, problems.size() - PROBLEMS),
                changes.stream().limit(CHANGES).toList(),
                Math.max(0, changes.size() - CHANGES));
    }
}
