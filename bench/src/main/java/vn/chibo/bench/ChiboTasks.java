package vn.chibo.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.inbox.tasks.MyTasks;
import vn.chibo.inbox.tasks.MyTasks.Cursor;
import vn.chibo.inbox.tasks.OpenTasks;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.Policies;
import vn.chibo.standalone.LocalPostgres;

/** The inbox's own reading of tasks, without the page around it. */
final class ChiboTasks implements AutoCloseable {

    private final HikariDataSource pool;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final MyTasks tasks;

    ChiboTasks(LocalPostgres postgres) {
        pool = pool(postgres, LocalPostgres.DATABASE);
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
        context.registerBean(JsonMapper.class, () -> new JsonMapper());
        context.registerBean(Clock.class, Clock::systemUTC);
        context.register(OpenTasks.class, MyTasks.class, Organizations.class, Policies.class);
        context.refresh();
        tasks = context.getBean(MyTasks.class);
    }

    /** One connection, as one request has, kept open like the application's. */
    static HikariDataSource pool(LocalPostgres postgres, String database) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.jdbcUrl(database));
        pool.setUsername(LocalPostgres.USER);
        pool.setPassword(LocalPostgres.PASSWORD);
        pool.setMaximumPoolSize(2);
        return pool;
    }

    void page(Person person) {
        tasks.countDueBefore(person.user(), TaskList.bounds());
        tasks.page(person.user(), Cursor.START, null, TaskList.LINES);
    }

    long overdue(Person person) {
        return tasks.countDueBefore(person.user(), TaskList.bounds().subList(0, 1))
                .getFirst();
    }

    long count(Person person) {
        return tasks.countDueBefore(person.user(), List.of()).getLast();
    }

    /** What cases carry of the rules they began under, as JSON. */
    String defaultPolicy() {
        var nowhere = new UnitId(new UUID(0, 0));
        var policy = context.getBean(Policies.class).snapshot(nowhere, LocalDate.now(TaskList.VIET_NAM));
        return context.getBean(JsonMapper.class).writeValueAsString(policy);
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}
