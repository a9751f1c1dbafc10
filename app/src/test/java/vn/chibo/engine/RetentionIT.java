package vn.chibo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(extraIncludes = "shared")
class RetentionIT {

    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(181));
    private static final Instant LIMIT = Instant.now().minus(Duration.ofDays(180));
    private static final Instant RECENTLY = Instant.now().minus(Duration.ofDays(179));
    private static final List<String> STEPS =
            List.of("element_instance", "sequence_flow", "timer", "variable", "user_task");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Retention retention;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void empty() {
        jdbc.sql("truncate engine.process_instance, engine.incident, engine." + String.join(", engine.", STEPS))
                .update();
    }

    @Test
    void takesTheStepsOfOldInstancesAndOfWhatTheyCalledButNotTheInstances() {
        instance(10, 10, LONG_AGO);
        instance(20, 10, LONG_AGO.minus(Duration.ofDays(30)));
        jdbc.sql("""
                        insert into engine.incident (key, process_instance_key, root_key, definition_key, process_id,
                            element_id, element_instance_key, error_type, error_message, state, created_at)
                        values (1, 10, 10, 1, 'p', 'e', 1, 't', 'm', 'RESOLVED', now())""").update();

        assertThat(retention.thin(LIMIT, 10)).isEqualTo(1);

        assertThat(keysWithSteps()).isEmpty();
        assertThat(keys("select key from engine.process_instance where thinned_at is not null"))
                .containsExactly(10L, 20L);
        assertThat(keys("select key from engine.incident")).containsExactly(1L);
        assertThat(retention.thin(LIMIT, 10)).isZero();
    }

    @Test
    void leavesRunningAndRecentInstancesAndTheCalledOnesOfTheirRoots() {
        instance(10, 10, null);
        instance(20, 10, LONG_AGO); // ended long ago, but its root runs
        instance(30, 30, RECENTLY);
        instance(40, 30, LONG_AGO); // and here the root ended yesterday, so to speak
        instance(50, 50, LONG_AGO);
        instance(60, 50, null); // cannot be; were it so, it would run

        assertThat(retention.thin(LIMIT, 10)).isZero();

        assertThat(keysWithSteps()).containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
    }

    @Test
    void goesOnWhereItWasStopped() {
        for (var key = 10; key <= 60; key += 10) {
            instance(key, key, LONG_AGO.minusSeconds(key));
        }

        assertThat(retention.thin(LIMIT, 4)).isEqualTo(4);
        assertThat(keysWithSteps()).as("the oldest ends first").containsExactly(10L, 20L);
        assertThat(retention.thin(LIMIT, 4)).isEqualTo(2);
        assertThat(keysWithSteps()).isEmpty();
    }

    @Test
    void anInterruptedBatchLeavesEverythingAsItWas() {
        instance(10, 10, LONG_AGO);

        transaction.executeWithoutResult(status -> {
            assertThat(retention.thin(LIMIT, 10)).isEqualTo(1);
            status.setRollbackOnly();
        });

        assertThat(keysWithSteps()).containsExactly(10L);
        assertThat(keys("select key from engine.process_instance where thinned_at is null"))
                .containsExactly(10L);
    }

    @Test
    void aTurnKeepsTheDaysThatAreSet() {
        instance(10, 10, LONG_AGO);
        instance(20, 20, RECENTLY);

        retention.turn();

        assertThat(keysWithSteps()).containsExactly(20L);
    }

    @Test
    void findsWhatIsDueByIndex() {
        jdbc.sql("""
                        insert into engine.process_instance
                            (key, process_id, version, definition_key, root_key, state, started_at, ended_at, thinned_at)
                        select n, 'p', 1, 1, n, 'COMPLETED', now(), now() - interval '300 days', now()
                        from generate_series(1000, 21000) n""").update();
        jdbc.sql("analyze engine.process_instance").update();

        var plan = jdbc.sql("""
                        explain select r.key from engine.process_instance r
                        where r.root_key = r.key and r.thinned_at is null and r.ended_at < now()
                        order by r.ended_at limit 200""").query(String.class).list();

        assertThat(plan).anyMatch(line -> line.contains("process_instance_to_thin"));
    }

    /** An instance with one row of everything; running without an end. */
    private void instance(long key, long root, @Nullable Instant end) {
        var ended = end == null ? null : Timestamp.from(end);
        var state = end == null ? "ACTIVE" : "COMPLETED";
        jdbc.sql("""
                        insert into engine.process_instance
                            (key, process_id, version, definition_key, parent_key, root_key, state, started_at, ended_at)
                        values (?, 'p', 1, 1, ?, ?, ?, now(), ?)""")
                .params(java.util.Arrays.asList(key, key == root ? null : root, root, state, ended))
                .update();
        jdbc.sql("""
                        insert into engine.element_instance (key, process_instance_key, element_id, element_type,
                            flow_scope_key, state, started_at, position) values (?, ?, 'e', 'USER_TASK', ?, ?, now(), 1)""").params(key + 1, key, key, state).update();
        jdbc.sql("insert into engine.sequence_flow values (?, 'Flow_1', 1)")
                .param(key)
                .update();
        jdbc.sql("insert into engine.timer values (?, 1, ?, ?, 'e', now(), 'CREATED')")
                .params(key + 2, key, key)
                .update();
        jdbc.sql("insert into engine.variable values (?, ?, 'caseId', '\"C-1\"', default, now())")
                .params(key, key)
                .update();
        jdbc.sql("""
                        insert into engine.user_task (key, process_instance_key, root_key, definition_key, process_id,
                            element_id, element_instance_key, priority, state, created_at)
                        values (?, ?, ?, 1, 'p', 'e', 1, 50, ?, now())""")
                .params(key + 3, key, root, end == null ? "OPEN" : "COMPLETED")
                .update();
    }

    /** Fails unless an instance has rows in all tables of steps or in none. */
    private List<Long> keysWithSteps() {
        var first = keys("select process_instance_key from engine.element_instance");
        STEPS.forEach(table -> assertThat(keys("select process_instance_key from engine." + table))
                .as(table)
                .isEqualTo(first));
        return first;
    }

    private List<Long> keys(String query) {
        return jdbc.sql(query + " order by 1").query(Long.class).list();
    }
}
