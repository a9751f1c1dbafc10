package vn.chibo.engine;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Commands to the engine. Each is stored with the caller's transaction (which must be open) and leaves after its
 * commit, retried with back-off until the engine took it; "already done" counts as done. Variables hold ids, group
 * names, dates and facts gateways need, nothing else.
 */
@Service
public class EngineCommands {

    /**
     * Publishes a message. The same {@code messageId} is taken once while the message lives (an hour), so repeating is harmless.
     */
    public void publish(MessageName name, String correlationKey, String messageId, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }

    /** Completes a user task by key. */
    public void completeUserTask(long userTaskKey, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }

    /**
     * Completes the open user task {@code element} of the process instance in which {@code variable} has this value,
     * as soon as there is one: the engine may be behind the people. Commands of the same variable value keep their order.
     */
    public void completeUserTask(String variable, UUID value, ElementId element, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }

    /** Assigns an open user task; null gives it back to its candidates. */
    public void assign(long userTaskKey, @Nullable String assignee) {
        throw new UnsupportedOperationException();
    }

    /** Starts an instance by hand; for processes that are safe to repeat only. */
    public void start(ProcessId process, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }
}
