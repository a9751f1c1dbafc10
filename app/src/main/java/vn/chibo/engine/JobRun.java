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
 * else fails the job, which comes back after a pause until its retries are used up and it is an incident. While the
 * database is away no retry is used up: that ends by itself, and no incident would tell anybody what to do.
 */
final class JobRun<I, O> implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final String INSTANCE_KEY = "processInstanceKey";

    /** What the engine gives a job unless its model says otherwise. */
    private static final int RETRIES_AT_FIRST = 3;

    private static final long LONGEST_PAUSE_MILLIS = 1_000;

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
        var ours = System.nanoTime() + settings.jobTimeout().toNanos();
        var outcome = run(client, job, ours);
        sample.stop(meters.timer("chibo.engine.jobs", "type", task.type().value(), "outcome", outcome));
    }

    private String run(JobClient client, ActivatedJob job, long ours) {
        @Nullable O output;
        try {
            output = task.execute(input(job));
        } catch (ProcessError error) {
            LOG.info("Job {} {}: {}", task.type(), job.getKey(), error.code());
            answer(
                    client.newThrowErrorCommand(job.getKey())
                            .errorCode(error.code().value())
                            .errorMessage(String.valueOf(error.getMessage())),
                    job,
                    ours);
            return "error";
        } catch (Exception e) {
            return fail(client, job, ours, e);
        }
        var completion = client.newCompleteCommand(job.getKey());
        answer(output == null ? completion : completion.variables(Json.write(output)), job, ours);
        return "completed";
    }

    private I input(ActivatedJob job) {
        var variables = Json.variables(job.getVariables());
        variables.put(INSTANCE_KEY, job.getProcessInstanceKey());
        return Json.convert(variables, task.inputType());
    }

    private String fail(JobClient client, ActivatedJob job, long ours, Exception e) {
        var passing = DatabaseAway.isWhy(e);
        var left = passing ? job.getRetries() : Math.max(0, job.getRetries() - 1);
        if (passing) {
            LOG.warn("Job {} {} waits for the database: {}", task.type(), job.getKey(), e.toString());
        } else if (left == 0) {
            LOG.error("Job {} {} failed and has no retries left: an incident", task.type(), job.getKey(), e);
        } else {
            LOG.warn("Job {} {} failed, {} retries left", task.type(), job.getKey(), left, e);
        }
        answer(
                client.newFailCommand(job.getKey())
                        .retries(left)
                        .retryBackoff(settings.backOffWith(passing ? RETRIES_AT_FIRST - 1 : left))
                        .errorMessage(description(e)),
                job,
                ours);
        return passing ? "waiting" : left == 0 ? "incident" : "failed";
    }

    /** What the incident says. Messages of libraries may quote data (a violated constraint its row), so only ours are told. */
    private static String description(Exception e) {
        var ours = e.getClass().getName().startsWith("vn.chibo.");
        return e.getClass().getSimpleName() + (ours ? ": " + e.getMessage() : "");
    }

    /**
     * Tells the engine, as long as the job is ours: an answer that does not arrive means the whole job again, and that
     * only when its time is over. "Not found" says that the job was answered before or is not wanted any more.
     */
    private void answer(FinalCommandStep<?> command, ActivatedJob job, long ours) {
        for (var attempt = 1; ; attempt++) {
            try {
                command.send().join(10, TimeUnit.SECONDS);
                return;
            } catch (RuntimeException e) {
                var over = e instanceof ClientStatusException status && status.getStatusCode() == Code.NOT_FOUND;
                if (over) {
                    return;
                }
                if (System.nanoTime() > ours || !pause(attempt)) {
                    LOG.warn(
                            "Job {} {} was carried out but the engine could not be told; it comes again",
                            task.type(),
                            job.getKey(),
                            e);
                    return;
                }
            }
        }
    }

    /** Whether to go on: not when the application ends. */
    private static boolean pause(int attempt) {
        try {
            var longest = Math.min(LONGEST_PAUSE_MILLIS, 50L << Math.min(attempt, 10));
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
