package vn.chibo.engine;

import io.camunda.client.CamundaClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Watches the engine from one background thread: asks whether it is there, deploys the models as soon as it is, counts
 * what waits for it, and cleans up. The application starts and serves pages whether it is there or not, so this
 * indicator is part of {@code /actuator/health} only, not of liveness or readiness.
 */
@Component("engineHealthIndicator")
class EngineMonitor implements HealthIndicator, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EngineMonitor.class);
    private static final int TICKS_PER_LAPSE = 5;
    private static final int TICKS_PER_PURGE = 1200;

    private final EngineSettings settings;
    private final CamundaClient client;
    private final EngineLink link;
    private final Deployment deployment;
    private final CommandStore store;
    private final Retention retention;
    private volatile long pending;
    private volatile long oldestSeconds;
    private volatile long refused;
    private volatile boolean running;
    private @Nullable Thread loop;

    EngineMonitor(
            EngineSettings settings,
            CamundaClient client,
            EngineLink link,
            Deployment deployment,
            CommandStore store,
            Retention retention,
            MeterRegistry meters) {
        this.settings = settings;
        this.client = client;
        this.link = link;
        this.deployment = deployment;
        this.store = store;
        this.retention = retention;
        Gauge.builder("chibo.engine.commands.pending", () -> pending).register(meters);
        Gauge.builder("chibo.engine.commands.pending.oldest", () -> oldestSeconds)
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("chibo.engine.commands.refused", () -> refused).register(meters);
        Gauge.builder("chibo.engine.available", () -> link.available() ? 1 : 0).register(meters);
        Gauge.builder("chibo.engine.deployed", () -> deployment.done() ? 1 : 0).register(meters);
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            running = true;
            loop = Thread.ofPlatform().name("engine-monitor").daemon().start(this::run);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (loop != null) {
            loop.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        for (var tick = 0; running; tick++) {
            try {
                look();
                if (!deployment.done() && link.available()) {
                    deployment.attempt();
                }
                count();
                if (tick % TICKS_PER_LAPSE == 0) {
                    store.lapse()
                            .forEach(id -> LOG.warn("Command {} lapsed: its process ended without such a task", id));
                }
                if (tick % TICKS_PER_PURGE == 0) {
                    store.purge();
                }
                retention.turn();
            } catch (RuntimeException e) {
                LOG.debug("The engine's watch goes on at the next turn", e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(link.available() && deployment.done() ? 3000 : 500);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        try {
            var topology = client.newTopologyRequest().send().join(5, TimeUnit.SECONDS);
            if (topology.getBrokers().isEmpty()) {
                link.silent("no broker is part of the cluster");
            } else {
                link.answered();
            }
        } catch (RuntimeException e) {
            link.silent(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void count() {
        pending = store.pending();
        oldestSeconds = store.oldestPendingSeconds();
        refused = store.refused();
    }

    @Override
    public Health health() {
        if (!settings.enabled()) {
            return Health.unknown().build();
        }
        var health = link.available() ? Health.up() : Health.down();
        return health.withDetail("deployed", deployment.done())
                .withDetail("commandsPending", pending)
                .withDetail("oldestPendingSeconds", oldestSeconds)
                .withDetail("commandsRefused", refused)
                .withDetail("problem", link.problem())
                .build();
    }
}
