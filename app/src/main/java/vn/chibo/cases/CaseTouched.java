package vn.chibo.cases;

/** Something was recorded about the case, in the transaction this is published in. */
public record CaseTouched(CaseId id) {}
