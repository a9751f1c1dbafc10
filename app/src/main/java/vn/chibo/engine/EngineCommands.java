package vn.chibo.engine;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.chibo.engine.Command.Kind;

/**
 * Commands to the engine. Each is stored with the caller's transaction (which must be open) and leaves after its
 * commit, retried with back-off until the engine took it; "already done" counts as done. Variables hold ids, group
 * names, dates and facts gateways need, nothing else.
 *
 * <p>Commands about the same thing, a message by its correlation key and a task by its variable's value or its own key,
 * leave in the order they were given. Why this is a table of its own: {@code docs/adr/0004-commands-after-commit.md}.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class EngineCommands {

    private final CommandStore store;
    private final CommandDispatcher dispatcher;

    EngineCommands(CommandStore store, CommandDispatcher dispatcher) {
        this.store = store;
        this.dispatcher = dispatcher;
    }

    /**
     * Publishes a message. The same {@code messageId} is taken once while the message lives (an hour), so repeating is harmless.
     */
    public void publish(MessageName name, String correlationKey, String messageId, Map<String, ?> variables) {
        store.add(Kind.PUBLISH, correlationKey, name.value(), messageId, null, null, null, variables);
        wakeAfterCommit();
    }

    /** Completes a user task by key. */
    public void completeUserTask(long userTaskKey, Map<String, ?> variables) {
        store.add(Kind.COMPLETE, Long.toString(userTaskKey), null, null, null, userTaskKey, null, variables);
        wakeAfterCommit();
    }

    /**
     * Completes the open user task {@code element} of the process instance in which {@code variable} has this value,
     * as soon as there is one: the engine may be behind the people. Commands of the same variable value keep their order.
     */
    public void completeUserTask(String variable, UUID value, ElementId element, Map<String, ?> variables) {
        store.add(Kind.COMPLETE_WHEN_OPEN, value.toString(), element.value(), null, variable, null, null, variables);
        wakeAfterCommit();
    }

    /** Assigns an open user task; null gives it back to its candidates. */
    public void assign(long userTaskKey, @Nullable String assignee) {
        store.add(Kind.ASSIGN, Long.toString(userTaskKey), null, null, null, userTaskKey, assignee, Map.of());
        wakeAfterCommit();
    }

    /** Starts an instance by hand; for processes that are safe to repeat only. */
    public void start(ProcessId process, Map<String, ?> variables) {
        store.add(Kind.START, "start " + UUID.randomUUID(), process.value(), null, null, null, null, variables);
        wakeAfterCommit();
    }

    /** Ends an instance for good; its open tasks disappear. One that has ended already is left as it is. */
    public void cancelInstance(long processInstanceKey) {
        var key = Long.toString(processInstanceKey);
        store.add(Kind.CANCEL, "cancel " + key, key, null, null, null, null, Map.of());
        wakeAfterCommit();
    }

    /**
     * Lets the engine try again what an incident stopped; a job gets new attempts first. An incident that is over is left
     * as it is. Commands about one instance keep their order, so that a variable set before counts.
     *
     * @param jobKey null where no job failed
     */
    public void resolveIncident(long incidentKey, @Nullable Long jobKey, long processInstanceKey) {
        store.add(
                Kind.RESOLVE,
                "instance " + processInstanceKey,
                Long.toString(incidentKey),
                jobKey == null ? null : Long.toString(jobKey),
                null,
                null,
                null,
                Map.of());
        wakeAfterCommit();
    }

    /** Sets variables of an instance, or of a scope within it. */
    public void setVariables(long scopeKey, long processInstanceKey, Map<String, ?> variables) {
        store.add(
                Kind.SET_VARIABLES,
                "instance " + processInstanceKey,
                Long.toString(scopeKey),
                null,
                null,
                null,
                null,
                variables);
        wakeAfterCommit();
    }

    /** Moves a running instance to another version of its model. {@code elements}: where what is active goes on, by id. */
    public void migrate(long processInstanceKey, long targetDefinitionKey, Map<String, String> elements) {
        store.add(
                Kind.MIGRATE,
                "instance " + processInstanceKey,
                Long.toString(processInstanceKey),
                Long.toString(targetDefinitionKey),
                null,
                null,
                null,
                elements);
        wakeAfterCommit();
    }

    /** Sends a command again that the engine refused for good, unchanged; false when there is no such refused command. */
    public boolean sendAgain(long commandId) {
        var found = store.sendAgain(commandId);
        wakeAfterCommit();
        return found;
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                dispatcher.wake();
            }
        });
    }
}
