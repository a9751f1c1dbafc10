package vn.chibo.monitoring.course;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.ProcessId;

/** How long the steps of comparable cases took. Medians, because a few cases of a year say nothing of the many. */
@Component
public class StepTimes {

    private final JdbcClient jdbc;
    private final Clock clock;

    StepTimes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param tasks how many finished tasks it speaks for */
    record Usual(long tasks, Duration median, Duration slow) {}

    /** Safe to run at any time: what was reckoned before is replaced. */
    @Transactional
    public void reckon() {
        jdbc.sql("""
                        insert into monitoring.step_time (process_id, element_id, tasks, median, slow, reckoned_at)
                        select process_id, element_id, count(*),
                            percentile_cont(0.5) within group (order by ended_at - created_at),
                            percentile_cont(0.9) within group (order by ended_at - created_at), :now
                        from engine.user_task where state = 'COMPLETED' and ended_at is not null
                        group by process_id, element_id
                        on conflict (process_id, element_id) do update set tasks = excluded.tasks,
                            median = excluded.median, slow = excluded.slow, reckoned_at = excluded.reckoned_at""").param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    @Transactional(readOnly = true)
    public Map<ElementId, Usual> of(ProcessId process) {
        var times = new HashMap<ElementId, Usual>();
        jdbc.sql("""
                        select element_id, tasks, extract(epoch from median) as median, extract(epoch from slow) as slow
                        from monitoring.step_time where process_id = :process""").param("process", process.value()).query(row -> {
            times.put(
                    new ElementId(row.getString("element_id")),
                    new Usual(
                            row.getLong("tasks"),
                            Duration.ofSeconds(row.getLong("median")),
                            Duration.ofSeconds(row.getLong("slow"))));
        });
        return times;
    }

    @Component
    @ConditionalOnProperty(name = "chibo.step-times.scheduled", matchIfMissing = true)
    static class Job {

        private final StepTimes times;

        Job(StepTimes times) {
            this.times = times;
        }

        @Scheduled(
                fixedDelayString = "${chibo.step-times.every:PT6H}",
                initialDelayString = "${chibo.step-times.first-after:PT5M}")
        void run() {
            times.reckon();
        }
    }
}
