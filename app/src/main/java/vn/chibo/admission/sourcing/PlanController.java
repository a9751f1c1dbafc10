package vn.chibo.admission.sourcing;

import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
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
import vn.chibo.admission.sourcing.SourcePlan.Targets;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;

/** Yearly plans: of one unit to fill in and approve, and of all units beside what was reached. */
@Controller
@RequestMapping("/admission")
class PlanController {

    private static final int FIRST_YEAR = 2020;
    private static final int YEARS_AHEAD = 5;

    private final SourcingAccess access;
    private final SourcePlans plans;
    private final Organizations organizations;
    private final OrganizationSearch register;
    private final Users users;
    private final DraftBox drafts;
    private final Clock clock;

    PlanController(
            SourcingAccess access,
            SourcePlans plans,
            Organizations organizations,
            OrganizationSearch register,
            Users users,
            DraftBox drafts,
            Clock clock) {
        this.access = access;
        this.plans = plans;
        this.organizations = organizations;
        this.register = register;
        this.users = users;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** @param admitted in the year, by the register */
    record Line(UnitView unit, @Nullable SourcePlan plan, int admitted) {}

    @GetMapping("/plans")
    String table(@RequestParam(required = false) @Nullable Integer year, Model model) {
        var scopes = access.scopes(Permission.ADMISSION_VIEW);
        var shown = year == null ? today().getYear() : checked(year);
        var committees = new ArrayList<UnitView>();
        var cells = new ArrayList<UnitView>();
        var admitted = new HashMap<UnitId, Integer>();
        for (var scope : scopes) {
            organizations
                    .unit(scope, today())
                    .filter(unit -> unit.type() != UnitType.CELL)
                    .ifPresent(committees::add);
            cells.addAll(organizations.cellsUnder(scope, today()));
            admitted.putAll(register.admissions(scope, LocalDate.of(shown, 1, 1), LocalDate.of(shown, 12, 31)));
        }
        var lines = lines(cells, shown, admitted);
        model.addAttribute("year", shown);
        model.addAttribute("committees", lines(committees, shown, admitted));
        model.addAttribute("lines", lines);
        model.addAttribute(
                "total",
                lines.stream()
                        .flatMap(line -> Stream.ofNullable(line.plan()))
                        .map(SourcePlan::targets)
                        .reduce(Targets.NONE, Targets::plus));
        model.addAttribute("admitted", lines.stream().mapToInt(Line::admitted).sum());
        model.addAttribute(
                "missing", lines.stream().filter(line -> line.plan() == null).count());
        return "admission/sourcing/plans";
    }

    private List<Line> lines(List<UnitView> units, int year, HashMap<UnitId, Integer> admitted) {
        var known = plans.of(units.stream().map(UnitView::id).toList(), year);
        return units.stream()
                .map(unit -> new Line(unit, known.get(unit.id()), admitted.getOrDefault(unit.id(), 0)))
                .toList();
    }

    @GetMapping("/units/{unit}/plans/{year}")
    ModelAndView show(@PathVariable UUID unit, @PathVariable int year) {
        var view = access.unit(unit, Permission.ADMISSION_VIEW);
        var plan = plans.find(view.id(), checked(year));
        return page(view, year, HttpStatus.OK)
                .addObject("form", plan.map(PlanForm::of).orElseGet(PlanForm::empty));
    }

    @PostMapping("/units/{unit}/plans/{year}")
    ModelAndView save(
            @PathVariable UUID unit,
            @PathVariable int year,
            @Valid @ModelAttribute("form") PlanForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var view = access.unit(unit, Permission.ADMISSION_VIEW);
        access.require(writing(view), view.id());
        checked(year);
        if (!errors.hasErrors()) {
            try {
                var user = users.current();
                plans.save(
                        view.id(),
                        year,
                        form.targets(),
                        view.type() == UnitType.CELL ? form.getLocalMembers() : null,
                        Texts.normalize(Objects.requireNonNull(form.getReference())),
                        form.getVersion(),
                        user.accountId());
                drafts.discard(user, place(view.id(), year));
                Flash.success(redirect, "admission.saved");
                return new ModelAndView("redirect:" + path(view.id(), year));
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return page(view, year, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/units/{unit}/plans/{year}/approval")
    String approve(
            @PathVariable UUID unit,
            @PathVariable int year,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "-1") long version,
            RedirectAttributes redirect) {
        var view = access.unit(unit, Permission.ADMISSION_DECIDE);
        var text = Texts.normalize(number);
        if (text.isEmpty() || text.length() > 60) {
            throw new RuleViolation("admission.plan.approval.numberNeeded", 60);
        }
        plans.approve(view.id(), checked(year), text, version, users.current().accountId());
        Flash.success(redirect, "admission.plan.approved");
        return "redirect:" + path(view.id(), year);
    }

    private ModelAndView page(UnitView unit, int year, HttpStatus status) {
        return new ModelAndView("admission/sourcing/plan", status)
                .addObject("unit", unit)
                .addObject("ofCell", unit.type() == UnitType.CELL)
                .addObject("year", year)
                .addObject("plan", plans.find(unit.id(), year).orElse(null))
                .addObject("place", place(unit.id(), year))
                .addObject("writes", access.may(writing(unit), unit.id()))
                .addObject("decides", access.may(Permission.ADMISSION_DECIDE, unit.id()));
    }

    private static Permission writing(UnitView unit) {
        return unit.type() == UnitType.CELL ? Permission.ADMISSION_MANAGE : Permission.ADMISSION_DECIDE;
    }

    private int checked(int year) {
        if (year < FIRST_YEAR || year > today().getYear() + YEARS_AHEAD) {
            throw new NotFound("plans of " + year);
        }
        return year;
    }

    private static String path(UnitId unit, int year) {
        return "/admission/units/" + unit + "/plans/" + year;
    }

    private static String place(UnitId unit, int year) {
        return "admission:plan:" + unit + ":" + year;
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }
}
