package vn.chibo.admission.sourcing;

import org.springframework.validation.BindingResult;
import vn.chibo.shared.RuleViolation;

/** Puts a rule violation beside the field it belongs to, or above the form where the form has no such field. */
final class Violations {

    private Violations() {}

    static void show(RuleViolation violation, BindingResult errors) {
        var field = violation.field();
        var arguments = violation.arguments().toArray();
        if (field != null && errors.getFieldType(field) != null) {
            errors.rejectValue(field, violation.messageKey(), arguments, null);
        } else {
            errors.reject(violation.messageKey(), arguments, null);
        }
    }
}
