package vn.chibo.admission.process;

import static vn.chibo.admission.process.AdmissionWorkers.answering;
import static vn.chibo.admission.process.AdmissionWorkers.doing;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.admission.CellVotes;
import vn.chibo.admission.Probations;
import vn.chibo.admission.Subject;
import vn.chibo.admission.process.AdmissionWorkers.OfCase;
import vn.chibo.engine.ServiceTask;

/** The work behind {@code probation.bpmn} that {@link AdmissionWorkers} does not do already; safe to repeat as well. */
@Configuration(proxyBeanMethods = false)
class ProbationWorkers {

    record OfQuestion(UUID caseId, String ballotSubject) {}

    @Bean
    ServiceTask<OfCase, Map<String, Object>> setProbationClocks(Probations probations) {
        return answering(ProbationProcess.SET_PROBATION_CLOCKS, id -> {
            var clocks = probations.setClocks(id);
            return Map.of(
                    "memberHistoryBy", clocks.memberHistoryBy().toString(),
                    "probationEndsAt", clocks.endsAt().toString(),
                    "recogniseBy", clocks.recogniseBy().toString(),
                    "memberHistoryDeclared", clocks.memberHistoryDeclared(),
                    "trained", clocks.trained(),
                    "closingPapersIn", clocks.closingPapersIn());
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> nextNote(Probations probations) {
        return answering(ProbationProcess.NEXT_NOTE, id -> {
            var variables = new HashMap<String, Object>();
            variables.put(
                    "noteFrom", probations.nextNote(id).map(Object::toString).orElse(null));
            return variables;
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> recordMemberHistoryLate(Probations probations) {
        return doing(ProbationProcess.RECORD_MEMBER_HISTORY_LATE, probations::memberHistoryLate);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> endProbation(Probations probations) {
        return doing(ProbationProcess.END_PROBATION, probations::ended);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> recordRecognitionLate(Probations probations) {
        return doing(ProbationProcess.RECORD_RECOGNITION_LATE, probations::recognitionLate);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> transferProbationer(AdmissionManagement admissions) {
        return answering(ProbationProcess.TRANSFER_PROBATIONER, id -> {
            var move = admissions.follow(id);
            return Map.of(
                    "moves", move.moves(),
                    "cellCode", move.cellCode(),
                    "committeeCode", move.committeeCode());
        });
    }

    @Bean
    ServiceTask<OfQuestion, Map<String, Object>> turnQuestion(CellVotes votes) {
        return new Work<>(ProbationProcess.TURN_QUESTION, OfQuestion.class, input -> {
            var next = votes.turnQuestion(new AdmissionId(input.caseId()), Subject.valueOf(input.ballotSubject()));
            return Map.of("ballotSubject", next.name());
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> closeStruckOff(AdmissionManagement admissions) {
        return doing(ProbationProcess.CLOSE_STRUCK_OFF, admissions::closeStruckOff);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> closeRecognised(AdmissionManagement admissions) {
        return doing(ProbationProcess.CLOSE_RECOGNISED, admissions::closeRecognised);
    }
}
