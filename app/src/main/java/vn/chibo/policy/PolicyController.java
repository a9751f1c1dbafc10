package vn.chibo.policy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

/** What holds for a unit on a date, where it comes from, and how it changes. */
@Controller
@RequestMapping("/policy")
class PolicyController {

    private static final int LONGEST_SOURCE = 500;

    private final Policies policies;
    private final PolicyTexts texts;
    private final Access access;
    private final Users users;
    private final Organizations organizations;
    private final Clock clock;

    PolicyController(
            Policies policies,
            PolicyTexts texts,
            Access access,
            Users users,
            Organizations organizations,
            Clock clock) {
        this.policies = policies;
        this.texts = texts;
        this.access = access;
        this.users = users;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** One line of the list; {@code scope} is empty where the default holds. */
    record Line(String key, String name, String value, String scope, LocalDate since, String source, boolean local) {}

    /** One entered value with who entered it. */
    record Past(LocalDate from, String value, String scope, String source, String by, LocalDate enteredOn) {}

    /** A bean, not a record: a date that cannot be read must not lose the other fields. */
    static final class Form {

        private @Nullable String value;
        private boolean withdraw;
        private @Nullable LocalDate effectiveFrom;
        private @Nullable String source;

        public @Nullable String getValue() {
            return value;
        }

        public void setValue(@Nullable String value) {
            this.value = value;
        }

        public boolean isWithdraw() {
            return withdraw;
        }

        public void setWithdraw(boolean withdraw) {
            this.withdraw = withdraw;
        }

        public @Nullable LocalDate getEffectiveFrom() {
            return effectiveFrom;
        }

        public void setEffectiveFrom(@Nullable LocalDate effectiveFrom) {
            this.effectiveFrom = effectiveFrom;
        }

        public @Nullable String getSource() {
            return source;
        }

        public void setSource(@Nullable String source) {
            this.source = source;
        }
    }

    @GetMapping
    ModelAndView list(
            @RequestParam(required = false) @Nullable UnitId unit,
            @RequestParam(required = false) @Nullable LocalDate on,
            Locale locale) {
        var date = on == null ? today() : on;
        var shown = unit == null ? firstUnit(date) : Optional.of(visible(unit, date));
        var snapshot = shown.map(view -> policies.snapshot(view.id(), date)).orElseGet(() -> policies.defaults(date));
        var names = shown.map(view -> scopeNames(view.id(), date)).orElse(Map.of());
        var groups = new LinkedHashMap<String, List<Line>>();
        for (var parameter : Catalogue.all()) {
            var value = snapshot.value(parameter.key());
            groups.computeIfAbsent(groupOf(parameter), group -> new ArrayList<>())
                    .add(new Line(
                            parameter.key(),
                            texts.name(parameter, locale),
                            texts.value(parameter, value.text(), locale),
                            value.scopeCode() == null ? "" : names.getOrDefault(value.scopeCode(), value.scopeCode()),
                            value.effectiveFrom(),
                            value.source(),
                            parameter.local()));
        }
        return new ModelAndView("policy/list")
                .addObject("unit", shown.orElse(null))
                .addObject("units", shown.map(view -> choices(view, date)).orElse(Map.of()))
                .addObject("on", date)
                .addObject("groups", groups);
    }

    @GetMapping("/parameters/{key}")
    ModelAndView show(@PathVariable String key, @RequestParam UnitId unit, Locale locale) {
        var form = new Form();
        form.setEffectiveFrom(today());
        return page(parameter(key), visible(unit, today()), locale, HttpStatus.OK)
                .addObject("form", form);
    }

    @PostMapping("/parameters/{key}")
    ModelAndView add(
            @PathVariable String key,
            @RequestParam UnitId unit,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            Locale locale,
            RedirectAttributes redirect) {
        var parameter = parameter(key);
        var shown = visible(unit, today());
        access.require(Permission.POLICY_EDIT, unit);
        var source = Objects.requireNonNullElse(form.getSource(), "").strip();
        if (source.isEmpty() || source.length() > LONGEST_SOURCE) {
            errors.rejectValue("source", "policy.source.missing");
        }
        if (form.getEffectiveFrom() == null && !errors.hasFieldErrors("effectiveFrom")) {
            errors.rejectValue("effectiveFrom", "policy.date.missing");
        }
        var from = form.getEffectiveFrom();
        if (!errors.hasErrors() && from != null) {
            try {
                var typed = form.isWithdraw()
                        ? Optional.<String>empty()
                        : Optional.of(Objects.requireNonNullElse(form.getValue(), ""));
                policies.add(
                        parameter, unit, from, typed, source, users.current().accountId());
            } catch (RuleViolation violation) {
                errors.rejectValue(
                        violation.field() == null ? "value" : violation.field(),
                        violation.messageKey(),
                        violation.arguments().toArray(),
                        null);
            }
        }
        if (errors.hasErrors()) {
            return page(parameter, shown, locale, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Flash.success(redirect, "policy.added");
        return new ModelAndView("redirect:/policy/parameters/" + parameter.key() + "?unit=" + unit);
    }

    private ModelAndView page(Parameter parameter, UnitView unit, Locale locale, HttpStatus status) {
        var names = scopeNames(unit.id(), today());
        var codes = new LinkedHashMap<UnitId, String>();
        organizations.pathToRoot(unit.id(), today()).forEach(view -> codes.put(view.id(), view.code()));
        var current = policies.snapshot(unit.id(), today()).value(parameter.key());
        var history = policies.history(parameter, unit.id(), today()).stream()
                .map(entry -> new Past(
                        entry.effectiveFrom(),
                        texts.value(parameter, entry.value(), locale),
                        names.getOrDefault(codes.getOrDefault(entry.unit(), ""), ""),
                        entry.source(),
                        users.nameOf(entry.enteredBy()).orElse(""),
                        DomainTime.dateOf(entry.enteredAt())))
                .toList();
        var options = new LinkedHashMap<String, String>();
        parameter.options().forEach(option -> options.put(option, texts.option(parameter, option, locale)));
        if (parameter.type() == Parameter.Type.SWITCH) {
            options.put("on", texts.value(parameter, "on", locale));
            options.put("off", texts.value(parameter, "off", locale));
        }
        return new ModelAndView("policy/parameter", status)
                .addObject("unit", unit)
                .addObject("parameter", parameter)
                .addObject("name", texts.name(parameter, locale))
                .addObject("current", texts.value(parameter, current.text(), locale))
                .addObject("currentSource", current.source())
                .addObject("fallback", texts.value(parameter, parameter.fallback(), locale))
                .addObject("options", options)
                .addObject("history", history)
                .addObject(
                        "mayEdit",
                        access.may(Permission.POLICY_EDIT, unit.id()) && (parameter.local() || unit.parent() == null));
    }

    /** The unit, or 404 whether it is missing or not for this person. */
    private UnitView visible(UnitId unit, LocalDate on) {
        if (!access.may(Permission.POLICY_VIEW, unit)) {
            throw new AccessRefused(Permission.POLICY_VIEW + " in " + unit);
        }
        return organizations.unit(unit, on).orElseThrow(() -> new NotFound("unit"));
    }

    private Optional<UnitView> firstUnit(LocalDate on) {
        var scopes = access.scopes(Permission.POLICY_VIEW);
        if (scopes.isEmpty() && !access.mayAdminister()) {
            throw new AccessRefused(Permission.POLICY_VIEW + " anywhere");
        }
        return scopes.stream()
                .flatMap(unit -> organizations.unit(unit, on).stream())
                .findFirst();
    }

    /** Where one can go from the unit: up as far as one may see, itself, and down one level. */
    private Map<String, String> choices(UnitView unit, LocalDate on) {
        var choices = new LinkedHashMap<String, String>();
        var path = new ArrayList<>(organizations.pathToRoot(unit.id(), on));
        java.util.Collections.reverse(path);
        path.stream()
                .filter(view -> access.may(Permission.POLICY_VIEW, view.id()))
                .forEach(view -> choices.put(view.id().toString(), view.name()));
        choices.put(unit.id().toString(), unit.name());
        organizations.children(unit.id(), on).stream()
                .filter(view -> access.may(Permission.POLICY_VIEW, view.id()))
                .forEach(view -> choices.put(view.id().toString(), "– " + view.name()));
        access.scopes(Permission.POLICY_VIEW).stream()
                .flatMap(id -> organizations.unit(id, on).stream())
                .forEach(view -> choices.putIfAbsent(view.id().toString(), view.name()));
        return choices;
    }

    private Map<String, String> scopeNames(UnitId unit, LocalDate on) {
        var names = new LinkedHashMap<String, String>();
        organizations.pathToRoot(unit, on).forEach(view -> names.put(view.code(), view.name()));
        return names;
    }

    private static Parameter parameter(String key) {
        return Catalogue.find(key).orElseThrow(() -> new NotFound("parameter"));
    }

    private static String groupOf(Parameter parameter) {
        return switch (parameter.key().substring(0, parameter.key().indexOf('.'))) {
            case "meeting", "calendar", "preMeeting", "notice" -> "schedule";
            case "docs", "report", "sign", "assigned", "signature", "papers" -> "papers";
            case "attendance", "vote", "quorum", "cell", "chair" -> "vote";
            case "education", "sourcing" -> "admission";
            case "kpi" -> "kpi";
            case "grade", "score", "criticism", "speakers" -> "score";
            case "admission",
                    "certificate",
                    "sponsor",
                    "decision",
                    "ceremony",
                    "memberHistory",
                    "probation",
                    "recognition",
                    "verification",
                    "residenceOpinion",
                    "candidate",
                    "student",
                    "readmission" -> "admission";
            default -> "other";
        };
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }
}
