package vn.chibo.admission.sourcing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Choices as people read them: {@code admission.<what>.<VALUE>} of the message bundle. */
@Component
class Words {

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    String of(String key, Locale locale) {
        return messages.getMessage("admission." + key, null, locale);
    }

    String of(String what, Enum<?> value, Locale locale) {
        return of(what + "." + value.name(), locale);
    }

    /** For a select: an empty line first, so that nobody chooses without looking. */
    <E extends Enum<E>> Map<String, String> choices(String what, Class<E> values, Locale locale) {
        var choices = new LinkedHashMap<String, String>();
        choices.put("", of("choose", locale));
        for (var value : values.getEnumConstants()) {
            choices.put(value.name(), of(what, value, locale));
        }
        return choices;
    }
}
