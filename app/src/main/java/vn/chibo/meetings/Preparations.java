package vn.chibo.meetings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** What happens between the agreed date and the meeting: drafting (M-03), pre-meeting (M-04), papers (M-06). */
@Service
@Transactional
public class Preparations {

    private final MeetingRepository meetings;
    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    Preparations(MeetingRepository meetings, Cases cases, JdbcClient jdbc, Clock clock) {
        this.meetings = meetings;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Preparation> find(MeetingId id) {
        return jdbc.sql("select * from meetings.preparation where meeting_id = :id")
                .param("id", id.value())
                .query(Preparations::read)
                .optional();
    }

    public void assignDrafting(
            MeetingId id, MemberId drafter, String programme, boolean resolutionExpected, CurrentUser by) {
        jdbc.sql("""
                        insert into meetings.preparation (meeting_id, drafter_id, programme, resolution_expected)
                        values (:id, :drafter, :programme, :resolution)
                        on conflict (meeting_id) do update set drafter_id = excluded.drafter_id,
                            programme = excluded.programme, resolution_expected = excluded.resolution_expected""")
                .param("id", id.value())
                .param("drafter", drafter.value())
                .param("programme", programme)
                .param("resolution", resolutionExpected)
                .update();
        cases.meetDeadline(id.caseId(), Steps.ASSIGN_DRAFTING, clock.instant());
        cases.record(id.caseId(), by.member(), "meetings.history.draftingAssigned");
    }

    /** The minutes of the chi ủy's meeting (W6), in the order they are read. */
    public record PreMeeting(
            Instant heldAt,
            String place,
            int presentCount,
            int totalCount,
            @Nullable String absentReasons,
            MemberId chair,
            MemberId minuteTaker,
            Content content,
            @Nullable String proposals) {}

    /** What is brought to the cell. */
    public record Content(
            String assessment, String nextTasks, @Nullable String issues) {}

    public void preMeetingHeld(MeetingId id, PreMeeting minutes, CurrentUser by) {
        if (minutes.heldAt().isAfter(clock.instant())) {
            throw RuleViolation.at("heldAt", "meetings.error.future");
        }
        if (minutes.presentCount() > minutes.totalCount()) {
            throw RuleViolation.at("presentCount", "meetings.error.morePresentThanAll");
        }
        var meeting = meeting(id);
        store(id, minutes.content());
        jdbc.sql("""
                        update meetings.preparation set held_at = :heldAt, place = :place, present_count = :present,
                            total_count = :total, absent_reasons = :absent, chair_id = :chair,
                            minute_taker_id = :minuteTaker, proposals = :proposals
                        where meeting_id = :id""")
                .param("id", id.value())
                .param("heldAt", utc(minutes.heldAt()))
                .param("place", minutes.place())
                .param("present", minutes.presentCount())
                .param("total", minutes.totalCount())
                .param("absent", minutes.absentReasons())
                .param("chair", minutes.chair().value())
                .param("minuteTaker", minutes.minuteTaker().value())
                .param("proposals", minutes.proposals())
                .update();
        meeting.prepared(minutes.heldAt());
        cases.meetDeadline(id.caseId(), Steps.PRE_MEETING, clock.instant());
        cases.record(
                id.caseId(),
                by.member(),
                "meetings.history.preMeetingHeld",
                MeetingTimes.date(minutes.heldAt()),
                minutes.presentCount() + "/" + minutes.totalCount());
    }

    /** A cell without chi ủy: its secretary and deputy prepare. */
    public void preparedAlone(MeetingId id, Content content, CurrentUser by) {
        var meeting = meeting(id);
        store(id, content);
        meeting.prepared(null);
        cases.meetDeadline(id.caseId(), Steps.PRE_MEETING, clock.instant());
        cases.record(id.caseId(), by.member(), "meetings.history.preparedAlone");
    }

    private void store(MeetingId id, Content content) {
        jdbc.sql("""
                        insert into meetings.preparation (meeting_id, assessment, next_tasks, issues)
                        values (:id, :assessment, :nextTasks, :issues)
                        on conflict (meeting_id) do update set assessment = excluded.assessment,
                            next_tasks = excluded.next_tasks, issues = excluded.issues""")
                .param("id", id.value())
                .param("assessment", content.assessment())
                .param("nextTasks", content.nextTasks())
                .param("issues", content.issues())
                .update();
    }

    public void papersUploaded(MeetingId id, Instant at, @Nullable String link, CurrentUser by) {
        if (at.isAfter(clock.instant())) {
            throw RuleViolation.at("uploadedAt", "meetings.error.future");
        }
        meeting(id).papersUploaded(at, link);
        cases.meetDeadline(id.caseId(), Steps.UPLOAD_PAPERS, clock.instant());
        cases.record(id.caseId(), by.member(), "meetings.history.papersUploaded", MeetingTimes.dateTime(at));
    }

    public void papersOnPaperOnly(MeetingId id, String reference, CurrentUser by) {
        meeting(id).papersOnPaperOnly(reference);
        cases.meetDeadline(id.caseId(), Steps.UPLOAD_PAPERS, clock.instant());
        cases.record(id.caseId(), by.member(), "meetings.history.papersOnPaperOnly");
    }

    private Meeting meeting(MeetingId id) {
        return meetings.findById(id.value()).orElseThrow(() -> new NotFound("meeting " + id));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Preparation read(ResultSet row, int number) throws SQLException {
        return new Preparation(
                member(row, "drafter_id"),
                row.getString("programme"),
                row.getObject("resolution_expected", Boolean.class),
                row.getTimestamp("held_at") == null
                        ? null
                        : row.getTimestamp("held_at").toInstant(),
                row.getString("place"),
                row.getObject("present_count", Integer.class),
                row.getObject("total_count", Integer.class),
                row.getString("absent_reasons"),
                member(row, "chair_id"),
                member(row, "minute_taker_id"),
                row.getString("assessment"),
                row.getString("next_tasks"),
                lines(row.getString("issues")),
                row.getString("proposals"));
    }

    private static @Nullable MemberId member(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new MemberId(id);
    }

    private static List<String> lines(@Nullable String text) {
        return text == null
                ? List.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    /** As far as it was done; {@code issues} are the points to debate and vote on, one a line: the agenda may begin with them. */
    public record Preparation(
            @Nullable MemberId drafter,
            @Nullable String programme,
            @Nullable Boolean resolutionExpected,
            @Nullable Instant heldAt,
            @Nullable String place,
            @Nullable Integer presentCount,
            @Nullable Integer totalCount,
            @Nullable String absentReasons,
            @Nullable MemberId chair,
            @Nullable MemberId minuteTaker,
            @Nullable String assessment,
            @Nullable String nextTasks,
            List<String> issues,
            @Nullable String proposals) {}
}
