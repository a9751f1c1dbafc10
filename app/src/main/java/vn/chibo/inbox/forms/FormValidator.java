package vn.chibo.inbox.forms;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vn.chibo.inbox.forms.FilledForm.FormError;
import vn.chibo.inbox.forms.Form.Component;
import vn.chibo.inbox.forms.Form.Moment;
import vn.chibo.inbox.forms.Form.Option;
import vn.chibo.inbox.forms.Form.Setting;
import vn.chibo.shared.DomainTime;

/**
 * Enforces on the server what a form says. A hidden component is neither asked for nor handed on; a read-only one keeps
 * the value the form was opened with, whatever the request claims.
 */
@Service
public class FormValidator {

    /** No form says how long a text may be at most unless it matters; this keeps a pasted book out of the records. */
    static final int LONGEST_TEXT = 50_000;

    private final Feel feel;
    private final Clock clock;

    FormValidator(Feel feel, Clock clock) {
        this.feel = feel;
        this.clock = clock;
    }

    /** The form as it opens: prefilled values, else its defaults. */
    public FilledForm open(Form form, Map<String, Object> prefill) {
        return check(form, opening(form, prefill), prefill);
    }

    /**
     * The form with a person's inputs.
     *
     * @param inputs texts by input name, as a browser sends them
     * @param prefill the values the form was opened with
     */
    public FilledForm check(Form form, Map<String, List<String>> inputs, Map<String, Object> prefill) {
        var opening = opening(form, prefill);
        var values = new HashMap<String, Object>();
        var errors = new LinkedHashMap<String, FormError>();
        form.inputs().forEach(input -> parse(input, inputs, values, errors));

        var hidden = new LinkedHashSet<Component>();
        var readonly = new LinkedHashSet<Component>();
        var context = context(form, values, prefill);
        // what is hidden counts as empty, which may hide or show something else; each round settles one more at least
        for (int round = 0; round <= form.all().count(); round++) {
            var now = new LinkedHashSet<Component>();
            form.components().forEach(component -> collectHidden(component, false, context, now));
            if (now.equals(hidden)) {
                break;
            }
            hidden = now;
            context.clear();
            context.putAll(context(form, values, prefill));
            hidden.stream()
                    .filter(component -> component.type().isInput())
                    .forEach(component -> context.put(component.key(), null));
        }
        var shownInputs = new HashMap<>(inputs);
        var accepted = new LinkedHashMap<String, Object>();
        var options = new HashMap<String, List<Option>>();
        for (var input : form.inputs().toList()) {
            options.put(input.key(), options(input, context));
            if (hidden.contains(input)) {
                errors.remove(input.key());
                continue;
            }
            if (isTrue(input.readonly(), context)) {
                readonly.add(input);
                errors.remove(input.key());
                restore(input, opening, shownInputs, values);
            } else if (!errors.containsKey(input.key())) {
                var error =
                        error(input, values.get(input.key()), options.getOrDefault(input.key(), List.of()), context);
                if (error != null) {
                    errors.put(input.key(), error);
                }
            }
            var value = values.get(input.key());
            if (value != null) {
                accepted.put(input.key(), value);
            }
        }
        var inOrder = new LinkedHashMap<String, FormError>();
        form.inputs().map(Component::key).filter(errors::containsKey).forEach(key -> inOrder.put(key, errors.get(key)));
        return new FilledForm(form, shownInputs, context, accepted, inOrder, hidden, readonly, options);
    }

    private static Map<String, List<String>> opening(Form form, Map<String, Object> prefill) {
        var inputs = new HashMap<String, List<String>>();
        form.inputs().forEach(input -> {
            var value = prefill.get(input.key());
            FormValues.write(input, value != null ? value : input.defaultValue(), inputs);
        });
        return inputs;
    }

    private static void parse(
            Component input,
            Map<String, List<String>> inputs,
            Map<String, Object> values,
            Map<String, FormError> errors) {
        try {
            var value = FormValues.parse(input, inputs);
            if (value != null) {
                values.put(input.key(), value);
            }
        } catch (FormValues.NotAValue e) {
            errors.put(input.key(), said(e.code));
        }
    }

    private static void restore(
            Component input,
            Map<String, List<String>> opening,
            Map<String, List<String>> inputs,
            Map<String, Object> values) {
        for (var name : List.of(input.key(), input.timeName())) {
            if (opening.containsKey(name)) {
                inputs.put(name, opening.get(name));
            } else {
                inputs.remove(name);
            }
        }
        values.remove(input.key());
        parse(input, opening, values, new HashMap<>());
    }

