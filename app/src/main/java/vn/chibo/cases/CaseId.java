package vn.chibo.cases;

import java.util.UUID;

/** Identifies a case; also the correlation key and message id that start its process, so it can never run twice. */
public record CaseId(UUID value) {

    public static CaseId of(String text) {
        return new CaseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
