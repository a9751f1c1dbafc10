package vn.chibo.admission.eligibility;

import java.util.List;

/**
 * A condition that is not met.
 *
 * @param source the document that requires it
 * @param numbers what the sentence of {@link #messageKey()} names: the limits in force
 */
public record FailedCondition(Condition condition, String source, List<String> numbers) {

    public String messageKey() {
        return "admission.condition." + condition;
    }
}
