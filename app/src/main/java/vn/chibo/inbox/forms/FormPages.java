package vn.chibo.inbox.forms;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import vn.chibo.inbox.forms.FilledForm.FormError;
import vn.chibo.inbox.forms.Form.Component;
import vn.chibo.inbox.forms.Form.Setting;

/**
 * Lays a filled form out for the templates in {@code templates/forms}. Texts are those of the form, unless a bundle has
 * {@code form.<form id>.<key>} (label), {@code ….hint} or {@code ….<option>}: so a form is translated.
 */
@Service
public class FormPages {

    private final MessageSource messages;
    private final Feel feel;

    FormPages(MessageSource messages, Feel feel) {
        this.messages = messages;
        this.feel = feel;
    }

    /** @param withErrors false for a form that was just opened: nobody made a mistake yet */
    public FormPage page(FilledForm filled, boolean withErrors) {
        return new FormPage(
                filled.form().id(),
                filled.form().components().stream()
                        .map(component -> field(filled, component, withErrors))
                        .toList(),
                withErrors
                        ? filled.form()
                                .inputs()
                                .filter(input -> filled.errors().containsKey(input.key()))
                                .map(input -> new Problem(input.id(), error(filled, input)))
                                .toList()
                        : List.of(),
                filled.form().hasConditions());
    }

    private Field field(FilledForm filled, Component component, boolean withErrors) {
        var formId = filled.form().id();
        var rules = component.rules();
        return new Field(
                component.type().name().toLowerCase(Locale.ROOT),
                component.id(),
                component.key(),
                label(filled, component),
                text(messageKey(formId, component) + ".hint", said(component.description(), filled)),
                filled.inputs(component.key()),
                filled.options(component).stream()
                        .map(option -> new Choice(
                                option.value(),
                                text(messageKey(formId, component) + "." + option.value(), option.label()),
                                filled.inputs(component.key()).contains(option.value())))
                        .toList(),
                component.moment() == null ? "" : component.moment().name().toLowerCase(Locale.ROOT),
                filled.inputs(component.timeName()),
                component.prefix(),
                component.suffix(),
                literal(rules.maxLength()),
                Boolean.TRUE.equals(rules.required().literal()),
                filled.isHidden(component),
                filled.isReadonly(component),
                withErrors && filled.errors().containsKey(component.key()) ? error(filled, component) : null,
                component.children().stream()
                        .map(child -> field(filled, child, withErrors))
                        .toList());
    }

    private String error(FilledForm filled, Component component) {
        FormError error = filled.errors().get(component.key());
        if (error == null) {
            return "";
        }
        if (error.text() != null) {
            return error.text();
        }
        // the form's own messages have the label first; a rule's message comes with its own arguments
        var arguments = error.messageKey().startsWith("inbox.form.error.")
                ? Stream.concat(Stream.of(label(filled, component)), error.arguments().stream())
                        .toArray()
                : error.arguments().toArray();
        return messages.getMessage(error.messageKey(), arguments, LocaleContextHolder.getLocale());
    }

    private String label(FilledForm filled, Component component) {
        return text(messageKey(filled.form().id(), component), said(component.label(), filled));
    }

    private String said(Setting setting, FilledForm filled) {
        var value = setting.expression() == null
                ? setting.literal()
                : feel.evaluate(setting.expression(), filled.context());
        return value == null ? "" : value.toString();
    }

    private static @Nullable String literal(Setting setting) {
        return setting.literal() == null ? null : setting.literal().toString();
    }

    private static String messageKey(String formId, Component component) {
        return "form." + formId + "." + (component.key().isEmpty() ? component.id() : component.key());
    }

    private String text(String key, String fallback) {
        var text = messages.getMessage(key, null, fallback, LocaleContextHolder.getLocale());
        return text == null ? fallback : text;
    }

    /** @param conditional whether filling in a field may show or hide others */
    public record FormPage(String id, List<Field> fields, List<Problem> problems, boolean conditional) {}

    /** An error with the id of its field. */
    public record Problem(String fieldId, String text) {}

    public record Choice(String value, String label, boolean chosen) {}

    /** One component for its template. {@code inputs} is what stands in it, {@code times} in the time beside a date. */
    public record Field(
            String type,
            String id,
            String name,
            String label,
            String hint,
            List<String> inputs,
            List<Choice> choices,
            String moment,
            List<String> times,
            String prefix,
            String suffix,
            @Nullable String maxLength,
            boolean required,
            boolean hidden,
            boolean readonly,
            @Nullable String error,
            List<Field> children) {

        public String input() {
            return inputs.isEmpty() ? "" : inputs.getFirst();
        }

        public String time() {
            return times.isEmpty() ? "" : times.getFirst();
        }

        /** For aria-describedby; null when nothing describes the field. */
        public @Nullable String describedBy() {
            var described = (hint.isEmpty() ? "" : id + "-hint ") + (error == null ? "" : id + "-error");
            return described.isBlank() ? null : described.strip();
        }
    }
}
