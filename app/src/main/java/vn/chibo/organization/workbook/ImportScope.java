package vn.chibo.organization.workbook;

import java.util.Set;
import vn.chibo.organization.UnitId;

/**
 * What somebody may import: things below the {@code roots}; a unit without a parent only where {@code everything} is
 * allowed; the office of administrator only with {@code administrators}, or whoever imports could promote themselves.
 */
public record ImportScope(boolean everything, Set<UnitId> roots, boolean administrators) {

    public static final ImportScope EVERYTHING = new ImportScope(true, Set.of(), true);

    public static ImportScope of(Set<UnitId> roots, boolean administrators) {
        return new ImportScope(false, Set.copyOf(roots), administrators);
    }
}
