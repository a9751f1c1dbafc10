package vn.chibo.meetings.score;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** Local score tables: read those in one's scope, and add a later one made from an existing table. */
@Controller
@RequestMapping("/score-templates")
class TemplateController {

    private final ScoreTemplates templates;
    private final Organizations organizations;
    private final Access access;
    private final Users users;
    private final Clock clock;

    TemplateController(ScoreTemplates templates, Organizations organizations, Access access, Users users, Clock clock) {
        this.templates = templates;
        this.organizations = organizations;
        this.access = access;
        this.users = users;
        this.clock = clock;
    }

    @InitBinder
    void allowLongTables(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(100);
    }

    @GetMapping
    ModelAndView list() {
        var scopes = units(Permission.POLICY_VIEW);
        return new ModelAndView("meetings/score/templates")
                .addObject("standard", templates.standard().name())
                .addObject("stored", lines(scopes))
                .addObject("mayAdd", !access.scopes(Permission.POLICY_EDIT).isEmpty());
    }

    private List<Line> lines(List<UnitView> scopes) {
        var names = scopes.stream().collect(Collectors.toMap(unit -> unit.id().value(), UnitView::name));
        return templates.storedFor(List.copyOf(names.keySet())).stream()
                .map(stored -> new Line(
                        stored.id(), stored.name(), names.getOrDefault(stored.unitId(), ""), stored.effectiveFrom()))
                .toList();
    }

    /** A local table in the list. */
    public record Line(UUID id, String name, String scope, LocalDate effectiveFrom) {}

    @GetMapping("/new")
    ModelAndView create(@RequestParam Optional<UUID> from) {
        var template = from.map(this::visible).orElseGet(templates::standard);
        return form(TemplateForm.of(template), HttpStatus.OK);
    }

    private ScoreTemplate visible(UUID id) {
        var stored = templates.find(id).orElseThrow(() -> new NotFound("score template " + id));
        access.require(Permission.POLICY_VIEW, new UnitId(stored.unitId()));
        return ScoreTemplates.read(stored.definition());
    }

    @PostMapping
    ModelAndView add(@ModelAttribute("form") TemplateForm form, BindingResult errors) {
        var unit = unit(form.getUnit());
        if (unit == null) {
            errors.rejectValue("unit", "score.template.error.unit");
        } else {
            access.require(Permission.POLICY_EDIT, unit);
        }
        var template = form.read(errors);
        var date = form.date();
        if (template == null || unit == null || date == null) {
            return form(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        templates.add(unit, date, template, users.current());
        return new ModelAndView("redirect:/score-templates");
    }

    private ModelAndView form(TemplateForm form, HttpStatus status) {
        var units = units(Permission.POLICY_EDIT);
        if (units.isEmpty()) {
            throw new vn.chibo.shared.AccessRefused("score templates");
        }
        return new ModelAndView("meetings/score/template", status)
                .addObject("form", form)
                .addObject("units", units)
                .addObject("types", ScoreTemplate.Type.values())
                .addObject("facts", Fact.values())
                .addObject("policies", ConditionalItemPolicy.values());
    }

    private @Nullable UnitId unit(String text) {
        try {
            var id = new UnitId(UUID.fromString(text));
            return organizations.unit(id, DomainTime.today(clock)).isPresent() ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private List<UnitView> units(Permission permission) {
        var today = DomainTime.today(clock);
        return access.scopes(permission).stream()
                .map(id -> organizations.unit(id, today).orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }
}
