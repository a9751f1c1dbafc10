package vn.chibo.meetings.process;

import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.chibo.engine.ServiceTask;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.sitting.SittingId;
import vn.chibo.meetings.sitting.Sittings;

/** The work behind {@code hold-session.bpmn}; all of it safe to repeat. */
@Configuration(proxyBeanMethods = false)
class HoldSessionWorkers {

    record OfSitting(UUID sittingId) {}

    record OfCase(UUID caseId) {}

    @Bean
    ServiceTask<OfCase, Map<String, Object>> raiseCellTooSmall(MeetingDates dates) {
        return new Work<>(HoldSessionProcess.RAISE_CELL_TOO_SMALL, OfCase.class, input -> {
            dates.raiseCellTooSmall(new MeetingId(input.caseId()));
            return Map.of();
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> escalateConsent(MeetingDates dates) {
        return new Work<>(HoldSessionProcess.ESCALATE_CONSENT, OfCase.class, input -> {
            dates.escalateConsent(new MeetingId(input.caseId()));
            return Map.of();
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> escalateUnfinished(MeetingDates dates) {
        return new Work<>(HoldSessionProcess.ESCALATE_UNFINISHED, OfCase.class, input -> {
            dates.escalateUnfinished(new MeetingId(input.caseId()));
            return Map.of();
        });
    }

    @Bean
    ServiceTask<OfSitting, Map<String, Object>> closeSitting(Sittings sittings) {
        return new Work<>(HoldSessionProcess.CLOSE_SITTING, OfSitting.class, input -> {
            sittings.close(new SittingId(input.sittingId()));
            return Map.of();
        });
    }
}
