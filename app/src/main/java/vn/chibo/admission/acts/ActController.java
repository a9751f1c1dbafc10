package vn.chibo.admission.acts;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.admission.AdmissionManagement.StopCause;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.admission.ApprovalProgress;
import vn.chibo.admission.Candidates;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** One page for each thing that may happen to a case. */
@Controller("admissionActController")
@RequestMapping("/admission/cases/{id}")
class ActController {

    private static final int HITS = 20;
    private static final int MAX_QUERY = 100;

    private final CaseActs acts;
    private final AdmissionManagement admissions;
    private final ApprovalProgress progress;
    private final Candidates candidates;
    private final Organizations organizations;
    private final OrganizationSearch search;
    private final Users users;
    private final DraftBox drafts;
    private final MessageSource messages;
    private final Clock clock;

    ActController(
            CaseActs acts,
            AdmissionManagement admissions,
            ApprovalProgress progress,
            Candidates candidates,
            Organizations organizations,
            OrganizationSearch search,
            Users users,
            DraftBox drafts,
            MessageSource messages,
            Clock clock) {
        this.acts = acts;
        this.admissions = admissions;
        this.progress = progress;
        this.candidates = candidates;
        this.organizations = organizations;
        this.search = search;
        this.users = users;
        this.drafts = drafts;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/sponsor-left")
    ModelAndView sponsorLeft(@PathVariable UUID id, Locale locale) {
        return blank(Act.SPONSOR_LEFT, id, locale);
    }

    @PostMapping("/sponsor-left")
    ModelAndView sponsorLeft(
            @PathVariable UUID id,
            @ModelAttribute("form") ActForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        return done(Act.SPONSOR_LEFT, id, form, errors, redirect, locale);
    }

    @GetMapping("/move")
    ModelAndView move(@PathVariable UUID id, Locale locale) {
        return blank(Act.MOVE, id, locale);
    }

    /** @param find set when only the cell is looked for yet */
    @PostMapping("/move")
    ModelAndView move(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String find,
            @ModelAttribute("form") ActForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        if (find != null) {
            var admission = acts.require(Act.MOVE, new AdmissionId(id));
            form.setCell(null);
            return page(Act.MOVE, admission, form, HttpStatus.OK, locale);
        }
        return done(Act.MOVE, id, form, errors, redirect, locale);
    }

    @GetMapping("/loss")
    ModelAndView loss(@PathVariable UUID id, Locale locale) {
        return blank(Act.LOSS, id, locale);
    }

    @PostMapping("/loss")
    ModelAndView loss(
            @PathVariable UUID id,
            @ModelAttribute("form") ActForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        return done(Act.LOSS, id, form, errors, redirect, locale);
    }

    @GetMapping("/stop")
    ModelAndView stop(@PathVariable UUID id, Locale locale) {
        return blank(Act.STOP, id, locale);
    }

    @PostMapping("/stop")
    ModelAndView stop(
            @PathVariable UUID id,
            @ModelAttribute("form") ActForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        return done(Act.STOP, id, form, errors, redirect, locale);
    }

    @GetMapping("/extension")
    ModelAndView extension(@PathVariable UUID id, Locale locale) {
        return blank(Act.EXTENSION, id, locale);
    }

    @PostMapping("/extension")
    ModelAndView extension(
            @PathVariable UUID id,
            @ModelAttribute("form") ActForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        return done(Act.EXTENSION, id, form, errors, redirect, locale);
    }

    @GetMapping("/cancellation")
    ModelAndView cancellation(@PathVariable UUID id, Locale locale) {
        return blank(Act.CANCELLATION, id, locale);
    }

    @PostMapping("/cancellation")
    ModelAndView cancellation(
            @PathVariable UUID id,
            @ModelAttribute("form") ActForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        return done(Act.CANCELLATION, id, form, errors, redirect, locale);
    }

    private ModelAndView blank(Act act, UUID id, Locale locale) {
        var form = new ActForm();
        return page(act, acts.require(act, new AdmissionId(id)), form, HttpStatus.OK, locale)
                .addObject("form", form);
    }

    private ModelAndView done(
            Act act, UUID id, ActForm form, BindingResult errors, RedirectAttributes redirect, Locale locale) {
        var admission = acts.require(act, new AdmissionId(id));
        form.check(act, errors);
        if (!errors.hasErrors()) {
            try {
                carryOut(act, admission.view().id(), form);
                drafts.discard(users.current(), draft(act, id));
                Flash.success(redirect, "admission.act." + act + ".done");
                return new ModelAndView("redirect:/admission/cases/" + id);
            } catch (RuleViolation violation) {
                show(violation, errors);
            }
        }
        return page(act, admission, form, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    }

    private void carryOut(Act act, AdmissionId id, ActForm form) {
        var by = users.current();
        switch (act) {
            case SPONSOR_LEFT ->
                admissions.sponsorLeft(
                        id, new MemberId(requireNonNull(form.getSponsor())), requireNonNull(form.getOn()), by);
            case MOVE ->
                admissions.moveTo(id, cell(requireNonNull(form.getCell())).id(), by);
            case LOSS -> admissions.dossierLost(id, form.told(), by);
            case STOP -> admissions.stop(id, requireNonNull(form.getCause()), form.told(), by);
            case EXTENSION -> progress.extendInTime(id, form.told(), form.allowedBy(), by);
            case CANCELLATION ->
                admissions.cancelDecision(id, form.paper(), requireNonNull(form.getOn()), form.told(), by);
        }
    }

    private UnitView cell(UUID id) {
        return organizations
                .unit(new UnitId(id), DomainTime.today(clock))
                .filter(unit -> unit.type() == UnitType.CELL)
                .orElseThrow(() -> RuleViolation.at("cell", "admission.act.noSuchCell"));
    }

    private ModelAndView page(Act act, AdmissionRecord admission, ActForm form, HttpStatus status, Locale locale) {
        var view = admission.view();
        return new ModelAndView("admission/acts/act", status)
                .addObject("act", act)
                .addObject("id", view.id())
                .addObject("possible", act.isPossible(admission))
                .addObject("candidate", candidates.name(view.candidate()).orElse(null))
                .addObject("sponsors", act == Act.SPONSOR_LEFT ? sponsors(admission) : Map.of())
                .addObject("causes", act == Act.STOP ? causes(locale) : Map.of())
                .addObject("cells", act == Act.MOVE ? cells(form, view.cell()) : Map.of())
                .addObject("searched", !form.getQ().isBlank())
                .addObject("decideBy", view.decideBy())
                .addObject("draftPlace", draft(act, view.id().value()));
    }

    private static String draft(Act act, UUID id) {
        return "admission:" + act.path() + ":" + id;
    }

    private Map<String, String> sponsors(AdmissionRecord admission) {
        var names = new LinkedHashMap<String, String>();
        var today = DomainTime.today(clock);
        var guide = admission.view().guide();
        if (admission.view().state().isOnProbation() && guide != null) {
            names.put(guide.toString(), name(guide, today));
        } else {
            admission
                    .currentSponsors()
                    .forEach(sponsor -> names.put(sponsor.member().toString(), name(sponsor.member(), today)));
        }
        return names;
    }

    private String name(MemberId member, LocalDate today) {
        return organizations.member(member, today).map(MemberView::fullName).orElse("–");
    }

    private Map<String, String> causes(Locale locale) {
        var causes = new LinkedHashMap<String, String>();
        Arrays.stream(StopCause.values()).forEach(cause -> {
            var key = "admission.act.cause." + cause;
            causes.put(cause.name(), requireNonNull(messages.getMessage(key, null, key, locale)));
        });
        return causes;
    }

    /** Cells whose name or code fits, each with the committee it belongs to; the case's own is no place to move to. */
    private Map<String, String> cells(ActForm form, UnitId own) {
        var text = form.getQ().strip();
        if (text.isEmpty()) {
            return Map.of();
        }
        var today = DomainTime.today(clock);
        var roots = organizations.roots(today).stream().map(UnitView::id).toList();
        var found = search.units(roots, text.substring(0, Math.min(text.length(), MAX_QUERY)), today, 5 * HITS).stream()
                .filter(unit -> unit.type() == UnitType.CELL && !unit.id().equals(own))
                .limit(HITS)
                .toList();
        var cells = new LinkedHashMap<String, String>();
        for (var cell : found) {
            var committee = organizations.committeeAbove(cell.id(), today).map(UnitView::name);
            cells.put(
                    cell.id().toString(),
                    cell.name() + " (" + cell.code() + ")"
                            + committee.map(name -> " – " + name).orElse(""));
        }
        return cells;
    }

    private static void show(RuleViolation violation, BindingResult errors) {
        var field = violation.field();
        var arguments = violation.arguments().toArray();
        if (field == null || errors.getFieldType(field) == null) {
            errors.reject(violation.messageKey(), arguments, null);
        } else {
            errors.rejectValue(field, violation.messageKey(), arguments, null);
        }
    }
}
