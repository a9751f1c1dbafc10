package vn.chibo.admission.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionClock;
import vn.chibo.admission.register.Figures.Period;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.TableWorkbook;

/** The register of those admitted in a period as a workbook. */
@Component
class RegisterWorkbook {

    /** Keys of the headings, in the order of the columns. */
    private static final List<String> COLUMNS = List.of(
            "field.cellCode",
            "register.cell",
            "field.fullName",
            "field.sex",
            "field.birthDate",
            "field.ethnicMinority",
            "field.religion",
            "field.unionMember",
            "field.sector",
            "field.certificate",
            "register.certificateIssuedOn",
            "register.appliedOn",
            "register.resolvedOn",
            "register.cellVote",
            "register.decideBy",
            "register.decisionNo",
            "register.decidedOn",
            "register.ceremonyBy",
            "register.ceremonyOn",
            "register.probationEndsOn",
            "register.recognitionNo",
            "register.officialOn",
            "register.cardNumber",
            "register.state");

    private final DueDays dueDays;
    private final JdbcClient jdbc;
    private final MessageSource messages;

    RegisterWorkbook(DueDays dueDays, JdbcClient jdbc, MessageSource messages) {
        this.dueDays = dueDays;
        this.jdbc = jdbc;
        this.messages = messages;
    }

    @Transactional(readOnly = true)
    byte[] of(Map<UnitId, UnitView> cells, Period period, Locale locale) {
        return TableWorkbook.of(new TableWorkbook.Sheet(
                word("register.sheet", locale),
                COLUMNS.stream().map(column -> word(column, locale)).toList(),
                rows(cells, period, locale)));
    }

    private List<List<@Nullable Object>> rows(Map<UnitId, UnitView> cells, Period period, Locale locale) {
        var ids = cells.keySet().stream().map(UnitId::value).toArray(UUID[]::new);
        var decideBy = dueDays.of(
                jdbc.sql("""
                                select id from admission.admission_case
                                where ceremony_cell_id = any(:cells) and ceremony_on between :from and :to and not imported""")
                        .param("cells", ids)
                        .param("from", period.from())
                        .param("to", period.to())
                        .query(UUID.class)
                        .list(),
                AdmissionClock.DECISION);
        return jdbc.sql("""
                        select a.*, p.full_name, p.sex, p.birth_date, p.ethnic_minority, p.religion, p.union_member, p.sector,
                            (select b.in_favour || '/' || b.members from admission.ballot b
                              where b.case_id = a.id and b.body = 'CELL' and b.subject = 'ADMISSION' and b.passed
                              order by b.number desc limit 1) as cell_vote,
                            coalesce((select max(b.held_on) from admission.ballot b
                              where b.case_id = a.id and b.body = 'CELL' and b.subject = 'ADMISSION' and b.passed),
                              case when a.imported then a.resolved_on end) as voted_on
                        from admission.admission_case a join admission.prospect p on p.id = a.candidate_id
                        where a.ceremony_cell_id = any(:cells) and a.ceremony_on between :from and :to
                        order by a.ceremony_on, a.cell_code, p.name_folded, a.id""")
                .param("cells", ids)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, number) -> values(row, cells, decideBy, locale))
                .list();
    }

    private List<@Nullable Object> values(
            ResultSet row, Map<UnitId, UnitView> cells, Map<UUID, LocalDate> decideBy, Locale locale)
            throws SQLException {
        var cell = cells.get(new UnitId(row.getObject("ceremony_cell_id", UUID.class)));
        var values = new ArrayList<@Nullable Object>();
        values.add(cell == null ? null : cell.code());
        values.add(cell == null ? null : cell.name());
        values.add(row.getString("full_name"));
        values.add(word("sex." + row.getString("sex"), locale));
        values.add(date(row, "birth_date"));
        values.add(yesNo(row.getBoolean("ethnic_minority"), locale));
        values.add(row.getString("religion"));
        values.add(yesNo(row.getBoolean("union_member"), locale));
        values.add(word("sector." + row.getString("sector"), locale));
        values.add(row.getString("certificate_no"));
        values.add(date(row, "certificate_issued_on"));
        values.add(date(row, "applied_on"));
        values.add(date(row, "voted_on"));
        values.add(row.getString("cell_vote"));
        values.add(decideBy.get(row.getObject("id", UUID.class)));
        values.add(row.getString("decision_no"));
        values.add(date(row, "decided_on"));
        values.add(date(row, "ceremony_by"));
        values.add(date(row, "ceremony_on"));
        values.add(date(row, "probation_ends_on"));
        values.add(row.getString("recognition_no"));
        values.add(date(row, "official_on"));
        values.add(row.getString("card_number"));
        values.add(word("case.state." + row.getString("state"), locale));
        return values;
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private String yesNo(boolean yes, Locale locale) {
        return word(yes ? "yes" : "no", locale);
    }

    private String word(String key, Locale locale) {
        return messages.getMessage("admission." + key, null, locale);
    }
}
