package vn.chibo.inbox.spi;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseSummary;
import vn.chibo.cases.CaseView;
import vn.chibo.engine.OpenTask;
import vn.chibo.engine.ProcessId;
import vn.chibo.identity.CurrentUser;

/**
 * What a business area tells the inbox about the tasks of its processes. A task's title is the message
 * {@code task.<process>.<element>}; its "why" is {@code task.<process>.<element>.why}.
 */
public interface TaskArea {

    boolean owns(ProcessId process);

    /**
     * A short line below the title that tells tasks of one kind apart, such as "Chi bộ thôn 3 · tháng 11/2026". Asked for
     * all cases of a list together: it may be long, so read what they need at once. The signed-in person reads it.
     */
    Map<CaseId, String> subtitles(Collection<CaseSummary> cases);

    /** The step name of the case deadline this task must meet, if any. */
    Optional<String> deadlineStep(OpenTask task);

    /** The area's own page for the task; empty when the Camunda form of the task is to be shown. */
    Optional<String> page(OpenTask task, CaseView theCase);

    /** The page of the whole case, for a reader who may open it; empty for others and where there is none. */
    default Optional<String> casePage(CaseView theCase) {
        return Optional.empty();
    }

    /** Values the form opens with; keys are form field keys. */
    Map<String, Object> prefill(OpenTask task, CaseView theCase);

    /**
     * Takes a submitted and validated form: checks the rules, stores the data, and hands back the few variables that
     * complete the task. Runs in the submission's transaction.
     *
     * @throws vn.chibo.shared.RuleViolation shown beside its field, nothing typed is lost
     */
    Map<String, Object> accept(OpenTask task, CaseView theCase, CurrentUser by, Map<String, Object> values);
}
