package vn.chibo.monitoring;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.cases.CaseId;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.ProcessId;

/** What a check saw; {@code subject} tells sightings of one kind apart and stays the same from run to run. */
record Sighting(
        FindingKind kind,
        String subject,
        @Nullable CaseId caseId,
        @Nullable Long instance,
        @Nullable ProcessId process,
        @Nullable ElementId element,
        @Nullable Long definition,
        @Nullable String note,
        @Nullable Instant since) {

    static Sighting of(FindingKind kind, Object subject, @Nullable Instant since) {
        return new Sighting(kind, subject.toString(), null, null, null, null, null, null, since);
    }

    Sighting ofCase(@Nullable CaseId id) {
        return new Sighting(kind, subject, id, instance, process, element, definition, note, since);
    }

    /** The case a business key names; none when it is not an id. */
    Sighting ofCase(@Nullable String businessKey) {
        return ofCase(caseIn(businessKey));
    }

    Sighting at(@Nullable Long instance, @Nullable ProcessId process) {
        return new Sighting(kind, subject, caseId, instance, process, element, definition, note, since);
    }

    Sighting step(@Nullable ElementId element, @Nullable Long definition) {
        return new Sighting(kind, subject, caseId, instance, process, element, definition, note, since);
    }

    Sighting note(@Nullable String note) {
        return new Sighting(kind, subject, caseId, instance, process, element, definition, note, since);
    }

    /** A correlation key may have something appended to the case's id. */
    static @Nullable CaseId caseIn(@Nullable String key) {
        if (key == null || key.length() < 36) {
            return null;
        }
        try {
            return new CaseId(UUID.fromString(key.substring(0, 36)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
