package vn.chibo.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobHandler;
import io.grpc.Status.Code;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one job: variables in, the task, variables out. A {@link ProcessError} takes the diagram's path; anything
 * else fails the job, which comes back after a pause until its retries are used up and it is an incident.
 */
final class JobRun<I, O> implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final String INSTANCE_KEY = "processInstanceKey";
    private static final int ANSWER_ATTEMPTS = 7;

    private final ServiceTask<I, O> task;
    private final EngineSettings settings;
    private final MeterRegistry meters;

    JobRun(ServiceTask<I, O> task, EngineSettings settings, MeterRegistry meters) {
        this.task = task;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public void handle(JobClient client, ActivatedJob job) {
        var sample = Timer.start(meters);
        var outcome = run(client, job);
        sample.stop(meters.timer("chibo.engine.jobs", "type", task.type().value(), "outcome", outcome));
    }

    private String run(JobClient client, ActivatedJob job) {
        @Nullable O output;
        try {
            output = task.execute(input(job));
        } catch (ProcessError error) {
            LOG.info("Job {} {}: {}", task.type(), job.getKey(), error.code());
            answer(
                    client.newThrowErrorCommand(job.getKey())
                            .errorCode(error.code().value())
                            .errorMessage(String.valueOf(error.getMessage())),
                    job);
            return "error";
        } catch (Exception e) {
            return fail(client, job, e);
        }
        var completion = client.newCompleteCommand(job.getKey());
        answer(output == null ? completion : completion.variables(Json.write(output)), job);
        return "completed";
    }

    private I input(ActivatedJob job) {
        var variables = Json.variables(job.getVariables());
        variables.put(INSTANCE_KEY, job.getProcessInstanceKey());
        return Json.convert(variables, task.inputType());
    }

    private String fail(JobClient client, ActivatedJob job, Exception e) {
        var left = Math.max(0, job.getRetries() - 1);
        if (left == 0) {
            LOG.error("Job {} {} failed and has no retries left: an incident", task.type(), job.getKey(), e);
        } else {
            LOG.warn("Job {} {} failed, {} retries left", task.type(), job.getKey(), left, e);
        }
        answer(
                client.newFailCommand(job.getKey())
                        .retries(left)
                        .retryBackoff(settings.backOffWith(left))
                        .errorMessage(description(e)),
                job);
        return left == 0 ? "incident" : "failed";
    }

    /** What the incident says. Messages of libraries may quote data (a violated constraint its row), so only ours are told. */
    private static String description(Exception e) {
        var ours = e.getClass().getName().startsWith("vn.chibo.");
        return e.getClass().getSimpleName() + (ours ? ": " + e.getMessage() : "");
    }

    /**
     * Tells the engine, patiently: an answer that does not arrive means the whole job again. "Not found" says that the
     * job was answered before or is not wanted any more.
     */
    private void answer(FinalCommandStep<?> command, ActivatedJob job) {
        for (var attempt = 1; ; attempt++) {
            try {
                command.send().join(10, TimeUnit.SECONDS);
                return;
            } catch (RuntimeException e) {
                var over = e instanceof ClientStatusException status && status.getStatusCode() == Code.NOT_FOUND;
                if (over) {
                    return;
                }
                if (attempt == ANSWER_ATTEMPTS || System.currentTimeMillis() > job.getDeadline()) {
                    LOG.warn(
                            "Job {} {} was carried out but the engine could not be told; it comes again",
                            task.type(),
                            job.getKey(),
                            e);
                    return;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            var longest = 50L << attempt;
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
