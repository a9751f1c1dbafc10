package vn.chibo.inbox.forms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.inbox.forms.Form.Component;
import vn.chibo.inbox.forms.Form.Moment;
import vn.chibo.inbox.forms.Form.Option;
import vn.chibo.inbox.forms.Form.Rules;
import vn.chibo.inbox.forms.Form.Setting;
import vn.chibo.inbox.forms.Form.Type;

/**
 * Reads {@code .form} files and refuses what would be a hole in the page: a component, rule or expression that the
 * renderer or the validator does not know.
 */
final class FormReader {

    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Set<String> RULES = Set.of(
            "required", "min", "max", "minLength", "maxLength", "pattern", "patternErrorMessage", "validationType");

    private final JsonMapper json;
    private final Feel feel;
    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    private FormReader(JsonMapper json, Feel feel, String file) {
        this.json = json;
        this.feel = feel;
        this.file = file;
    }

    /** @throws IllegalStateException naming every problem of the file */
    static Form read(JsonMapper json, Feel feel, String file, String content) {
        return new FormReader(json, feel, file).read(content);
    }

    private Form read(String content) {
        try {
            var root = json.readTree(content);
            var id = text(root, "id");
            if (id.isEmpty()) {
                problems.add("the form has no id");
            }
            if (!text(root, "type").equals("default")) {
                problems.add("the form's type is not 'default'");
            }
            var form = new Form(id, components(root));
            if (!problems.isEmpty()) {
                throw new IllegalStateException(file + ": " + String.join("; ", problems));
            }
            return form;
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " is not JSON", e);
        }
    }

    private List<Component> components(JsonNode parent) {
        var components = new ArrayList<Component>();
        for (var node : parent.path("components")) {
            var component = component(node);
            if (component != null) {
                components.add(component);
            }
        }
        return List.copyOf(components);
    }

    private @Nullable Component component(JsonNode node) {
        var name = text(node, "type");
        var type = type(name);
        var id = text(node, "id").isEmpty() ? text(node, "key") : text(node, "id");
        if (type == null) {
            problems.add("component " + id + " has the unknown type '" + name + "'");
            return null;
        }
        var key = type.isInput() ? key(node, id) : "";
        var options = type.hasOptions() ? options(node) : null;
        var optionsFrom = type.hasOptions() ? optionsFrom(node, id, options) : null;
        return new Component(
                type,
                id,
                key,
                label(node, type, id),
                setting(node, "description", id),
                value(node.path("defaultValue")),
                node.path("disabled").asBoolean(false) ? new Setting(true, null) : setting(node, "readonly", id),
                hide(node, id),
                rules(node, id),
                options,
                optionsFrom,
                type == Type.DATETIME ? moment(node, id) : null,
                text(node.path("appearance"), "prefixAdorner"),
                text(node.path("appearance"), "suffixAdorner"),
                components(node));
    }

    /** A date and time may come with two labels of their own instead of one; the first says what it is about. */
    private Setting label(JsonNode node, Type type, String id) {
        if (type == Type.TEXT) {
            return setting(node, "text", id);
        }
        var label = setting(node, "label", id);
        if (type != Type.DATETIME || label.isSet()) {
            return label;
        }
        var date = setting(node, "dateLabel", id);
        return date.isSet() ? date : setting(node, "timeLabel", id);
    }

    private static @Nullable Type type(String name) {
        try {
            return name.equals(name.toLowerCase(Locale.ROOT)) ? Type.valueOf(name.toUpperCase(Locale.ROOT)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String key(JsonNode node, String id) {
        var key = text(node, "key");
        if (!KEY.matcher(key).matches()) {
            problems.add("component " + id + " needs a camelCase key, not '" + key + "'");
        } else if (!keys.add(key)) {
            problems.add("the key " + key + " is used twice");
        }
        return key;
    }

    private @Nullable String hide(JsonNode node, String id) {
        var hide = setting(node.path("conditional"), "hide", id);
        if (hide.literal() != null) {
            problems.add("component " + id + ": conditional.hide is not a FEEL expression");
        }
        return hide.expression();
    }

    private Rules rules(JsonNode node, String id) {
        var validate = node.path("validate");
        for (var rule : validate.propertyNames()) {
            if (!RULES.contains(rule)) {
                problems.add("component " + id + " has the unknown rule '" + rule + "'");
            }
        }
        if (!text(validate, "validationType").isEmpty()
                && !text(validate, "validationType").equals("custom")) {
            problems.add("component " + id + ": write a pattern instead of validationType");
        }
        var pattern = text(validate, "pattern").isEmpty() ? null : text(validate, "pattern");
        if (pattern != null) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                problems.add("component " + id + ": the pattern is no regular expression");
            }
        }
        var message = text(validate, "patternErrorMessage");
        return new Rules(
                setting(validate, "required", id),
                setting(validate, "min", id),
                setting(validate, "max", id),
                setting(validate, "minLength", id),
                setting(validate, "maxLength", id),
                pattern,
                message.isEmpty() ? null : message,
                node.path("decimalDigits").isNumber()
                        ? node.path("decimalDigits").asInt()
                        : null,
                node.path("disallowPassedDates").asBoolean(false));
    }

    private @Nullable List<Option> options(JsonNode node) {
        if (!node.path("values").isArray()) {
            return null;
        }
        var options = new ArrayList<Option>();
        for (var option : node.path("values")) {
            options.add(new Option(text(option, "value"), text(option, "label")));
        }
        return List.copyOf(options);
    }

    private @Nullable String optionsFrom(JsonNode node, String id, @Nullable List<Option> options) {
        var valuesKey = text(node, "valuesKey");
        var expression = setting(node, "valuesExpression", id).expression();
        if ((options != null ? 1 : 0) + (valuesKey.isEmpty() ? 0 : 1) + (expression != null ? 1 : 0) != 1) {
            problems.add("component " + id + " needs its options from one of values, valuesKey, valuesExpression");
        }
        return expression != null ? expression : valuesKey.isEmpty() ? null : valuesKey;
    }

    private Moment moment(JsonNode node, String id) {
        try {
            return Moment.valueOf(text(node, "subtype").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            problems.add("component " + id + " has the unknown subtype '" + text(node, "subtype") + "'");
            return Moment.DATE;
        }
    }

    private Setting setting(JsonNode node, String name, String id) {
        var value = node.path(name);
        if (value.isMissingNode()
                || value.isNull()
                || value.isString() && value.asString().isEmpty()) {
            return Setting.NONE;
        }
        if (value.isString() && value.asString().startsWith("=")) {
            var expression = value.asString().substring(1);
            feel.problemOf(expression)
                    .ifPresent(problem -> problems.add("component " + id + ": " + name + ": " + problem));
            return new Setting(null, expression);
        }
        if (value.isString() && value.asString().contains("{{")) {
            problems.add("component " + id + ": " + name + ": write FEEL instead of {{templates}}");
        }
        return new Setting(value(value), null);
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (node.isString()) {
            return node.asString();
        }
        if (node.isArray()) {
            var values = new ArrayList<String>();
            node.forEach(value -> values.add(value.asString()));
            return values;
        }
        return null;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).asString() : "";
    }
}
