package vn.chibo.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.command.ProblemException;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Asks the engine itself whether something it once made is still there. It has no search, but it refuses to change what
 * does not exist: an update of a task that changes nothing, and a set of no variables, are answered by "done" or "not
 * found" and leave the flow as it is. Each question is a command in the engine's log, so ask in small numbers.
 */
@Service
public class EngineLookup {

    /** Names our questions in the engine's log. */
    private static final String ACTION = "reconcile";

    private static final long PATIENCE_SECONDS = 10;

    private final EngineSettings settings;
    private final CamundaClient client;
    private final EngineLink link;

    EngineLookup(EngineSettings settings, CamundaClient client, EngineLink link) {
        this.settings = settings;
        this.client = client;
        this.link = link;
    }

    public enum Presence {
        THERE,
        /** The engine says that there is no such thing; what existed once has ended. */
        GONE,
        NO_ANSWER
    }

    /** Whether the engine has answered whoever spoke to it without a break for this long. */
    public boolean answersSince(Duration duration) {
        return settings.enabled() && link.availableFor(duration);
    }

    /** Whether the user task is still open. The engine reports the task again, which refreshes its row in the read model. */
    public Presence userTask(long key) {
        return ask(client.newUpdateUserTaskCommand(key).action(ACTION));
    }

    /** Whether the process instance is still running. */
    public Presence instance(long key) {
        return ask(client.newSetVariablesCommand(key).variables(Map.of()).local(true));
    }

    private static Presence ask(FinalCommandStep<?> question) {
        try {
            question.send().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Presence.THERE;
        } catch (RuntimeException e) {
            return answerIn(e);
        }
    }

    /** Only the engine's own words count: a proxy or a wrong address says 404 as well. */
    private static Presence answerIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientStatusException status) {
                return presence(
                        status.getStatusCode() == Code.NOT_FOUND,
                        status.getStatusCode() == Code.FAILED_PRECONDITION,
                        status.getStatus().getDescription());
            }
            if (cause instanceof ProblemException problem) {
                var details = problem.details();
                return presence(
                        problem.code() == 404, problem.code() == 409, details == null ? null : details.getDetail());
            }
        }
        return Presence.NO_ANSWER;
    }

    /** A task that is just being assigned or completed refuses, too, but is there. */
    private static Presence presence(boolean notFound, boolean inAnotherState, @Nullable String words) {
        if (words == null || !words.contains("rejected with code")) {
            return Presence.NO_ANSWER;
        }
        return notFound ? Presence.GONE : inAnotherState ? Presence.THERE : Presence.NO_ANSWER;
    }
}
