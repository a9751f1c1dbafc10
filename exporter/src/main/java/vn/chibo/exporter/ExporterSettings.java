package vn.chibo.exporter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operator sets with {@code ZEEBE_BROKER_EXPORTERS_CHIBO_ARGS_*}; a wrong setting keeps the broker from starting.
 *
 * @param variables names whose values are stored, or {@code *} for all
 * @param businessKey the variable that names the case an instance belongs to
 * @param flushMillis how long the first record waits for others before it is written
 * @param batch most records in one transaction
 * @param buffer most records waiting in memory while PostgreSQL is slow or away; beyond it the engine's log keeps them
 * @param bufferBytes about the most memory their large parts (values, models, messages) may take meanwhile
 * @param maxValueBytes larger variable values are not stored
 */
record ExporterSettings(
        String url,
        String user,
        String password,
        Set<String> variables,
        String businessKey,
        int flushMillis,
        int batch,
        int buffer,
        int bufferBytes,
        int maxValueBytes) {

    private static final Set<String> KNOWN = Set.of(
            "url",
            "user",
            "password",
            "variables",
            "businesskey",
            "flushmillis",
            "batch",
            "buffer",
            "bufferbytes",
            "maxvaluebytes");

    /** The broker lower-cases names that come from the environment, but not those from a file. */
    static ExporterSettings of(Map<String, Object> arguments) {
        var values = new HashMap<String, String>();
        arguments.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), String.valueOf(value)));
        var unknown =
                values.keySet().stream().filter(name -> !KNOWN.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown exporter arguments " + unknown + ", known are " + KNOWN);
        }
        var url = values.getOrDefault("url", "");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("The exporter argument url must be a jdbc:postgresql: address");
        }
        return new ExporterSettings(
                url,
                values.getOrDefault("user", ""),
                values.getOrDefault("password", ""),
                names(values.getOrDefault("variables", "")),
                values.getOrDefault("businesskey", "caseId"),
                number(values, "flushmillis", 5, 0),
                number(values, "batch", 1000, 1),
                number(values, "buffer", 10_000, 1),
                number(values, "bufferbytes", 16 * 1024 * 1024, 1),
                number(values, "maxvaluebytes", 8 * 1024, 0));
    }

    /** The business key is kept in any case: it stands on every instance, task and incident anyway. */
    boolean keeps(String variable) {
        return variables.contains(variable) || variable.equals(businessKey) || variables.contains("*");
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static int number(Map<String, String> values, String name, int fallback, int least) {
        var text = values.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the name of the setting
        }
        throw new IllegalArgumentException(
                "The exporter argument " + name + " must be a number of at least " + least + ", not " + text);
    }

    /** Without the password, which may also stand behind the address's question mark. */
    @Override
    public String toString() {
        return "%s as %s, variables %s, business key %s, flush after %d ms, batch %d, buffer %d"
                .formatted(url.split("\\?")[0], user, variables, businessKey, flushMillis, batch, buffer);
    }
}
