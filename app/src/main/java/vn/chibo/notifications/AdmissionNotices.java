package vn.chibo.notifications;

import static vn.chibo.organization.Office.CELL_DEPUTY_SECRETARY;
import static vn.chibo.organization.Office.CELL_SECRETARY;
import static vn.chibo.organization.Office.COMMITTEE_OFFICE;
import static vn.chibo.organization.Office.ORG_DEPARTMENT;
import static vn.chibo.organization.Office.PARTY_COMMITTEE_SECRETARY;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionClock;
import vn.chibo.admission.AdmissionWarning;
import vn.chibo.notifications.NoticeBoard.Told;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;

/**
 * Who hears that a clock of an admission runs out: the cell that answers for the case always; of a decision those above
 * it who have to make it; of the end of a probation its sponsor too. Safe to repeat, as {@link NoticeBoard} is.
 */
@Component
class AdmissionNotices {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final NoticeBoard board;
    private final Organizations organizations;
    private final Clock clock;

    AdmissionNotices(NoticeBoard board, Organizations organizations, Clock clock) {
        this.board = board;
        this.organizations = organizations;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AdmissionWarning warning) {
        var cell = holders(warning.cell(), CELL_SECRETARY, CELL_DEPUTY_SECRETARY);
        var others = warning.clock().isOfDecision()
                ? holders(warning.above(), PARTY_COMMITTEE_SECRETARY, COMMITTEE_OFFICE, ORG_DEPARTMENT)
                : guideOf(warning);
        board.tell(
                warning.id(),
                Stream.concat(cell, others).distinct().toList(),
                new Told(
                        "notifications.admission." + warning.clock().step(),
                        List.of(warning.cellName(), DATE.format(warning.due()), "" + warning.days()),
                        "/admission/cases/" + warning.admission()));
    }

    private static Stream<MemberId> guideOf(AdmissionWarning warning) {
        return warning.clock() == AdmissionClock.PROBATION ? Stream.ofNullable(warning.guide()) : Stream.empty();
    }

    private Stream<MemberId> holders(UnitId unit, Office... offices) {
        var today = DomainTime.today(clock);
        return Arrays.stream(offices)
                .flatMap(office -> organizations.holders(office, unit, today).stream())
                .map(MemberView::id);
    }
}
