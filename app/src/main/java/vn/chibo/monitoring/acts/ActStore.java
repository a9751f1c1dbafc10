package vn.chibo.monitoring.acts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.cases.CaseId;
import vn.chibo.monitoring.acts.BulkAct.Item;
import vn.chibo.monitoring.acts.BulkAct.State;
import vn.chibo.monitoring.acts.BulkAct.Verdict;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;

/** The tables of acts and their rows. */
@Repository
class ActStore {

    private static final TypeReference<LinkedHashMap<String, String>> ARGUMENTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ActStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    UUID add(
            ActKind kind,
            UnitId unit,
            Map<String, String> arguments,
            Collection<Item> items,
            UUID account,
            Instant now) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into monitoring.bulk_act (id, kind, unit_id, state, arguments, created_by, created_at)
                        values (:id, :kind, :unit, 'PREVIEW', :arguments::jsonb, :account, :now)""")
                .param("id", id)
                .param("kind", kind.name())
                .param("unit", unit.value())
                .param("arguments", json.writeValueAsString(arguments))
                .param("account", account)
                .param("now", utc(now))
                .update();
        for (var item : items) {
            jdbc.sql("""
                            insert into monitoring.bulk_act_item (act_id, case_id, task_key, old_assignee)
                            values (:act, :case, :task, :assignee) on conflict do nothing""")
                    .param("act", id)
                    .param("case", item.row().theCase().value())
                    .param("task", item.row().task())
                    .param("assignee", item.oldAssignee(), Types.VARCHAR)
                    .update();
        }
        return id;
    }

    /** Lists nobody carried out. */
    void forgetPreviewsBefore(Instant moment) {
        jdbc.sql("delete from monitoring.bulk_act where state = 'PREVIEW' and created_at < :before")
                .param("before", utc(moment))
                .update();
    }

    Optional<BulkAct> find(UUID id) {
        return jdbc.sql("select * from monitoring.bulk_act where id = :id")
                .param("id", id)
                .query(this::act)
                .optional();
    }

    /** Whoever comes second waits here until the first has committed. */
    Optional<BulkAct> lock(UUID id) {
        return jdbc.sql("select * from monitoring.bulk_act where id = :id for update")
                .param("id", id)
                .query(this::act)
                .optional();
    }

    /** In an order that is the same for all acts, so that two over the same tasks cannot wait for each other. */
    List<Item> items(UUID id) {
        return jdbc.sql("select * from monitoring.bulk_act_item where act_id = :id order by task_key, case_id")
                .param("id", id)
                .query(ActStore::item)
                .list();
    }

    /** What was done on the unit's board, the newest first. */
    List<Done> done(UnitId unit, int limit) {
        return jdbc.sql("""
                        select a.*, i.rows, i.ok from (
                            select * from monitoring.bulk_act where unit_id = :unit and done_at is not null
                            order by done_at desc limit :limit) a
                        cross join lateral (
                            select count(*) as rows, count(*) filter (where result = 'OK') as ok
                            from monitoring.bulk_act_item where act_id = a.id) i
                        order by a.done_at desc, a.id""")
                .param("unit", unit.value())
                .param("limit", limit)
                .query((row, number) -> new Done(act(row, number), row.getInt("rows"), row.getInt("ok")))
                .list();
    }

    /** Those of the rows for which somebody was reminded since. */
    Set<Row> remindedSince(Collection<Row> rows, Instant since) {
        return new HashSet<>(jdbc.sql("""
                        select i.case_id, i.task_key from monitoring.bulk_act_item i join monitoring.bulk_act a on a.id = i.act_id
                        where i.case_id = any(:cases) and i.result = 'OK' and a.kind = 'REMIND' and a.done_at >= :since""")
                .param("cases", rows.stream().map(row -> row.theCase().value()).toArray(UUID[]::new))
                .param("since", utc(since))
                .query((row, number) ->
                        new Row(new CaseId(row.getObject("case_id", UUID.class)), row.getLong("task_key")))
                .list());
    }

    void setArguments(UUID id, Map<String, String> arguments) {
        jdbc.sql("update monitoring.bulk_act set arguments = :arguments::jsonb where id = :id and state = 'PREVIEW'")
                .param("arguments", json.writeValueAsString(arguments))
                .param("id", id)
                .update();
    }

    void setDone(UUID id, UUID account, Instant now) {
        jdbc.sql("update monitoring.bulk_act set state = 'DONE', done_by = :account, done_at = :now where id = :id")
                .param("account", account)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    void setUndone(UUID id, UUID account, Instant now) {
        jdbc.sql("""
                        update monitoring.bulk_act set state = 'UNDONE', undone_by = :account, undone_at = :now
                        where id = :id""")
                .param("account", account)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    void setResult(UUID id, Row row, Verdict verdict, @Nullable String assignee, Collection<MemberId> told) {
        jdbc.sql("""
                        update monitoring.bulk_act_item
                        set result = :result, message_key = :key, new_assignee = :assignee, told = :told
                        where act_id = :act and case_id = :case and task_key = :task""")
                .param("result", verdict.result().name())
                .param("key", verdict.messageKey())
                .param("assignee", assignee, Types.VARCHAR)
                .param("told", told.stream().map(MemberId::value).toArray(UUID[]::new))
                .param("act", id)
                .param("case", row.theCase().value())
                .param("task", row.task())
                .update();
    }

    void setUndoResult(UUID id, Row row, Verdict verdict) {
        jdbc.sql("""
                        update monitoring.bulk_act_item set undo_result = :result, undo_message_key = :key
                        where act_id = :act and case_id = :case and task_key = :task""")
                .param("result", verdict.result().name())
                .param("key", verdict.messageKey())
                .param("act", id)
                .param("case", row.theCase().value())
                .param("task", row.task())
                .update();
    }

    private BulkAct act(ResultSet row, int number) throws SQLException {
        return new BulkAct(
                row.getObject("id", UUID.class),
                ActKind.valueOf(row.getString("kind")),
                new UnitId(row.getObject("unit_id", UUID.class)),
                State.valueOf(row.getString("state")),
                json.readValue(row.getString("arguments"), ARGUMENTS),
                row.getObject("created_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("done_by", UUID.class),
                instant(row, "done_at"),
                row.getObject("undone_by", UUID.class),
                instant(row, "undone_at"));
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                new Row(new CaseId(row.getObject("case_id", UUID.class)), row.getLong("task_key")),
                row.getString("old_assignee"),
                row.getString("new_assignee"),
                result(row.getString("result")),
                row.getString("message_key"),
                Arrays.stream((UUID[]) row.getArray("told").getArray())
                        .map(MemberId::new)
                        .toList(),
                result(row.getString("undo_result")),
                row.getString("undo_message_key"));
    }

    private static @Nullable Result result(@Nullable String name) {
        return name == null ? null : Result.valueOf(name);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    record Done(BulkAct act, int rows, int ok) {}
}
