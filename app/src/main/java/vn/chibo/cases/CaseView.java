package vn.chibo.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;

/**
 * A case as pages show it. {@code subject} is what it is about within its kind, such as the period {@code 2026-11};
 * {@code outcome} is a message key, null while the case is open.
 */
public record CaseView(
        CaseId id,
        CaseKind kind,
        UnitId unit,
        String subject,
        PolicySnapshot policy,
        List<Deadline> deadlines,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String outcome) {}
