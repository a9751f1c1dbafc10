package vn.chibo.admission.sourcing;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.UnitId;

/**
 * A person on the prospective list of a cell, as of today.
 *
 * @param helpers member ids
 * @param certificate the newest one, valid or not
 * @param removedOn since when the person is not on the list any more
 */
record Prospect(
        ProspectId id,
        UnitId cell,
        ProspectDetails details,
        List<UUID> helpers,
        ProspectState state,
        @Nullable Certificate certificate,
        @Nullable LocalDate removedOn,
        @Nullable String removalReason,
        long version) {}
