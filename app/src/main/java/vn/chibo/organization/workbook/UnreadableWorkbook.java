package vn.chibo.organization.workbook;

import vn.chibo.shared.RuleViolation;

/** The file is no workbook we can read, or larger than we accept. */
class UnreadableWorkbook extends RuleViolation {

    private final Problem problem;

    UnreadableWorkbook(String key, Object... arguments) {
        super("organization.import.problem." + key, arguments);
        problem = Problem.ofFile(key, arguments);
    }

    Problem problem() {
        return problem;
    }
}