    /** What expressions see: what the form was opened with, and over it every input, null where nothing is filled in. */
    private static Map<String, Object> context(Form form, Map<String, Object> values, Map<String, Object> prefill) {
        var context = new HashMap<>(prefill);
        form.inputs().forEach(input -> context.put(input.key(), values.get(input.key())));
        return context;
    }

    private void collectHidden(
            Component component, boolean inHidden, Map<String, Object> context, Set<Component> hidden) {
        var hides = inHidden || component.hide() != null && feel.isTrue(component.hide(), context);
        if (hides) {
            hidden.add(component);
        }
        component.children().forEach(child -> collectHidden(child, hides, context, hidden));
    }

    private List<Option> options(Component input, Map<String, Object> context) {
        if (input.options() != null) {
            return input.options();
        }
        if (input.optionsFrom() == null
                || !(feel.evaluate(input.optionsFrom(), context) instanceof Collection<?> found)) {
            return List.of();
        }
        var options = new ArrayList<Option>();
        for (var option : found) {
            if (option instanceof Map<?, ?> pair) {
                var value = String.valueOf(pair.get("value"));
                options.add(new Option(value, pair.get("label") == null ? value : String.valueOf(pair.get("label"))));
            } else {
                options.add(new Option(String.valueOf(option), String.valueOf(option)));
            }
        }
        return List.copyOf(options);
    }

    private @Nullable FormError error(
            Component input, @Nullable Object value, List<Option> options, Map<String, Object> context) {
        var rules = input.rules();
        if (value == null || Boolean.FALSE.equals(value)) {
            return isTrue(rules.required(), context)
                    ? said(input.type().hasOptions() ? "choose" : value == null ? "required" : "tick")
                    : null;
        }
        if (value instanceof BigDecimal number) {
            return numberError(number, rules, context);
        }
        if (input.moment() != null) {
            return rules.notInThePast() && isPast(input.moment(), value.toString()) ? said("past") : null;
        }
        if (input.type().hasOptions()) {
            var known = options.stream().map(Option::value).toList();
            var chosen = value instanceof Collection<?> many ? many : List.of(value);
            return known.containsAll(chosen) ? null : said("choose");
        }
        return value instanceof String text ? textError(text, rules, context) : null;
    }

    private @Nullable FormError numberError(BigDecimal number, Form.Rules rules, Map<String, Object> context) {
        var min = number(rules.min(), context);
        var max = number(rules.max(), context);
        if (min != null && number.compareTo(min) < 0) {
            return said("min", min);
        }
        if (max != null && number.compareTo(max) > 0) {
            return said("max", max);
        }
        var digits = rules.decimalDigits();
        if (digits != null && Math.max(0, number.stripTrailingZeros().scale()) > digits) {
            return digits == 0 ? said("whole") : said("decimals", digits);
        }
        return null;
    }

    private @Nullable FormError textError(String text, Form.Rules rules, Map<String, Object> context) {
        var length = text.codePointCount(0, text.length());
        var min = number(rules.minLength(), context);
        var max = number(rules.maxLength(), context);
        var longest = max == null ? LONGEST_TEXT : Math.min(LONGEST_TEXT, max.intValue());
        if (min != null && length < min.intValue()) {
            return said("minLength", min.intValue(), length);
        }
        if (length > longest) {
            return said("maxLength", longest, length);
        }
        if (rules.pattern() != null
                && !Pattern.compile(rules.pattern()).matcher(text).find()) {
            return new FormError("inbox.form.error.pattern", rules.patternMessage(), List.of());
        }
        return null;
    }

    private boolean isPast(Moment moment, String value) {
        return switch (moment) {
            case DATE -> LocalDate.parse(value).isBefore(DomainTime.today(clock));
            case DATETIME ->
                LocalDateTime.parse(value).isBefore(LocalDateTime.ofInstant(clock.instant(), DomainTime.ZONE));
            case TIME -> false;
        };
    }

    private @Nullable Object value(Setting setting, Map<String, Object> context) {
        return setting.expression() == null ? setting.literal() : feel.evaluate(setting.expression(), context);
    }

    private boolean isTrue(Setting setting, Map<String, Object> context) {
        return Boolean.TRUE.equals(value(setting, context));
    }

    private @Nullable BigDecimal number(Setting setting, Map<String, Object> context) {
        var value = value(setting, context);
        try {
            return value == null ? null : new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static FormError said(String code, Object... arguments) {
        return new FormError("inbox.form.error." + code, null, List.of(arguments));
    }
}
