package vn.chibo.admission;

import java.util.UUID;
import vn.chibo.cases.CaseId;

/** Identifies the admission of one person; the same value as its case, so either finds the other. */
public record AdmissionId(UUID value) {

    public static AdmissionId of(CaseId id) {
        return new AdmissionId(id.value());
    }

    public CaseId caseId() {
        return new CaseId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
