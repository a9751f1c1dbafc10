package vn.chibo.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deadline of a case with the rule that produced it.
 *
 * @param step what is due, a short stable name such as {@code register-date}
 * @param due the last moment, UTC
 * @param ruleKey message key of the rule in words; {@code ruleArguments} its arguments
 * @param source legal or local document, such as {@code HD 42-HD/BTCTW (28/10/2025)}
 * @param metAt when it was met, null while open
 */
public record Deadline(
        String step,
        Instant due,
        String ruleKey,
        java.util.List<String> ruleArguments,
        String source,
        @Nullable Instant metAt) {}
