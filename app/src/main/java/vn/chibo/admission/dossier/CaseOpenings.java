package vn.chibo.admission.dossier;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionId;
import vn.chibo.identity.CurrentUser;
import vn.chibo.shared.DomainTime;

/**
 * Who had a case before them. Each person counts once a day, with the moment of the first time: who works on a case all
 * evening would otherwise hide the one who had no reason to look.
 */
@Component
class CaseOpenings {

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseOpenings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record CaseOpening(UUID account, Instant at) {}

    @Transactional
    void record(AdmissionId id, CurrentUser by) {
        jdbc.sql("""
                        insert into admission.case_opening (case_id, account_id, on_date, opened_at)
                        values (:case, :account, :on, :now) on conflict do nothing""")
                .param("case", id.value())
                .param("account", by.accountId())
                .param("on", DomainTime.today(clock))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The latest first. */
    List<CaseOpening> of(AdmissionId id, int limit) {
        return jdbc.sql("""
                        select account_id, opened_at from admission.case_opening
                        where case_id = :case order by opened_at desc, account_id limit :limit""")
                .param("case", id.value())
                .param("limit", limit)
                .query((row, number) -> new CaseOpening(
                        row.getObject("account_id", UUID.class),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
