package vn.chibo.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.ResidentialArea;
import vn.chibo.organization.ResidentialAreas;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.organization.WeakCell;
import vn.chibo.organization.WeakCells;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;

/**
 * What a committee keeps by hand for figures O4 and O8: its residential areas, and the weak cells below it. A province only sees
 * the sums of those below.
 */
@Controller
@RequestMapping("/organization/{unit}/registers")
class RegistersController {

    private final ResidentialAreas areas;
    private final WeakCells weakCells;
    private final Organizations organizations;
    private final Access access;
    private final Users users;
    private final Clock clock;

    RegistersController(
            ResidentialAreas areas,
            WeakCells weakCells,
            Organizations organizations,
            Access access,
            Users users,
            Clock clock) {
        this.areas = areas;
        this.weakCells = weakCells;
        this.organizations = organizations;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    /** Blanks that only look like letters are none: the field counts as empty then. */
    private static @Nullable String normalized(@Nullable String typed) {
        return typed == null ? null : Texts.normalize(typed);
    }

    /** As typed; {@code cell} is empty where no cell looks after the area. */
    static final class AreaForm {

        @NotBlank @Size(max = 100) private @Nullable String name;

        private @Nullable String cell;

        @NotNull private @Nullable LocalDate from;

        public @Nullable String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = normalized(name);
        }

        public @Nullable String getCell() {
            return cell;
        }

        public void setCell(@Nullable String cell) {
            this.cell = cell;
        }

        public @Nullable LocalDate getFrom() {
            return from;
        }

        public void setFrom(@Nullable LocalDate from) {
            this.from = from;
        }
    }

    /** As typed. Its fields stand on one page with those of {@link AreaForm} and have names of their own. */
    static final class WeakCellForm {

        @NotBlank private @Nullable String weakCell;

        @NotNull private @Nullable LocalDate listedOn;

        @NotBlank @Size(max = 100) private @Nullable String basis;

        public @Nullable String getWeakCell() {
            return weakCell;
        }

        public void setWeakCell(@Nullable String weakCell) {
            this.weakCell = weakCell;
        }

        public @Nullable LocalDate getListedOn() {
            return listedOn;
        }

        public void setListedOn(@Nullable LocalDate listedOn) {
            this.listedOn = listedOn;
        }

        public @Nullable String getBasis() {
            return basis;
        }

        public void setBasis(@Nullable String basis) {
            this.basis = normalized(basis);
        }
    }

    /** As typed. */
    static class EndForm {

        @NotNull private @Nullable LocalDate to;

        public @Nullable LocalDate getTo() {
            return to;
        }

        public void setTo(@Nullable LocalDate to) {
            this.to = to;
        }
    }

    /** As typed. */
    static final class RemovalForm extends EndForm {

        @NotBlank @Size(max = 100) private @Nullable String basis;

        public @Nullable String getBasis() {
            return basis;
        }

        public void setBasis(@Nullable String basis) {
            this.basis = normalized(basis);
        }
    }

    /** Sums of a unit and those below it. */
    record Line(UnitView unit, ResidentialAreas.Tally areas, WeakCells.Tally weak) {}

    @GetMapping
    ModelAndView list(@PathVariable UUID unit) {
        return page(unit(unit), newArea(), newWeakCell(), HttpStatus.OK);
    }

