package vn.chibo.identity;

import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Service;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;

/**
 * The one access function. Every page, counter, export and endpoint asks it; what it does not allow is refused. The
 * answer follows from the offices the person holds today, in the unit or above it, as the permission's row says.
 */
@Service
public class Access {

    /** Whether the signed-in person may do this in the unit. */
    public boolean may(Permission permission, UnitId unit) {
        return may(permission, unit, Set.of());
    }

    /**
     * The same, for a thing that names some people itself (chair and minute-taker of one meeting): they may view it,
     * and record in it, whatever their office.
     */
    public boolean may(Permission permission, UnitId unit, Collection<MemberId> participants) {
        throw new UnsupportedOperationException();
    }

    /** @throws vn.chibo.shared.AccessRefused when not allowed; the attempt is logged */
    public void require(Permission permission, UnitId unit) {
        require(permission, unit, Set.of());
    }

    /** @throws vn.chibo.shared.AccessRefused when not allowed; the attempt is logged */
    public void require(Permission permission, UnitId unit, Collection<MemberId> participants) {
        if (!may(permission, unit, participants)) {
            throw new vn.chibo.shared.AccessRefused(permission + " in " + unit);
        }
    }

    /** The topmost units in which the signed-in person has the permission; their subtrees are what a list may show. */
    public Set<UnitId> scopes(Permission permission) {
        throw new UnsupportedOperationException();
    }
}
