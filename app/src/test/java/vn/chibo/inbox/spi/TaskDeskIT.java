package vn.chibo.inbox.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineCommands;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.InboxTestDatabase;
import vn.chibo.inbox.InboxTestDatabase.ReadModel;
import vn.chibo.inbox.tasks.OpenTasks;
import vn.chibo.inbox.tasks.Submissions;

@SpringJUnitConfig(InboxTestDatabase.class)
class TaskDeskIT {

    private static final ElementId ROLL_CALL = new ElementId("UserTask_RollCall");
    private static long keys = 1_000;

    @Autowired
    private TaskDesk desk;

    @Autowired
    private Submissions submissions;

    @Autowired
    private OpenTasks tasks;

    @Autowired
    private ReadModel readModel;

    @MockitoBean
    private EngineCommands engine;

    @Autowired
    private PlatformTransactionManager transactions;

    private final CurrentUser secretary = InboxTestDatabase.secretaryOf("CB-0001");
    private final UUID sitting = UUID.randomUUID();
    private final long instance = keys += 100;

    @BeforeEach
    void instanceWithSitting() {
        readModel.variable(instance, "sittingId", sitting);
    }

    @Test
    void doubleClickCompletesTheTaskOnce() {
        openTask(instance + 1);

        assertThat(submit()).isTrue();
        assertThat(submit()).isFalse();

        verify(engine).completeUserTask(instance + 1, Map.of("held", true));
        verifyNoMoreInteractions(engine);
    }

    @Test
    void submittedTaskIsNotFoundAgainWhileTheEngineStillShowsItOpen() {
        openTask(instance + 1);

        submit();

        assertThat(desk.find("sittingId", sitting, ROLL_CALL)).isEmpty();
        assertThat(tasks.find(instance + 1).orElseThrow().submitted()).isTrue();
    }

    @Test
    void actAheadOfTheEngineHidesItsTaskAsSoonAsItAppears() {
        assertThat(submit()).isTrue();
        verify(engine).completeUserTask("sittingId", sitting, ROLL_CALL, Map.of("held", true));

        openTask(instance + 1);

        assertThat(desk.find("sittingId", sitting, ROLL_CALL)).isEmpty();
        assertThat(submit()).isFalse();
        verify(engine, never()).completeUserTask(anyLong(), any());
    }

    @Test
    void lateDoubleClickDoesNotCompleteTheNextRoundOfALoop() {
        openTask(instance + 1);
        submit();
        readModel.complete(instance + 1);

        assertThat(submit()).isFalse();

        openTask(instance + 2);
        assertThat(desk.find("sittingId", sitting, ROLL_CALL))
                .hasValueSatisfying(task -> assertThat(task.key()).isEqualTo(instance + 2));
        assertThat(submit()).isTrue();
        verify(engine).completeUserTask(instance + 2, Map.of("held", true));
    }

    @Test
    void roundAfterAnEarlySubmissionIsANewTask() {
        submit();
        openTask(instance + 1);
        submissions.settle();
        readModel.complete(instance + 1);
        openTask(instance + 2);
        submissions.settle();

        assertThat(tasks.find(instance + 1).orElseThrow().submitted()).isTrue();
        assertThat(tasks.find(instance + 2).orElseThrow().submitted()).isFalse();
    }

    @Test
    void submissionThatRollsBackLeavesTheTaskOpen() {
        openTask(instance + 1);

        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            desk.submit(secretary, "sittingId", sitting, ROLL_CALL, Map.of());
            status.setRollbackOnly();
        });

        assertThat(desk.find("sittingId", sitting, ROLL_CALL)).isPresent();
    }

    private void openTask(long key) {
        readModel.open(key, instance, ROLL_CALL.value(), null, null, Set.of("cell-secretary@CB-0001"));
    }

    private boolean submit() {
        return new TransactionTemplate(transactions)
                .execute(status -> desk.submit(secretary, "sittingId", sitting, ROLL_CALL, Map.of("held", true)));
    }
}
