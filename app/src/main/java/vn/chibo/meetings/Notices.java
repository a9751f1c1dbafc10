package vn.chibo.meetings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.process.MonthlyMeetingProcess;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/**
 * The notice of a meeting (M-05): to every member whose presence is expected and to the assigned committee member. Who
 * was not reached is kept with the reason; that the others were is the secretary's word.
 */
@Service
@Transactional
public class Notices {

    private final MeetingRepository meetings;
    private final Organizations organizations;
    private final Cases cases;
    private final TaskDesk desk;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Notices(
            MeetingRepository meetings,
            Organizations organizations,
            Cases cases,
            TaskDesk desk,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.meetings = meetings;
        this.organizations = organizations;
        this.cases = cases;
        this.desk = desk;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Whom the notice goes to, members by name and the assigned committee member last. */
    @Transactional(readOnly = true)
    public List<Recipient> recipients(MeetingId id) {
        var meeting = meeting(id);
        var start = meeting.plannedStart();
        var day = start == null ? DomainTime.today(clock) : DomainTime.dateOf(start);
        var recipients = new ArrayList<Recipient>();
        organizations.membersOf(meeting.cell(), day).stream()
                .filter(MemberView::expected)
                .forEach(member -> recipients.add(new Recipient(member.id(), member.fullName(), false)));
        organizations
                .holders(Office.ASSIGNED_COMMITTEE_MEMBER, meeting.cell(), day)
                .forEach(member -> recipients.add(new Recipient(member.id(), member.fullName(), true)));
        return recipients;
    }

    public record Recipient(MemberId member, String name, boolean assigned) {}

    /** @param unreached who could not be told, with the reason */
    public void send(MeetingId id, Map<MemberId, String> unreached, CurrentUser by) {
        var recipients = recipients(id);
        for (var missed : unreached.keySet()) {
            if (recipients.stream().noneMatch(recipient -> recipient.member().equals(missed))) {
                throw new RuleViolation("meetings.error.notARecipient");
            }
        }
        var meeting = meeting(id);
        meeting.noticeSent(unreached.isEmpty(), clock.instant());
        jdbc.sql("delete from meetings.notice_recipient where meeting_id = :id")
                .param("id", id.value())
                .update();
        for (var recipient : recipients) {
            jdbc.sql("""
                            insert into meetings.notice_recipient (meeting_id, member_id, kind, reached, note)
                            values (:id, :member, :kind, :reached, :note) on conflict do nothing""")
                    .param("id", id.value())
                    .param("member", recipient.member().value())
                    .param("kind", recipient.assigned() ? "ASSIGNED" : "MEMBER")
                    .param("reached", !unreached.containsKey(recipient.member()))
                    .param("note", unreached.get(recipient.member()))
                    .update();
        }
        cases.meetDeadline(id.caseId(), Steps.SEND_NOTICE, clock.instant());
        cases.record(
                id.caseId(),
                by.member(),
                unreached.isEmpty() ? "meetings.history.noticeSent" : "meetings.history.noticeSentExcept",
                "" + recipients.size(),
                "" + unreached.size());
        events.publishEvent(new MonthEvent.NoticeSent(
                UUID.randomUUID(),
                meeting.month(),
                Objects.requireNonNull(meeting.plannedStart()),
                meeting.place(),
                recipients.stream().map(Recipient::member).distinct().toList(),
                by.member()));
        if (!desk.submit(by, MonthlyMeetingProcess.CASE_ID, id.value(), MonthlyMeetingProcess.SEND_NOTICE, Map.of())) {
            throw new RuleViolation("meetings.error.tryAgain");
        }
    }

    /** Who was told in the last round, and who was not and why. */
    @Transactional(readOnly = true)
    public List<Delivery> deliveries(MeetingId id) {
        return jdbc.sql("select member_id, reached, note from meetings.notice_recipient where meeting_id = :id")
                .param("id", id.value())
                .query((row, number) -> new Delivery(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getBoolean("reached"),
                        row.getString("note")))
                .list();
    }

    /** Whom the last notice was meant for: who hears when the date moves, and may read the invitation. */
    @Transactional(readOnly = true)
    public List<MemberId> invited(MeetingId id) {
        return deliveries(id).stream().map(Delivery::member).toList();
    }

    public record Delivery(
            MemberId member, boolean reached, @Nullable String note) {}

    private Meeting meeting(MeetingId id) {
        return meetings.findById(id.value()).orElseThrow(() -> new NotFound("meeting " + id));
    }
}
