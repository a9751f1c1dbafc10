package vn.chibo.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Gives every {@link ServiceTask} its job worker; two for one type stop the start. */
@Component
class Workers implements SmartLifecycle {

    private static final int JOBS_PER_WORKER = 16;

    private final EngineSettings settings;
    private final CamundaClient client;
    private final MeterRegistry meters;
    private final List<ServiceTask<?, ?>> tasks;
    private final List<JobWorker> workers = new ArrayList<>();
    private volatile boolean running;

    Workers(
            EngineSettings settings,
            CamundaClient client,
            MeterRegistry meters,
            ObjectProvider<ServiceTask<?, ?>> tasks) {
        this.settings = settings;
        this.client = client;
        this.meters = meters;
        this.tasks = tasks.orderedStream().toList();
        refuseTwins();
    }

    private void refuseTwins() {
        var seen = new HashMap<JobType, ServiceTask<?, ?>>();
        for (var task : tasks) {
            var twin = seen.put(task.type(), task);
            if (twin != null) {
                throw new IllegalStateException(
                        "Two workers for " + task.type() + ": " + twin.getClass() + ", " + task.getClass());
            }
            if (!task.inputType().isRecord()) {
                throw new IllegalStateException("The input of " + task.type() + " is not a record");
            }
        }
    }

    @Override
    public void start() {
        if (!settings.enabled()) {
            return;
        }
        running = true;
        tasks.forEach(task -> workers.add(client.newWorker()
                .jobType(task.type().value())
                .handler(new JobRun<>(task, settings, meters))
                .name("chibo")
                .timeout(settings.jobTimeout())
                .maxJobsActive(JOBS_PER_WORKER)
                .pollInterval(Duration.ofMillis(50))
                .fetchVariables(variablesOf(task.inputType()))
                .open()));
    }

    /** An empty list would fetch all variables, so a task without input asks for one that nobody has. */
    private static List<String> variablesOf(Class<?> input) {
        var names = Arrays.stream(input.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        return names.isEmpty() ? List.of("noVariable") : names;
    }

    @Override
    public void stop() {
        running = false;
        workers.forEach(JobWorker::close);
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
