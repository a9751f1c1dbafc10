package vn.chibo.inbox.spi;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.engine.OpenTask;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.tasks.Assignments;
import vn.chibo.inbox.tasks.KnownTask;
import vn.chibo.inbox.tasks.OpenTasks;

/** Lets those above give open tasks to others. The caller has asked {@code Access}, and whether the other may do the task. */
@Service
public class TaskReassignment {

    private final OpenTasks tasks;
    private final Assignments assignments;

    TaskReassignment(OpenTasks tasks, Assignments assignments) {
        this.tasks = tasks;
        this.assignments = assignments;
    }

    /**
     * A task as people see it, also while the engine is behind them.
     *
     * @param waiting open, and nobody submitted it
     * @param candidates as the engine names them; empty once the task has ended
     */
    public record Standing(OpenTask task, boolean waiting, Set<String> candidates) {}

    /** By task key; unknown ones are missing. */
    @Transactional(readOnly = true)
    public Map<Long, Standing> of(Collection<Long> keys) {
        return tasks.find(keys).stream()
                .map(known -> new Standing(known.task(), isWaiting(known), known.candidates()))
                .collect(Collectors.toMap(standing -> standing.task().key(), standing -> standing));
    }

    /**
     * Gives the task to {@code to}, or back to all its candidates with null, if it still waits and {@code from} has it:
     * of two who decide about it at once the second gets false.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean assign(CurrentUser by, long key, @Nullable String from, @Nullable String to) {
        return assignments.assign(
                by,
                key,
                to,
                known -> isWaiting(known) && Objects.equals(known.task().assignee(), from));
    }

    private static boolean isWaiting(KnownTask known) {
        return known.open() && !known.submitted();
    }
}
