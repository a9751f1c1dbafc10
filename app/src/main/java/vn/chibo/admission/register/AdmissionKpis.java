package vn.chibo.admission.register;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.admission.register.Figures.Period;
import vn.chibo.admission.register.Figures.Share;
import vn.chibo.admission.register.Figures.Times;
import vn.chibo.cases.CaseView;
import vn.chibo.kpi.CellMonth;
import vn.chibo.kpi.Figure;
import vn.chibo.kpi.Kpi;
import vn.chibo.kpi.Kpi.Form;
import vn.chibo.kpi.KpiArea;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;

/**
 * Admissions in the figures: who was admitted is counted by cell and month, what depends on plans, on years before or on
 * what is open today is answered when it is asked for.
 */
@Component
@Transactional(readOnly = true)
class AdmissionKpis implements KpiArea {

    private static final String ALL = "admissions.all";

    private final Figures figures;
    private final JdbcClient jdbc;

    AdmissionKpis(Figures figures, JdbcClient jdbc) {
        this.figures = figures;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "admission";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public List<Kpi> kpis() {
        return List.of(
                Kpi.answered("O6", Form.SHARE),
                Kpi.count("D1", ALL),
                Kpi.share("D2", "admissions.minority", ALL),
                Kpi.share("D3", "admissions.union", ALL),
                Kpi.share("D4-women", "admissions.women", ALL),
                Kpi.share("D4-religion", "admissions.religion", ALL),
                Kpi.share("D4-to30", "admissions.to30", ALL),
                Kpi.answered("D5", Form.SHARE),
                Kpi.answered("D6", Form.SHARE),
                Kpi.answered("D7", Form.COUNT),
                Kpi.answered("D8", Form.SHARE),
                Kpi.answered("D9", Form.COUNT),
                Kpi.answered("D10", Form.COUNT),
                Kpi.answered("D11-courseToCeremony", Form.DAYS),
                Kpi.answered("D11-applicationToDecision", Form.DAYS),
                Kpi.answered("D11-decisionToCeremony", Form.DAYS),
                Kpi.answered("D12", Form.SHARE),
                Kpi.answered("D13", Form.SHARE),
                Kpi.answered("D14", Form.SHARE),
                Kpi.answered("D15-official", Form.SHARE),
                Kpi.answered("D15-struckOff", Form.SHARE),
                Kpi.answered("D15-extended", Form.COUNT),
                Kpi.share("D16", "votes.failed", "votes.cell"),
                Kpi.answered("D17", Form.SHARE));
    }

    /** The months in which the cell voted and in which the ceremony was held. */
    @Override
    public Set<CellMonth> touchedBy(CaseView theCase) {
        return theCase.kind().equals(AdmissionProcess.KIND)
                ? new HashSet<>(where("a.id = ?", theCase.id().value()))
                : Set.of();
    }

    @Override
    public Collection<CellMonth> everything() {
        return where("true");
    }

    private List<CellMonth> where(String which, Object... parameters) {
        var twice = new Object[parameters.length * 2];
        System.arraycopy(parameters, 0, twice, 0, parameters.length);
        System.arraycopy(parameters, 0, twice, parameters.length, parameters.length);
        return jdbc.sql("""
                        select a.ceremony_cell_id as cell, date_trunc('month', a.ceremony_on)::date as month
                        from admission.admission_case a where a.ceremony_on is not null and %1$s
                        union
                        select a.cell_id, date_trunc('month', b.held_on)::date
                        from admission.ballot b join admission.admission_case a on a.id = b.case_id
                        where b.body = 'CELL' and b.held_on is not null and %1$s""".formatted(which))
                .params(twice)
                .query((row, number) -> new CellMonth(
                        new UnitId(row.getObject("cell", UUID.class)),
                        YearMonth.from(row.getObject("month", LocalDate.class))))
                .list();
    }

    @Override
    public Map<String, Long> count(CellMonth where) {
        var counts = new HashMap<String, Long>();
        jdbc.sql("""
                        select count(*) as "admissions.all",
                            count(*) filter (where p.ethnic_minority) as "admissions.minority",
                            count(*) filter (where p.union_member) as "admissions.union",
                            count(*) filter (where p.sex = 'FEMALE') as "admissions.women",
                            count(*) filter (where p.religion <> '') as "admissions.religion",
                            count(*) filter (where extract(year from age(a.ceremony_on, p.birth_date)) <= 30)
                                as "admissions.to30"
                        from admission.admission_case a join admission.prospect p on p.id = a.candidate_id
                        where a.ceremony_cell_id = :cell and a.ceremony_on between :from and :to""")
                .param("cell", where.cell().value())
                .param("from", where.month().atDay(1))
                .param("to", where.month().atEndOfMonth())
                .query(row -> {
                    for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        counts.put(row.getMetaData().getColumnLabel(column), row.getLong(column));
                    }
                });
        jdbc.sql("""
                        select count(*) as cell, count(*) filter (where not b.passed) as failed
                        from admission.ballot b join admission.admission_case a on a.id = b.case_id
                        where a.cell_id = :cell and b.body = 'CELL' and b.held_on between :from and :to""")
                .param("cell", where.cell().value())
                .param("from", where.month().atDay(1))
                .param("to", where.month().atEndOfMonth())
                .query(row -> {
                    counts.put("votes.cell", row.getLong("cell"));
                    counts.put("votes.failed", row.getLong("failed"));
                });
        counts.values().removeIf(number -> number == 0);
        return counts;
    }

    @Override
    public Map<String, Figure> answer(UnitView unit, YearMonth from, YearMonth to) {
        var sheet = figures.of(unit, new Period(from.atDay(1), to.atEndOfMonth()));
        var answers = new HashMap<String, Figure>();
        if (sheet.planned() != null) {
            answers.put("D5", share(sheet.planned()));
        }
        answers.put("O6", share(sheet.withoutLocals()));
        answers.put("D6", share(sheet.ofMembers()));
        answers.put("D7", Figure.count(sheet.dry().size()));
        answers.put("D8", share(sheet.recovered()));
        answers.put("D9", Figure.count(sheet.inRecovered()));
        if (!sheet.states().isEmpty()) {
            answers.put(
                    "D10",
                    Figure.count(sheet.states().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()));
        }
        answers.put("D11-courseToCeremony", days(sheet.courseToCeremony()));
        answers.put("D11-applicationToDecision", days(sheet.applicationToDecision()));
        answers.put("D11-decisionToCeremony", days(sheet.decisionToCeremony()));
        answers.put("D12", share(sheet.decidedInTime()));
        answers.put("D13", share(sheet.ceremonyInTime()));
        answers.put("D14", share(sheet.recognisedInTime()));
        answers.put("D15-official", share(sheet.official()));
        answers.put("D15-struckOff", share(sheet.struckOff()));
        answers.put("D15-extended", Figure.count(sheet.extended()));
        answers.put("D17", share(sheet.expired()));
        return answers;
    }

    private static Figure share(Share share) {
        return share.of() == null ? Figure.count(share.number()) : Figure.share(share.number(), share.of());
    }

    private static Figure days(Times times) {
        return Figure.days(times.cases(), times.median(), times.ninth());
    }
}
