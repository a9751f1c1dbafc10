package vn.chibo.cases;

/** Kind of case, named like its process: {@code monthly-meeting}. */
public record CaseKind(String value) {}
