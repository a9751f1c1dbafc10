package vn.chibo.admission.dossier;

import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.AccessRefused;

/**
 * Who may do what with the papers of a case. The cell's officers put in the papers up to the cell's vote, the committee's
 * office and its organisation department those of the bodies above; both look at the cell's papers and may return one.
 */
@Component
class DossierAccess {

    private final Access access;
    private final AdmissionManagement admissions;

    DossierAccess(Access access, AdmissionManagement admissions) {
        this.access = access;
        this.admissions = admissions;
    }

    /** The case, when the signed-in person may see it. */
    AdmissionId seen(UUID id) {
        var admission = new AdmissionId(id);
        access.require(Permission.ADMISSION_VIEW, cell(admission));
        return admission;
    }

    /** @param open whether the person may open what is in it */
    record Rights(boolean delivers, boolean reviews, boolean open) {}

    Rights rights(AdmissionId id, ItemCode item) {
        var cell = cell(id);
        var manages = access.may(Permission.ADMISSION_MANAGE, cell);
        var decides = access.may(Permission.ADMISSION_DECIDE, cell);
        return item.owner().isAboveTheCell()
                ? new Rights(decides, decides, true)
                : new Rights(manages, manages || decides, !item.isSealed() || manages || decides);
    }

    /** The cell that answers for the case. */
    boolean owns(AdmissionId id) {
        return access.may(Permission.ADMISSION_MANAGE, cell(id));
    }

    void require(boolean allowed, AdmissionId id, ItemCode item) {
        if (!allowed) {
            throw new AccessRefused(item + " of admission " + id);
        }
    }

    private UnitId cell(AdmissionId id) {
        return admissions.get(id).cell();
    }
}
