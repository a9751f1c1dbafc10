package vn.chibo.organization;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A unit as it stands on a date. {@code parent} is null at the top of the tree; {@code validTo} is the first day it no longer exists, null while it does. */
public record UnitView(
        UnitId id,
        String code,
        String name,
        UnitType type,
        @Nullable CellType cellType,
        @Nullable Area area,
        @Nullable UnitId parent,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {}
