package vn.chibo.admission.dossier;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.chibo.admission.acts.CaseActs;
import vn.chibo.identity.Users;

/** The page of an admission: where it stands, what comes next and who holds the pen. Having it open is recorded. */
@Controller("admissionCaseController")
class CaseController {

    private final DossierAccess access;
    private final CasePages pages;
    private final CaseOpenings openings;
    private final CaseActs acts;
    private final Users users;

    CaseController(DossierAccess access, CasePages pages, CaseOpenings openings, CaseActs acts, Users users) {
        this.access = access;
        this.pages = pages;
        this.openings = openings;
        this.acts = acts;
        this.users = users;
    }

    @GetMapping("/admission/cases/{id}")
    String show(@PathVariable UUID id, Model model) {
        var admission = access.seen(id);
        var user = users.current();
        openings.record(admission, user);
        model.addAttribute("page", pages.of(admission, user, access.owns(admission)));
        model.addAttribute("acts", acts.open(admission));
        return "admission/dossier/case";
    }
}
