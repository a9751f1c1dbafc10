package vn.chibo.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.OfficeHolding;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;

/**
 * The one access function. Every page, counter, export and endpoint asks it; what it does not allow is refused. The
 * answer follows from the offices the person holds today, in the unit or above it, as the permission's row in
 * {@link Rights} says.
 */
@Service
public class Access {

    private final Users users;
    private final Organizations organizations;
    private final Clock clock;

    Access(Users users, Organizations organizations, Clock clock) {
        this.users = users;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** Whether the signed-in person may do this in the unit. */
    public boolean may(Permission permission, UnitId unit) {
        return may(permission, unit, Set.of());
    }

    /**
     * The same, for a thing that names some people itself (chair and minute-taker of one meeting): they may view it,
     * and record in it, whatever their office.
     */
    public boolean may(Permission permission, UnitId unit, Collection<MemberId> participants) {
        return users.find()
                .map(user -> may(user, permission, unit, participants))
                .orElse(false);
    }

    /** Whether the signed-in person is an administrator of the installation, with or without units in it. */
    public boolean mayAdminister() {
        return users.find().map(CurrentUser::administrator).orElse(false);
    }

    /** @throws AccessRefused when not allowed; the attempt is logged */
    public void require(Permission permission, UnitId unit) {
        require(permission, unit, Set.of());
    }

    /** @throws AccessRefused when not allowed; the attempt is logged */
    public void require(Permission permission, UnitId unit, Collection<MemberId> participants) {
        if (!may(permission, unit, participants)) {
            throw new AccessRefused(permission + " in " + unit);
        }
    }

    /** The topmost units in which the signed-in person has the permission; their subtrees are what a list may show. */
    public Set<UnitId> scopes(Permission permission) {
        var user = users.find().orElse(null);
        if (user == null) {
            return Set.of();
        }
        var today = DomainTime.today(clock);
        if (ofInstallation(user, permission)) {
            return organizations.roots(today).stream()
                    .map(UnitView::id)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        var units = user.offices().stream()
                .filter(held -> Rights.inOwnUnit(permission, held.office()))
                .map(OfficeHolding::unit)
                .collect(Collectors.toCollection(LinkedHashSet<UnitId>::new));
        return topmost(units, today);
    }

    private boolean may(CurrentUser user, Permission permission, UnitId unit, Collection<MemberId> participants) {
        if (ofInstallation(user, permission)) {
            return true;
        }
        if (user.member() != null && Rights.forParticipants(permission) && participants.contains(user.member())) {
            return true;
        }
        if (user.offices().stream()
                .anyMatch(held -> held.unit().equals(unit) && Rights.inOwnUnit(permission, held.office()))) {
            return true;
        }
        var reaching = user.offices().stream()
                .filter(held -> Rights.inSubtree(permission, held.office()))
                .map(OfficeHolding::unit)
                .collect(Collectors.toSet());
        return !reaching.isEmpty()
                && organizations.pathToRoot(unit, DomainTime.today(clock)).stream()
                        .map(UnitView::id)
                        .anyMatch(reaching::contains);
    }

    private static boolean ofInstallation(CurrentUser user, Permission permission) {
        return user.administrator() && Rights.forInstallation(permission);
    }

    private Set<UnitId> topmost(Set<UnitId> units, LocalDate today) {
        if (units.size() < 2) {
            return units;
        }
        return units.stream()
                .filter(unit -> organizations.pathToRoot(unit, today).stream()
                        .skip(1)
                        .map(UnitView::id)
                        .noneMatch(units::contains))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
