package vn.chibo.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.OfficeTerm;
import vn.chibo.organization.OfficeTerms;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** The offices of one unit: who holds them, who held them; give one, end one. */
@Controller
@RequestMapping("/organization/{unit}/offices")
class OfficesController {

    private final OfficeTerms terms;
    private final Organizations organizations;
    private final Access access;
    private final Users users;
    private final Clock clock;

    OfficesController(OfficeTerms terms, Organizations organizations, Access access, Users users, Clock clock) {
        this.terms = terms;
        this.organizations = organizations;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    /** Beans, not records: a date that cannot be read must not lose the other fields. */
    static final class AppointForm {

        private @Nullable Office office;
        private @Nullable String member;
        private @Nullable LocalDate from;

        public @Nullable Office getOffice() {
            return office;
        }

        public void setOffice(@Nullable Office office) {
            this.office = office;
        }

        public @Nullable String getMember() {
            return member;
        }

        public void setMember(@Nullable String member) {
            this.member = member;
        }

        public @Nullable LocalDate getFrom() {
            return from;
        }

        public void setFrom(@Nullable LocalDate from) {
            this.from = from;
        }
    }

    static final class EndForm {

        private @Nullable LocalDate to;

        public @Nullable LocalDate getTo() {
            return to;
        }

        public void setTo(@Nullable LocalDate to) {
            this.to = to;
        }
    }

    @GetMapping
    ModelAndView list(@PathVariable UUID unit) {
        var form = new AppointForm();
        form.setFrom(today());
        return page(unit(unit), HttpStatus.OK).addObject("form", form);
    }

    @PostMapping
    ModelAndView appoint(
            @PathVariable UUID unit,
            @ModelAttribute("form") AppointForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var at = unit(unit);
        var office = form.getOffice();
        var from = form.getFrom();
        if (office == null && !errors.hasFieldErrors("office")) {
            errors.rejectValue("office", "NotNull");
        }
        if (office != null && !choices(at).contains(office)) {
            errors.rejectValue("office", "organization.term.officeElsewhere");
        }
        if (from == null && !errors.hasFieldErrors("from")) {
            errors.rejectValue("from", "NotNull");
        }
        var member = from == null ? null : member(form.getMember(), from, errors);
        if (!errors.hasErrors() && office != null && from != null && member != null) {
            try {
                terms.appoint(member, office, at, from, users.current().accountId());
                Flash.success(redirect, "organization.term.appointed", member.fullName());
                return new ModelAndView("redirect:/organization/" + unit + "/offices");
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        return page(at, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/{term}")
    ModelAndView show(@PathVariable UUID unit, @PathVariable UUID term) {
        var form = new EndForm();
        form.setTo(today());
        return endPage(unit(unit), term(unit, term), HttpStatus.OK).addObject("form", form);
    }

    @PostMapping("/{term}/end")
    ModelAndView end(
            @PathVariable UUID unit,
            @PathVariable UUID term,
            @ModelAttribute("form") EndForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var at = unit(unit);
        var ending = term(unit, term);
        var to = form.getTo();
        if (to == null && !errors.hasFieldErrors("to")) {
            errors.rejectValue("to", "NotNull");
        }
        if (to != null) {
            try {
                terms.end(term, to, users.current().accountId());
                Flash.success(redirect, "organization.term.ended", ending.memberName());
                var own = ending.member().equals(users.current().member());
                return new ModelAndView(own ? "redirect:/" : "redirect:/organization/" + unit + "/offices");
            } catch (RuleViolation violation) {
                reject(errors, violation);
            }
        }
        return endPage(at, ending, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{term}/withdrawal")
    String withdraw(@PathVariable UUID unit, @PathVariable UUID term, RedirectAttributes redirect) {
        var at = unit(unit);
        try {
            term(unit, term);
            var gone = terms.withdraw(term, users.current().accountId());
            Flash.success(redirect, "organization.term.withdrawn", gone.memberName());
        } catch (NotFound missing) {
            if (!terms.isWithdrawn(term, at.id())) {
                throw missing;
            }
            Flash.notice(redirect, "organization.term.withdrawnAlready");
        }
        return "redirect:/organization/" + unit + "/offices";
    }

    private ModelAndView page(UnitView unit, HttpStatus status) {
        var today = today();
        var all = terms.in(unit.id());
        return new ModelAndView("organization/offices", status)
                .addObject("unit", unit)
                .addObject("today", today)
                .addObject(
                        "current",
                        all.stream().filter(term -> !term.endedBy(today)).toList())
                .addObject(
                        "past", all.stream().filter(term -> term.endedBy(today)).toList())
                .addObject("offices", choices(unit))
                .addObject(
                        "members",
                        unit.type() == UnitType.CELL ? organizations.membersOf(unit.id(), today) : List.of());
    }

    private ModelAndView endPage(UnitView unit, OfficeTerm term, HttpStatus status) {
        return new ModelAndView("organization/office", status)
                .addObject("unit", unit)
                .addObject("term", term)
                .addObject("ended", term.endedBy(today()))
                .addObject("mayWithdraw", !term.from().isBefore(today()));
    }

    /** By code; somebody the person may not see is as unknown as nobody. */
    private @Nullable MemberView member(@Nullable String typed, LocalDate on, BindingResult errors) {
        var code = typed == null ? "" : typed.strip().toUpperCase(Locale.ROOT);
        if (code.isEmpty()) {
            errors.rejectValue("member", "NotBlank");
            return null;
        }
        var member = organizations
                .memberByCode(code, on)
                .filter(found -> access.may(Permission.UNIT_VIEW, found.cell()))
                .orElse(null);
        if (member == null) {
            errors.rejectValue("member", "organization.term.noSuchMember");
        }
        return member;
    }

    private List<Office> choices(UnitView unit) {
        return Arrays.stream(Office.values())
                .filter(office -> office.ofCells() == (unit.type() == UnitType.CELL))
                .filter(office -> office != Office.ADMINISTRATOR || mayNameAdministrators(unit))
                .toList();
    }

    private UnitView unit(UUID id) {
        var unit = organizations.unit(new UnitId(id), today()).orElseThrow(() -> new NotFound("unit " + id));
        access.require(Permission.ORGANIZATION_IMPORT, unit.id());
        return unit;
    }

    private OfficeTerm term(UUID unit, UUID id) {
        var term = terms.find(id)
                .filter(found -> found.unit().value().equals(unit))
                .orElseThrow(() -> new NotFound("office term " + id));
        if (term.office() == Office.ADMINISTRATOR && !mayNameAdministrators(unit(unit))) {
            throw new AccessRefused("administrators of " + unit);
        }
        return term;
    }

    private boolean mayNameAdministrators(UnitView unit) {
        return access.may(Permission.SYSTEM_ADMINISTER, unit.id());
    }

    private static void reject(BindingResult errors, RuleViolation violation) {
        var arguments = violation.arguments().toArray();
        if (violation.field() == null) {
            errors.reject(violation.messageKey(), arguments, null);
        } else {
            errors.rejectValue(violation.field(), violation.messageKey(), arguments, null);
        }
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }
}
