package vn.chibo.shared;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Repeats events between modules whose listener failed or was cut off; listeners are safe to repeat. */
@Component
@ConditionalOnProperty(name = "chibo.event-retry", matchIfMissing = true)
class EventRetry {

    private static final Duration MIN_AGE = Duration.ofSeconds(20);

    private final ObjectProvider<IncompleteEventPublications> publications;

    EventRetry(ObjectProvider<IncompleteEventPublications> publications) {
        this.publications = publications;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void retry() {
        publications.ifAvailable(incomplete -> incomplete.resubmitIncompletePublications(ResubmissionOptions.defaults()
                .withMinAge(MIN_AGE)
                .withBatchSize(50)
                .withMaxInFlight(50)));
    }
}
