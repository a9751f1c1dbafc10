package vn.chibo.organization.workbook;

import java.util.List;
import java.util.UUID;

/** What the person sees before deciding. {@code problems} has errors first. */
public record ImportPreview(
        UUID id,
        String fileName,
        List<Problem> problems,
        List<RowChange> changes,
        long newRows,
        long changedRows,
        long sameRows) {

    public boolean possible() {
        return problems.stream().noneMatch(Problem::error);
    }

    public boolean changesSomething() {
        return newRows + changedRows > 0;
    }

    static ImportPreview of(UUID id, String fileName, ImportPlan plan) {
        return new ImportPreview(
                id,
                fileName,
                plan.problems(),
                plan.changes(),
                plan.count(RowChange.Kind.NEW),
                plan.count(RowChange.Kind.CHANGED),
                plan.count(RowChange.Kind.UNCHANGED));
    }
}
