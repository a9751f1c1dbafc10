package vn.chibo.identity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.OfficeHolding;

/**
 * The signed-in person with the offices held today, read anew for every request. {@code member} is null for the
 * bootstrap administrator of an empty installation, who then holds no office but may import and set policy.
 * {@code administrator} means of the whole installation: by the account, or by the office at the top of the tree.
 */
public record CurrentUser(
        UUID accountId,
        String username,
        @Nullable MemberId member,
        String displayName,
        boolean administrator,
        List<OfficeHolding> offices) {

    /** What the engine's user tasks may name as candidates for this person: office groups, and {@code user:<member id>}. */
    public Set<String> candidates() {
        var candidates = new LinkedHashSet<String>();
        offices.forEach(held -> candidates.add(held.office().groupIn(held.unitCode())));
        if (member != null) {
            candidates.add("user:" + member);
        }
        return candidates;
    }

    public boolean holds(Office office, String unitCode) {
        return offices.stream()
                .anyMatch(held -> held.office() == office && held.unitCode().equals(unitCode));
    }
}
