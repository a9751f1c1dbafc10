package vn.chibo.meetings.process;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.testing.ProcessModel.constants;

import org.junit.jupiter.api.Test;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.FormId;
import vn.chibo.engine.JobType;
import vn.chibo.engine.MessageName;
import vn.chibo.testing.ProcessModel;

class MonthlyMeetingModelTest {

    private final ProcessModel model = ProcessModel.of("meetings/monthly-meeting.bpmn");

    @Test
    void modelAndCodeNameTheSameProcess() {
        assertThat(model.processId()).isEqualTo(MonthlyMeetingProcess.ID.value());
    }

    @Test
    void modelAndCodeNameTheSameJobs() {
        assertThat(model.jobTypes()).isEqualTo(constants(MonthlyMeetingProcess.class, JobType.class, JobType::value));
    }

    @Test
    void modelAndCodeNameTheSameUserTasks() {
        assertThat(model.userTasks())
                .isEqualTo(constants(MonthlyMeetingProcess.class, ElementId.class, ElementId::value));
    }

    @Test
    void modelAndCodeNameTheSameForms() {
        assertThat(model.forms()).isEqualTo(constants(MonthlyMeetingProcess.class, FormId.class, FormId::value));
    }

    @Test
    void modelAndCodeNameTheSameMessages() {
        assertThat(model.messages())
                .isEqualTo(constants(MonthlyMeetingProcess.class, MessageName.class, MessageName::value));
    }
}
