package vn.chibo.meetings.process;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.testing.ProcessModel.constants;

import org.junit.jupiter.api.Test;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.FormId;
import vn.chibo.engine.JobType;
import vn.chibo.testing.ProcessModel;

class HoldSessionModelTest {

    private final ProcessModel model = ProcessModel.of("meetings/hold-session.bpmn");

    @Test
    void modelAndCodeNameTheSameProcess() {
        assertThat(model.processId()).isEqualTo(HoldSessionProcess.ID.value());
    }

    @Test
    void modelAndCodeNameTheSameJobs() {
        assertThat(model.jobTypes()).isEqualTo(constants(HoldSessionProcess.class, JobType.class, JobType::value));
    }

    @Test
    void modelAndCodeNameTheSameUserTasks() {
        assertThat(model.userTasks()).isEqualTo(constants(HoldSessionProcess.class, ElementId.class, ElementId::value));
    }

    @Test
    void modelAndCodeNameTheSameForms() {
        assertThat(model.forms()).isEqualTo(constants(HoldSessionProcess.class, FormId.class, FormId::value));
    }

    @Test
    void modelAndCodeNameTheSameMessages() {
        assertThat(model.messages())
                .containsExactlyInAnyOrder(
                        MonthlyMeetingProcess.POSTPONED.value(), MonthlyMeetingProcess.NOT_HELD_DECLARED.value());
    }
}
