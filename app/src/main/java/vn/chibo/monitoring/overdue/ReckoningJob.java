package vn.chibo.monitoring.overdue;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A cause shows on the board within a minute of its coming up. */
@Component
@ConditionalOnProperty(name = "chibo.overdue.scheduled", matchIfMissing = true)
class ReckoningJob {

    private final Reckoning reckoning;

    ReckoningJob(Reckoning reckoning) {
        this.reckoning = reckoning;
    }

    @Scheduled(
            fixedDelayString = "${chibo.overdue.every:PT30S}",
            initialDelayString = "${chibo.overdue.first-after:PT15S}")
    void run() {
        reckoning.run();
    }
}
