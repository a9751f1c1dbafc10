package vn.chibo.meetings.score;

import java.util.Map;
import vn.chibo.shared.RuleViolation;

/** Points missing or not allowed: a message key for each criterion code, to show beside it. */
class InvalidScore extends RuleViolation {

    private final Map<String, String> errors;

    InvalidScore(Map<String, String> errors) {
        super("score.invalid", errors.size());
        this.errors = Map.copyOf(errors);
    }

    Map<String, String> errors() {
        return errors;
    }
}
