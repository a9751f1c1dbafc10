package vn.chibo.meetings.papers;

import org.jspecify.annotations.Nullable;
import vn.chibo.shared.RuleViolation;

/** A paper cannot be signed, issued or corrected like this. */
class PaperRuleViolation extends RuleViolation {

    PaperRuleViolation(@Nullable String field, String messageKey, Object... arguments) {
        super(field, messageKey, arguments);
    }
}
