package vn.chibo.meetings.process;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.chibo.cases.Cases;
import vn.chibo.engine.JobType;
import vn.chibo.engine.ServiceTask;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.Reports;
import vn.chibo.meetings.sitting.Sittings;

/**
 * The work behind {@code monthly-meeting.bpmn}. Everything here is safe to repeat: what is recorded is recorded once,
 * deadlines are set to the same moment, and the case belongs to the instance that claimed it first.
 */
@Configuration(proxyBeanMethods = false)
class MonthlyMeetingWorkers {

    record OfCase(UUID caseId) {}

    record Claim(UUID caseId, long processInstanceKey) {}

    record Ended(UUID caseId, @Nullable String sittingOutcome) {}

    @Bean
    ServiceTask<Claim, Map<String, Object>> claimCase(Cases cases) {
        return new Work<>(
                MonthlyMeetingProcess.CLAIM_CASE,
                Claim.class,
                input -> Map.of(
                        "claimed", cases.claim(new MeetingId(input.caseId()).caseId(), input.processInstanceKey())));
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> escalateRegistration(MeetingDates dates) {
        return doing(MonthlyMeetingProcess.ESCALATE_REGISTRATION, dates::escalateRegistration);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> setSchedule(MeetingDates dates) {
        return answering(MonthlyMeetingProcess.SET_SCHEDULE, id -> {
            var schedule = dates.schedule(id);
            return Map.of(
                    "plannedStart", schedule.plannedStart().toString(),
                    "draftBy", schedule.draftBy().toString(),
                    "preMeetingBy", schedule.preMeetingBy().toString(),
                    "noticeBy", schedule.noticeBy().toString(),
                    "uploadBy", schedule.uploadBy().toString(),
                    "sittingBy", schedule.sittingBy().toString());
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> recordUnprepared(MeetingDates dates) {
        return doing(MonthlyMeetingProcess.RECORD_UNPREPARED, dates::recordUnprepared);
    }

    /** A sitting of an earlier round leaves its chair and minute-taker behind: nobody is chosen yet for this one. */
    @Bean
    ServiceTask<OfCase, Map<String, Object>> prepareSitting(Sittings sittings) {
        return answering(MonthlyMeetingProcess.PREPARE_SITTING, id -> {
            var variables = new HashMap<String, Object>();
            variables.put(HoldSessionProcess.SITTING_ID, sittings.prepare(id).toString());
            variables.put("chairId", null);
            variables.put("minuteTakerId", null);
            return variables;
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> recordPostponement(MeetingDates dates) {
        return answering(MonthlyMeetingProcess.RECORD_POSTPONEMENT, id -> {
            var postponement = dates.recordPostponement(id);
            return Map.of(
                    "dateProposed", true,
                    "postponements", postponement.count(),
                    "prepared", postponement.prepared(),
                    "approveBy", postponement.approveBy().toString());
        });
    }

    @Bean
    ServiceTask<Ended, Map<String, Object>> recordNotHeld(MeetingDates dates) {
        return new Work<>(MonthlyMeetingProcess.RECORD_NOT_HELD, Ended.class, input -> {
            var brokenOff = "NOT_HELD".equals(input.sittingOutcome());
            var notHeld = dates.recordNotHeld(new MeetingId(input.caseId()), brokenOff);
            return Map.of(
                    "reasonKnown", notHeld.reasonKnown(),
                    "explainBy", notHeld.explainBy().toString(),
                    "acknowledgeBy", notHeld.acknowledgeBy().toString());
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> setReportingDeadlines(MeetingDates dates) {
        return answering(MonthlyMeetingProcess.SET_REPORTING_DEADLINES, id -> {
            var reporting = dates.setReportingDeadlines(id);
            var variables = new HashMap<String, Object>();
            variables.put("signBy", reporting.signBy().toString());
            variables.put("reportBy", reporting.reportBy().toString());
            variables.put("visitBy", reporting.visitBy().toString());
            variables.put("visitAwaitedUntil", reporting.visitAwaitedUntil().toString());
            variables.put("verifyBy", reporting.verifyBy().toString());
            variables.put("chairId", reporting.chairId());
            variables.put("minuteTakerId", reporting.minuteTakerId());
            return variables;
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> recordReportLate(MeetingDates dates) {
        return doing(MonthlyMeetingProcess.RECORD_REPORT_LATE, dates::recordReportLate);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> recordVisitMissing(Reports reports) {
        return doing(MonthlyMeetingProcess.RECORD_VISIT_MISSING, reports::visitMissing);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> escalateVerification(MeetingDates dates) {
        return doing(MonthlyMeetingProcess.ESCALATE_VERIFICATION, dates::escalateVerification);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> closeMonth(MeetingDates dates) {
        return doing(MonthlyMeetingProcess.CLOSE_MONTH, dates::closeMonth);
    }

    private static Work<OfCase, Map<String, Object>> doing(JobType type, Consumer<MeetingId> act) {
        return answering(type, id -> {
            act.accept(id);
            return Map.of();
        });
    }

    private static Work<OfCase, Map<String, Object>> answering(
            JobType type, Function<MeetingId, Map<String, Object>> act) {
        return new Work<>(type, OfCase.class, input -> act.apply(new MeetingId(input.caseId())));
    }
}
