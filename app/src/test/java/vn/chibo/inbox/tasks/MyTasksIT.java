package vn.chibo.inbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.engine.EngineCommands;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.InboxTestDatabase;
import vn.chibo.inbox.InboxTestDatabase.ReadModel;
import vn.chibo.inbox.tasks.MyTasks.Cursor;
import vn.chibo.inbox.tasks.MyTasks.ListedTask;

@SpringJUnitConfig(InboxTestDatabase.class)
@MockitoBean(types = EngineCommands.class)
class MyTasksIT {

    private static final Instant NOW = InboxTestDatabase.NOW;
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    @Autowired
    private MyTasks tasks;

    @Autowired
    private Submissions submissions;

    @Autowired
    private OpenTasks openTasks;

    @Autowired
    private ReadModel readModel;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private final CurrentUser secretary = InboxTestDatabase.secretaryOf("CB-0001");
    private final String group = "cell-secretary@CB-0001";
    private final String me = "user:" + secretary.member();

    @BeforeEach
    void emptyReadModel() {
        jdbc.sql("truncate engine.user_task, engine.user_task_candidate, inbox.submission, inbox.assignment")
                .update();
    }

    @Test
    void countsEachTaskOnceHoweverManyGroupsLeadToIt() {
        readModel.open(1, 1, "UserTask_A", null, NOW.minusSeconds(60), Set.of(group, me));
        readModel.open(2, 1, "UserTask_B", null, TOMORROW, Set.of(me));
        readModel.open(3, 1, "UserTask_C", null, null, Set.of(group));
        readModel.open(4, 1, "UserTask_D", null, TOMORROW, Set.of("cell-secretary@CB-0002"));

        assertThat(tasks.countDueBefore(secretary, List.of(NOW, TOMORROW.plusSeconds(1))))
                .containsExactly(1L, 2L, 3L);
        assertThat(all(10)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void showsWhatIsFreeOrMineButNotWhatAColleagueTook() {
        readModel.open(1, 1, "UserTask_A", null, TOMORROW, Set.of(group));
        readModel.open(2, 1, "UserTask_B", null, TOMORROW, Set.of(group));
        readModel.open(3, 1, "UserTask_C", null, TOMORROW, Set.of("cell-secretary@CB-0002"));
        readModel.assign(1, UUID.randomUUID().toString());
        readModel.assign(3, secretary.member().toString());

        assertThat(all(10)).containsExactly(2L, 3L);
    }

    @Test
    void assignmentShowsBeforeTheEngineKnows() {
        readModel.open(1, 1, "UserTask_A", null, TOMORROW, Set.of(group));
        readModel.open(2, 1, "UserTask_B", null, TOMORROW, Set.of(group));
        readModel.assign(2, UUID.randomUUID().toString());
        assign(1, UUID.randomUUID().toString());
        assign(2, null);

        assertThat(all(10)).containsExactly(2L);
    }

    @Test
    void finishedTaskNeverComesBackWhateverTheReadModelSays() {
        readModel.open(1, 1, "UserTask_A", null, TOMORROW, Set.of(group));
        submit(1);

        assertThat(all(10)).isEmpty();
        assertThat(tasks.countDueBefore(secretary, List.of())).containsExactly(0L);
        assertThat(tasks.beingRecorded(secretary)).hasSize(1);

        readModel.complete(1);
        submissions.settle();
        assertThat(tasks.beingRecorded(secretary)).isEmpty();

        jdbc.sql("truncate engine.user_task, engine.user_task_candidate").update();
        readModel.open(1, 1, "UserTask_A", null, TOMORROW, Set.of(group));
        submissions.settle();
        assertThat(all(10)).isEmpty();
        assertThat(tasks.beingRecorded(secretary)).isEmpty();
    }

    @Test
    void pagesJoinWithoutGapOrRepetition() {
        for (int key = 1; key <= 25; key++) {
            // several tasks share a due time, some have none
            var due = key > 20 ? null : NOW.plusSeconds(key / 4);
            readModel.open(key, 1, "UserTask_A", null, due, key % 2 == 0 ? Set.of(group) : Set.of(group, me));
        }

        assertThat(all(4)).doesNotHaveDuplicates().hasSize(25).isSorted();
    }

    @Test
    void readsOnlyThePersonsOwnTasksAmongAHundredThousand() {
        jdbc.sql("""
                        insert into engine.user_task (key, process_instance_key, root_key, definition_key, process_id, element_id,
                            element_instance_key, due_at, priority, state, created_at)
                        select i, i, i, 1, 'monthly-meeting', 'UserTask_A', i, now() + (i % 5000) * interval '1 minute', 50,
                               'OPEN', now() from generate_series(1, 100000) i
                        """).update();
        jdbc.sql("""
                        insert into engine.user_task_candidate (candidate, due_at, task_key)
                        select 'cell-secretary@CB-' || lpad((key % 2000)::text, 4, '0'), due_at, key from engine.user_task
                        """).update();
        jdbc.sql("analyze engine.user_task").update();
        jdbc.sql("analyze engine.user_task_candidate").update();
        submit(1);
        var before = pagesRead();

        assertThat(tasks.page(secretary, Cursor.START, null, 21)).hasSize(21);
        assertThat(tasks.countDueBefore(secretary, List.of())).containsExactly(49L);

        // a scan of either table reads over a thousand pages
        assertThat(pagesRead() - before).isBetween(20L, 800L);
    }

    private long pagesRead() {
        return jdbc.sql("""
                        select pg_stat_force_next_flush(), sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::bigint as pages
                          from pg_statio_user_tables where schemaname = 'engine'
                        """).query((row, n) -> row.getLong("pages")).single();
    }

    private List<Long> all(int size) {
        var keys = new ArrayList<Long>();
        var cursor = Cursor.START;
        while (true) {
            List<ListedTask> page = tasks.page(secretary, cursor, null, size);
            page.forEach(listed -> keys.add(listed.task().key()));
            if (page.size() < size) {
                return keys;
            }
            cursor = Cursor.parse(page.getLast().cursor().toString());
        }
    }

    private void submit(long key) {
        var task = openTasks.find(key).orElseThrow().task();
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> submissions.claim(secretary.accountId(), task));
    }

    private void assign(long key, String assignee) {
        jdbc.sql("insert into inbox.assignment values (:key, :assignee, :account, now())")
                .param("key", key)
                .param("assignee", assignee)
                .param("account", UUID.randomUUID())
                .update();
    }
}
