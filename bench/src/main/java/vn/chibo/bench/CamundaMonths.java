package vn.chibo.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/** Months on Camunda 7, embedded. */
final class CamundaMonths extends EmbeddedMonths {

    private @Nullable ProcessEngine engine;

    CamundaMonths(Path directory, int concurrency) {
        super(directory, concurrency);
    }

    @Override
    void start(HikariDataSource database) {
        var settings = new StandaloneProcessEngineConfiguration();
        settings.setDataSource(database);
        settings.setDatabaseSchemaUpdate("true");
        settings.setJobExecutorActivate(true);
        settings.setEnforceHistoryTimeToLive(false);
        settings.setBeans(Map.of("work", (JavaDelegate)
                execution -> work(execution.getCurrentActivityId()).forEach(execution::setVariable)));
        settings.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                ((UserTaskActivityBehavior) activity.getActivityBehavior())
                        .getTaskDefinition()
                        .addTaskListener(
                                TaskListener.EVENTNAME_CREATE,
                                task -> created(task.getId(), task.getTaskDefinitionKey()));
            }
        })));
        engine = settings.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("month.bpmn", MonthModel.forCamunda7().xml())
                .deploy();
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
