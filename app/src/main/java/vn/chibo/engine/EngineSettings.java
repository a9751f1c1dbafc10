package vn.chibo.engine;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the engine is and how hard it may be driven.
 *
 * @param enabled off: commands are stored but none leaves, nothing is deployed, no worker runs
 * @param models where the models and forms are
 * @param commandsInFlight at most so many commands are under way at once; a cold broker refuses beyond about 25
 * @param workerThreads jobs carried out at once
 * @param jobTimeout how long a worker has a job to itself
 * @param jobBackOff pause before a failed job is tried again, by the retries it has left: the first entry for one, the
 *     last for as many or more
 * @param retentionDays how long after its end the steps of an instance stay in the read model; 0 keeps them for ever
 */
@ConfigurationProperties("chibo.engine")
record EngineSettings(
        @DefaultValue("true") boolean enabled,
        URI grpcAddress,
        URI restAddress,

        @DefaultValue({"classpath*:processes/**/*.bpmn", "classpath*:processes/**/*.dmn", "classpath*:forms/**/*.form"})
        List<String> models,

        @DefaultValue("20") int commandsInFlight,
        @DefaultValue("8") int workerThreads,
        @DefaultValue("60s") Duration jobTimeout,
        @DefaultValue({"30s", "5s", "1s"}) List<Duration> jobBackOff,
        @DefaultValue("180") int retentionDays) {

    EngineSettings {
        if (retentionDays < 0) {
            throw new IllegalArgumentException("chibo.engine.retention-days must be 0 (keep for ever) or more");
        }
    }

    Duration backOffWith(int retriesLeft) {
        return retriesLeft <= 0 ? Duration.ZERO : jobBackOff.get(Math.min(retriesLeft, jobBackOff.size()) - 1);
    }
}
