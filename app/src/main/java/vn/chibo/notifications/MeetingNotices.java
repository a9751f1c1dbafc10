package vn.chibo.notifications;

import static vn.chibo.organization.Office.ASSIGNED_COMMITTEE_MEMBER;
import static vn.chibo.organization.Office.CELL_DEPUTY_SECRETARY;
import static vn.chibo.organization.Office.CELL_SECRETARY;
import static vn.chibo.organization.Office.COMMITTEE_OFFICE;
import static vn.chibo.organization.Office.PARTY_COMMITTEE_SECRETARY;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import vn.chibo.meetings.MeetingTimes;
import vn.chibo.meetings.MonthEvent;
import vn.chibo.notifications.NoticeBoard.Told;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;

/**
 * Who hears what of a cell's month. Offices are those held on the day of delivery; who did the act is not told of it.
 * Safe to repeat: the board keeps one notice for each event and person.
 */
@Component
class MeetingNotices {

    private final NoticeBoard board;
    private final Organizations organizations;
    private final Clock clock;

    MeetingNotices(NoticeBoard board, Organizations organizations, Clock clock) {
        this.board = board;
        this.organizations = organizations;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(MonthEvent event) {
        var month = event.month();
        switch (event) {
            case MonthEvent.NoticeSent sent ->
                board.tell(
                        sent.id(),
                        without(sent.by(), sent.invited()),
                        told(
                                "noticeSent",
                                invitation(month),
                                month.cellName(),
                                MeetingTimes.dateTime(sent.start()),
                                Objects.requireNonNullElse(sent.place(), "–")));
            case MonthEvent.Postponed postponed ->
                board.tell(
                        postponed.id(),
                        without(postponed.by(), both(postponed.invited(), ofCell(month, ASSIGNED_COMMITTEE_MEMBER))),
                        told(
                                "postponed",
                                invitation(month),
                                month.cellName(),
                                period(month),
                                MeetingTimes.dateTime(postponed.newStart())));
            case MonthEvent.NotHeld notHeld -> {
                var above = both(
                        ofCell(month, ASSIGNED_COMMITTEE_MEMBER),
                        ofCommittee(month, PARTY_COMMITTEE_SECRETARY, COMMITTEE_OFFICE));
                board.tell(notHeld.id(), without(notHeld.by(), above), notHeld(month, page(month)));
                board.tell(notHeld.id(), without(notHeld.by(), notHeld.invited()), notHeld(month, invitation(month)));
            }
            case MonthEvent.RegistrationOverdue overdue ->
                board.tell(
                        overdue.id(),
                        both(ofCell(month, ASSIGNED_COMMITTEE_MEMBER), ofCommittee(month, COMMITTEE_OFFICE)),
                        told("registrationOverdue", page(month), month.cellName(), period(month)));
            case MonthEvent.ConsentOverdue overdue ->
                board.tell(
                        overdue.id(),
                        both(
                                ofCell(month, CELL_SECRETARY, ASSIGNED_COMMITTEE_MEMBER),
                                ofCommittee(month, PARTY_COMMITTEE_SECRETARY, COMMITTEE_OFFICE)),
                        told("consentOverdue", page(month), month.cellName(), period(month)));
            case MonthEvent.SittingUnfinished unfinished ->
                board.tell(
                        unfinished.id(),
                        both(
                                ofCell(month, CELL_SECRETARY, CELL_DEPUTY_SECRETARY),
                                ofCommittee(month, COMMITTEE_OFFICE)),
                        told("sittingUnfinished", page(month), month.cellName(), period(month)));
            case MonthEvent.ReportLate late ->
                board.tell(
                        late.id(),
                        ofCommittee(month, PARTY_COMMITTEE_SECRETARY, COMMITTEE_OFFICE),
                        told("reportLate", page(month), month.cellName(), period(month)));
            case MonthEvent.VerificationOverdue overdue ->
                board.tell(
                        overdue.id(),
                        ofCommittee(month, PARTY_COMMITTEE_SECRETARY, COMMITTEE_OFFICE),
                        told("verificationOverdue", page(month), month.cellName(), period(month)));
            case MonthEvent.PetitionAnswered answered ->
                board.tell(
                        answered.id(),
                        without(answered.by(), ofCell(month, CELL_SECRETARY, CELL_DEPUTY_SECRETARY)),
                        told("petitionAnswered", page(month), month.cellName(), period(month)));
        }
    }

    private static Told notHeld(MonthEvent.Month month, String link) {
        return told("notHeld", link, month.cellName(), period(month));
    }

    private static Told told(String what, String link, String... arguments) {
        return new Told("notifications.meeting." + what, List.of(arguments), link);
    }

    private static String period(MonthEvent.Month month) {
        return "%02d/%d"
                .formatted(month.period().getMonthValue(), month.period().getYear());
    }

    private static String page(MonthEvent.Month month) {
        return "/meetings/" + month.meeting();
    }

    /** The one page of the month that members without an office may read. */
    private static String invitation(MonthEvent.Month month) {
        return page(month) + "/invitation";
    }

    private List<MemberId> ofCell(MonthEvent.Month month, Office... offices) {
        return holders(month.cell(), offices);
    }

    private List<MemberId> ofCommittee(MonthEvent.Month month, Office... offices) {
        return holders(month.committee(), offices);
    }

    private List<MemberId> holders(UnitId unit, Office... offices) {
        LocalDate today = DomainTime.today(clock);
        return Arrays.stream(offices)
                .flatMap(office -> organizations.holders(office, unit, today).stream())
                .map(MemberView::id)
                .distinct()
                .toList();
    }

    private static List<MemberId> both(Collection<MemberId> one, Collection<MemberId> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private static List<MemberId> without(@Nullable MemberId actor, Collection<MemberId> recipients) {
        return recipients.stream().filter(member -> !member.equals(actor)).toList();
    }
}
