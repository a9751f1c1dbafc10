package vn.chibo.admission;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.admission.process.ProbationProcess;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseKind;
import vn.chibo.cases.spi.CaseRestart;
import vn.chibo.engine.EngineCommands;

/**
 * Starts the process that serves an admission now, by a message with the case's id: {@code admission} until the
 * ceremony, {@code probation} from then on. Sent again, it says the same.
 */
@Component
class AdmissionStart implements CaseRestart {

    private final AdmissionFiles files;
    private final EngineCommands engine;

    AdmissionStart(AdmissionFiles files, EngineCommands engine) {
        this.files = files;
        this.engine = engine;
    }

    @Override
    public CaseKind kind() {
        return AdmissionProcess.KIND;
    }

    @Override
    @Transactional
    public void restart(CaseId id) {
        send(files.get(AdmissionId.of(id)));
    }

    void send(AdmissionCase admission) {
        var id = admission.id();
        var variables = new HashMap<String, Object>(Map.of(
                AdmissionProcess.CASE_ID,
                id.toString(),
                "cellCode",
                admission.cellCode(),
                "committeeCode",
                admission.committeeCode(),
                "ballotSubject",
                admission.subject().name(),
                "moves",
                admission.moves()));
        if (admission.ceremonyOn() == null) {
            variables.put("entry", admission.hasApplied() ? "PAPERS" : "APPLICATION");
            variables.put("historyVerified", admission.isHistoryVerified());
            variables.put(
                    "sponsorIds",
                    files.currentSponsors(id).stream().map(Object::toString).toList());
            engine.publish(AdmissionProcess.CASE_OPENED, id.toString(), id.toString(), variables);
        } else {
            variables.put(
                    "guideId",
                    admission.guide() == null ? null : admission.guide().toString());
            engine.publish(ProbationProcess.PROBATION_STARTED, id.toString(), "probation " + id, variables);
        }
    }
}
