package vn.chibo.meetings;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseKind;
import vn.chibo.cases.spi.CaseSupervision;
import vn.chibo.identity.CurrentUser;
import vn.chibo.meetings.process.MonthlyMeetingProcess;

/**
 * A month in which nothing was opened yet can be cancelled from above, and then counts as not held. Its deadlines follow
 * from the rules and from the day of the meeting; nobody may extend them, the cell postpones the meeting instead.
 */
@Component
@Transactional
class MonthSupervision implements CaseSupervision {

    private final MeetingRepository meetings;
    private final MeetingDates dates;
    private final Notices notices;

    MonthSupervision(MeetingRepository meetings, MeetingDates dates, Notices notices) {
        this.meetings = meetings;
        this.dates = dates;
        this.notices = notices;
    }

    @Override
    public CaseKind kind() {
        return MonthlyMeetingProcess.KIND;
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> consequences(CaseId id) {
        var possible = meetings.findById(id.value())
                .map(Meeting::mayStayWithoutMeeting)
                .orElse(false);
        if (!possible) {
            return List.of();
        }
        return notices.invited(new MeetingId(id.value())).isEmpty()
                ? List.of("meetings.cancellation.notHeld", "meetings.cancellation.papers")
                : List.of(
                        "meetings.cancellation.notHeld",
                        "meetings.cancellation.invited",
                        "meetings.cancellation.papers");
    }

    @Override
    public void cancel(CaseId id, String reason, CurrentUser by) {
        dates.cancelledFromAbove(new MeetingId(id.value()), reason, by);
    }
}
