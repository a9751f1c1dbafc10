package vn.chibo.meetings.sitting;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.engine.ElementId;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.process.HoldSessionProcess;

/**
 * Hands closed parts to the task desk, which completes the user tasks behind them. The desk takes one closing per task;
 * when the room is a whole round ahead of the engine (vote, rewrite, vote again while the engine is down), the next
 * round waits here, in order, until the engine has created its task.
 */
@Service
class Closings {

    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TaskDesk desk;
    private final Clock clock;

    Closings(JdbcClient jdbc, JsonMapper json, TaskDesk desk, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.desk = desk;
        this.clock = clock;
    }

    private record Waiting(long id, UUID sitting, String element, Map<String, Object> variables, UUID account) {}

    /** Joins the transaction that closed the part; {@code round} counts from 1 within the sitting and element. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(CurrentUser by, SittingId sitting, ElementId element, Map<String, ?> variables) {
        jdbc.sql("""
                        insert into meetings.task_closing (sitting_id, element, round, variables, account_id, created_at)
                        select :sitting, :element, count(*) + 1, cast(:variables as jsonb), :account, cast(:now as timestamptz)
                        from meetings.task_closing where sitting_id = :sitting and element = :element
                        """)
                .param("sitting", sitting.value())
                .param("element", element.value())
                .param("variables", json.writeValueAsString(variables))
                .param("account", by.accountId())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        send(waiting("and c.sitting_id = :sitting", sitting.value()));
    }

    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT10S")
    @Transactional
    public void sendWaiting() {
        send(waiting("", null));
    }

    /** The oldest waiting closing of each sitting: a sitting's closings never overtake one another. */
    private List<Waiting> waiting(String filter, @org.jspecify.annotations.Nullable UUID sitting) {
        var statement = jdbc.sql("""
                select c.* from meetings.task_closing c where c.sent_at is null %s order by c.id limit 200 for update skip locked
                """.formatted(filter));
        if (sitting != null) {
            statement = statement.param("sitting", sitting);
        }
        return statement
                .query((row, n) -> new Waiting(
                        row.getLong("id"),
                        row.getObject("sitting_id", UUID.class),
                        row.getString("element"),
                        json.readValue(row.getString("variables"), VARIABLES),
                        row.getObject("account_id", UUID.class)))
                .list();
    }

    private void send(List<Waiting> closings) {
        var held = new java.util.HashSet<UUID>();
        for (var closing : closings) {
            if (held.contains(closing.sitting())) {
                continue;
            }
            // The desk only notes the account; who may close was asked when the part was closed.
            var by = new CurrentUser(closing.account(), "", null, "", false, List.of());
            var taken = desk.submit(
                    by,
                    HoldSessionProcess.SITTING_ID,
                    closing.sitting(),
                    new ElementId(closing.element()),
                    closing.variables());
            if (taken) {
                jdbc.sql("update meetings.task_closing set sent_at = :now where id = :id")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", closing.id())
                        .update();
            } else {
                held.add(closing.sitting());
            }
        }
    }
}
