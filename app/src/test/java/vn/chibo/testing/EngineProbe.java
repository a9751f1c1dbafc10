package vn.chibo.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.ProcessId;

/** Looks at the engine through the read model, and waits for what must come; no test sleeps. */
@TestComponent
public class EngineProbe {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    EngineProbe(JdbcClient jdbc) {
        this.jdbc = jdbc;
        TestEngine.get().awaitReady();
    }

    public TestEngine engine() {
        return TestEngine.get();
    }

    /**
     * Moves engine and application to a moment in the future, not before the models are deployed: a timer that starts a
     * process counts from its deployment, and what lies behind is never made up for.
     */
    public void advanceTo(Instant moment) {
        awaitDeployed("open-month");
        engine().advanceTo(moment);
    }

    public void until(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition::getAsBoolean);
    }

    /** Waits until the engine has the model, and with it everything deployed together with it. */
    public void awaitDeployed(String processId) {
        until(
                processId + " deployed",
                () -> jdbc.sql("select count(*) from engine.process_definition where process_id = :process")
                                .param("process", processId)
                                .query(Long.class)
                                .single()
                        > 0);
    }

    /** Waits for the open task of the case (in the case's own process or one it calls) and answers its key. */
    public long awaitTask(UUID caseId, ElementId element) {
        until(element + " open", () -> !openTasks(caseId, element).isEmpty());
        return openTasks(caseId, element).getFirst();
    }

    public List<Long> openTasks(UUID caseId, ElementId element) {
        return jdbc.sql("""
                        select key from engine.user_task
                        where business_key = :case and element_id = :element and state = 'OPEN' order by key""")
                .param("case", caseId.toString())
                .param("element", element.value())
                .query(Long.class)
                .list();
    }

    /** Elements of the case's open tasks, by name. */
    public List<String> openElements(UUID caseId) {
        return jdbc.sql("""
                        select element_id from engine.user_task
                        where business_key = :case and state = 'OPEN' order by element_id""")
                .param("case", caseId.toString())
                .query(String.class)
                .list();
    }

    public void awaitTaskGone(long key) {
        until(
                "task " + key + " closed",
                () -> jdbc.sql("select count(*) from engine.user_task where key = :key and state = 'OPEN'")
                                .param("key", key)
                                .query(Long.class)
                                .single()
                        == 0);
    }

    /** Waits until an instance of the case stands at (or came past) the element. */
    public void awaitEntered(UUID caseId, String elementId) {
        until(elementId + " entered", () -> !passed(caseId, elementId).isEmpty());
    }

    /** Waits until the instance of the process that serves the case has come to its end through this end event. */
    public void awaitEnd(UUID caseId, ProcessId process, String endEvent) {
        until(
                process + " ended",
                () -> jdbc.sql("""
                                select count(*) from engine.process_instance
                                where business_key = :case and process_id = :process and state = 'COMPLETED'""")
                                .param("case", caseId.toString())
                                .param("process", process.value())
                                .query(Long.class)
                                .single()
                        > 0);
        if (!passed(caseId, endEvent).contains("COMPLETED")) {
            throw new AssertionError(process + " ended, but not through " + endEvent + ": " + path(caseId));
        }
    }

    private List<String> passed(UUID caseId, String elementId) {
        return jdbc.sql("""
                        select e.state from engine.element_instance e
                        join engine.process_instance i on i.key = e.process_instance_key
                        where i.business_key = :case and e.element_id = :element""")
                .param("case", caseId.toString())
                .param("element", elementId)
                .query(String.class)
                .list();
    }

    /** Every element the case came through, in order. */
    public List<String> path(UUID caseId) {
        return jdbc.sql("""
                        select e.element_id from engine.element_instance e
                        join engine.process_instance i on i.key = e.process_instance_key
                        where i.business_key = :case order by e.position""")
                .param("case", caseId.toString())
                .query(String.class)
                .list();
    }

    public long instances(UUID caseId, ProcessId process) {
        return jdbc.sql(
                        "select count(*) from engine.process_instance where business_key = :case and process_id = :process")
                .param("case", caseId.toString())
                .param("process", process.value())
                .query(Long.class)
                .single();
    }

    /** What stands in the way of the case, as the engine says it. */
    public List<String> incidents(UUID caseId) {
        return jdbc.sql("""
                        select element_id || ': ' || error_message from engine.incident
                        where business_key = :case and state = 'OPEN'""")
                .param("case", caseId.toString())
                .query(String.class)
                .list();
    }

    /** Waits until every command given so far has left. */
    public void awaitCommandsSent() {
        until(
                "commands sent",
                () -> jdbc.sql("select count(*) from engine_link.command where state = 'PENDING'")
                                .query(Long.class)
                                .single()
                        == 0);
    }
}
