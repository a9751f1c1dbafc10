package vn.chibo.monitoring.overdue;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;

/** What a supervisor or a committee office comes back to: the day or week of a unit, and views of the board they kept. */
@Controller
@RequestMapping("/overdue")
class DigestController {

    private static final int WEEK = 7;
    private static final int MAX_NAME = 60;

    private final Digest digest;
    private final SavedFilters filters;
    private final Organizations organizations;
    private final Access access;
    private final Users users;
    private final Clock clock;

    DigestController(
            Digest digest, SavedFilters filters, Organizations organizations, Access access, Users users, Clock clock) {
        this.digest = digest;
        this.filters = filters;
        this.organizations = organizations;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping("/{unit}/digest")
    String digest(@PathVariable UUID unit, @RequestParam(defaultValue = "false") boolean day, Model model) {
        model.addAttribute("digest", digest.of(seen(unit), day ? 1 : WEEK));
        model.addAttribute("day", day);
        return "monitoring/overdue/digest";
    }

    @PostMapping("/{unit}/filters")
    String save(
            @PathVariable UUID unit,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(required = false) @Nullable Cause cause,
            RedirectAttributes redirect) {
        var kept = seen(unit);
        var typed = Texts.normalize(name);
        try {
            if (typed.isEmpty() || typed.length() > MAX_NAME) {
                throw new RuleViolation("overdue.filter.name", MAX_NAME);
            }
            filters.save(users.current().accountId(), kept.id(), typed, urgency, cause);
            Flash.success(redirect, "overdue.filter.saved");
        } catch (RuleViolation violation) {
            // a flash holds texts and numbers only; the name comes back with the page
            Flash.notice(
                    redirect,
                    violation.messageKey(),
                    violation.arguments().stream().map(Object::toString).toArray(String[]::new));
            redirect.addFlashAttribute("filterName", typed);
        }
        return board(kept, urgency, cause);
    }

    @PostMapping("/filters/{id}/removal")
    String remove(@PathVariable UUID id, RedirectAttributes redirect) {
        if (access.scopes(Permission.SUPERVISE).isEmpty()) {
            throw new AccessRefused("overdue board");
        }
        filters.remove(users.current().accountId(), id);
        Flash.success(redirect, "overdue.filter.removed");
        return "redirect:/overdue";
    }

    private static String board(UnitView unit, @Nullable Urgency urgency, @Nullable Cause cause) {
        var address = UriComponentsBuilder.fromPath("redirect:/overdue/" + unit.id());
        if (urgency != null) {
            address.queryParam("urgency", urgency);
        }
        if (cause != null) {
            address.queryParam("cause", cause);
        }
        return address.toUriString();
    }

    private UnitView seen(UUID id) {
        var unit = new UnitId(id);
        access.require(Permission.SUPERVISE, unit);
        return organizations.unit(unit, DomainTime.today(clock)).orElseThrow(() -> new NotFound("unit " + id));
    }
}
