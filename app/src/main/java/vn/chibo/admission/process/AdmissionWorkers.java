package vn.chibo.admission.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.admission.ApprovalProgress;
import vn.chibo.admission.Body;
import vn.chibo.admission.CellVotes;
import vn.chibo.admission.Ceremonies;
import vn.chibo.admission.Dossiers;
import vn.chibo.cases.Cases;
import vn.chibo.engine.JobType;
import vn.chibo.engine.ServiceTask;

/**
 * The work behind {@code admission.bpmn} and {@code approval-route.bpmn}. Everything here is safe to repeat: what is
 * recorded is recorded once, dates come from what is recorded, and a ballot or a body that is done stays done.
 */
@Configuration(proxyBeanMethods = false)
class AdmissionWorkers {

    record OfCase(UUID caseId) {}

    record OfInstance(UUID caseId, long processInstanceKey) {}

    record OfBallot(UUID caseId, int ballot) {}

    record OfBody(UUID caseId, String stepBody) {}

    @Bean
    ServiceTask<OfInstance, Map<String, Object>> claimAdmission(Cases cases) {
        return new Work<>(
                AdmissionProcess.CLAIM_CASE,
                OfInstance.class,
                input -> Map.of(
                        "claimed", cases.claim(new AdmissionId(input.caseId()).caseId(), input.processInstanceKey())));
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> remindVerification(Dossiers dossiers) {
        return doing(AdmissionProcess.REMIND_VERIFICATION, dossiers::remindVerification);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> referProblem(AdmissionManagement admissions) {
        return answering(AdmissionProcess.REFER_PROBLEM, id -> {
            admissions.referProblem(id);
            return Map.of("cellOutcome", "STOPPED");
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> checkEligibility(Dossiers dossiers, CellVotes votes) {
        return answering(AdmissionProcess.CHECK_ELIGIBILITY, id -> {
            // a certificate that ran out while the cell was asked brings the file back here
            votes.withdraw(id);
            return Map.of(
                    "readiness", dossiers.check(id).readiness().name(),
                    "certificateValidUntil", votes.certificateValidUntil(id));
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> requestVote(CellVotes votes) {
        return answering(AdmissionProcess.REQUEST_VOTE, id -> Map.of("ballot", votes.request(id)));
    }

    @Bean
    ServiceTask<OfBallot, Map<String, Object>> countCellVote(CellVotes votes) {
        return new Work<>(AdmissionProcess.COUNT_CELL_VOTE, OfBallot.class, input -> {
            var outcome = votes.follow(new AdmissionId(input.caseId()), input.ballot());
            return Map.of(
                    "cellPassed", outcome.passed(),
                    "ballotsLeft", outcome.left(),
                    "cellOutcome", outcome.passed() ? "PASSED" : "NONE");
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> recordStop(AdmissionManagement admissions) {
        return doing(AdmissionProcess.RECORD_STOP, admissions::closeStopped);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> closeRefused(AdmissionManagement admissions) {
        return doing(AdmissionProcess.CLOSE_REFUSED, admissions::closeRefused);
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> handOverDossier(AdmissionManagement admissions) {
        return answering(AdmissionProcess.HAND_OVER_DOSSIER, id -> {
            var move = admissions.follow(id);
            return Map.of(
                    "moves", move.moves(),
                    "cellCode", move.cellCode(),
                    "committeeCode", move.committeeCode(),
                    "entry", move.entry(),
                    "historyVerified", move.historyVerified(),
                    "sponsorIds", List.of());
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> sendDecisionOn(AdmissionManagement admissions) {
        return answering(AdmissionProcess.SEND_DECISION_ON, id -> {
            var move = admissions.follow(id);
            return Map.of(
                    "moves", move.moves(),
                    "cellCode", move.cellCode(),
                    "committeeCode", move.committeeCode());
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> setCeremonyDeadline(Ceremonies ceremonies) {
        return answering(
                AdmissionProcess.SET_CEREMONY_DEADLINE,
                id -> Map.of("ceremonyBy", ceremonies.setDeadline(id).toString()));
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> escalateCeremony(Ceremonies ceremonies) {
        return doing(AdmissionProcess.ESCALATE_CEREMONY, ceremonies::escalate);
    }

    @Bean
    ServiceTask<OfInstance, Map<String, Object>> startProbation(AdmissionManagement admissions) {
        return new Work<>(AdmissionProcess.START_PROBATION, OfInstance.class, input -> {
            admissions.startProbation(new AdmissionId(input.caseId()), input.processInstanceKey());
            return Map.of();
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> beginRoute(ApprovalProgress progress) {
        return answering(ApprovalRouteProcess.BEGIN_ROUTE, id -> {
            var beginning = progress.begin(id);
            return Map.of(
                    "decideBy", beginning.decideBy().toString(),
                    "clockMoves", beginning.clockMoves(),
                    "clockPaused", beginning.paused(),
                    "upperCode", beginning.upperCode());
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> nextStep(ApprovalProgress progress) {
        return answering(ApprovalRouteProcess.NEXT_STEP, id -> {
            var step = progress.next(id);
            return Map.of(
                    "stepBody", step.body().name(),
                    "stepCode", step.unitCode(),
                    "counters", step.counters());
        });
    }

    @Bean
    ServiceTask<OfBody, Map<String, Object>> reconcileCount(ApprovalProgress progress) {
        return new Work<>(ApprovalRouteProcess.RECONCILE_COUNT, OfBody.class, input -> {
            var reconciled = progress.reconcile(new AdmissionId(input.caseId()), Body.valueOf(input.stepBody()));
            var variables = new HashMap<String, Object>();
            variables.put("countsAgree", reconciled.agree());
            var result = reconciled.result();
            variables.put("stepResult", result == null ? null : result.name());
            return variables;
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> recordReturn(ApprovalProgress progress) {
        return answering(ApprovalRouteProcess.RECORD_RETURN, id -> {
            progress.returned(id);
            return Map.of(ApprovalRouteProcess.OUTCOME, "RETURNED");
        });
    }

    @Bean
    ServiceTask<OfCase, Map<String, Object>> escalateDecision(ApprovalProgress progress) {
        return doing(ApprovalRouteProcess.ESCALATE_DECISION, progress::escalateDecision);
    }

    static Work<OfCase, Map<String, Object>> doing(JobType type, Consumer<AdmissionId> act) {
        return answering(type, id -> {
            act.accept(id);
            return Map.of();
        });
    }

    static Work<OfCase, Map<String, Object>> answering(JobType type, Function<AdmissionId, Map<String, Object>> act) {
        return new Work<>(type, OfCase.class, input -> act.apply(new AdmissionId(input.caseId())));
    }
}
