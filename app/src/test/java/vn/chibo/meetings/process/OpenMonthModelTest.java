package vn.chibo.meetings.process;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.testing.ProcessModel.constants;

import org.junit.jupiter.api.Test;
import vn.chibo.engine.JobType;
import vn.chibo.testing.ProcessModel;

class OpenMonthModelTest {

    private final ProcessModel model = ProcessModel.of("meetings/open-month.bpmn");

    @Test
    void modelAndCodeNameTheSameThings() {
        assertThat(model.processId()).isEqualTo(OpenMonthProcess.ID.value());
        assertThat(model.jobTypes()).isEqualTo(constants(OpenMonthProcess.class, JobType.class, JobType::value));
    }
}
