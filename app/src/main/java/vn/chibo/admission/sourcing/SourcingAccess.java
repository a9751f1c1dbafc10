package vn.chibo.admission.sourcing;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** What the pages of sourcing show to whom; each asks before it reads. */
@Component
class SourcingAccess {

    private final Access access;
    private final Organizations organizations;
    private final Clock clock;

    SourcingAccess(Access access, Organizations organizations, Clock clock) {
        this.access = access;
        this.organizations = organizations;
        this.clock = clock;
    }

    boolean may(Permission permission, UnitId unit) {
        return access.may(permission, unit);
    }

    void require(Permission permission, UnitId unit) {
        access.require(permission, unit);
    }

    /** The topmost units of the person; refuses who has none. */
    Set<UnitId> scopes(Permission permission) {
        var scopes = access.scopes(permission);
        if (scopes.isEmpty()) {
            throw new AccessRefused(permission + " nowhere");
        }
        return scopes;
    }

    boolean hasScopes(Permission permission) {
        return !access.scopes(permission).isEmpty();
    }

    /** All cells in which the person has the permission, by code; refuses who has it nowhere. */
    Map<UnitId, UnitView> cells(Permission permission) {
        var cells = new LinkedHashMap<UnitId, UnitView>();
        for (var scope : scopes(permission)) {
            organizations.cellsUnder(scope, DomainTime.today(clock)).forEach(cell -> cells.put(cell.id(), cell));
        }
        return cells;
    }

    /** A cell in which the person has the permission. */
    UnitView cell(UUID id, Permission permission) {
        var cell = unit(id, permission);
        if (cell.type() != UnitType.CELL) {
            throw new NotFound("cell " + id);
        }
        return cell;
    }

    UnitView unit(UUID id, Permission permission) {
        var unit = organizations
                .unit(new UnitId(id), DomainTime.today(clock))
                .orElseThrow(() -> new NotFound("unit " + id));
        access.require(permission, unit.id());
        return unit;
    }
}
