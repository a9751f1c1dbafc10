package vn.chibo.admission.sourcing;

import jakarta.validation.Valid;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.admission.sourcing.Prospects.Wanted;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Sex;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** One cell's prospective list, and the people on it. */
@Controller
@RequestMapping("/admission")
class ProspectController {

    private static final int LINES = 500;

    private final SourcingAccess access;
    private final Prospects prospects;
    private final SourcePlans plans;
    private final Courses courses;
    private final Organizations organizations;
    private final Users users;
    private final DraftBox drafts;
    private final Words words;
    private final Clock clock;

    ProspectController(
            SourcingAccess access,
            Prospects prospects,
            SourcePlans plans,
            Courses courses,
            Organizations organizations,
            Users users,
            DraftBox drafts,
            Words words,
            Clock clock) {
        this.access = access;
        this.prospects = prospects;
        this.plans = plans;
        this.courses = courses;
        this.organizations = organizations;
        this.users = users;
        this.drafts = drafts;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/cells/{cell}")
    String list(@PathVariable UUID cell, Model model) {
        var unit = access.cell(cell, Permission.ADMISSION_VIEW);
        var year = DomainTime.today(clock).getYear();
        model.addAttribute("cell", unit);
        model.addAttribute("prospects", prospects.find(List.of(unit.id()), Wanted.ALL, LINES));
        model.addAttribute("removed", prospects.find(List.of(unit.id()), new Wanted("", ProspectState.REMOVED), LINES));
        model.addAttribute("year", year);
        model.addAttribute("plan", plans.find(unit.id(), year).orElse(null));
        model.addAttribute("manages", access.may(Permission.ADMISSION_MANAGE, unit.id()));
        return "admission/sourcing/cell";
    }

    @GetMapping("/cells/{cell}/prospects/new")
    ModelAndView blank(@PathVariable UUID cell, Locale locale) {
        var unit = access.cell(cell, Permission.ADMISSION_MANAGE);
        return form(unit, null, HttpStatus.OK, locale).addObject("form", new ProspectForm());
    }

    @PostMapping("/cells/{cell}/prospects")
    ModelAndView add(
            @PathVariable UUID cell,
            @Valid @ModelAttribute("form") ProspectForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        var unit = access.cell(cell, Permission.ADMISSION_MANAGE);
        if (!errors.hasErrors()) {
            try {
                var user = users.current();
                var id = prospects.add(unit.id(), form.details(), form.helpers(), user.accountId());
                drafts.discard(user, place(unit.id(), null));
                Flash.success(redirect, "admission.prospect.added");
                return new ModelAndView("redirect:/admission/prospects/" + id);
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return form(unit, null, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    }

    @GetMapping("/prospects/{id}")
    String show(@PathVariable ProspectId id, Model model) {
        var prospect = seen(id, Permission.ADMISSION_VIEW);
        var today = DomainTime.today(clock);
        model.addAttribute("prospect", prospect);
        model.addAttribute("cell", organizations.unit(prospect.cell(), today).orElse(null));
        model.addAttribute(
                "helpers",
                organizations
                        .members(prospect.helpers().stream().map(MemberId::new).toList(), today)
                        .values());
        model.addAttribute("courses", courses.placesOf(id));
        model.addAttribute(
                "warning",
                Optional.ofNullable(prospect.certificate())
                        .flatMap(certificate -> certificate.warning(today, prospects.warnMonths(prospect.cell())))
                        .orElse(null));
        model.addAttribute("manages", access.may(Permission.ADMISSION_MANAGE, prospect.cell()));
        return "admission/sourcing/prospect";
    }

    @GetMapping("/prospects/{id}/edit")
    ModelAndView edit(@PathVariable ProspectId id, Locale locale) {
        var prospect = seen(id, Permission.ADMISSION_MANAGE);
        return form(cellOf(prospect), prospect, HttpStatus.OK, locale).addObject("form", ProspectForm.of(prospect));
    }

    @PostMapping("/prospects/{id}")
    ModelAndView change(
            @PathVariable ProspectId id,
            @Valid @ModelAttribute("form") ProspectForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        var prospect = seen(id, Permission.ADMISSION_MANAGE);
        if (!errors.hasErrors()) {
            try {
                var user = users.current();
                prospects.change(id, form.details(), form.helpers(), form.getVersion(), user.accountId());
                drafts.discard(user, place(prospect.cell(), id));
                Flash.success(redirect, "admission.saved");
                return new ModelAndView("redirect:/admission/prospects/" + id);
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return form(cellOf(prospect), prospect, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    }

    @PostMapping("/prospects/{id}/removal")
    String remove(
            @PathVariable ProspectId id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        seen(id, Permission.ADMISSION_MANAGE);
        var text = reason.strip();
        if (text.isEmpty() || text.length() > 500) {
            throw new RuleViolation("admission.prospect.removal.reasonNeeded", 500);
        }
        prospects.remove(id, text, users.current().accountId());
        Flash.success(redirect, "admission.prospect.removed");
        return "redirect:/admission/prospects/" + id;
    }

    @PostMapping("/prospects/{id}/restoration")
    String restore(@PathVariable ProspectId id, RedirectAttributes redirect) {
        seen(id, Permission.ADMISSION_MANAGE);
        prospects.restore(id, users.current().accountId());
        Flash.success(redirect, "admission.prospect.restored");
        return "redirect:/admission/prospects/" + id;
    }

    private Prospect seen(ProspectId id, Permission permission) {
        access.require(permission, prospects.cell(id));
        return prospects.get(id);
    }

    private UnitView cellOf(Prospect prospect) {
        return access.cell(prospect.cell().value(), Permission.ADMISSION_MANAGE);
    }

    private ModelAndView form(UnitView cell, @Nullable Prospect prospect, HttpStatus status, Locale locale) {
        return new ModelAndView("admission/sourcing/prospect-form", status)
                .addObject("cell", cell)
                .addObject("prospect", prospect)
                .addObject("place", place(cell.id(), prospect == null ? null : prospect.id()))
                .addObject("sexes", words.choices("sex", Sex.class, locale))
                .addObject("educations", words.choices("education", Education.class, locale))
                .addObject("sectors", words.choices("sector", Sector.class, locale))
                .addObject("placeTypes", words.choices("placeType", PlaceType.class, locale))
                .addObject("introducers", words.choices("introducedBy", Introducer.class, locale))
                .addObject("members", members(cell, locale));
    }

    private Map<String, String> members(UnitView cell, Locale locale) {
        var members = new LinkedHashMap<String, String>();
        members.put("", words.of("prospect.nobody", locale));
        organizations.membersOf(cell.id(), DomainTime.today(clock)).stream()
                .filter(member -> member.state() == MembershipState.OFFICIAL)
                .forEach(member -> members.put(member.id().toString(), member.fullName() + " (" + member.code() + ")"));
        return members;
    }

    private static String place(UnitId cell, @Nullable ProspectId prospect) {
        return prospect == null ? "admission:cell:" + cell + ":prospect" : "admission:prospect:" + prospect;
    }
}
