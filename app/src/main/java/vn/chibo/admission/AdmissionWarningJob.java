package vn.chibo.admission;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Warns by itself, soon after the day has begun and whenever the application was started late. */
@Component
@ConditionalOnProperty(name = "chibo.admission.warnings.scheduled", matchIfMissing = true)
class AdmissionWarningJob {

    private final AdmissionWarnings warnings;

    AdmissionWarningJob(AdmissionWarnings warnings) {
        this.warnings = warnings;
    }

    @Scheduled(
            fixedDelayString = "${chibo.admission.warnings.every:PT1H}",
            initialDelayString = "${chibo.admission.warnings.first-after:PT2M}")
    void run() {
        warnings.run();
    }
}
