package vn.chibo.kpi;

import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseTouched;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.organization.OrganizationImported;

/**
 * Keeps the counts up to date: what an act touches is noted in its transaction and counted shortly after, outside of it, so
 * that nobody waits for a sum. Counting twice comes to the same; where one case cannot be counted the others are, and the
 * nightly reckoning from scratch tries again.
 */
@Component
public class Recount {

    private static final Logger LOG = LoggerFactory.getLogger(Recount.class);
    private static final int BATCH = 500;

    private final List<KpiArea> areas;
    private final Counts counts;
    private final Cases cases;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    Recount(List<KpiArea> areas, Counts counts, Cases cases, TransactionTemplate transaction, JdbcClient jdbc) {
        this.areas = areas;
        this.counts = counts;
        this.cases = cases;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @EventListener
    void touched(CaseTouched event) {
        jdbc.sql("insert into kpi.touched (case_id) values (:case)")
                .param("case", event.id().value())
                .update();
    }

    /** Units may have moved: all months are added up anew. */
    @EventListener
    void imported(OrganizationImported event) {
        jdbc.sql("""
                        insert into kpi.month_to_add_up (month) select distinct month from kpi.cell_count
                        on conflict do nothing""").update();
    }

    /** Counts what was touched until now. */
    public void run() {
        record Touched(long id, UUID caseId) {}
        List<Touched> touched;
        do {
            touched = jdbc.sql("select id, case_id from kpi.touched order by id limit :batch")
                    .param("batch", BATCH)
                    .query((row, number) -> new Touched(row.getLong("id"), row.getObject("case_id", UUID.class)))
                    .list();
            var ids = new LinkedHashSet<CaseId>();
            touched.forEach(row -> ids.add(new CaseId(row.caseId())));
            cases.findAll(ids).forEach(this::count);
            jdbc.sql("delete from kpi.touched where id = any(:ids)")
                    .param("ids", touched.stream().map(Touched::id).toArray(Long[]::new))
                    .update();
        } while (touched.size() == BATCH);
        addUpMonths();
    }

    private void count(CaseView theCase) {
        for (var area : areas) {
            try {
                area.touchedBy(theCase).forEach(where -> count(area, where));
            } catch (TransientDataAccessException
                    | DataAccessResourceFailureException
                    | CannotCreateTransactionException e) {
                throw e; // the database is away: what was touched stays noted, the next turn counts it
            } catch (RuntimeException e) {
                LOG.error("Figures of case {} could not be counted by {}", theCase.id(), area.name(), e);
            }
        }
    }

    private void count(KpiArea area, CellMonth where) {
        transaction.executeWithoutResult(none -> counts.replace(area.name(), where, area.count(where)));
    }

    private void addUpMonths() {
        var months = jdbc.sql("select month from kpi.month_to_add_up order by month desc")
                .query(java.time.LocalDate.class)
                .list();
        for (var month : months) {
            transaction.executeWithoutResult(none -> {
                counts.addUp(YearMonth.from(month));
                jdbc.sql("delete from kpi.month_to_add_up where month = :month")
                        .param("month", month)
                        .update();
            });
        }
    }

    /** From scratch: for what was not counted when it happened. */
    public void everything() {
        for (var area : areas) {
            for (var where : area.everything()) {
                try {
                    count(area, where);
                } catch (RuntimeException e) {
                    LOG.error(
                            "Figures of {} in {} could not be counted by {}",
                            where.cell(),
                            where.month(),
                            area.name(),
                            e);
                }
            }
        }
    }
}
