package vn.chibo.organization.workbook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import that was carried out. {@code accountId} is null for the sample loaded at first start. */
public record ImportRecord(
        UUID id,
        @Nullable UUID accountId,
        String fileName,
        String sha256,
        int newRows,
        int changedRows,
        int sameRows,
        Instant appliedAt) {}
