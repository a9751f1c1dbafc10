package vn.chibo.inbox.forms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Camunda form as this application shows it: a tree of components of the types we know. */
public record Form(String id, List<Component> components) {

    /** For a task that asks nothing but to be done. */
    public static Form empty(String id) {
        return new Form(id, List.of());
    }

    /** All components, groups before their content. */
    Stream<Component> all() {
        return components.stream().flatMap(Component::withChildren);
    }

    Stream<Component> inputs() {
        return all().filter(component -> component.type().isInput());
    }

    public boolean asksFor(String key) {
        return inputs().anyMatch(input -> input.key().equals(key));
    }

    /** The words beside this input; the key itself where they depend on what is filled in. */
    public Optional<String> labelOf(String key) {
        return inputs().filter(input -> input.key().equals(key))
                .findFirst()
                .map(input -> input.label().literal() == null
                        ? key
                        : input.label().literal().toString());
    }

    /** Whether what is shown depends on what is filled in. */
    public boolean hasConditions() {
        return all().anyMatch(component -> component.hide() != null);
    }

    /** The types with a template of the same name in {@code templates/forms}. */
    enum Type {
        TEXT,
        SEPARATOR,
        SPACER,
        GROUP,
        TEXTFIELD,
        TEXTAREA,
        NUMBER,
        DATETIME,
        SELECT,
        RADIO,
        CHECKBOX,
        CHECKLIST,
        TAGLIST;

        boolean isInput() {
            return compareTo(TEXTFIELD) >= 0;
        }

        boolean hasOptions() {
            return this == SELECT || this == RADIO || isMultiple();
        }

        boolean isMultiple() {
            return this == CHECKLIST || this == TAGLIST;
        }
    }

    enum Moment {
        DATE,
        TIME,
        DATETIME
    }

    /**
     * One component. Texts and numbers that may be FEEL expressions stand as {@link Setting}.
     *
     * @param key the variable; empty for what takes no input
     * @param hide FEEL condition under which it is neither shown nor asked for
     * @param options static options; null when they come from {@code optionsFrom}
     * @param optionsFrom FEEL expression giving a list of values or of {@code {label, value}}
     */
    record Component(
            Type type,
            String id,
            String key,
            Setting label,
            Setting description,
            @Nullable Object defaultValue,
            Setting readonly,
            @Nullable String hide,
            Rules rules,
            @Nullable List<Option> options,
            @Nullable String optionsFrom,
            @Nullable Moment moment,
            String prefix,
            String suffix,
            List<Component> children) {

        Stream<Component> withChildren() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Component::withChildren));
        }

        /** The name its input has in the page; the time of a date with time stands in a second input. */
        String timeName() {
            return key + "-time";
        }
    }

    /** What {@code validate} and its neighbours ask for; an absent rule is {@link Setting#NONE}. */
    record Rules(
            Setting required,
            Setting min,
            Setting max,
            Setting minLength,
            Setting maxLength,
            @Nullable String pattern,
            @Nullable String patternMessage,
            @Nullable Integer decimalDigits,
            boolean notInThePast) {}

    record Option(String value, String label) {}

    /** A literal, or a FEEL expression when {@code expression} is set. */
    record Setting(@Nullable Object literal, @Nullable String expression) {

        static final Setting NONE = new Setting(null, null);

        boolean isSet() {
            return literal != null || expression != null;
        }
    }
}
