package vn.chibo.meetings.sitting;

import org.jspecify.annotations.Nullable;
import vn.chibo.shared.RuleViolation;

/** A rule of the sitting forbids this; said in words beside the field, or at the head of the part. */
class SittingRuleViolation extends RuleViolation {

    private SittingRuleViolation(@Nullable String field, String messageKey, Object[] arguments) {
        super(field, messageKey, arguments);
    }

    static SittingRuleViolation of(String messageKey, Object... arguments) {
        return new SittingRuleViolation(null, messageKey, arguments);
    }

    public static SittingRuleViolation at(String field, String messageKey, Object... arguments) {
        return new SittingRuleViolation(field, messageKey, arguments);
    }
}
