package vn.chibo.admission.acts;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseKind;
import vn.chibo.cases.spi.CaseSupervision;

/** An admission is extended once, and ended, on its own pages only: both need what the rules ask for there. */
@Component
class AdmissionSupervision implements CaseSupervision {

    private final CaseActs acts;

    AdmissionSupervision(CaseActs acts) {
        this.acts = acts;
    }

    @Override
    public CaseKind kind() {
        return AdmissionProcess.KIND;
    }

    @Override
    public List<Page> pages(CaseId id) {
        return acts.open(AdmissionId.of(id)).stream()
                .flatMap(act ->
                        purpose(act)
                                .map(purpose -> new Page(purpose, "/admission/cases/" + id + "/" + act.path()))
                                .stream())
                .toList();
    }

    private static Optional<Purpose> purpose(Act act) {
        return switch (act) {
            case EXTENSION -> Optional.of(Purpose.EXTENSION);
            case STOP, CANCELLATION -> Optional.of(Purpose.ENDING);
            case SPONSOR_LEFT, MOVE, LOSS -> Optional.empty();
        };
    }
}
