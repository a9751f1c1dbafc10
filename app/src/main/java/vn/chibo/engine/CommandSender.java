package vn.chibo.engine;

import static java.util.Objects.requireNonNull;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.command.MigrateProcessInstanceCommandStep1.MigrateProcessInstanceCommandFinalStep;
import io.camunda.client.api.command.MigrateProcessInstanceCommandStep1.MigrateProcessInstanceCommandStep2;
import io.camunda.client.api.command.ProblemException;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.chibo.engine.Command.Kind;

/** Sends one command and says what became of it. */
@Component
class CommandSender {

    private static final Duration MESSAGE_LIFE = Duration.ofHours(1);
    private static final long PATIENCE_SECONDS = 20;
    private static final int ATTEMPTS = 3;

    /** What they speak of may be over by now, and then there is nothing left to do. */
    private static final Set<Kind> OF_INSTANCES =
            EnumSet.of(Kind.CANCEL, Kind.RESOLVE, Kind.SET_VARIABLES, Kind.MIGRATE);

    private static final Set<Code> REFUSALS =
            Set.of(Code.INVALID_ARGUMENT, Code.OUT_OF_RANGE, Code.UNIMPLEMENTED, Code.FAILED_PRECONDITION);

    private final CamundaClient client;

    CommandSender(CamundaClient client) {
        this.client = client;
    }

    enum Outcome {
        TAKEN,
        /** The engine has had it before, or what it speaks of is over. */
        ALREADY_DONE,
        /** Overload, or a state that passes. */
        LATER,
        /** Nobody answers. */
        AWAY,
        REFUSED
    }

    /** @param problem for people: status code and the engine's words, no variables */
    record Answer(Outcome outcome, String problem) {}

    Answer send(Command command) {
        try {
            giveAttempts(command);
            request(command).send().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Answer(Outcome.TAKEN, "");
        } catch (RuntimeException e) {
            return answerTo(command, e);
        }
    }

    private FinalCommandStep<?> request(Command command) {
        return switch (command.kind()) {
            case PUBLISH ->
                client.newPublishMessageCommand()
                        .messageName(requireNonNull(command.name()))
                        .correlationKey(command.queue())
                        .messageId(requireNonNull(command.messageId()))
                        .timeToLive(MESSAGE_LIFE)
                        .variables(command.variables());
            case COMPLETE, COMPLETE_WHEN_OPEN ->
                client.newCompleteUserTaskCommand(requireNonNull(command.userTaskKey()))
                        .variables(Json.variables(command.variables()));
            case ASSIGN -> {
                var key = requireNonNull(command.userTaskKey());
                yield command.assignee() == null
                        ? client.newUnassignUserTaskCommand(key)
                        : client.newAssignUserTaskCommand(key)
                                .assignee(command.assignee())
                                .allowOverride(true);
            }
            case START ->
                client.newCreateInstanceCommand()
                        .bpmnProcessId(requireNonNull(command.name()))
                        .latestVersion()
                        .variables(command.variables());
            case CANCEL -> client.newCancelInstanceCommand(key(command.name()));
            case RESOLVE -> client.newResolveIncidentCommand(key(command.name()));
            case SET_VARIABLES ->
                client.newSetVariablesCommand(key(command.name())).variables(command.variables());
            case MIGRATE -> migration(command);
        };
    }

    private FinalCommandStep<?> migration(Command command) {
        MigrateProcessInstanceCommandStep2 plan =
                client.newMigrateProcessInstanceCommand(key(command.name())).migrationPlan(key(command.messageId()));
        MigrateProcessInstanceCommandFinalStep step = null;
        for (var mapping : Json.variables(command.variables()).entrySet()) {
            step = plan.addMappingInstruction(mapping.getKey(), String.valueOf(mapping.getValue()));
            plan = step;
        }
        return requireNonNull(step, "An instance stands somewhere");
    }

    private static long key(@Nullable String text) {
        return Long.parseLong(requireNonNull(text));
    }

    /** Before an incident of a job is resolved the job needs attempts; a job that is gone has no incident any more. */
    private void giveAttempts(Command command) {
        if (command.kind() == Kind.RESOLVE && command.messageId() != null) {
            client.newUpdateRetriesCommand(key(command.messageId()))
                    .retries(ATTEMPTS)
                    .send()
                    .join(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Answer answerTo(Command command, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientStatusException status) {
                return new Answer(
                        outcome(command, status.getStatusCode()),
                        status.getStatus().toString());
            }
            if (cause instanceof ProblemException problem) {
                var detail =
                        problem.details() == null ? null : problem.details().getDetail();
                return new Answer(outcome(problem.code(), detail), problem.code() + " " + detail);
            }
            if (cause instanceof ClientHttpException http) {
                return new Answer(Outcome.LATER, http.code() + " " + http.reason());
            }
        }
        return new Answer(Outcome.AWAY, thrown.toString());
    }

    private static Outcome outcome(Command command, Code code) {
        if (code == Code.ALREADY_EXISTS || code == Code.NOT_FOUND && OF_INSTANCES.contains(command.kind())) {
            return Outcome.ALREADY_DONE;
        }
        if (code == Code.UNAVAILABLE) {
            return Outcome.AWAY;
        }
        return REFUSALS.contains(code) ? Outcome.REFUSED : Outcome.LATER;
    }

    /**
     * Only a 404 in the engine's own words means that the task is over; one from a proxy or a wrong address must not
     * make a submission vanish.
     */
    private static Outcome outcome(int status, @org.jspecify.annotations.Nullable String detail) {
        var fromEngine = detail != null && detail.contains("rejected with code");
        if (status == 404 && fromEngine) {
            return Outcome.ALREADY_DONE;
        }
        return status == 400 && fromEngine ? Outcome.REFUSED : Outcome.LATER;
    }
}
