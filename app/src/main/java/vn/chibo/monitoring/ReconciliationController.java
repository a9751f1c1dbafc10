package vn.chibo.monitoring;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Users;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** The administrator's page of what does not agree, with the few things one can do about it. */
@Controller
@RequestMapping("/admin/reconciliation")
class ReconciliationController {

    private static final String PAGE = "redirect:/admin/reconciliation";

    private final Reconciliation reconciliation;
    private final ReconciliationPages pages;
    private final FindingActs acts;
    private final Access access;
    private final Users users;

    ReconciliationController(
            Reconciliation reconciliation, ReconciliationPages pages, FindingActs acts, Access access, Users users) {
        this.reconciliation = reconciliation;
        this.pages = pages;
        this.acts = acts;
        this.access = access;
        this.users = users;
    }

    @GetMapping
    String show(Model model) {
        requireAdministrator();
        model.addAttribute("page", pages.page());
        return "monitoring/reconciliation";
    }

    @PostMapping("/runs")
    String run(RedirectAttributes redirect) {
        requireAdministrator();
        if (reconciliation.begin(users.current().accountId())) {
            Flash.notice(redirect, "monitoring.begun");
        } else {
            Flash.notice(redirect, "monitoring.underWay");
        }
        return PAGE;
    }

    @PostMapping("/findings/{id}/sending")
    String sendAgain(@PathVariable long id, RedirectAttributes redirect) {
        requireAdministrator();
        try {
            acts.sendAgain(id, users.current().accountId());
            Flash.notice(redirect, "monitoring.sentAgain");
        } catch (RuleViolation violation) {
            Flash.notice(redirect, violation.messageKey());
        }
        return PAGE;
    }

    /** Says what will happen before it does. */
    @GetMapping("/findings/{id}/cancellation")
    String confirm(@PathVariable long id, Model model, RedirectAttributes redirect) {
        requireAdministrator();
        try {
            model.addAttribute("cancellation", pages.cancellation(acts.duplicate(id)));
            return "monitoring/cancellation";
        } catch (RuleViolation violation) {
            Flash.notice(redirect, violation.messageKey());
            return PAGE;
        }
    }

    @PostMapping("/findings/{id}/cancellation")
    String cancel(@PathVariable long id, RedirectAttributes redirect) {
        requireAdministrator();
        try {
            acts.cancel(id, users.current().accountId());
            Flash.notice(redirect, "monitoring.cancelled");
        } catch (RuleViolation violation) {
            Flash.notice(redirect, violation.messageKey());
        }
        return PAGE;
    }

    @PostMapping("/findings/{id}/dismissal")
    String dismiss(@PathVariable long id) {
        requireAdministrator();
        acts.dismiss(id, users.current().accountId());
        return PAGE;
    }

    private void requireAdministrator() {
        if (!access.mayAdminister()) {
            throw new AccessRefused("reconciliation");
        }
    }
}