    @PostMapping("/areas")
    ModelAndView enterArea(
            @PathVariable UUID unit,
            @Valid @ModelAttribute("areaForm") AreaForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var at = keeper(unit);
        var typed = Objects.requireNonNullElse(form.getCell(), "");
        var cell = cell(at, typed);
        if (cell.isEmpty() && !typed.isEmpty()) {
            errors.rejectValue("cell", "organization.register.cell");
        }
        if (!errors.hasErrors()) {
            try {
                areas.enter(
                        at.id(),
                        Objects.requireNonNull(form.getName()),
                        cell.map(UnitView::id).orElse(null),
                        Objects.requireNonNull(form.getFrom()),
                        users.current().accountId());
                return done(at, redirect, "organization.residence.saved");
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        return page(at, form, newWeakCell(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/areas/{id}")
    ModelAndView area(@PathVariable UUID unit, @PathVariable UUID id) {
        var at = keeper(unit);
        var form = new EndForm();
        form.setTo(today());
        return areaPage(at, area(at, id), HttpStatus.OK).addObject("form", form);
    }

    @PostMapping("/areas/{id}/end")
    ModelAndView endArea(
            @PathVariable UUID unit,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") EndForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var at = keeper(unit);
        var ending = area(at, id);
        if (!errors.hasErrors()) {
            try {
                areas.end(
                        at.id(),
                        id,
                        Objects.requireNonNull(form.getTo()),
                        users.current().accountId());
                return done(at, redirect, "organization.residence.ended");
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        return areaPage(at, ending, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/weak-cells")
    ModelAndView enterWeakCell(
            @PathVariable UUID unit,
            @Valid @ModelAttribute("weakForm") WeakCellForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var at = keeper(unit);
        var cell = cell(at, form.getWeakCell());
        if (cell.isEmpty() && !errors.hasFieldErrors("weakCell")) {
            errors.rejectValue("weakCell", "organization.register.cell");
        }
        if (!errors.hasErrors()) {
            try {
                weakCells.enter(
                        cell.orElseThrow(),
                        Objects.requireNonNull(form.getListedOn()),
                        Objects.requireNonNull(form.getBasis()),
                        users.current().accountId());
                return done(at, redirect, "organization.weakCell.saved");
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        return page(at, newArea(), form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/weak-cells/{id}")
    ModelAndView weakCell(@PathVariable UUID unit, @PathVariable UUID id) {
        var at = keeper(unit);
        var form = new RemovalForm();
        form.setTo(today());
        return weakCellPage(at, weakCell(at, id), HttpStatus.OK).addObject("form", form);
    }

    @PostMapping("/weak-cells/{id}/removal")
    ModelAndView removeWeakCell(
            @PathVariable UUID unit,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") RemovalForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var at = keeper(unit);
        var removing = weakCell(at, id);
        if (!errors.hasErrors()) {
            try {
                weakCells.remove(
                        id,
                        Objects.requireNonNull(form.getTo()),
                        Objects.requireNonNull(form.getBasis()),
                        users.current().accountId());
                return done(at, redirect, "organization.weakCell.removed");
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        return weakCellPage(at, removing, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private AreaForm newArea() {
        var form = new AreaForm();
        form.setFrom(today());
        return form;
    }

    private WeakCellForm newWeakCell() {
        var form = new WeakCellForm();
        form.setListedOn(today());
        return form;
    }

    private ModelAndView page(UnitView unit, AreaForm area, WeakCellForm weak, HttpStatus status) {
        var page = new ModelAndView("organization/registers", status)
                .addObject("unit", unit)
                .addObject("keeps", keepsLists(unit))
                .addObject("areaForm", area)
                .addObject("weakForm", weak);
        var below = organizations.children(unit.id(), today()).stream()
                .filter(child -> child.type().isAboveCells())
                .toList();
        var units = new ArrayList<UnitView>(below);
        units.add(unit);
        var lines = lines(units);
        page.addObject("below", lines.subList(0, below.size())).addObject("whole", lines.getLast());
        if (keepsLists(unit)) {
            var cells = organizations.cellsUnder(unit.id(), today());
            var all = areas.in(unit.id());
            var listed = weakCells.of(cells.stream().map(UnitView::id).toList());
            var choices = new LinkedHashMap<String, String>();
            cells.forEach(cell -> choices.put(cell.id().toString(), cell.name() + " (" + cell.code() + ")"));
            page.addObject("cells", choices)
                    .addObject(
                            "areas",
                            all.stream().filter(entry -> entry.to() == null).toList())
                    .addObject(
                            "endedAreas",
                            all.stream().filter(entry -> entry.to() != null).toList())
                    .addObject(
                            "weakCells",
                            listed.stream()
                                    .filter(entry -> entry.removedOn() == null)
                                    .toList())
                    .addObject(
                            "removedCells",
                            listed.stream()
                                    .filter(entry -> entry.removedOn() != null)
                                    .toList());
        }
        return page;
    }

    private List<Line> lines(List<UnitView> units) {
        var ids = units.stream().map(UnitView::id).toList();
        var ofAreas = areas.tally(ids, today());
        var ofWeakCells = weakCells.tally(ids, today(), today());
        return units.stream()
                .map(unit -> new Line(
                        unit,
                        ofAreas.getOrDefault(unit.id(), ResidentialAreas.Tally.NONE),
                        ofWeakCells.getOrDefault(unit.id(), WeakCells.Tally.NONE)))
                .toList();
    }

    private static ModelAndView areaPage(UnitView unit, ResidentialArea area, HttpStatus status) {
        return new ModelAndView("organization/register-area", status)
                .addObject("unit", unit)
                .addObject("area", area);
    }

    private static ModelAndView weakCellPage(UnitView unit, WeakCell entry, HttpStatus status) {
        return new ModelAndView("organization/register-weak-cell", status)
                .addObject("unit", unit)
                .addObject("entry", entry);
    }

    private static ModelAndView done(UnitView unit, RedirectAttributes redirect, String message) {
        Flash.success(redirect, message);
        return new ModelAndView("redirect:/organization/" + unit.id() + "/registers");
    }

    private static void reject(BindingResult errors, RuleViolation violation) {
        errors.rejectValue(
                Objects.requireNonNull(violation.field()),
                violation.messageKey(),
                violation.arguments().toArray(),
                null);
    }

    private ResidentialArea area(UnitView unit, UUID id) {
        return areas.find(unit.id(), id).orElseThrow(() -> new NotFound("residential area " + id));
    }

    private WeakCell weakCell(UnitView unit, UUID id) {
        return weakCells
                .find(id)
                .filter(entry -> organizations.isWithin(entry.cell(), unit.id(), today()))
                .orElseThrow(() -> new NotFound("weak cell " + id));
    }

    private Optional<UnitView> cell(UnitView unit, @Nullable String typed) {
        return organizations.cellsUnder(unit.id(), today()).stream()
                .filter(cell -> cell.id().toString().equals(typed))
                .findFirst();
    }

    /** Its ten thousand cells are no choice for one field, and the committees below know them. */
    private static boolean keepsLists(UnitView unit) {
        return unit.type() != UnitType.PROVINCE;
    }

    private UnitView keeper(UUID id) {
        var unit = unit(id);
        if (!keepsLists(unit)) {
            throw new NotFound("lists of " + id);
        }
        return unit;
    }

    private UnitView unit(UUID id) {
        var unit = organizations.unit(new UnitId(id), today()).orElseThrow(() -> new NotFound("unit " + id));
        access.require(Permission.ORGANIZATION_IMPORT, unit.id());
        if (!unit.type().isAboveCells()) {
            throw new NotFound("lists of " + id);
        }
        return unit;
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }
}
