package vn.chibo.meetings;

import java.util.UUID;
import vn.chibo.cases.CaseId;

/** Identifies the regular meeting of one cell in one month; the same value as its case, so either finds the other. */
public record MeetingId(UUID value) {

    public static MeetingId of(String text) {
        return new MeetingId(UUID.fromString(text));
    }

    public CaseId caseId() {
        return new CaseId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
