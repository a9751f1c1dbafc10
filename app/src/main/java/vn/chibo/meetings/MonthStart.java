package vn.chibo.meetings;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseKind;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.cases.spi.CaseRestart;
import vn.chibo.engine.EngineCommands;
import vn.chibo.meetings.process.MonthlyMeetingProcess;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/**
 * Starts the process of a month by a message with the case's id, taken from what is recorded of the month: sent again,
 * it says the same.
 */
@Component
class MonthStart implements CaseRestart {

    private final MeetingRepository meetings;
    private final Cases cases;
    private final EngineCommands engine;

    MonthStart(MeetingRepository meetings, Cases cases, EngineCommands engine) {
        this.meetings = meetings;
        this.cases = cases;
        this.engine = engine;
    }

    @Override
    public CaseKind kind() {
        return MonthlyMeetingProcess.KIND;
    }

    @Override
    @Transactional
    public void restart(CaseId id) {
        var meeting = meetings.findById(id.value()).orElseThrow(() -> new NotFound("month of case " + id));
        send(meeting, cases.find(id).map(CaseView::policy).orElseThrow(() -> new NotFound("case " + id)));
    }

    void send(Meeting meeting, PolicySnapshot policy) {
        var id = meeting.id().caseId().toString();
        engine.publish(MonthlyMeetingProcess.MONTH_OPENED, id, id, variables(meeting, policy));
    }

    private static Map<String, Object> variables(Meeting meeting, PolicySnapshot policy) {
        var notHeldAt =
                DomainTime.endOf(meeting.period().atEndOfMonth().plusDays(policy.integer("meeting.notHeldGraceDays")));
        var bands = policy.text("grade.bands").split("/");
        var variables = new LinkedHashMap<String, Object>();
        variables.put(MonthlyMeetingProcess.CASE_ID, meeting.id().caseId().toString());
        variables.put("cellCode", meeting.cellCode());
        variables.put("committeeCode", meeting.committeeCode());
        variables.put("period", meeting.period().toString());
        variables.put("registerBy", meeting.registerBy().toString());
        variables.put("notHeldAt", notHeldAt.toString());
        variables.put("hasCommittee", meeting.hasCommittee());
        variables.put("hasAssignedMember", meeting.hasAssignedMember());
        variables.put("dateProposed", false);
        variables.put("postponements", 0);
        variables.put("prepared", false);
        variables.put("gradeGoodFrom", new BigDecimal(bands[0].strip()));
        variables.put("gradeFairFrom", new BigDecimal(bands[1].strip()));
        variables.put("gradeAverageFrom", new BigDecimal(bands[2].strip()));
        return variables;
    }
}
