package vn.chibo.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Parameters and their values in words. */
@Component
class PolicyTexts {

    private final MessageSource messages;

    PolicyTexts(MessageSource messages) {
        this.messages = messages;
    }

    String name(Parameter parameter, Locale locale) {
        return messages.getMessage("policy.parameter." + parameter.key(), null, locale);
    }

    String value(Parameter parameter, @Nullable String stored, Locale locale) {
        if (stored == null) {
            return messages.getMessage("policy.value.withdrawn", null, locale);
        }
        if (stored.equals("off") || stored.equals("none") || stored.isEmpty()) {
            return messages.getMessage("policy.value.off", null, locale);
        }
        return switch (parameter.type()) {
            case SWITCH -> messages.getMessage("policy.value.on", null, locale);
            case CHOICE -> option(parameter, stored, locale);
            case PERCENT -> (locale.getLanguage().equals("en") ? stored : stored.replace('.', ',')) + " %";
            case BANDS -> stored.replace("/", " / ");
            case INTEGER, TEXT -> stored;
        };
    }

    String option(Parameter parameter, String stored, Locale locale) {
        var index = parameter.options().indexOf(stored);
        return index < 0 ? stored : messages.getMessage("policy.option." + parameter.key() + "." + index, null, locale);
    }
}
