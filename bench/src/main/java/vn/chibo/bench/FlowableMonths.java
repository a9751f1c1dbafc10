package vn.chibo.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEventType;
import org.flowable.common.engine.api.delegate.event.FlowableEntityEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEventListener;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.TaskInfo;
import org.jspecify.annotations.Nullable;

/** Months on Flowable, embedded. */
final class FlowableMonths extends EmbeddedMonths {

    private @Nullable ProcessEngine engine;

    FlowableMonths(Path directory, int concurrency) {
        super(directory, concurrency);
    }

    @Override
    void start(HikariDataSource database) {
        var settings = new StandaloneProcessEngineConfiguration();
        settings.setDataSource(database);
        settings.setDatabaseSchemaUpdate("true");
        settings.setAsyncExecutorActivate(true);
        settings.setBeans(Map.of("work", (JavaDelegate)
                execution -> work(execution.getCurrentActivityId()).forEach(execution::setVariable)));
        settings.setTypedEventListeners(Map.of(FlowableEngineEventType.TASK_CREATED.name(), List.of(new NewTasks())));
        engine = settings.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("month.bpmn20.xml", MonthModel.forFlowable().xml())
                .deploy();
    }

    private final class NewTasks implements FlowableEventListener {

        @Override
        public void onEvent(FlowableEvent event) {
            var task = (TaskInfo) ((FlowableEntityEvent) event).getEntity();
            created(task.getId(), task.getTaskDefinitionKey());
        }

        @Override
        public boolean isFailOnException() {
            return true;
        }

        @Override
        public boolean isFireOnTransactionLifecycleEvent() {
            return false;
        }

        @Override
        public @Nullable String getOnTransaction() {
            return null;
        }
    }

    private ProcessEngine engine() {
        return java.util.Objects.requireNonNull(engine);
    }

    @Override
    void open(String caseId, Map<String, Object> variables) {
        engine().getRuntimeService().startProcessInstanceByKey(MonthModel.MONTH, caseId, variables);
    }

    @Override
    void complete(String task, Map<String, Object> variables) {
        engine().getTaskService().complete(task, variables);
    }

    @Override
    void stop() {
        engine().close();
    }
}
