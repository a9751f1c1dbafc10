package vn.chibo.kpi;

import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.chibo.kpi.Kpi.Form;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.ResidentialAreas;
import vn.chibo.organization.UnitView;
import vn.chibo.organization.WeakCells;
import vn.chibo.policy.Policies;
import vn.chibo.shared.DomainTime;

/**
 * O1 to O8: how a subtree stands at the end of the period. O4 is left out where nobody has listed the residential areas: 0 of 0
 * would say that there are none.
 */
@Component
class OrganizationKpis implements KpiArea {

    private final OrganizationSearch register;
    private final ResidentialAreas areas;
    private final WeakCells weakCells;
    private final Policies policies;
    private final Clock clock;

    OrganizationKpis(
            OrganizationSearch register, ResidentialAreas areas, WeakCells weakCells, Policies policies, Clock clock) {
        this.register = register;
        this.areas = areas;
        this.weakCells = weakCells;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "organization";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Kpi> kpis() {
        return List.of(
                Kpi.answered("O1", Form.COUNT),
                Kpi.answered("O2", Form.COUNT),
                Kpi.answered("O3", Form.SHARE),
                Kpi.answered("O4", Form.SHARE),
                Kpi.answered("O5", Form.SHARE),
                Kpi.answered("O7", Form.COUNT),
                Kpi.answered("O7-official", Form.SHARE),
                Kpi.answered("O7-probationary", Form.SHARE),
                Kpi.answered("O7-absent", Form.SHARE),
                Kpi.answered("O8", Form.SHARE),
                Kpi.answered("O8-removed", Form.COUNT));
    }

    @Override
    public Map<String, Figure> answer(UnitView unit, YearMonth from, YearMonth to) {
        var today = DomainTime.today(clock);
        var day = to.atEndOfMonth().isAfter(today) ? today : to.atEndOfMonth();
        var census = register.census(
                unit.id(), day, policies.snapshot(unit.id(), day).integer("cell.minOfficialMembers"));
        var members = census.official() + census.probationary();
        var figures = new HashMap<String, Figure>();
        figures.put("O1", Figure.count(census.bases()));
        figures.put("O2", Figure.count(census.cells()));
        figures.put("O3", Figure.share(census.villageCells(), census.cells()));
        var listed = areas.tally(List.of(unit.id()), day).get(unit.id());
        if (listed != null) {
            figures.put("O4", Figure.share(listed.ofTheirOwn(), listed.areas()));
        }
        figures.put("O5", Figure.share(census.small(), census.cells()));
        figures.put("O7", Figure.count(members));
        figures.put("O7-official", Figure.share(census.official(), members));
        figures.put("O7-probationary", Figure.share(census.probationary(), members));
        figures.put("O7-absent", Figure.share(census.absent(), members));
        var weak =
                weakCells.tally(List.of(unit.id()), from.atDay(1), day).getOrDefault(unit.id(), WeakCells.Tally.NONE);
        figures.put("O8", Figure.share(weak.listed(), census.cells()));
        figures.put("O8-removed", Figure.count(weak.removed()));
        return figures;
    }
}
