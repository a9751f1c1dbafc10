package vn.chibo.admission.acts;

import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.admission.AdmissionRecord.RouteStep;
import vn.chibo.admission.AdmissionRecords;
import vn.chibo.identity.Access;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.AccessRefused;

/** Which acts the signed-in person may do in a case as it stands. */
@Component
public class CaseActs {

    private final AdmissionRecords records;
    private final Access access;

    CaseActs(AdmissionRecords records, Access access) {
        this.records = records;
        this.access = access;
    }

    /** For the page of the case; whether the person may see it was asked before. */
    public List<Act> open(AdmissionId id) {
        var admission = records.of(id);
        return Arrays.stream(Act.values())
                .filter(act -> act.isPossible(admission) && allowed(act, admission))
                .toList();
    }

    /** @throws AccessRefused when the person may not do this */
    AdmissionRecord require(Act act, AdmissionId id) {
        var admission = records.of(id);
        if (!allowed(act, admission)) {
            throw new AccessRefused(act + " of admission " + id);
        }
        return admission;
    }

    private boolean allowed(Act act, AdmissionRecord admission) {
        var unit =
                act.isOfTheAuthority() ? authority(admission) : admission.view().cell();
        return act.permissions().stream().anyMatch(permission -> access.may(permission, unit));
    }

    /** The unit whose body decides on the case. */
    private static UnitId authority(AdmissionRecord admission) {
        return admission.route().stream()
                .filter(RouteStep::decides)
                .findFirst()
                .map(step -> step.unit().id())
                .orElse(admission.view().committee());
    }
}
