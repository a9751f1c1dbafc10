package vn.chibo.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameter values in force for a unit on a date, frozen: a case keeps the rules it began under. Keys are those of
 * {@code monthly-meeting.md} §7, such as {@code meeting.minMinutes}. A case that is older than a parameter goes by its
 * default; asking for a key the catalogue does not have is a programming error and throws.
 */
public record PolicySnapshot(LocalDate on, Map<String, Value> values) {

    /** One value with where it came from. {@code text} is the stored form; empty means "off" or "none". */
    public record Value(String text, @Nullable String scopeCode, LocalDate effectiveFrom, String source) {}

    public Value value(String key) {
        var value = values.get(key);
        return value != null
                ? value
                : Catalogue.find(key)
                        .map(parameter -> new Value(parameter.fallback(), null, parameter.since(), parameter.source()))
                        .orElseThrow(() -> new IllegalArgumentException("No policy parameter " + key));
    }

    public String text(String key) {
        return value(key).text();
    }

    public boolean isSet(String key) {
        return !text(key).isEmpty() && !text(key).equals("off") && !text(key).equals("none");
    }

    /** @throws IllegalStateException when the parameter is off */
    public int integer(String key) {
        if (!isSet(key)) {
            throw new IllegalStateException(key + " is off");
        }
        return Integer.parseInt(text(key));
    }

    public BigDecimal decimal(String key) {
        return new BigDecimal(text(key));
    }

    public boolean enabled(String key) {
        return text(key).equals("on") || text(key).equals("true");
    }
}
