package vn.chibo.admission.sourcing;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.Policies;
import vn.chibo.shared.DomainTime;

/** Cells that need a push: nobody admitted for years, or no local member. */
@Service
@Transactional(readOnly = true)
class Gaps {

    private final Organizations organizations;
    private final OrganizationSearch register;
    private final SourcePlans plans;
    private final Policies policies;
    private final Clock clock;

    Gaps(Organizations organizations, OrganizationSearch register, SourcePlans plans, Policies policies, Clock clock) {
        this.organizations = organizations;
        this.register = register;
        this.plans = plans;
        this.policies = policies;
        this.clock = clock;
    }

    /** @param lastAdmission null where the register knows of none */
    record Dry(UnitView cell, @Nullable LocalDate lastAdmission, int years) {}

    /**
     * @param dry the longest first
     * @param silent how many cells never said whether they have local members
     */
    record Found(List<Dry> dry, List<UnitView> withoutLocals, int silent) {}

    Found under(Collection<UnitId> roots) {
        var today = DomainTime.today(clock);
        var cells = new HashMap<UnitId, UnitView>();
        var last = new HashMap<UnitId, LocalDate>();
        for (var root : roots) {
            organizations.cellsUnder(root, today).forEach(cell -> cells.put(cell.id(), cell));
            last.putAll(register.lastAdmissions(root, today));
        }
        var locals = plans.localMembers(cells.keySet());
        return new Found(
                dry(cells.values(), last, today),
                cells.values().stream()
                        .filter(cell -> Integer.valueOf(0).equals(locals.get(cell.id())))
                        .sorted(comparing(UnitView::code))
                        .toList(),
                (int) cells.keySet().stream()
                        .filter(cell -> !locals.containsKey(cell))
                        .count());
    }

    /** By the policy of each cell: a place may be given more time than another, but never less than a year. */
    private List<Dry> dry(Collection<UnitView> cells, Map<UnitId, LocalDate> last, LocalDate today) {
        return cells.stream()
                .filter(cell -> isBefore(last.get(cell.id()), today.minusYears(1)))
                .map(cell -> new Dry(
                        cell,
                        last.get(cell.id()),
                        policies.snapshot(cell.id(), today).integer("sourcing.noAdmissionYears")))
                .filter(line -> isBefore(line.lastAdmission(), today.minusYears(line.years())))
                .sorted(comparing(Dry::lastAdmission, nullsFirst(Comparator.<LocalDate>naturalOrder()))
                        .thenComparing(line -> line.cell().code()))
                .toList();
    }

    private static boolean isBefore(@Nullable LocalDate admission, LocalDate limit) {
        return admission == null || !admission.isAfter(limit);
    }
}
