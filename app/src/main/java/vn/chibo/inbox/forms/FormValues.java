package vn.chibo.inbox.forms;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.chibo.inbox.forms.Form.Component;
import vn.chibo.inbox.forms.Form.Moment;

/**
 * Turns what stands in an input into a value and back. Values are those of JSON, as Camunda forms have them: texts,
 * {@link BigDecimal}, {@link Boolean}, lists of texts; dates and times are ISO texts. People write dates dd/mm/yyyy and
 * decimals with a comma or a point.
 */
final class FormValues {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE_SHOWN = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");
    private static final DateTimeFormatter TIME_SHOWN = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DATE_TIME_ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}([.,]\\d{1,10})?");

    private FormValues() {}

    /** Thrown for a text that is no value of its component's type; {@code code} names the message. */
    static final class NotAValue extends Exception {

        final String code;

        NotAValue(String code) {
            super(code, null, false, false);
            this.code = code;
        }
    }

    /** The value of a component among the inputs of a page; null when nothing is filled in. */
    static @Nullable Object parse(Component component, Map<String, List<String>> inputs) throws NotAValue {
        var given = inputs.getOrDefault(component.key(), List.of());
        var text = given.isEmpty() ? "" : given.getFirst();
        return switch (component.type()) {
            case TEXTFIELD ->
                emptyToNull(clean(text).replaceAll("[\\r\\n]+", " ").strip());
            case TEXTAREA -> text.isBlank() ? null : clean(text).stripTrailing();
            case NUMBER -> number(text.strip());
            case DATETIME -> moment(component, text.strip(), inputs);
            case SELECT, RADIO -> emptyToNull(text);
            case CHECKBOX -> text.equals("true") || text.equals("on");
            case CHECKLIST, TAGLIST -> {
                var chosen = given.stream()
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .toList();
                yield chosen.isEmpty() ? null : chosen;
            }
            default -> null;
        };
    }

    private static @Nullable BigDecimal number(String text) throws NotAValue {
        if (text.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new NotAValue("number");
        }
        return new BigDecimal(text.replace(',', '.'));
    }

    private static @Nullable String moment(Component component, String text, Map<String, List<String>> inputs)
            throws NotAValue {
        if (component.moment() == Moment.DATE) {
            return text.isEmpty() ? null : date(text).toString();
        }
        if (component.moment() == Moment.TIME) {
            return text.isEmpty() ? null : TIME_SHOWN.format(time(text));
        }
        var times = inputs.getOrDefault(component.timeName(), List.of());
        var time = times.isEmpty() ? "" : times.getFirst().strip();
        if (text.isEmpty() && time.isEmpty()) {
            return null;
        }
        if (text.isEmpty() || time.isEmpty()) {
            throw new NotAValue("dateAndTime");
        }
        return DATE_TIME_ISO.format(LocalDateTime.of(date(text), time(time)));
    }

    private static LocalDate date(String text) throws NotAValue {
        try {
            var date = text.contains("/") ? LocalDate.parse(text, DATE) : LocalDate.parse(text);
            if (date.getYear() < 1900 || date.getYear() > 2200) {
                throw new NotAValue("date");
            }
            return date;
        } catch (DateTimeException e) {
            throw new NotAValue("date");
        }
    }

    private static LocalTime time(String text) throws NotAValue {
        try {
            return LocalTime.parse(text.replace('h', ':').replace('.', ':'), TIME);
        } catch (DateTimeException e) {
            throw new NotAValue("time");
        }
    }

    /** Puts a value into the inputs as a person would have written it. */
    static void write(Component component, @Nullable Object value, Map<String, List<String>> inputs) {
        if (value == null) {
            return;
        }
        if (component.type().isMultiple() && value instanceof Collection<?> many) {
            inputs.put(component.key(), many.stream().map(String::valueOf).toList());
        } else if (value instanceof BigDecimal decimal) {
            inputs.put(component.key(), List.of(decimal.toPlainString().replace('.', ',')));
        } else if (component.moment() != null) {
            writeMoment(component, value.toString(), inputs);
        } else {
            inputs.put(component.key(), List.of(value.toString()));
        }
    }

    private static void writeMoment(Component component, String value, Map<String, List<String>> inputs) {
        if (value.isEmpty()) {
            return;
        }
        if (component.moment() == Moment.DATE) {
            inputs.put(component.key(), List.of(DATE_SHOWN.format(LocalDate.parse(value))));
        } else if (component.moment() == Moment.TIME) {
            inputs.put(component.key(), List.of(TIME_SHOWN.format(LocalTime.parse(value))));
        } else {
            var moment = LocalDateTime.parse(value);
            inputs.put(component.key(), List.of(DATE_SHOWN.format(moment)));
            inputs.put(component.timeName(), List.of(TIME_SHOWN.format(moment)));
        }
    }

    /** Composed accents whatever device typed them, single line ends, and no NUL, which PostgreSQL refuses. */
    private static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace("\0", "").replace("\r\n", "\n");
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
