package vn.chibo.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Substitutions;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;

/** Which post of a unit acts for which, when, and on what basis. */
@Controller
@RequestMapping("/organization/{unit}/substitutions")
class SubstitutionController {

    private final Substitutions substitutions;
    private final Organizations organizations;
    private final Access access;
    private final Users users;
    private final Clock clock;

    SubstitutionController(
            Substitutions substitutions, Organizations organizations, Access access, Users users, Clock clock) {
        this.substitutions = substitutions;
        this.organizations = organizations;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    /** As typed. */
    static final class Form {

        @NotNull private @Nullable Office office;

        @NotNull private @Nullable Office deputy;

        @NotNull private @Nullable LocalDate from;

        @NotNull private @Nullable LocalDate lastDay;

        @NotBlank @Size(max = 100) private @Nullable String basis;

        public @Nullable Office getOffice() {
            return office;
        }

        public void setOffice(@Nullable Office office) {
            this.office = office;
        }

        public @Nullable Office getDeputy() {
            return deputy;
        }

        public void setDeputy(@Nullable Office deputy) {
            this.deputy = deputy;
        }

        public @Nullable LocalDate getFrom() {
            return from;
        }

        public void setFrom(@Nullable LocalDate from) {
            this.from = from;
        }

        public @Nullable LocalDate getLastDay() {
            return lastDay;
        }

        public void setLastDay(@Nullable LocalDate lastDay) {
            this.lastDay = lastDay;
        }

        public @Nullable String getBasis() {
            return basis;
        }

        public void setBasis(@Nullable String basis) {
            this.basis = basis;
        }
    }

    @GetMapping
    ModelAndView list(@PathVariable UUID unit) {
        var form = new Form();
        form.setFrom(today());
        return page(unit(unit), HttpStatus.OK).addObject("form", form);
    }

    @PostMapping
    ModelAndView enter(
            @PathVariable UUID unit,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var at = unit(unit);
        if (!errors.hasErrors()) {
            try {
                substitutions.enter(
                        at,
                        Objects.requireNonNull(form.getOffice()),
                        Objects.requireNonNull(form.getDeputy()),
                        Objects.requireNonNull(form.getFrom()),
                        Objects.requireNonNull(form.getLastDay()),
                        Texts.normalize(Objects.requireNonNull(form.getBasis())),
                        users.current().accountId());
                Flash.success(redirect, "organization.substitution.saved");
                return new ModelAndView("redirect:/organization/" + unit + "/substitutions");
            } catch (RuleViolation violation) {
                errors.rejectValue(
                        Objects.requireNonNull(violation.field()),
                        violation.messageKey(),
                        violation.arguments().toArray(),
                        null);
            }
        }
        return page(at, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID unit, @PathVariable UUID id, RedirectAttributes redirect) {
        substitutions.end(unit(unit).id(), id, users.current().accountId());
        Flash.success(redirect, "organization.substitution.ended");
        return "redirect:/organization/" + unit + "/substitutions";
    }

    private ModelAndView page(UnitView unit, HttpStatus status) {
        return new ModelAndView("organization/substitutions", status)
                .addObject("unit", unit)
                .addObject("today", today())
                .addObject("all", substitutions.in(unit.id()))
                .addObject(
                        "offices",
                        of(unit).stream().filter(Office::mayBeActedFor).toList())
                .addObject(
                        "deputies",
                        of(unit).stream()
                                .filter(office -> office != Office.ADMINISTRATOR)
                                .toList());
    }

    private static List<Office> of(UnitView unit) {
        return Arrays.stream(Office.values())
                .filter(office -> office.ofCells() == (unit.type() == UnitType.CELL))
                .toList();
    }

    private UnitView unit(UUID id) {
        var unit = organizations.unit(new UnitId(id), today()).orElseThrow(() -> new NotFound("unit " + id));
        access.require(Permission.ORGANIZATION_IMPORT, unit.id());
        return unit;
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }
}
