package vn.chibo.meetings;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** What goes upward after a meeting: the cell's report (M-21) and that of the assigned committee member (M-22). */
@Service
@Transactional
public class Reports {

    private final MeetingRepository meetings;
    private final Petitions petitions;
    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    Reports(MeetingRepository meetings, Petitions petitions, Cases cases, JdbcClient jdbc, Clock clock) {
        this.meetings = meetings;
        this.petitions = petitions;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param publishedAt null for secret content, which stays on paper */
    public void publishAndReport(
            MeetingId id,
            @Nullable Instant publishedAt,
            @Nullable String link,
            @Nullable String proposals,
            CurrentUser by) {
        if (publishedAt != null && publishedAt.isAfter(clock.instant())) {
            throw RuleViolation.at("publishedAt", "meetings.error.future");
        }
        var meeting = meeting(id);
        meeting.reported(publishedAt, link);
        if (proposals != null) {
            petitions.raise(meeting, proposals, Petition.Level.COMMUNE, answerDays(id), by);
        }
        cases.meetDeadline(id.caseId(), Steps.PUBLISH_AND_REPORT, clock.instant());
        cases.record(id.caseId(), by.member(), "meetings.history.reported");
    }

    /** Fields of monthly-meeting §6; what the form hides when the member did not attend is null. */
    public record Visit(
            boolean attended,
            @Nullable String absenceReason,
            @Nullable String orderFollowed,
            @Nullable Integer lengthMinutes,
            @Nullable Integer presentMembers,
            @Nullable String contentQuality,
            @Nullable String atmosphere,
            @Nullable String concerns,
            @Nullable String weakPoints,
            @Nullable String suggestedGrade,
            @Nullable String followUp,
            @Nullable String attachment) {}

    /** @param proposals one a line; each becomes a petition, to be settled at {@code level} (COMMUNE when null) */
    public void visited(MeetingId id, Visit visit, @Nullable String proposals, @Nullable String level, CurrentUser by) {
        var meeting = meeting(id);
        jdbc.sql("""
                        insert into meetings.visit_report (meeting_id, member_id, attended, absence_reason, order_followed,
                            length_minutes, present_members, content_quality, atmosphere, concerns, weak_points,
                            suggested_grade, follow_up, attachment, reported_at)
                        values (:id, :member, :attended, :absence, :order, :length, :present, :quality, :atmosphere,
                            :concerns, :weak, :grade, :followUp, :attachment, :now)""")
                .param("id", id.value())
                .param("member", by.member() == null ? null : by.member().value())
                .param("attended", visit.attended())
                .param("absence", visit.absenceReason())
                .param("order", visit.orderFollowed())
                .param("length", visit.lengthMinutes())
                .param("present", visit.presentMembers())
                .param("quality", visit.contentQuality())
                .param("atmosphere", visit.atmosphere())
                .param("concerns", visit.concerns())
                .param("weak", visit.weakPoints())
                .param("grade", visit.suggestedGrade())
                .param("followUp", visit.followUp())
                .param("attachment", visit.attachment())
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        if (proposals != null) {
            var settledAt = level == null ? Petition.Level.COMMUNE : Petition.Level.valueOf(level);
            petitions.raise(meeting, proposals, settledAt, answerDays(id), by);
        }
        cases.meetDeadline(id.caseId(), Steps.REPORT_VISIT, clock.instant());
        cases.record(
                id.caseId(),
                by.member(),
                visit.attended() ? "meetings.history.visited" : "meetings.history.notVisited");
    }

    /** Nobody reported in time for the score's verification: the department verifies without. Safe to repeat. */
    public void visitMissing(MeetingId id) {
        if (cases.history(id.caseId()).stream()
                .noneMatch(line -> line.messageKey().equals("meetings.history.visitMissing"))) {
            cases.record(id.caseId(), null, "meetings.history.visitMissing");
        }
    }

    /** The assigned committee member's report, for the page that verifies the score. */
    @Transactional(readOnly = true)
    public Optional<Visit> visit(MeetingId id) {
        return jdbc.sql("select * from meetings.visit_report where meeting_id = :id")
                .param("id", id.value())
                .query((row, number) -> new Visit(
                        row.getBoolean("attended"),
                        row.getString("absence_reason"),
                        row.getString("order_followed"),
                        row.getObject("length_minutes", Integer.class),
                        row.getObject("present_members", Integer.class),
                        row.getString("content_quality"),
                        row.getString("atmosphere"),
                        row.getString("concerns"),
                        row.getString("weak_points"),
                        row.getString("suggested_grade"),
                        row.getString("follow_up"),
                        row.getString("attachment")))
                .optional();
    }

    private int answerDays(MeetingId id) {
        return cases.find(id.caseId())
                .orElseThrow(() -> new NotFound("case of meeting " + id))
                .policy()
                .integer("petition.answerDays");
    }

    private Meeting meeting(MeetingId id) {
        return meetings.findById(id.value()).orElseThrow(() -> new NotFound("meeting " + id));
    }
}
