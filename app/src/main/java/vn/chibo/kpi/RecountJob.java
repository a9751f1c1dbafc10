package vn.chibo.kpi;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Figures follow what people do within half a minute, and are reckoned from scratch at night. */
@Component
@ConditionalOnProperty(name = "chibo.kpi.scheduled", matchIfMissing = true)
class RecountJob {

    private final Recount recount;

    RecountJob(Recount recount) {
        this.recount = recount;
    }

    @Scheduled(fixedDelayString = "${chibo.kpi.every:PT20S}", initialDelayString = "${chibo.kpi.first-after:PT25S}")
    void run() {
        recount.run();
    }

    @Scheduled(cron = "${chibo.kpi.nightly:0 40 1 * * *}", zone = "Asia/Ho_Chi_Minh")
    void everything() {
        recount.everything();
    }
}
