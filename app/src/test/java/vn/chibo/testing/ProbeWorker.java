package vn.chibo.testing;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessResourceFailureException;
import vn.chibo.engine.ErrorCode;
import vn.chibo.engine.JobType;
import vn.chibo.engine.ProcessError;
import vn.chibo.engine.ServiceTask;

/** The worker of {@code engine-probe.bpmn}: does what the test told it to do for a case, once per entry; otherwise succeeds. */
@TestComponent
public class ProbeWorker implements ServiceTask<ProbeWorker.Input, ProbeWorker.Output> {

    public enum Deed {
        FAIL,
        /** as when PostgreSQL's disk is full */
        LACK_DISK,
        REFUSE
    }

    // of the whole run: every context that uses the engine has a worker, and each may be given the job
    private static final Map<UUID, Queue<Deed>> PLANS = new ConcurrentHashMap<>();
    private static final Map<UUID, Input> SEEN = new ConcurrentHashMap<>();

    public record Input(UUID caseId, Instant openedAt, long processInstanceKey) {}

    public record Output(boolean checked) {}

    public void plan(UUID caseId, Deed... deeds) {
        PLANS.put(caseId, new ConcurrentLinkedQueue<>(java.util.List.of(deeds)));
    }

    public Input inputOf(UUID caseId) {
        return SEEN.get(caseId);
    }

    @Override
    public JobType type() {
        return new JobType("probe.check");
    }

    @Override
    public Class<Input> inputType() {
        return Input.class;
    }

    @Override
    public Output execute(Input input) {
        SEEN.put(input.caseId(), input);
        var deed = PLANS.getOrDefault(input.caseId(), new ConcurrentLinkedQueue<>())
                .poll();
        if (deed == Deed.FAIL) {
            throw new IllegalStateException("planned failure");
        }
        if (deed == Deed.LACK_DISK) {
            throw new DataAccessResourceFailureException("planned", new SQLException("no space left", "53100"));
        }
        if (deed == Deed.REFUSE) {
            throw new ProcessError(new ErrorCode("probe.refused"), "planned refusal");
        }
        return new Output(true);
    }
}
