package vn.chibo.meetings.sitting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.chibo.organization.MemberId;

/**
 * Agenda items, speeches and votes. Every statement names the sitting, so an id from elsewhere finds nothing; creating
 * under an id that exists changes nothing, so a form sent twice leaves one row.
 */
@Repository
class AgendaStore {

    enum Kind {
        REPORT,
        LAST_TASKS,
        DISCUSSION,
        PERSONNEL,
        GUEST,
        OTHER,
        /** Put there by a case; its vote has a page of its own. */
        CASE
    }

    enum Purpose {
        AGENDA,
        ITEM,
        RESOLUTION,
        MINUTES
    }

    enum Method {
        SHOW_OF_HANDS,
        SECRET_BALLOT
    }

    record Item(
            UUID id,
            int position,
            Kind kind,
            @Nullable UUID question,
            String title,
            String content,
            String conclusion,
            long version) {}

    record Speech(
            UUID id,
            UUID item,
            int position,
            @Nullable MemberId speaker,
            @Nullable String guest,
            String content,
            long version) {}

    record Vote(
            UUID id,
            Purpose purpose,
            @Nullable UUID item,
            int round,
            String subject,
            Tally tally,
            String counters,
            Method method,
            Instant takenAt,
            long version) {}

    private final JdbcClient jdbc;

    AgendaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Item> items(SittingId sitting) {
        return jdbc.sql("select * from meetings.agenda_item where sitting_id = :sitting order by position")
                .param("sitting", sitting.value())
                .query(AgendaStore::item)
                .list();
    }

    Optional<Item> item(SittingId sitting, UUID item) {
        return jdbc.sql("select * from meetings.agenda_item where sitting_id = :sitting and id = :item")
                .param("sitting", sitting.value())
                .param("item", item)
                .query(AgendaStore::item)
                .optional();
    }

    /** Adds at the end. The sitting's row is locked by the caller, so positions do not collide. */
    void addItem(SittingId sitting, UUID id, Kind kind, String title) {
        addItem(sitting, id, kind, null, title);
    }

    /** The item of a case's question. */
    void addQuestion(SittingId sitting, UUID question, String title) {
        addItem(sitting, UUID.randomUUID(), Kind.CASE, question, title);
    }

