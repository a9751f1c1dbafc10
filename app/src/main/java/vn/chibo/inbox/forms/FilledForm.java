package vn.chibo.inbox.forms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.chibo.inbox.forms.Form.Component;
import vn.chibo.inbox.forms.Form.Option;

/** A form with what stands in its inputs, checked. */
public final class FilledForm {

    private final Form form;
    private final Map<String, List<String>> inputs;
    private final Map<String, Object> context;
    private final Map<String, Object> values;
    private final Map<String, FormError> errors;
    private final Set<Component> hidden;
    private final Set<Component> readonly;
    private final Map<String, List<Option>> options;

    FilledForm(
            Form form,
            Map<String, List<String>> inputs,
            Map<String, Object> context,
            Map<String, Object> values,
            Map<String, FormError> errors,
            Set<Component> hidden,
            Set<Component> readonly,
            Map<String, List<Option>> options) {
        this.form = form;
        this.inputs = inputs;
        this.context = context;
        this.values = values;
        this.errors = new LinkedHashMap<>(errors);
        this.hidden = hidden;
        this.readonly = readonly;
        this.options = options;
    }

    /** Inputs as they stand in a draft: several values of one name are joined by line feeds. */
    public static Map<String, List<String>> inputsOf(Form form, Map<String, String> draft) {
        var inputs = new LinkedHashMap<String, List<String>>();
        var multiple = form.inputs()
                .filter(input -> input.type().isMultiple())
                .map(Component::key)
                .toList();
        draft.forEach((name, text) ->
                inputs.put(name, multiple.contains(name) ? List.of(text.split("\n", -1)) : List.of(text)));
        return inputs;
    }

    public Form form() {
        return form;
    }

    public boolean isValid() {
        return errors.isEmpty();
    }

    /** What the person filled in, by key; without what is hidden, with what is shown but not theirs to change. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Ids of components not shown for these values. */
    public List<String> hiddenIds() {
        return hidden.stream().map(Component::id).toList();
    }

    /** Adds what a rule of the area found; false when the form shows no such field. */
    public boolean reject(String key, String messageKey, List<Object> arguments) {
        var shown = form.inputs().anyMatch(input -> input.key().equals(key) && !hidden.contains(input));
        if (shown) {
            errors.put(key, new FormError(messageKey, null, arguments));
        }
        return shown;
    }

    Map<String, FormError> errors() {
        return errors;
    }

    Map<String, Object> context() {
        return context;
    }

    boolean isHidden(Component component) {
        return hidden.contains(component);
    }

    boolean isReadonly(Component component) {
        return readonly.contains(component);
    }

    List<Option> options(Component component) {
        return options.getOrDefault(component.key(), List.of());
    }

    List<String> inputs(String name) {
        return inputs.getOrDefault(name, List.of());
    }

    /** @param text the words themselves where the form brings its own, else null and {@code messageKey} counts */
    record FormError(String messageKey, @Nullable String text, List<Object> arguments) {}
}
