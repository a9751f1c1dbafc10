package vn.chibo.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One number or choice the rules depend on. {@code local} parameters differ between places by right; the others are
 * national and change only at the top of the tree, when a new document is issued. Name and explanation are the messages
 * {@code policy.parameter.<key>} and {@code policy.parameter.<key>.help}.
 *
 * @param fallback the value where nobody set one, in stored form
 * @param mayBeOff whether {@code off} is a value
 * @param min smallest number, or fewest letters of a text
 * @param max largest number, or most letters of a text
 * @param options the values of a choice
 */
record Parameter(
        String key,
        Type type,
        String fallback,
        LocalDate since,
        String source,
        boolean local,
        boolean mayBeOff,
        int min,
        int max,
        List<String> options) {

    /** How a value is written; {@link #BANDS} are three falling numbers such as 90/70/50. */
    enum Type {
        INTEGER,
        PERCENT,
        SWITCH,
        CHOICE,
        BANDS,
        TEXT
    }

    /** A typed value in stored form, or the message key of what is wrong with it; arguments are min and max. */
    record Check(Optional<String> stored, String problem) {

        private static Check ok(String value) {
            return new Check(Optional.of(value), "");
        }

        private static Check wrong(String problem) {
            return new Check(Optional.empty(), "policy.value." + problem);
        }
    }

    private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,3}([.,]\\d{1,2})?");

    Check check(String typed) {
        var text = typed.strip();
        if (text.isEmpty()) {
            return Check.wrong("missing");
        }
        if (mayBeOff && (text.equalsIgnoreCase("off") || text.equalsIgnoreCase("none"))) {
            return Check.ok("off");
        }
        return switch (type) {
            case INTEGER -> integer(text);
            case PERCENT -> percent(text);
            case SWITCH -> text.equals("on") || text.equals("off") ? Check.ok(text) : Check.wrong("switch");
            case CHOICE -> options.contains(text) ? Check.ok(text) : Check.wrong("choice");
            case BANDS -> bands(text);
            case TEXT -> text.length() >= min && text.length() <= max ? Check.ok(text) : Check.wrong("text");
        };
    }

    private Check integer(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Check.wrong("integer");
        }
        var number = Integer.parseInt(text);
        return number >= min && number <= max ? Check.ok(Integer.toString(number)) : Check.wrong("range");
    }

    private Check percent(String text) {
        var bare = text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
        if (!DECIMAL.matcher(bare).matches()) {
            return Check.wrong("percent");
        }
        var number = new BigDecimal(bare.replace(',', '.'));
        var inRange = number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0;
        return inRange ? Check.ok(number.stripTrailingZeros().toPlainString()) : Check.wrong("range");
    }

    private Check bands(String text) {
        var bands = new ArrayList<BigDecimal>();
        for (var part : text.split("/", -1)) {
            if (!DECIMAL.matcher(part.strip()).matches()) {
                return Check.wrong("bands");
            }
            bands.add(new BigDecimal(part.strip().replace(',', '.')));
        }
        var falling = bands.size() == 3
                && bands.get(0).compareTo(bands.get(1)) > 0
                && bands.get(1).compareTo(bands.get(2)) > 0
                && bands.get(0).compareTo(BigDecimal.valueOf(100)) <= 0;
        return falling
                ? Check.ok(String.join(
                        "/", bands.stream().map(BigDecimal::toPlainString).toList()))
                : Check.wrong("bands");
    }
}
