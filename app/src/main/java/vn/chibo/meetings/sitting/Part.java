package vn.chibo.meetings.sitting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the room that are forms of their own. Each keeps what was typed under its own version, so that chair
 * and minute-taker write in different parts at once and never over each other.
 */
enum Part {
    OPENING(Map.of("chair", 36, "delegation", 500, "minuteTaker", 36, "guests", 1000, "start", 16)),
    ROLLCALL(Map.of()),
    QUORUM(Map.of("decision", 10, "newStart", 16, "reason", 1000)),
    DUES(Map.of("dues", 2000, "duesLiable", 4, "duesPaid", 4), new Pair("duesPaid", "duesLiable")),
    PROGRAMME(Map.of("amendments", 4000, "inFavour", 4, "against", 4, "noOpinion", 4)),
    AGENDA(Map.of()),
    TARGETS(Map.of("targetsSet", 4, "targetsReached", 4), new Pair("targetsReached", "targetsSet")),
    PRAISE(Map.of("praise", 4000, "reminders", 4000)),
    CRITICISM(Map.of("minutes", 4, "criticism", 10000)),
    RESOLUTION(Map.of(
            "ideology", 20000,
            "politicalTasks", 20000,
            "weakPoints", 20000,
            "direction", 20000,
            "organisation", 20000)),
    MINUTES(Map.of("corrections", 10000, "end", 16, "inFavour", 4, "against", 4, "noOpinion", 4));

    /** Fields of two counts, {@code number} out of {@code of}: both are given or neither is. */
    record Pair(String number, String of) {}

    private final Map<String, Integer> fields;
    private final @Nullable Pair pair;

    Part(Map<String, Integer> fields) {
        this(fields, null);
    }

    Part(Map<String, Integer> fields, @Nullable Pair pair) {
        this.fields = fields;
        this.pair = pair;
    }

    /** Field names with the most characters each may have. */
    Map<String, Integer> fields() {
        return fields;
    }

    Optional<Pair> pair() {
        return Optional.ofNullable(pair);
    }

    /** The same of what is kept; counts that cannot be say nothing. */
    Optional<SittingFacts.Share> counted(Typed kept) {
        try {
            return share(kept);
        } catch (SittingRuleViolation impossible) {
            return Optional.empty();
        }
    }

    /**
     * What its two counts say; empty when it has none or neither was given.
     *
     * @throws SittingRuleViolation when one is missing or they cannot be; they are kept all the same
     */
    Optional<SittingFacts.Share> share(Typed typed) {
        return pair == null ? Optional.empty() : typed.share(pair.number(), pair.of());
    }

    /** As it stands in addresses and element ids. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Part> at(String path) {
        return Arrays.stream(values()).filter(part -> part.path().equals(path)).findFirst();
    }
}
