package vn.chibo.meetings.papers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.chibo.meetings.MeetingId;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.TransactionLock;

/** Signed papers and their numbers. What is issued is never updated: a correction is a row of its own. */
@Repository
class PaperStore {

    record Paper(
            UUID id,
            PaperType type,
            int revision,
            String note,
            String term,
            @Nullable Integer number,
            boolean issued,
            String content,
            @Nullable Instant minuteTakerSignedAt,
            @Nullable Instant issuedAt) {}

    private final JdbcClient jdbc;

    PaperStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Signing and issuing of one meeting's papers come one after the other. */
    void lock(MeetingId meeting) {
        TransactionLock.take(jdbc, "meetings.paper " + meeting);
    }

    /** All versions, the newest first. */
    List<Paper> of(MeetingId meeting) {
        return jdbc.sql("select * from meetings.paper where meeting_id = :meeting order by type, revision desc")
                .param("meeting", meeting.value())
                .query(PaperStore::paper)
                .list();
    }

    Optional<Paper> newest(MeetingId meeting, PaperType type) {
        return of(meeting).stream().filter(paper -> paper.type() == type).findFirst();
    }

    void signMinutes(MeetingId meeting, UnitId cell, Term term, String content, @Nullable MemberId by, Instant now) {
        jdbc.sql("""
                        insert into meetings.paper (id, meeting_id, cell_id, type, revision, term, state, content,
                            minute_taker_id, minute_taker_signed_at)
                        values (:id, :meeting, :cell, 'BB', 1, :term, 'MINUTES_SIGNED', :content, :by, :now)
                        on conflict (meeting_id, type, revision) do nothing
                        """)
                .param("id", UUID.randomUUID())
                .param("meeting", meeting.value())
                .param("cell", cell.value())
                .param("term", term.toString())
                .param("content", content)
                .param("by", by == null ? null : by.value(), java.sql.Types.OTHER)
                .param("now", Timestamp.from(now))
                .update();
    }

    /**
     * The next number of this type in the cell's term. The counter's row stays locked until the transaction ends, so a
     * transaction that fails gives its number back and there are no gaps.
     */
    int nextNumber(UnitId cell, PaperType type, Term term) {
        return jdbc.sql("""
                        insert into meetings.paper_counter (cell_id, type, term, last) values (:cell, :type, :term, 1)
                        on conflict (cell_id, type, term) do update set last = meetings.paper_counter.last + 1
                        returning last
                        """)
                .param("cell", cell.value())
                .param("type", type.name())
                .param("term", term.toString())
                .query(Integer.class)
                .single();
    }

    void issueMinutes(MeetingId meeting, Term term, int number, String content, MemberId chair, Instant now) {
        jdbc.sql("""
                        update meetings.paper set state = 'ISSUED', term = :term, number = :number, content = :content, chair_id = :chair, issued_at = :now
                        where meeting_id = :meeting and type = 'BB' and revision = 1 and state = 'MINUTES_SIGNED'
                        """)
                .param("meeting", meeting.value())
                .param("term", term.toString())
                .param("number", number)
                .param("content", content)
                .param("chair", chair.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void issue(
            MeetingId meeting,
            UnitId cell,
            PaperType type,
            int revision,
            String note,
            String term,
            int number,
            String content,
            MemberId chair,
            Instant now) {
        jdbc.sql("""
                        insert into meetings.paper (id, meeting_id, cell_id, type, revision, revision_note, term, number, state, content,
                            chair_id, issued_at)
                        values (:id, :meeting, :cell, :type, :revision, :note, :term, :number, 'ISSUED', :content, :chair, :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("meeting", meeting.value())
                .param("cell", cell.value())
                .param("type", type.name())
                .param("revision", revision)
                .param("note", note)
                .param("term", term)
                .param("number", number)
                .param("content", content)
                .param("chair", chair.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    private static Paper paper(ResultSet row, int n) throws SQLException {
        var signed = row.getTimestamp("minute_taker_signed_at");
        var issued = row.getTimestamp("issued_at");
        return new Paper(
                row.getObject("id", UUID.class),
                PaperType.valueOf(row.getString("type")),
                row.getInt("revision"),
                row.getString("revision_note"),
                row.getString("term"),
                row.getObject("number", Integer.class),
                row.getString("state").equals("ISSUED"),
                row.getString("content"),
                signed == null ? null : signed.toInstant(),
                issued == null ? null : issued.toInstant());
    }
}
