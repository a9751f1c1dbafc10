package vn.chibo.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.UnitId;

/** A case as lists show it, without its policy; {@code step} and {@code due} are the open deadline that put it where it stands, if one did. */
public record CaseSummary(
        CaseId id,
        CaseKind kind,
        UnitId unit,
        String subject,
        Instant openedAt,
        @Nullable String step,
        @Nullable Instant due) {}
