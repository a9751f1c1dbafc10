package vn.chibo.exporter;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the engine writes values, and what PostgreSQL wants instead. */
final class EngineValues {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private EngineValues() {}

    static OffsetDateTime time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
    }

    /**
     * Reads the dates of a user task. They are text, as FEEL printed them ({@code 2026-11-25T01:02:27.773Z[Etc/UTC]},
     * which PostgreSQL refuses) or plain ISO after an update; without an offset they mean Vietnamese time. Blank is none.
     */
    static @Nullable OffsetDateTime date(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var date = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
        var zoned = date instanceof LocalDateTime local ? local.atZone(VIETNAM) : (ZonedDateTime) date;
        return zoned.toInstant().atOffset(ZoneOffset.UTC);
    }

    /** The engine writes -1 where there is no key. */
    static @Nullable Long key(long key) {
        return key > 0 ? key : null;
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** PostgreSQL's text holds no NUL. */
    static String message(@Nullable String text, int maxLength) {
        var clean = text == null ? "" : text.replace("\0", "");
        return clean.length() <= maxLength ? clean : clean.substring(0, maxLength);
    }

    static String json(Map<String, String> object) {
        return object.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
