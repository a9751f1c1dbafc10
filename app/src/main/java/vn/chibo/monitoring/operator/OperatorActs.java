package vn.chibo.monitoring.operator;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.chibo.shared.DomainTime;

/** Who did what about instances. */
@Component
class OperatorActs {

    private final JdbcClient jdbc;
    private final Clock clock;

    OperatorActs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Kind {
        RETRY,
        SET_VARIABLE,
        MIGRATE
    }

    record Act(ZonedDateTime at, UUID account, Kind kind, long instance, String subject) {}

    void record(Kind kind, long instance, String subject, UUID account) {
        jdbc.sql("""
                        insert into monitoring.operator_act (at, account_id, kind, instance_key, subject)
                        values (:at, :account, :kind, :instance, :subject)""")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("account", account)
                .param("kind", kind.name())
                .param("instance", instance)
                .param("subject", subject)
                .update();
    }

    List<Act> latest(int limit) {
        return jdbc.sql("select * from monitoring.operator_act order by id desc limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Act(
                        row.getObject("at", OffsetDateTime.class).atZoneSameInstant(DomainTime.ZONE),
                        row.getObject("account_id", UUID.class),
                        Kind.valueOf(row.getString("kind")),
                        row.getLong("instance_key"),
                        row.getString("subject")))
                .list();
    }
}
