package vn.chibo.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.UnitId;

/** Which engine instance has which case: what must agree with the engine. */
@Service
@Transactional(readOnly = true)
public class CaseClaims {

    private static final String COLUMNS = """
            select id, kind, unit_id, subject, process_instance_key, opened_at, closed_at from cases.case_file
            """;

    private final JdbcClient jdbc;

    CaseClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Open cases that no instance has claimed, opened before this moment; the oldest first. */
    public List<Claim> unclaimed(Instant openedBefore, int limit) {
        return jdbc.sql(COLUMNS + """
                        where closed_at is null and process_instance_key is null and opened_at < :before
                        order by opened_at, id limit :limit""")
                .param("before", openedBefore.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(CaseClaims::claim)
                .list();
    }

    /** Open cases that an instance has claimed, in the order of the instances. */
    public List<Claim> openAfter(long instanceKey, int limit) {
        return jdbc.sql(COLUMNS + """
                        where closed_at is null and process_instance_key > :key
                        order by process_instance_key limit :limit""")
                .param("key", instanceKey)
                .param("limit", limit)
                .query(CaseClaims::claim)
                .list();
    }

    /** Cases by id; unknown ones are missing. */
    public Map<CaseId, Claim> of(Collection<CaseId> ids) {
        return jdbc
                .sql(COLUMNS + "where id = any(:ids)")
                .param("ids", ids.stream().map(CaseId::value).toArray(UUID[]::new))
                .query(CaseClaims::claim)
                .list()
                .stream()
                .collect(Collectors.toMap(Claim::id, Function.identity()));
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new Claim(
                new CaseId(row.getObject("id", UUID.class)),
                new CaseKind(row.getString("kind")),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("subject"),
                row.getObject("process_instance_key", Long.class),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant());
    }

    /** {@code instance} is the key of the engine instance that has the case, null while none claimed it. */
    public record Claim(
            CaseId id,
            CaseKind kind,
            UnitId unit,
            String subject,
            @Nullable Long instance,
            Instant openedAt,
            @Nullable Instant closedAt) {}
}