    private void addItem(SittingId sitting, UUID id, Kind kind, @Nullable UUID question, String title) {
        jdbc.sql("""
                        insert into meetings.agenda_item (id, sitting_id, position, kind, question_id, title)
                        select :id, :sitting, coalesce(max(position), 0) + 1, :kind, cast(:question as uuid), :title
                        from meetings.agenda_item where sitting_id = :sitting
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("sitting", sitting.value())
                .param("kind", kind.name())
                .param("question", question, Types.OTHER)
                .param("title", title)
                .update();
    }

    boolean updateItem(SittingId sitting, UUID item, long version, String title, String content, String conclusion) {
        return jdbc.sql("""
                                update meetings.agenda_item set title = :title, content = :content, conclusion = :conclusion,
                                    version = version + 1
                                where sitting_id = :sitting and id = :item and version = :version
                                """)
                        .param("sitting", sitting.value())
                        .param("item", item)
                        .param("version", version)
                        .param("title", title)
                        .param("content", content)
                        .param("conclusion", conclusion)
                        .update()
                == 1;
    }

    /** Changes places with the neighbour above or below; at the edge nothing happens. */
    void moveItem(SittingId sitting, UUID item, boolean up) {
        jdbc.sql("""
                        with me as (select id, position from meetings.agenda_item where sitting_id = :sitting and id = :item),
                        other as (select n.id, n.position from meetings.agenda_item n, me
                                  where n.sitting_id = :sitting and case when :up then n.position < me.position else n.position > me.position end
                                  order by abs(n.position - me.position) limit 1)
                        update meetings.agenda_item i
                        set position = case when i.id = me.id then other.position else me.position end
                        from me, other where i.id in (me.id, other.id)
                        """)
                .param("sitting", sitting.value())
                .param("item", item)
                .param("up", up)
                .update();
    }

    boolean removeItem(SittingId sitting, UUID item) {
        return jdbc.sql("delete from meetings.agenda_item where sitting_id = :sitting and id = :item")
                        .param("sitting", sitting.value())
                        .param("item", item)
                        .update()
                == 1;
    }

    List<Speech> speeches(SittingId sitting) {
        return jdbc.sql("""
                        select s.* from meetings.speech s join meetings.agenda_item i on i.id = s.item_id
                        where i.sitting_id = :sitting order by i.position, s.position
                        """)
                .param("sitting", sitting.value())
                .query((row, n) -> new Speech(
                        row.getObject("id", UUID.class),
                        row.getObject("item_id", UUID.class),
                        row.getInt("position"),
                        SittingStore.member(row, "speaker_id"),
                        row.getString("guest"),
                        row.getString("content"),
                        row.getLong("version")))
                .list();
    }

    void addSpeech(UUID item, UUID id, @Nullable MemberId speaker, @Nullable String guest, String content) {
        jdbc.sql("""
                        insert into meetings.speech (id, item_id, position, speaker_id, guest, content)
                        select :id, :item, coalesce(max(position), 0) + 1, cast(:speaker as uuid), :guest, :content
                        from meetings.speech where item_id = :item
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("item", item)
                .param("speaker", speaker == null ? null : speaker.value(), Types.OTHER)
                .param("guest", guest, Types.VARCHAR)
                .param("content", content)
                .update();
    }

    boolean updateSpeech(SittingId sitting, UUID speech, long version, String content) {
        return jdbc.sql("""
                                update meetings.speech s set content = :content, version = s.version + 1
                                from meetings.agenda_item i
                                where s.id = :speech and s.version = :version and i.id = s.item_id and i.sitting_id = :sitting
                                """)
                        .param("sitting", sitting.value())
                        .param("speech", speech)
                        .param("version", version)
                        .param("content", content)
                        .update()
                == 1;
    }

    boolean removeSpeech(SittingId sitting, UUID speech, long version) {
        return jdbc.sql("""
                                delete from meetings.speech s using meetings.agenda_item i
                                where s.id = :speech and s.version = :version and i.id = s.item_id and i.sitting_id = :sitting
                                """)
                        .param("sitting", sitting.value())
                        .param("speech", speech)
                        .param("version", version)
                        .update()
                == 1;
    }

    List<Vote> votes(SittingId sitting) {
        return jdbc.sql("select * from meetings.vote where sitting_id = :sitting order by taken_at, round")
                .param("sitting", sitting.value())
                .query(AgendaStore::vote)
                .list();
    }

    /** Adds the next round of this vote; the sitting's row is locked by the caller. */
    void addVote(
            SittingId sitting,
            UUID id,
            Purpose purpose,
            @Nullable UUID item,
            String subject,
            Tally tally,
            String counters,
            Method method,
            Instant now) {
        jdbc.sql("""
                        insert into meetings.vote (id, sitting_id, purpose, item_id, round, subject, base, entitled, in_favour,
                            against, no_opinion, counters, method, threshold, passed, taken_at)
                        select :id, :sitting, :purpose, cast(:item as uuid), coalesce(max(round), 0) + 1, :subject, :base, :entitled,
                            :inFavour, :against, :noOpinion, :counters, :method, :threshold, :passed, cast(:now as timestamptz)
                        from meetings.vote
                        where sitting_id = :sitting and purpose = :purpose and item_id is not distinct from cast(:item as uuid)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("sitting", sitting.value())
                .param("purpose", purpose.name())
                .param("item", item, Types.OTHER)
                .param("subject", subject)
                .param("base", tally.base())
                .param("entitled", tally.entitled())
                .param("inFavour", tally.inFavour())
                .param("against", tally.against())
                .param("noOpinion", tally.noOpinion())
                .param("counters", counters)
                .param("method", method.name())
                .param("threshold", tally.threshold().name())
                .param("passed", tally.passed())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Takes back a miscounted vote on an item or the programme; the resolution's and the minutes' votes stand. */
    boolean removeVote(SittingId sitting, UUID vote, long version) {
        return jdbc.sql("""
                                delete from meetings.vote where sitting_id = :sitting and id = :vote and version = :version
                                  and purpose in ('AGENDA', 'ITEM')
                                """)
                        .param("sitting", sitting.value())
                        .param("vote", vote)
                        .param("version", version)
                        .update()
                == 1;
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        return new Item(
                row.getObject("id", UUID.class),
                row.getInt("position"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("question_id", UUID.class),
                row.getString("title"),
                row.getString("content"),
                row.getString("conclusion"),
                row.getLong("version"));
    }

    private static Vote vote(ResultSet row, int n) throws SQLException {
        return new Vote(
                row.getObject("id", UUID.class),
                Purpose.valueOf(row.getString("purpose")),
                row.getObject("item_id", UUID.class),
                row.getInt("round"),
                row.getString("subject"),
                new Tally(
                        row.getInt("base"),
                        row.getInt("entitled"),
                        row.getInt("in_favour"),
                        row.getInt("against"),
                        row.getInt("no_opinion"),
                        Threshold.valueOf(row.getString("threshold"))),
                row.getString("counters"),
                Method.valueOf(row.getString("method")),
                row.getTimestamp("taken_at").toInstant(),
                row.getLong("version"));
    }
}
