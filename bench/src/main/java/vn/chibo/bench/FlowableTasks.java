package vn.chibo.bench;

import com.zaxxer.hikari.HikariDataSource;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.TaskQuery;
import vn.chibo.standalone.LocalPostgres;

/** Flowable's own task query. */
final class FlowableTasks implements TaskList {

    private final HikariDataSource pool;
    private final ProcessEngine engine;

    FlowableTasks(LocalPostgres postgres) {
        pool = ChiboTasks.pool(postgres, "flowable");
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setAsyncExecutorActivate(false);
        configuration.setDisableIdmEngine(true);
        engine = configuration.buildProcessEngine();
    }

    @Override
    public String name() {
        return "Flowable " + ProcessEngine.VERSION;
    }

    private TaskQuery of(Person person) {
        return engine.getTaskService().createTaskQuery().active().taskCandidateGroupIn(person.groups());
    }

    @Override
    public void page(Person person) {
        for (var bound : TaskList.bounds()) {
            of(person).taskDueBefore(TaskList.date(bound)).count();
        }
        of(person).count();
        of(person).orderByTaskDueDate().asc().listPage(0, LINES);
    }

    @Override
    public void search(Person person) {
        of(person)
                .taskDescriptionLike("%" + String.join("%", WORDS) + "%")
                .orderByTaskDueDate()
                .asc()
                .listPage(0, LINES);
    }

    @Override
    public long overdue(Person person) {
        return of(person)
                .taskDueBefore(TaskList.date(TaskList.bounds().getFirst()))
                .count();
    }

    @Override
    public long count(Person person) {
        return of(person).count()
                + engine.getTaskService()
                        .createTaskQuery()
                        .taskAssignee(person.member())
                        .count();
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
