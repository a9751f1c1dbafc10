package vn.chibo.monitoring.operator;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Users;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** Incidents, versions of models and health, for administrators of the installation. */
@Controller
@RequestMapping("/admin")
class OperatorController {

    private static final int ACTS = 20;

    private final Incidents incidents;
    private final Migrations migrations;
    private final SystemHealth health;
    private final OperatorActs acts;
    private final Access access;
    private final Users users;

    OperatorController(
            Incidents incidents,
            Migrations migrations,
            SystemHealth health,
            OperatorActs acts,
            Access access,
            Users users) {
        this.incidents = incidents;
        this.migrations = migrations;
        this.health = health;
        this.acts = acts;
        this.access = access;
        this.users = users;
    }

    @GetMapping("/incidents")
    String incidents(Model model) {
        requireAdministrator();
        model.addAttribute("incidents", incidents.open());
        model.addAttribute("acts", acts.latest(ACTS));
        return "monitoring/operator/incidents";
    }

    @PostMapping("/incidents/retry")
    String retry(@RequestParam(defaultValue = "") List<Long> incident, RedirectAttributes redirect) {
        requireAdministrator();
        if (incident.isEmpty()) {
            Flash.notice(redirect, "operator.error.nothingChosen");
        } else {
            Flash.success(
                    redirect,
                    "operator.retried",
                    incidents.retry(incident, users.current().accountId()));
        }
        return "redirect:/admin/incidents";
    }

    @GetMapping("/incidents/{key}")
    String incident(@PathVariable long key, Model model) {
        requireAdministrator();
        model.addAttribute("detail", incidents.detail(key));
        return "monitoring/operator/incident";
    }

    @PostMapping("/incidents/{key}/variables")
    String fix(
            @PathVariable long key,
            @RequestParam(defaultValue = "0") long scope,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String value,
            Model model,
            RedirectAttributes redirect) {
        requireAdministrator();
        try {
            incidents.fix(key, scope, name, value.strip(), users.current().accountId());
            Flash.success(redirect, "operator.variableSet", name);
            return "redirect:/admin/incidents/" + key;
        } catch (RuleViolation violation) {
            model.addAttribute("detail", incidents.detail(key));
            model.addAttribute("wrongName", name);
            model.addAttribute("wrongScope", scope);
            model.addAttribute("wrongValue", value);
            model.addAttribute("problem", violation);
            return "monitoring/operator/incident";
        }
    }

    @GetMapping("/migrations")
    String migrations(Model model) {
        requireAdministrator();
        model.addAttribute("older", migrations.older());
        return "monitoring/operator/migrations";
    }

    @GetMapping("/migrations/{definition}")
    String migration(@PathVariable long definition, Model model) {
        requireAdministrator();
        model.addAttribute("preview", migrations.preview(definition));
        return "monitoring/operator/migration";
    }

    @PostMapping("/migrations/{definition}")
    String migrate(
            @PathVariable long definition,
            @RequestParam(defaultValue = "") List<Long> instance,
            RedirectAttributes redirect) {
        requireAdministrator();
        if (instance.isEmpty()) {
            Flash.notice(redirect, "operator.error.nothingChosen");
            return "redirect:/admin/migrations/" + definition;
        }
        Flash.success(
                redirect,
                "operator.migrated",
                migrations.migrate(definition, instance, users.current().accountId()));
        return "redirect:/admin/migrations";
    }

    @GetMapping("/health")
    String health(Model model) {
        requireAdministrator();
        model.addAttribute("parts", health.parts());
        return "monitoring/operator/health";
    }

    private void requireAdministrator() {
        if (!access.mayAdminister()) {
            throw new AccessRefused("operation");
        }
    }
}
