package vn.chibo.admission.register;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import vn.chibo.shared.TableWorkbook;

/** Figures of admissions, the register behind them, and the entry of old registers. */
@Controller
@RequestMapping("/admission")
class RegisterController {

    /** A page of problems long enough to see what is wrong. */
    private static final int PROBLEMS = 200;

    private final Figures figures;
    private final RegisterWorkbook register;
    private final PastAdmissions past;
    private final PastWorkbook workbook;
    private final Organizations organizations;
    private final MessageSource messages;
    private final Access access;
    private final Users users;
    private final Clock clock;

    RegisterController(
            Figures figures,
            RegisterWorkbook register,
            PastAdmissions past,
            PastWorkbook workbook,
            Organizations organizations,
            MessageSource messages,
            Access access,
            Users users,
            Clock clock) {
        this.figures = figures;
        this.register = register;
        this.past = past;
        this.workbook = workbook;
        this.organizations = organizations;
        this.messages = messages;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping("/figures")
    String figures(
            @RequestParam(required = false) @Nullable UUID unit,
            @ModelAttribute("form") PeriodForm form,
            BindingResult errors,
            Model model) {
        var shown = unit(unit);
        if (!errors.hasErrors() && form.endsBeforeItBegins()) {
            errors.rejectValue("to", "admission.figures.error.order");
        }
        model.addAttribute("unit", shown);
        model.addAttribute("scopes", scopes());
        model.addAttribute("path", path(shown));
        model.addAttribute("enters", !access.scopes(Permission.ADMISSION_DECIDE).isEmpty());
        if (!errors.hasErrors()) {
            var period = form.period(DomainTime.today(clock));
            form.setFrom(period.from());
            form.setTo(period.to());
            model.addAttribute("sheet", figures.shown(shown, period));
        }
        return "admission/register/figures";
    }

    @GetMapping("/figures/register.xlsx")
    ResponseEntity<byte[]> register(
            @RequestParam(required = false) @Nullable UUID unit, PeriodForm form, Locale locale) {
        var shown = unit(unit);
        var today = DomainTime.today(clock);
        var period = form.period(today);
        var cells = new LinkedHashMap<UnitId, UnitView>();
        organizations
                .cellsUnder(shown.id(), period.to().isAfter(today) ? today : period.to())
                .forEach(cell -> cells.put(cell.id(), cell));
        return TableWorkbook.download("so-ket-nap-dang-vien.xlsx", register.of(cells, period, locale));
    }

    @GetMapping("/imports")
    String imports() {
        entering();
        return "admission/register/import";
    }

    @GetMapping("/imports/template.xlsx")
    ResponseEntity<byte[]> template() {
        entering();
        return TableWorkbook.download("mau-so-ket-nap-dang-vien.xlsx", workbook.template());
    }

    @PostMapping("/imports")
    ModelAndView enter(
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect,
            Locale locale)
            throws IOException {
        var cells = past.cellsUnder(entering());
        var result = file == null || file.isEmpty()
                ? new PastAdmissions.Result(0, 0, List.of(Problem.ofFile("noFile")))
                : past.enter(file.getBytes(), cells, users.current());
        if (result.problems().isEmpty()) {
            Flash.success(redirect, "admission.import.done", result.entered(), result.known());
            return new ModelAndView("redirect:/admission/imports");
        }
        return new ModelAndView("admission/register/import", HttpStatus.UNPROCESSABLE_CONTENT)
                .addObject("problems", lines(result.problems(), locale))
                .addObject("more", Math.max(0, result.problems().size() - PROBLEMS));
    }

    private List<String> lines(List<Problem> problems, Locale locale) {
        var lines = new ArrayList<String>();
        for (var problem : problems.stream()
                .sorted(Comparator.comparingInt(Problem::row))
                .limit(PROBLEMS)
                .toList()) {
            var what = messages.getMessage(
                    "admission.import.problem." + problem.what(),
                    problem.arguments().toArray(),
                    locale);
            lines.add(
                    problem.row() == 0
                            ? what
                            : messages.getMessage(
                                    "admission.import.row",
                                    new Object[] {String.valueOf(problem.row()), problem.column(), what},
                                    locale));
        }
        return lines;
    }

    private UnitView unit(@Nullable UUID id) {
        var scopes = scopes();
        if (id == null) {
            return scopes.getFirst();
        }
        var unit = new UnitId(id);
        access.require(Permission.ADMISSION_VIEW, unit);
        return organizations.unit(unit, DomainTime.today(clock)).orElseThrow(() -> new NotFound("unit " + id));
    }

    private List<UnitView> scopes() {
        var scopes =
                organizations.units(access.scopes(Permission.ADMISSION_VIEW), DomainTime.today(clock)).values().stream()
                        .sorted(Comparator.comparing(UnitView::code))
                        .toList();
        if (scopes.isEmpty()) {
            throw new AccessRefused(Permission.ADMISSION_VIEW + " nowhere");
        }
        return scopes;
    }

    /** From the topmost unit the person sees down to the one above this. */
    private List<UnitView> path(UnitView unit) {
        return organizations.pathToRoot(unit.id(), DomainTime.today(clock)).stream()
                .skip(1)
                .takeWhile(step -> access.may(Permission.ADMISSION_VIEW, step.id()))
                .toList()
                .reversed();
    }

    private Set<UnitId> entering() {
        var scopes = access.scopes(Permission.ADMISSION_DECIDE);
        if (scopes.isEmpty()) {
            throw new AccessRefused(Permission.ADMISSION_DECIDE + " nowhere");
        }
        return scopes;
    }
}
