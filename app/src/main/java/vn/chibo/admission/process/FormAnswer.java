package vn.chibo.admission.process;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.RuleViolation;

/** Values of a submitted form. The form's own validation has run: what it asks for is there, and of its kind. */
record FormAnswer(Map<String, Object> values) {

    String text(String key) {
        var text = optional(key);
        if (text == null) {
            throw RuleViolation.at(key, "admission.error.required");
        }
        return text;
    }

    @Nullable String optional(String key) {
        var value = values.get(key);
        var text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    boolean is(String key, String expected) {
        return expected.equals(optional(key));
    }

    LocalDate date(String key) {
        return LocalDate.parse(text(key));
    }

    @Nullable LocalDate optionalDate(String key) {
        var text = optional(key);
        return text == null ? null : LocalDate.parse(text);
    }

    int number(String key) {
        var number = optionalNumber(key);
        if (number == null) {
            throw RuleViolation.at(key, "admission.error.required");
        }
        return number;
    }

    @Nullable Integer optionalNumber(String key) {
        return values.get(key) instanceof Number number ? (Integer) number.intValue() : null;
    }

    MemberId member(String key) {
        return new MemberId(UUID.fromString(text(key)));
    }
}
