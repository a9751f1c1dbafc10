package vn.chibo.admission.process;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.testing.ProcessModel.constants;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.FormId;
import vn.chibo.engine.JobType;
import vn.chibo.engine.MessageName;
import vn.chibo.engine.ProcessId;
import vn.chibo.testing.ProcessModel;

class AdmissionModelsTest {

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(AdmissionProcess.ID, AdmissionProcess.class),
                Arguments.of(ApprovalRouteProcess.ID, ApprovalRouteProcess.class),
                Arguments.of(ProbationProcess.ID, ProbationProcess.class));
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelAndCodeNameTheSameProcess(ProcessId id, Class<?> names) {
        assertThat(model(id).processId()).isEqualTo(id.value());
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelAndCodeNameTheSameJobs(ProcessId id, Class<?> names) {
        assertThat(model(id).jobTypes()).isEqualTo(constants(names, JobType.class, JobType::value));
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelAndCodeNameTheSameUserTasks(ProcessId id, Class<?> names) {
        assertThat(model(id).userTasks()).isEqualTo(constants(names, ElementId.class, ElementId::value));
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelAndCodeNameTheSameForms(ProcessId id, Class<?> names) {
        assertThat(model(id).forms()).isEqualTo(constants(names, FormId.class, FormId::value));
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelAndCodeNameTheSameMessages(ProcessId id, Class<?> names) {
        assertThat(model(id).messages()).isEqualTo(constants(names, MessageName.class, MessageName::value));
    }

    private static ProcessModel model(ProcessId id) {
        return ProcessModel.of("admission/" + id + ".bpmn");
    }
}
