package vn.chibo.meetings.process;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.chibo.engine.ServiceTask;
import vn.chibo.meetings.MonthOpening;

/** The work behind {@code open-month.bpmn}. */
@Configuration(proxyBeanMethods = false)
class OpenMonthWorkers {

    private static final int CELLS_AT_A_TIME = 100;

    /** Where the last batch ended; null in the first. */
    record Progress(@Nullable String lastCell) {}

    record Batch(int remaining, @Nullable String lastCell) {}

    /** Safe to run twice: a cell has one case for a month. */
    @Bean
    ServiceTask<Progress, Batch> openMonth(MonthOpening months) {
        return new Work<>(OpenMonthProcess.OPEN_MONTH, Progress.class, progress -> {
            var batch = months.openNext(progress.lastCell(), CELLS_AT_A_TIME);
            return new Batch(batch.remaining(), batch.lastCell());
        });
    }
}
