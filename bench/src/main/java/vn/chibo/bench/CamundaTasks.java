package vn.chibo.bench;

import com.zaxxer.hikari.HikariDataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.TaskQuery;
import vn.chibo.standalone.LocalPostgres;

/** Camunda 7's own task query. */
final class CamundaTasks implements TaskList {

    private final HikariDataSource pool;
    private final ProcessEngine engine;

    CamundaTasks(LocalPostgres postgres) {
        pool = ChiboTasks.pool(postgres, "camunda");
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        engine = configuration.buildProcessEngine();
    }

    @Override
    public String name() {
        return "Camunda " + ProcessEngine.class.getPackage().getImplementationVersion();
    }

    private TaskQuery of(Person person) {
        return engine.getTaskService().createTaskQuery().active().taskCandidateGroupIn(person.groups());
    }

    @Override
    public void page(Person person) {
        for (var bound : TaskList.bounds()) {
            of(person).dueBefore(TaskList.date(bound)).count();
        }
        of(person).count();
        of(person).orderByDueDate().asc().listPage(0, LINES);
    }

    @Override
    public void search(Person person) {
        of(person)
                .taskDescriptionLike("%" + String.join("%", WORDS) + "%")
                .orderByDueDate()
                .asc()
                .listPage(0, LINES);
    }

    @Override
    public long overdue(Person person) {
        return of(person).dueBefore(TaskList.date(TaskList.bounds().getFirst())).count();
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
