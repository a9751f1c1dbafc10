package vn.chibo.kpi;

import java.io.IOException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
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
import vn.chibo.shared.TableWorkbook;

/** Figures of a unit and period, one figure over its months and units, closed periods, and figures reported before. */
@Controller
@RequestMapping("/kpi")
class KpiController {

    private static final int PROBLEMS = 200;
    private static final int QUARTER = 3;

    private final KpiPages pages;
    private final KpiWorkbook workbook;
    private final Closings closings;
    private final Reported reported;
    private final Organizations organizations;
    private final MessageSource messages;
    private final Access access;
    private final Users users;
    private final Clock clock;

    KpiController(
            KpiPages pages,
            KpiWorkbook workbook,
            Closings closings,
            Reported reported,
            Organizations organizations,
            MessageSource messages,
            Access access,
            Users users,
            Clock clock) {
        this.pages = pages;
        this.workbook = workbook;
        this.closings = closings;
        this.reported = reported;
        this.organizations = organizations;
        this.messages = messages;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    /** A period people ask for often; {@code key} is the last part of a key of {@code kpi.period}. */
    record Common(String key, YearMonth from, YearMonth to) {}

    @GetMapping
    String choose(Model model) {
        var scopes = scopes();
        if (scopes.size() == 1) {
            return "redirect:/kpi/" + scopes.getFirst().id();
        }
        model.addAttribute("units", scopes);
        return "kpi/units";
    }

    @GetMapping("/{unit}")
    String sheet(@PathVariable UUID unit, @ModelAttribute("form") PeriodForm form, BindingResult errors, Model model) {
        var shown = seen(unit);
        frame(shown, form, errors, model);
        if (!errors.hasErrors()) {
            var from = Objects.requireNonNull(form.getFrom());
            var to = Objects.requireNonNull(form.getTo());
            model.addAttribute("sheet", pages.sheet(shown, from, to));
            model.addAttribute("below", pages.below(shown, to));
            model.addAttribute("closable", Closings.mayBeClosed(from, to, thisMonth()));
            model.addAttribute("closed", closings.of(shown));
        }
        return "kpi/sheet";
    }

    @GetMapping("/{unit}/figures/{kpi}")
    String series(
            @PathVariable UUID unit,
            @PathVariable String kpi,
            @ModelAttribute("form") PeriodForm form,
            BindingResult errors,
            Model model) {
        var shown = seen(unit);
        var found = pages.kpi(kpi).orElseThrow(() -> new NotFound("figure"));
        frame(shown, form, errors, model);
        model.addAttribute("kpi", found);
        model.addAttribute("shown", !errors.hasErrors());
        if (!errors.hasErrors()) {
            model.addAttribute(
                    "series",
                    pages.series(
                                    kpi,
                                    shown,
                                    Objects.requireNonNull(form.getFrom()),
                                    Objects.requireNonNull(form.getTo()))
                            .orElse(null));
        }
        return "kpi/series";
    }

    @GetMapping("/{unit}/figures.xlsx")
    ResponseEntity<byte[]> export(@PathVariable UUID unit, PeriodForm form, Locale locale) {
        var shown = seen(unit);
        form.complete(thisMonth());
        var from = Objects.requireNonNull(form.getFrom());
        var to = Objects.requireNonNull(form.getTo());
        return TableWorkbook.download(
                "chi-tieu.xlsx",
                workbook.of(
                        pages.sheet(shown, from, to),
                        pages.figuresOf(pages.below(shown, to), pages.counted(), from, to),
                        pages.counted(),
                        locale));
    }

    @PostMapping("/{unit}/closings")
    String close(@PathVariable UUID unit, PeriodForm form, BindingResult errors, RedirectAttributes redirect) {
        var closed = seen(unit);
        form.complete(thisMonth());
        try {
            var id = closings.close(
                    closed,
                    Objects.requireNonNull(form.getFrom()),
                    Objects.requireNonNull(form.getTo()),
                    users.current().accountId());
            Flash.success(redirect, "kpi.closing.done");
            return "redirect:/kpi/closings/" + id;
        } catch (RuleViolation violation) {
            Flash.notice(redirect, violation.messageKey());
            return "redirect:/kpi/" + unit;
        }
    }

    @GetMapping("/closings/{id}")
    String closing(@PathVariable UUID id, Model model) {
        var found = closings.find(id);
        if (found.isEmpty()) {
            scopes(); // who may see none is refused before being told that there is none
            throw new NotFound("closing " + id);
        }
        var closing = found.get();
        var unit = seen(closing.unit().value());
        var lines = closings.compare(closing, unit);
        model.addAttribute("closing", closing);
        model.addAttribute("closedAt", closing.closedAt().atZone(DomainTime.ZONE));
        model.addAttribute("unit", unit);
        model.addAttribute(
                "lines", lines.stream().filter(line -> line.unit().equals(unit)).toList());
        model.addAttribute(
                "changed", lines.stream().filter(Closings.Compared::isChanged).toList());
        return "kpi/closing";
    }

    @GetMapping("/imports")
    String imports() {
        entering();
        return "kpi/import";
    }

    @GetMapping("/imports/template.xlsx")
    ResponseEntity<byte[]> template(Locale locale) {
        entering();
        var names = new LinkedHashMap<String, String>();
        pages.counted().forEach(kpi -> names.put(kpi.id(), messages.getMessage("kpi." + kpi.id(), null, locale)));
        return TableWorkbook.download("mau-so-lieu.xlsx", reported.template(names));
    }

    @PostMapping("/imports")
    ModelAndView enter(
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect,
            Locale locale)
            throws IOException {
        var cells = new HashMap<String, UnitId>();
        for (var scope : entering()) {
            organizations.cellsUnder(scope, DomainTime.today(clock)).forEach(cell -> cells.put(cell.code(), cell.id()));
        }
        var result = file == null || file.isEmpty()
                ? new Reported.Result(0, List.of(Reported.Problem.at(0, "noFile")))
                : reported.enter(
                        file.getBytes(), cells, pages.counted(), users.current().accountId());
        if (result.problems().isEmpty()) {
            Flash.success(redirect, "kpi.import.done", result.entered());
            return new ModelAndView("redirect:/kpi/imports");
        }
        return new ModelAndView("kpi/import", HttpStatus.UNPROCESSABLE_CONTENT)
                .addObject("problems", lines(result.problems(), locale))
                .addObject("more", Math.max(0, result.problems().size() - PROBLEMS));
    }

    private List<String> lines(List<Reported.Problem> problems, Locale locale) {
        var lines = new ArrayList<String>();
        for (var problem : problems.stream()
                .sorted(Comparator.comparingInt(Reported.Problem::row))
                .limit(PROBLEMS)
                .toList()) {
            var what = messages.getMessage(
                    "kpi.import.problem." + problem.what(), problem.arguments().toArray(), locale);
            lines.add(
                    problem.row() == 0
                            ? what
                            : messages.getMessage(
                                    "kpi.import.row", new Object[] {String.valueOf(problem.row()), what}, locale));
        }
        return lines;
    }

    private void frame(UnitView unit, PeriodForm form, BindingResult errors, Model model) {
        if (!errors.hasErrors()) {
            form.complete(thisMonth());
            var from = Objects.requireNonNull(form.getFrom());
            var to = Objects.requireNonNull(form.getTo());
            if (to.isBefore(from)) {
                errors.rejectValue("to", "kpi.period.order");
            } else if (to.isAfter(from.plusMonths(PeriodForm.MOST_MONTHS - 1L))) {
                errors.rejectValue("to", "kpi.period.tooLong", new Object[] {PeriodForm.MOST_MONTHS}, null);
            }
        }
        model.addAttribute("unit", unit);
        model.addAttribute("path", path(unit));
        model.addAttribute("common", common());
    }

    private List<Common> common() {
        var now = thisMonth();
        var quarter = now.minusMonths((now.getMonthValue() - 1) % QUARTER);
        var year = YearMonth.of(now.getYear(), 1);
        return List.of(
                new Common("month", now, now),
                new Common("lastMonth", now.minusMonths(1), now.minusMonths(1)),
                new Common("quarter", quarter, now),
                new Common("lastQuarter", quarter.minusMonths(QUARTER), quarter.minusMonths(1)),
                new Common("year", year, now),
                new Common("lastYear", year.minusYears(1), year.minusMonths(1)));
    }

    private YearMonth thisMonth() {
        return YearMonth.from(DomainTime.today(clock));
    }

    private List<UnitView> path(UnitView unit) {
        return organizations.pathToRoot(unit.id(), DomainTime.today(clock)).stream()
                .skip(1)
                .takeWhile(step -> access.may(Permission.SUPERVISE, step.id()))
                .toList()
                .reversed();
    }

    private List<UnitView> scopes() {
        var scopes = organizations.units(access.scopes(Permission.SUPERVISE), DomainTime.today(clock)).values().stream()
                .sorted(Comparator.comparing(UnitView::code))
                .toList();
        if (scopes.isEmpty()) {
            throw new AccessRefused("figures");
        }
        return scopes;
    }

    /** Whoever enters the organisation may enter its figures of the years before. */
    private Set<UnitId> entering() {
        var scopes = access.scopes(Permission.ORGANIZATION_IMPORT);
        if (scopes.isEmpty()) {
            throw new AccessRefused("figures of earlier years");
        }
        return scopes;
    }

    private UnitView seen(UUID id) {
        var unit = new UnitId(id);
        access.require(Permission.SUPERVISE, unit);
        return organizations.unit(unit, DomainTime.today(clock)).orElseThrow(() -> new NotFound("unit " + id));
    }
}
