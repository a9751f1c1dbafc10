package vn.chibo.kpi;

import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.chibo.kpi.Kpi.Form;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.Policies;
import vn.chibo.shared.DomainTime;

/**
 * O1 to O7: how a subtree stands at the end of the period. O4 and O8 are missing: no register says which residential areas
 * there are and which cells are on the list of weak ones.
 */
@Component
class OrganizationKpis implements KpiArea {

    private final OrganizationSearch register;
    private final Policies policies;
    private final Clock clock;

    OrganizationKpis(OrganizationSearch register, Policies policies, Clock clock) {
        this.register = register;
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
                Kpi.answered("O5", Form.SHARE),
                Kpi.answered("O7", Form.COUNT),
                Kpi.answered("O7-official", Form.SHARE),
                Kpi.answered("O7-probationary", Form.SHARE),
                Kpi.answered("O7-absent", Form.SHARE));
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
        figures.put("O5", Figure.share(census.small(), census.cells()));
        figures.put("O7", Figure.count(members));
        figures.put("O7-official", Figure.share(census.official(), members));
        figures.put("O7-probationary", Figure.share(census.probationary(), members));
        figures.put("O7-absent", Figure.share(census.absent(), members));
        return figures;
    }
}
