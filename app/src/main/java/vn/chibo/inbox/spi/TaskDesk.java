package vn.chibo.inbox.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseId;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.OpenTask;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.tasks.OpenTasks;
import vn.chibo.inbox.tasks.Submissions;

/**
 * Closes tasks from an area's own pages. Joins the caller's transaction, which must be open; the task leaves every list
 * at once, also when the engine is down or has not created the task yet.
 */
@Service
public class TaskDesk {

    private final Submissions submissions;
    private final OpenTasks tasks;

    TaskDesk(Submissions submissions, OpenTasks tasks) {
        this.submissions = submissions;
        this.tasks = tasks;
    }

    /**
     * Completes the open task {@code element} of the instance in which {@code variable} has this value, now or as soon
     * as the engine has created it. Answers false when that task was already submitted (a double click, a second tab):
     * then nothing was sent, and the caller tells the person that it is recorded already.
     *
     * <p>A second round of the same element (a loop, a second sitting about the same thing) is a new task only once the
     * engine has created it. Where people may get ahead of the engine, give each round a value of its own, such as the
     * sitting's id instead of the meeting's. The caller checks who may do this.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean submit(CurrentUser by, String variable, UUID value, ElementId element, Map<String, ?> variables) {
        return submissions.submit(by.accountId(), variable, value, element, variables);
    }

    /** The open task, if the engine has created it and nobody submitted it yet. */
    @Transactional(readOnly = true)
    public Optional<OpenTask> find(String variable, UUID value, ElementId element) {
        return tasks.find(variable, value, element);
    }

    /**
     * An open task of a case and who has it before them.
     *
     * @param candidates as the engine names them: {@code <office>@<unit code>} or {@code user:<member id>}
     * @param mine whether this person may work on it now
     */
    public record Waiting(OpenTask task, Set<String> candidates, boolean mine) {}

    /** Who has the pen in a case: its open tasks that nobody submitted, the oldest first. The caller has asked {@code Access}. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(CaseId id, CurrentUser reader) {
        return tasks.ofCase(id.toString()).stream()
                .map(known -> new Waiting(known.task(), known.candidates(), known.isWorkOf(reader)))
                .toList();
    }
}
