package vn.chibo.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.OfficeHolding;
import vn.chibo.organization.UnitId;
import vn.chibo.testing.TestDatabases;

/** The inbox over a real database with a hand-fed read model; tests bring a mock of the engine's commands. */
@TestConfiguration(proxyBeanMethods = false)
@EnableTransactionManagement
@ComponentScan({"vn.chibo.inbox.tasks", "vn.chibo.inbox.spi"})
public class InboxTestDatabase {

    /** Sunday, 22 November 2026, 11:00 in Việt Nam. */
    public static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

    @Bean
    DataSource dataSource() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(TestDatabases.create());
        dataSource.setUser("postgres");
        dataSource.setPassword("postgres");
        for (var module : List.of("engine", "inbox")) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration/" + module)
                    .table("flyway_" + module)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
        return dataSource;
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    JsonMapper jsonMapper() {
        return JsonMapper.builder().build();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    ReadModel readModel(JdbcClient jdbc) {
        return new ReadModel(jdbc);
    }

    public static CurrentUser secretaryOf(String unitCode) {
        var member = new MemberId(UUID.randomUUID());
        var office = new OfficeHolding(
                member,
                Office.CELL_SECRETARY,
                new UnitId(UUID.randomUUID()),
                unitCode,
                java.time.LocalDate.of(2025, 1, 1),
                null);
        return new CurrentUser(UUID.randomUUID(), "secretary", member, "Bí thư", false, List.of(office));
    }

    /** Feeds the read model as the exporter would. */
    public record ReadModel(JdbcClient jdbc) {

        public void open(
                long key,
                long instance,
                String element,
                @Nullable String caseId,
                @Nullable Instant due,
                Set<String> candidates) {
            jdbc.sql("""
                            insert into engine.user_task (key, process_instance_key, root_key, definition_key, process_id,
                                element_id, element_instance_key, business_key, due_at, priority, state, created_at)
                            values (:key, :instance, :instance, 1, 'monthly-meeting', :element, :key, :case, :due, 50, 'OPEN', :now)
                            """)
                    .param("key", key)
                    .param("instance", instance)
                    .param("element", element)
                    .param("case", caseId)
                    .param("due", due == null ? null : Timestamp.from(due))
                    .param("now", Timestamp.from(NOW))
                    .update();
            for (var candidate : candidates) {
                jdbc.sql("""
                                insert into engine.user_task_candidate (candidate, due_at, task_key)
                                values (:candidate, coalesce(:due::timestamptz, 'infinity'), :key)
                                """)
                        .param("candidate", candidate)
                        .param("due", due == null ? null : Timestamp.from(due))
                        .param("key", key)
                        .update();
            }
        }

        public void complete(long key) {
            jdbc.sql("update engine.user_task set state = 'COMPLETED', ended_at = :now where key = :key")
                    .param("now", Timestamp.from(NOW))
                    .param("key", key)
                    .update();
            jdbc.sql("delete from engine.user_task_candidate where task_key = :key")
                    .param("key", key)
                    .update();
        }

        public void assign(long key, @Nullable String assignee) {
            jdbc.sql("update engine.user_task set assignee = :assignee where key = :key")
                    .param("assignee", assignee)
                    .param("key", key)
                    .update();
        }

        public void variable(long instance, String name, UUID value) {
            jdbc.sql("""
                            insert into engine.variable (scope_key, process_instance_key, name, value, updated_at)
                            values (:instance, :instance, :name, to_jsonb(:value::text), :now)
                            """)
                    .param("instance", instance)
                    .param("name", name)
                    .param("value", value.toString())
                    .param("now", Timestamp.from(NOW))
                    .update();
        }
    }
}
