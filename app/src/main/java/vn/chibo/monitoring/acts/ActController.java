package vn.chibo.monitoring.acts;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.cases.CaseId;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** What one does from the board: choose rows, look at what will happen, carry it out, take it back; and the page of one case. */
@Controller
@RequestMapping("/overdue")
class ActController {

    private final BulkActs acts;
    private final Cancellations cancellations;
    private final ActPages pages;
    private final Organizations organizations;
    private final Access access;
    private final Users users;
    private final Clock clock;

    ActController(
            BulkActs acts,
            Cancellations cancellations,
            ActPages pages,
            Organizations organizations,
            Access access,
            Users users,
            Clock clock) {
        this.acts = acts;
        this.cancellations = cancellations;
        this.pages = pages;
        this.organizations = organizations;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    /** What was done on this board. */
    @GetMapping("/{unit}/acts")
    String done(@PathVariable UUID unit, Model model) {
        var seen = seen(unit);
        model.addAttribute("unit", seen);
        model.addAttribute("acts", pages.done(seen.id()));
        return "monitoring/acts/done";
    }

    /**
     * Freezes the chosen rows.
     *
     * @param act the button that was pressed
     * @param row the rows that were ticked
     * @param all ticked for all rows of the page, which {@code shown} names
     */
    @PostMapping("/{unit}/acts")
    String freeze(
            @PathVariable UUID unit,
            @RequestParam(required = false) @Nullable ActKind act,
            @RequestParam(defaultValue = "") List<String> row,
            @RequestParam(defaultValue = "") List<String> shown,
            @RequestParam(defaultValue = "false") boolean all,
            RedirectAttributes redirect) {
        var board = seen(unit);
        var rows = (all ? shown : row)
                .stream().map(Row::parse).flatMap(Optional::stream).toList();
        var frozen = act == null || act == ActKind.CANCEL || rows.isEmpty()
                ? Optional.<UUID>empty()
                : acts.freeze(act, board.id(), rows, users.current());
        if (frozen.isEmpty()) {
            Flash.notice(redirect, "supervision.error.chooseRows");
            return "redirect:/overdue/" + unit;
        }
        return "redirect:/overdue/acts/" + frozen.get();
    }

    /** What will happen to each row, or what did. */
    @GetMapping("/acts/{id}")
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("page", pages.page(acts.find(id)));
        return "monitoring/acts/act";
    }

    @PostMapping("/acts/{id}/recipient")
    String nameRecipient(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String recipient, RedirectAttributes redirect) {
        return tried(id, redirect, () -> acts.nameRecipient(id, recipient));
    }

    @PostMapping("/acts/{id}/confirmation")
    String carryOut(@PathVariable UUID id, RedirectAttributes redirect) {
        return tried(id, redirect, () -> acts.carryOut(id, users.current()));
    }

    @PostMapping("/acts/{id}/undoing")
    String undo(@PathVariable UUID id, RedirectAttributes redirect) {
        return tried(id, redirect, () -> acts.undo(id, users.current()));
    }

    /** Either way the act's own page says how it stands now. */
    private static String tried(UUID id, RedirectAttributes redirect, Runnable step) {
        try {
            step.run();
        } catch (RuleViolation violation) {
            Flash.notice(redirect, violation.messageKey());
        }
        return "redirect:/overdue/acts/" + id;
    }

    /** One case of the board: its open tasks, and what its area lets those above do with it. */
    @GetMapping("/cases/{id}")
    String treat(@PathVariable UUID id, Model model) {
        model.addAttribute("page", pages.page(cancellations.treatable(new CaseId(id), users.current())));
        return "monitoring/acts/case";
    }

    /** Says what will happen before it does. */
    @GetMapping("/cases/{id}/cancellation")
    ModelAndView askCancellation(@PathVariable UUID id) {
        return cancellation(id, "", null, HttpStatus.OK);
    }

    @PostMapping("/cases/{id}/cancellation")
    ModelAndView cancel(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        var told = reason.strip();
        var unit = cancellations
                .treatable(new CaseId(id), users.current())
                .theCase()
                .unit();
        if (told.isEmpty()) {
            return cancellation(id, reason, "supervision.error.reason", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (told.length() > Cancellations.LONGEST_REASON) {
            return cancellation(id, reason, "supervision.error.reasonTooLong", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            if (cancellations.cancel(new CaseId(id), told, users.current())) {
                Flash.success(redirect, "supervision.cancelled");
            } else {
                Flash.notice(redirect, "supervision.why.closed");
            }
            return new ModelAndView("redirect:/overdue/" + unit);
        } catch (RuleViolation violation) {
            return cancellation(id, reason, violation.messageKey(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView cancellation(UUID id, String reason, @Nullable String error, HttpStatus status) {
        return new ModelAndView("monitoring/acts/cancellation", status)
                .addObject("page", pages.page(cancellations.treatable(new CaseId(id), users.current())))
                .addObject("longest", Cancellations.LONGEST_REASON)
                .addObject("reason", reason)
                .addObject("error", error);
    }

    private UnitView seen(UUID id) {
        var unit = new UnitId(id);
        access.require(Permission.SUPERVISE, unit);
        return organizations.unit(unit, DomainTime.today(clock)).orElseThrow(() -> new NotFound("unit " + id));
    }
}
