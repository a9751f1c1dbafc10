package vn.chibo.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a rule of the domain forbids. Reaches the user in words: {@link #messageKey()} is a key of the module's
 * message bundle, {@link #arguments()} its arguments, {@link #field()} the form field it belongs to, if any.
 * Modules subclass it, named after the fact.
 */
public class RuleViolation extends RuntimeException {

    private final String messageKey;
    private final @Nullable String field;
    private final List<Object> arguments;

    public RuleViolation(String messageKey, Object... arguments) {
        this(null, messageKey, arguments);
    }

    /** For subclasses: {@code field} null when no single form field is to blame. */
    protected RuleViolation(@Nullable String field, String messageKey, Object[] arguments) {
        super(messageKey);
        this.messageKey = messageKey;
        this.field = field;
        this.arguments = List.of(arguments);
    }

    /** A violation shown beside one form field. */
    public static RuleViolation at(String field, String messageKey, Object... arguments) {
        return new RuleViolation(field, messageKey, arguments);
    }

    public String messageKey() {
        return messageKey;
    }

    public @Nullable String field() {
        return field;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
