package vn.chibo.admission.dossier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionId;
import vn.chibo.documents.DocumentId;

/** What people did with the papers of cases, as stored. */
@Component
class ItemActs {

    private final JdbcClient jdbc;
    private final Clock clock;

    ItemActs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Until the transaction ends nobody else acts on a paper of this case: what is checked stays true. */
    void lock(AdmissionId id) {
        jdbc.sql("select 1 from admission.admission_case where id = :id for update")
                .param("id", id.value())
                .query(Integer.class)
                .optional();
    }

    /** Oldest first. */
    List<ItemAct> of(AdmissionId id) {
        return jdbc.sql("select * from admission.dossier_act where case_id = :case order by id")
                .param("case", id.value())
                .query(ItemActs::act)
                .list();
    }

    /** An act with all that some kinds of it have. */
    record Content(
            @Nullable DocumentId document,
            @Nullable LocalDate issuedOn,
            @Nullable String reason,
            @Nullable Integer ballot) {

        static final Content NONE = new Content(null, null, null, null);

        static Content scan(DocumentId document, @Nullable Integer ballot) {
            return new Content(document, null, null, ballot);
        }

        static Content dated(LocalDate issuedOn) {
            return new Content(null, issuedOn, null, null);
        }

        static Content because(@Nullable String reason, @Nullable Integer ballot) {
            return new Content(null, null, reason, ballot);
        }
    }

    void add(AdmissionId id, ItemCode item, ItemAct.Kind kind, UUID account, Content content) {
        jdbc.sql("""
                        insert into admission.dossier_act
                            (case_id, item, kind, at, account_id, document_id, issued_on, reason, ballot)
                        values (:case, :item, :kind, :now, :account, :document, :issuedOn, :reason, :ballot)""")
                .param("case", id.value())
                .param("item", item.name())
                .param("kind", kind.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("account", account)
                .param(
                        "document",
                        content.document() == null ? null : content.document().value(),
                        Types.OTHER)
                .param("issuedOn", content.issuedOn(), Types.DATE)
                .param("reason", content.reason(), Types.VARCHAR)
                .param("ballot", content.ballot(), Types.INTEGER)
                .update();
    }

    private static ItemAct act(ResultSet row, int number) throws SQLException {
        var document = row.getObject("document_id", UUID.class);
        return new ItemAct(
                row.getLong("id"),
                ItemCode.valueOf(row.getString("item")),
                ItemAct.Kind.valueOf(row.getString("kind")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("account_id", UUID.class),
                document == null ? null : new DocumentId(document),
                row.getObject("issued_on", LocalDate.class),
                row.getString("reason"),
                row.getObject("ballot", Integer.class));
    }
}
