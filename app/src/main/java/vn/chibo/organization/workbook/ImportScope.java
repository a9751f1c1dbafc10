package vn.chibo.organization.workbook;

import java.util.Set;
import vn.chibo.organization.UnitId;

/** The units below which somebody may import; a unit without a parent may be created only where {@code everything} is allowed. */
public record ImportScope(boolean everything, Set<UnitId> roots) {

    public static final ImportScope EVERYTHING = new ImportScope(true, Set.of());

    public static ImportScope of(Set<UnitId> roots) {
        return new ImportScope(false, Set.copyOf(roots));
    }
}
