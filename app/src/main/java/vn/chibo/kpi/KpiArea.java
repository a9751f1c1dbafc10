package vn.chibo.kpi;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.chibo.cases.CaseView;
import vn.chibo.organization.UnitView;

/** What a business area lets be counted. An area added later implements this and nothing else has to change. */
public interface KpiArea {

    /** Short and stable; the heading of its figures is the message {@code kpi.area.<name>}. */
    String name();

    /** Areas are shown in this order. */
    int order();

    /** In the order they are shown. */
    List<Kpi> kpis();

    /** Cells and months whose counts the case is part of; empty for a case of another area. */
    default Set<CellMonth> touchedBy(CaseView theCase) {
        return Set.of();
    }

    /**
     * What the records of that cell and month come to now, by measure; what is missing is none. Asked again whenever a
     * case changed, so it may not depend on what it answered before.
     */
    default Map<String, Long> count(CellMonth where) {
        return Map.of();
    }

    /** Every cell and month there is something to count for, for a reckoning from scratch. */
    default Collection<CellMonth> everything() {
        return List.of();
    }

    /** Figures of this unit and these months, both counted, that are no sums of counts; by id. */
    default Map<String, Figure> answer(UnitView unit, YearMonth from, YearMonth to) {
        return Map.of();
    }
}
