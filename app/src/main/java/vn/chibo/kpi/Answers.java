package vn.chibo.kpi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/**
 * What areas answer themselves. Over the ten thousand cells of a province that takes longer than a page may: there the
 * answer is kept for some minutes, and that for the year so far is asked for before anybody needs it. Everybody else gets a new one
 * each time.
 */
@Component
class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int MOST = 200;

    private final List<KpiArea> areas;
    private final Organizations organizations;
    private final Clock clock;
    private final Cache<Question, Map<String, Figure>> kept;

    Answers(
            List<KpiArea> areas,
            Organizations organizations,
            Clock clock,
            @Value("${chibo.kpi.keep:PT5M}") Duration keep) {
        this.areas = areas;
        this.organizations = organizations;
        this.clock = clock;
        this.kept =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(keep).build();
    }

    private record Question(String area, UnitId unit, YearMonth from, YearMonth to, LocalDate today) {}

    /** By id, as {@link KpiArea#answer} has them. */
    Map<String, Figure> of(KpiArea area, UnitView unit, YearMonth from, YearMonth to) {
        return unit.type() == UnitType.PROVINCE
                ? kept.get(question(area, unit, from, to), asked -> area.answer(unit, from, to))
                : area.answer(unit, from, to);
    }

    /** Asks anew for the year so far of every province. */
    void askAhead() {
        var to = YearMonth.from(DomainTime.today(clock));
        var from = to.withMonth(1); // what PeriodForm shows first
        for (var unit : organizations.roots(DomainTime.today(clock))) {
            if (unit.type() == UnitType.PROVINCE) {
                areas.forEach(area -> askAhead(area, unit, from, to));
            }
        }
    }

    private void askAhead(KpiArea area, UnitView unit, YearMonth from, YearMonth to) {
        try {
            kept.put(question(area, unit, from, to), area.answer(unit, from, to));
        } catch (RuntimeException e) {
            LOG.error("Figures of {} could not be asked ahead of {}", unit.id(), area.name(), e);
        }
    }

    private Question question(KpiArea area, UnitView unit, YearMonth from, YearMonth to) {
        return new Question(area.name(), unit.id(), from, to, DomainTime.today(clock));
    }
}
