package vn.chibo.organization.workbook;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import vn.chibo.organization.UnitId;

/** Answers whether a unit lies in what the importing person may change, by the tree as it was recorded before the import. */
final class Scopes {

    private final ImportScope scope;
    private final Set<UUID> inside = new HashSet<>();

    Scopes(ImportScope scope, Recorded recorded) {
        this.scope = scope;
        for (var unit : recorded.unitsById.keySet()) {
            var walked = new HashSet<UUID>();
            for (UUID up = unit; up != null && walked.add(up); ) {
                if (scope.roots().contains(new UnitId(up))) {
                    inside.add(unit);
                    break;
                }
                var place = recorded.placement(up);
                up = place == null ? null : place.parent();
            }
        }
    }

    boolean everything() {
        return scope.everything();
    }

    boolean administrators() {
        return scope.administrators();
    }

    boolean contains(UUID unit) {
        return scope.everything() || inside.contains(unit);
    }

    /** A unit this import creates below one that is inside. */
    void include(UUID unit) {
        inside.add(unit);
    }
}
