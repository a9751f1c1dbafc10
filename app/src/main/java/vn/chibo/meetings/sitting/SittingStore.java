package vn.chibo.meetings.sitting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.meetings.MeetingId;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Participation;
import vn.chibo.organization.UnitId;

/** Sittings, their parts and attendance in the database. Plain SQL: every write names the version it was made from. */
@Repository
class SittingStore {

    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SittingStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Creates the sitting unless one is running or was held; two callers at once create one. */
    void create(MeetingId meeting, UnitId cell, Instant now) {
        jdbc.sql("""
                        insert into meetings.sitting (id, meeting_id, cell_id, seq, state, created_at)
                        select :id, :meeting, :cell, coalesce(max(seq), 0) + 1, 'PREPARED', cast(:now as timestamptz)
                        from meetings.sitting where meeting_id = :meeting
                        having count(*) filter (where state <> 'POSTPONED') = 0
                        on conflict do nothing
                        """)
                .param("id", UUID.randomUUID())
                .param("meeting", meeting.value())
                .param("cell", cell.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The running or held sitting; before the first of them the last postponed one is of no interest. */
    Optional<Sitting> current(MeetingId meeting) {
        return find("meeting_id = :key and state <> 'POSTPONED'", meeting.value());
    }

    /** The same, holding the sitting's row until the transaction ends: acts that close parts come one after the other. */
    Optional<Sitting> currentForUpdate(MeetingId meeting) {
        return lockedThenRead("meeting_id = :key and state <> 'POSTPONED'", meeting.value());
    }

    Optional<Sitting> byId(SittingId id) {
        return find("id = :key", id.value());
    }

    Optional<Sitting> byIdForUpdate(SittingId id) {
        return lockedThenRead("id = :key", id.value());
    }

    /**
     * Two statements on purpose: one that waits for the row still sees the parts as they were before it waited, and a
     * double click would close a part twice.
     */
    private Optional<Sitting> lockedThenRead(String condition, UUID key) {
        jdbc.sql("select id from meetings.sitting where " + condition + " for no key update")
                .param("key", key)
                .query(UUID.class)
                .list();
        return find(condition, key);
    }

    private Optional<Sitting> find(String condition, UUID key) {
        return jdbc.sql("""
                        select s.*, (select string_agg(p.part, ',') from meetings.sitting_part p
                                     where p.sitting_id = s.id and p.closed_at is not null) as closed
                        from meetings.sitting s where %s
                        """.formatted(condition))
                .param("key", key)
                .query(SittingStore::sitting)
                .optional();
    }

    void open(
            SittingId id,
            MemberId chair,
            Sitting.ChairBasis basis,
            MemberId minuteTaker,
            Instant start,
            Sitting.State state) {
        jdbc.sql("""
                        update meetings.sitting set chair_id = :chair, chair_basis = :basis, minute_taker_id = :taker,
                            started_at = :start, state = :state where id = :id
                        """)
                .param("id", id.value())
                .param("chair", chair.value())
                .param("basis", basis.name())
                .param("taker", minuteTaker.value())
                .param("start", Timestamp.from(start))
                .param("state", state.name())
                .update();
    }

    void setState(SittingId id, Sitting.State state) {
        set(id, "state", state.name());
    }

    void rollCalled(SittingId id, boolean quorumReached, boolean mayDecide) {
        jdbc.sql("update meetings.sitting set quorum_reached = :quorum, may_decide = :may where id = :id")
                .param("id", id.value())
                .param("quorum", quorumReached)
                .param("may", mayDecide)
                .update();
    }

    void goOn(SittingId id, boolean goOn) {
        set(id, "go_on", goOn);
    }

    void resolution(SittingId id, Sitting.ResolutionResult result) {
        set(id, "resolution", result.name());
    }

    void clearResolution(SittingId id) {
        jdbc.sql("update meetings.sitting set resolution = null where id = :id")
                .param("id", id.value())
                .update();
    }

    void end(SittingId id, Instant end) {
        jdbc.sql("update meetings.sitting set state = 'HELD', ended_at = :end where id = :id")
                .param("id", id.value())
                .param("end", Timestamp.from(end))
                .update();
    }

    private void set(SittingId id, String column, Object value) {
        jdbc.sql("update meetings.sitting set %s = :value where id = :id".formatted(column))
                .param("id", id.value())
                .param("value", value)
                .update();
    }

    // ---- parts

    record StoredPart(
            Part part,
            long version,
            Map<String, String> content,
            @Nullable MemberId savedBy,
            @Nullable Instant savedAt,
            @Nullable Instant closedAt) {

        static StoredPart untouched(Part part) {
            return new StoredPart(part, 0, Map.of(), null, null, null);
        }
    }

    List<StoredPart> parts(SittingId id) {
        return jdbc.sql("select * from meetings.sitting_part where sitting_id = :id")
                .param("id", id.value())
                .query(this::part)
                .list();
    }

    StoredPart part(SittingId id, Part part) {
        return jdbc.sql("select * from meetings.sitting_part where sitting_id = :id and part = :part")
                .param("id", id.value())
                .param("part", part.name())
                .query(this::part)
                .optional()
                .orElseGet(() -> StoredPart.untouched(part));
    }

    /** Saves when {@code version} is the stored one (0: never saved); answers the new version, or empty. */
    Optional<Long> savePart(
            SittingId id, Part part, long version, Map<String, String> content, @Nullable MemberId by, Instant now) {
        var sql = version == 0 ? """
                  insert into meetings.sitting_part (sitting_id, part, version, content, saved_by, saved_at)
                  values (:id, :part, 1, :content::jsonb, :by, :now)
                  on conflict (sitting_id, part) do nothing returning version
                  """ : """
                  update meetings.sitting_part set version = version + 1, content = :content::jsonb, saved_by = :by, saved_at = :now
                  where sitting_id = :id and part = :part and version = :version and closed_at is null returning version
                  """;
        return jdbc.sql(sql)
                .param("id", id.value())
                .param("part", part.name())
                .param("version", version)
                .param("content", json.writeValueAsString(content))
                .param("by", by == null ? null : by.value(), java.sql.Types.OTHER)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    void closePart(SittingId id, Part part, @Nullable MemberId by, Instant now) {
        jdbc.sql("""
                        insert into meetings.sitting_part (sitting_id, part, version, closed_by, closed_at)
                        values (:id, :part, 1, :by, :now)
                        on conflict (sitting_id, part) do update set closed_by = :by, closed_at = :now,
                            version = meetings.sitting_part.version + 1 where meetings.sitting_part.closed_at is null
                        """)
                .param("id", id.value())
                .param("part", part.name())
                .param("by", by == null ? null : by.value(), java.sql.Types.OTHER)
                .param("now", Timestamp.from(now))
                .update();
    }

    void reopenPart(SittingId id, Part part) {
        jdbc.sql("""
                        update meetings.sitting_part set closed_by = null, closed_at = null, version = version + 1
                        where sitting_id = :id and part = :part
                        """).param("id", id.value()).param("part", part.name()).update();
    }

    // ---- attendance

    List<AttendanceLine> attendance(SittingId id) {
        return jdbc.sql("select * from meetings.attendance where sitting_id = :id order by position")
                .param("id", id.value())
                .query(SittingStore::line)
                .list();
    }

    /** Adds the member to the roll call; who is there already stays as recorded. */
    void addLine(
            SittingId id,
            int position,
            MemberId member,
            MembershipState membership,
            Participation participation,
            @Nullable Presence preset) {
        jdbc.sql("""
                        insert into meetings.attendance (sitting_id, member_id, position, membership, participation, presence)
                        values (:id, :member, :position, :membership, :participation, :preset)
                        on conflict do nothing
                        """)
                .param("id", id.value())
                .param("member", member.value())
                .param("position", position)
                .param("membership", membership.name())
                .param("participation", participation.name())
                .param("preset", preset == null ? null : preset.name(), java.sql.Types.VARCHAR)
                .update();
    }

    boolean mark(SittingId id, MemberId member, long version, Presence presence, String reason) {
        return jdbc.sql("""
                                update meetings.attendance set presence = :presence, reason = :reason, version = version + 1
                                where sitting_id = :id and member_id = :member and version = :version
                                """)
                        .param("id", id.value())
                        .param("member", member.value())
                        .param("version", version)
                        .param("presence", presence.name())
                        .param("reason", reason)
                        .update()
                == 1;
    }

    void markRestPresent(SittingId id) {
        jdbc.sql("""
                        update meetings.attendance set presence = 'PRESENT', version = version + 1
                        where sitting_id = :id and presence is null
                        """).param("id", id.value()).update();
    }

    /**
     * How many times in a row each member was excused at the cell's held sittings of this year before this one. Sittings
     * that did not expect the member neither count nor break the run.
     */
    Map<MemberId, Integer> excusedRuns(Sitting sitting) {
        var runs = new LinkedHashMap<MemberId, Integer>();
        jdbc.sql("""
                        with past as (
                            select a.member_id, a.presence,
                                   row_number() over (partition by a.member_id order by s.started_at desc) as back
                            from meetings.attendance a join meetings.sitting s on s.id = a.sitting_id
                            where s.cell_id = :cell and s.state = 'HELD' and s.started_at < :start
                              and extract(year from s.started_at at time zone 'Asia/Ho_Chi_Minh')
                                = extract(year from cast(:start as timestamptz) at time zone 'Asia/Ho_Chi_Minh')
                              and a.presence in ('PRESENT', 'EXCUSED', 'UNEXCUSED'))
                        select member_id, coalesce(min(back) filter (where presence <> 'EXCUSED') - 1, count(*)) as run
                        from past group by member_id
                        """)
                .param("cell", sitting.cell().value())
                .param("start", Timestamp.from(sitting.startedAt() == null ? Instant.EPOCH : sitting.startedAt()))
                .query(row -> {
                    if (row.getInt("run") > 0) {
                        runs.put(new MemberId(row.getObject("member_id", UUID.class)), row.getInt("run"));
                    }
                });
        return runs;
    }

    private static Sitting sitting(ResultSet row, int n) throws SQLException {
        var closed = EnumSet.noneOf(Part.class);
        var names = row.getString("closed");
        if (names != null) {
            for (var name : names.split(",")) {
                closed.add(Part.valueOf(name));
            }
        }
        return new Sitting(
                new SittingId(row.getObject("id", UUID.class)),
                new MeetingId(row.getObject("meeting_id", UUID.class)),
                new UnitId(row.getObject("cell_id", UUID.class)),
                Sitting.State.valueOf(row.getString("state")),
                member(row, "chair_id"),
                row.getString("chair_basis") == null ? null : Sitting.ChairBasis.valueOf(row.getString("chair_basis")),
                member(row, "minute_taker_id"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getObject("may_decide", Boolean.class),
                row.getObject("quorum_reached", Boolean.class),
                row.getObject("go_on", Boolean.class),
                row.getString("resolution") == null
                        ? null
                        : Sitting.ResolutionResult.valueOf(row.getString("resolution")),
                closed);
    }

    private StoredPart part(ResultSet row, int n) throws SQLException {
        return new StoredPart(
                Part.valueOf(row.getString("part")),
                row.getLong("version"),
                json.readValue(row.getString("content"), FIELDS),
                member(row, "saved_by"),
                instant(row, "saved_at"),
                instant(row, "closed_at"));
    }

    private static AttendanceLine line(ResultSet row, int n) throws SQLException {
        return new AttendanceLine(
                new MemberId(row.getObject("member_id", UUID.class)),
                MembershipState.valueOf(row.getString("membership")),
                Participation.valueOf(row.getString("participation")),
                row.getString("presence") == null ? null : Presence.valueOf(row.getString("presence")),
                row.getString("reason"),
                row.getLong("version"));
    }

    static @Nullable MemberId member(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new MemberId(id);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
