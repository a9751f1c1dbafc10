package vn.chibo.inbox.spi;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.OpenTask;
import vn.chibo.identity.CurrentUser;

/** Closes tasks from an area's own pages. Joins the caller's transaction; the task leaves every list at once. */
@Service
public class TaskDesk {

    /**
     * Completes the open task {@code element} of the instance in which {@code variable} has this value, now or as soon
     * as the engine has created it. Answers false when that task was already submitted (a double click, a second tab).
     */
    public boolean submit(CurrentUser by, String variable, UUID value, ElementId element, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }

    /** The open task, if the engine has created it and nobody submitted it yet. */
    public Optional<OpenTask> find(String variable, UUID value, ElementId element) {
        throw new UnsupportedOperationException();
    }
}
