package vn.chibo.inbox.tasks;

import java.util.Set;
import vn.chibo.engine.OpenTask;
import vn.chibo.identity.CurrentUser;

/** A task in any state, with who may take it up. {@code submitted}: somebody did it, whether the engine knows or not. */
public record KnownTask(OpenTask task, long definitionKey, boolean open, boolean submitted, Set<String> candidates) {

    /** Whether the task was put to this person: as a candidate, or by name. */
    public boolean concerns(CurrentUser user) {
        return isAssignedTo(user) || user.candidates().stream().anyMatch(candidates::contains);
    }

    public boolean isAssignedTo(CurrentUser user) {
        return user.member() != null && user.member().toString().equals(task.assignee());
    }

    /** Whether the person may work on it now: it concerns them and nobody else has taken it. */
    public boolean isWorkOf(CurrentUser user) {
        return open && !submitted && concerns(user) && (task.assignee() == null || isAssignedTo(user));
    }
}
