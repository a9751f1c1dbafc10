package vn.chibo.meetings.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.chibo.meetings.MonthOpening;

/**
 * Opens what is due when the application starts: a new installation, or one that slept through the night's timer, need
 * not wait for the next night. The engine may still be starting; the messages leave as soon as it is there.
 */
@Component
@ConditionalOnProperty(name = "chibo.meetings.open-at-start", matchIfMissing = true)
class OpenMonthsAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(OpenMonthsAtStart.class);
    private static final int CELLS_AT_A_TIME = 100;

    private final MonthOpening months;

    OpenMonthsAtStart(MonthOpening months) {
        this.months = months;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        var batch = months.openNext(null, CELLS_AT_A_TIME);
        var opened = batch.opened();
        while (batch.remaining() > 0) {
            batch = months.openNext(batch.lastCell(), CELLS_AT_A_TIME);
            opened += batch.opened();
        }
        if (opened > 0) {
            LOG.info("{} months opened", opened);
        }
    }
}
