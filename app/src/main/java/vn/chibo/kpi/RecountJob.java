package vn.chibo.kpi;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Figures follow what people do within half a minute, and are reckoned from scratch at night. */
@Component
@ConditionalOnProperty(name = "chibo.kpi.scheduled", matchIfMissing = true)
class RecountJob {

    private final Recount recount;
    private final Answers answers;

    RecountJob(Recount recount, Answers answers) {
        this.recount = recount;
        this.answers = answers;
    }

    @Scheduled(fixedDelayString = "${chibo.kpi.every:PT20S}", initialDelayString = "${chibo.kpi.first-after:PT25S}")
    void run() {
        recount.run();
    }

    /** A little more often than answers are forgotten. */
    @Scheduled(fixedDelayString = "${chibo.kpi.ask-ahead:PT4M}", initialDelayString = "PT1M")
    void askAhead() {
        answers.askAhead();
    }

    @Scheduled(cron = "${chibo.kpi.nightly:0 40 1 * * *}", zone = "Asia/Ho_Chi_Minh")
    void everything() {
        recount.everything();
    }
}
