package vn.chibo.monitoring.overdue;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.monitoring.overdue.Board.Filter;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.RuleViolation;

/** Views of the board each person keeps for themselves. Whether they may still see the unit is asked when they open it. */
@Component
@Transactional
class SavedFilters {

    /** More than anybody finds again. */
    static final int MOST = 30;

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedFilters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record SavedFilter(UUID id, String name, UnitId unit, Filter filter) {}

    @Transactional(readOnly = true)
    List<SavedFilter> of(UUID account) {
        return jdbc.sql("select * from monitoring.saved_filter where account_id = :account order by name, id")
                .param("account", account)
                .query((row, number) -> {
                    var urgency = row.getString("urgency");
                    var cause = row.getString("cause");
                    return new SavedFilter(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            new UnitId(row.getObject("unit_id", UUID.class)),
                            new Filter(
                                    urgency == null ? null : Urgency.valueOf(urgency),
                                    cause == null ? null : Cause.valueOf(cause)));
                })
                .list();
    }

    /** @throws RuleViolation when the name is taken or there are too many */
    void save(UUID account, UnitId unit, String name, @Nullable Urgency urgency, @Nullable Cause cause) {
        if (of(account).size() >= MOST) {
            throw new RuleViolation("overdue.filter.tooMany", MOST);
        }
        try {
            jdbc.sql("""
                            insert into monitoring.saved_filter (id, account_id, unit_id, name, urgency, cause, created_at)
                            values (:id, :account, :unit, :name, :urgency, :cause, :now)""")
                    .param("id", UUID.randomUUID())
                    .param("account", account)
                    .param("unit", unit.value())
                    .param("name", name)
                    .param("urgency", urgency == null ? null : urgency.name(), Types.VARCHAR)
                    .param("cause", cause == null ? null : cause.name(), Types.VARCHAR)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new RuleViolation("overdue.filter.twice", name);
        }
    }

    /** Does nothing with what is not the person's own. */
    void remove(UUID account, UUID id) {
        jdbc.sql("delete from monitoring.saved_filter where id = :id and account_id = :account")
                .param("id", id)
                .param("account", account)
                .update();
    }
}
