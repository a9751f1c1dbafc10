package vn.chibo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.cases.CaseKind;
import vn.chibo.cases.Cases;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.EngineLookup;
import vn.chibo.engine.EngineLookup.Presence;
import vn.chibo.engine.MessageName;
import vn.chibo.meetings.MonthOpening;
import vn.chibo.monitoring.Run.Cause;
import vn.chibo.monitoring.Run.Outcome;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;

/** Real differences between a real engine and its read model, made behind the application's back. */
@EngineTest
@TestPropertySource(
        properties = {
            "chibo.reconciliation.settle=3s",
            "chibo.reconciliation.patience=0s",
            "chibo.reconciliation.probes-per-second=100",
            "chibo.reconciliation.probes=2000"
        })
class ReconciliationProcessIT {

    private static final MessageName OPENED = new MessageName("probe.opened");
    private static final ElementId ANSWER = new ElementId("UserTask_Answer");
    private static final ElementId REGISTER_DATE = new ElementId("UserTask_RegisterDate");

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    FindingStore findings;

    @Autowired
    FindingActs acts;

    @Autowired
    EngineLookup lookup;

    @Autowired
    EngineCommands commands;

    @Autowired
    MonthOpening months;

    @Autowired
    Cases cases;

    @Autowired
    CamundaClient client;

    @Autowired
    EngineProbe probe;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void askingChangesNothing() {
        var id = UUID.randomUUID();
        var task = open(id);
        var before = row(task);

        assertThat(lookup.userTask(task)).isEqualTo(Presence.THERE);
        assertThat(lookup.instance(instanceOf(id))).isEqualTo(Presence.THERE);

        var marker = UUID.randomUUID();
        open(marker); // what comes after it in the log is there, so is the answer to the question
        assertThat(row(task)).isEqualTo(before);
        assertThat(probe.path(id)).filteredOn(ANSWER.value()::equals).hasSize(1);

        client.newCompleteUserTaskCommand(task)
                .variables(Map.of("again", false))
                .send()
                .join();
        assertThat(lookup.userTask(task)).isEqualTo(Presence.GONE);
        client.newCancelInstanceCommand(instanceOf(id)).send().join();
        assertThat(lookup.instance(instanceOf(id))).isEqualTo(Presence.GONE);
    }

    @Test
    void aTaskCompletedElsewhereThatStayedOpenHereIsClosed() {
        var id = UUID.randomUUID();
        var task = open(id);
        var other = open(UUID.randomUUID());
        client.newCompleteUserTaskCommand(task)
                .variables(Map.of("again", false))
                .send()
                .join();
        probe.awaitTaskGone(task);
        jdbc.sql("update engine.user_task set state = 'OPEN', ended_at = null where key = ?")
                .param(task)
                .update();
        jdbc.sql("insert into engine.user_task_candidate (candidate, task_key) values ('probe@CB-1', ?)")
                .param(task)
                .update();

        var run = run();

        assertThat(run.outcome()).isEqualTo(Outcome.DONE);
        assertThat(row(task)).startsWith("CANCELED").endsWith("{}");
        assertThat(repaired(FindingKind.TASK_GONE)).contains(Long.toString(task));
        assertThat(row(other)).startsWith("OPEN").endsWith("{probe@CB-1}");
        assertThat(subjects(FindingKind.EXPORTER_BEHIND)).isEmpty();
    }

    @Test
    void aTaskWhoseRowIsLostIsListed() {
        var id = UUID.randomUUID();
        var task = open(id);
        jdbc.sql("delete from engine.user_task where key = ?").param(task).update();

        run();

        assertThat(findings.open())
                .filteredOn(finding -> finding.kind() == FindingKind.TASK_MISSING)
                .extracting(finding -> finding.seen().instance())
                .contains(instanceOf(id));
    }

    @Test
    void anInstanceEndedBehindOurBackLeavesAnOpenCaseThatIsListed() {
        var theCase = cases.open(new CaseKind("engine-probe"), new UnitId(UUID.randomUUID()), "2026-11", policy());
        open(theCase.value());
        var instance = instanceOf(theCase.value());
        cases.claim(theCase, instance);
        client.newCancelInstanceCommand(instance).send().join();
        probe.until("terminated", () -> states(instance).contains("TERMINATED"));

        run();
        assertThat(subjects(FindingKind.CASE_INSTANCE_ENDED)).contains(Long.toString(instance));

        jdbc.sql("delete from engine.process_instance where key = ?")
                .param(instance)
                .update();
        run();
        assertThat(subjects(FindingKind.CASE_INSTANCE_GONE)).contains(Long.toString(instance));
        assertThat(subjects(FindingKind.CASE_INSTANCE_ENDED)).doesNotContain(Long.toString(instance));

        cases.close(theCase, "meetings.outcome.notHeld");
        run();
        assertThat(subjects(FindingKind.CASE_INSTANCE_GONE)).doesNotContain(Long.toString(instance));
    }

    @Test
    void anInstanceOfAnUnknownCaseIsListedAndADuplicateCancelled() {
        var unknown = UUID.randomUUID();
        open(unknown);
        var theCase = cases.open(new CaseKind("engine-probe"), new UnitId(UUID.randomUUID()), "2026-11", policy());
        open(theCase.value());
        var first = instanceOf(theCase.value());
        cases.claim(theCase, first);
        var elsewhere = UUID.randomUUID().toString();
        transaction.executeWithoutResult(
                status -> commands.publish(OPENED, elsewhere, elsewhere, variables(theCase.value())));
        probe.until("both run", () -> probe.openTasks(theCase.value(), ANSWER).size() == 2);
        var duplicate = jdbc.sql("select max(key) from engine.process_instance where business_key = ?")
                .param(theCase.toString())
                .query(Long.class)
                .single();

        run();

        assertThat(subjects(FindingKind.INSTANCE_WITHOUT_CASE)).contains(Long.toString(instanceOf(unknown)));
        assertThat(subjects(FindingKind.INSTANCE_DUPLICATE)).contains(Long.toString(duplicate));
        acts.cancel(
                findings.open().stream()
                        .filter(finding -> finding.kind() == FindingKind.INSTANCE_DUPLICATE
                                && finding.seen().subject().equals(Long.toString(duplicate)))
                        .findFirst()
                        .orElseThrow()
                        .id(),
                UUID.randomUUID());

        probe.until("cancelled", () -> states(duplicate).contains("TERMINATED"));
        assertThat(states(first)).containsExactly("ACTIVE");
        cases.close(theCase, "meetings.outcome.notHeld");
    }

    @Test
    void aMonthWhoseStartWasLostIsStartedAgain() {
        var cell = newCell();
        var lost = transaction.execute(status -> {
            assertThat(months.openUnder(Set.of(cell))).isPositive();
            return jdbc.sql("""
                            delete from engine_link.command c using cases.case_file f
                            where c.queue = f.id::text and f.unit_id = ? and c.state = 'PENDING' returning f.id""").param(cell.value()).query(UUID.class).list();
        });
        assertThat(lost).isNotEmpty();

        run();

        assertThat(repaired(FindingKind.CASE_NOT_STARTED))
                .containsAll(lost.stream().map(UUID::toString).toList());
        for (var id : lost) {
            probe.awaitTask(id, REGISTER_DATE);
            assertThat(jdbc.sql("select process_instance_key is not null from cases.case_file where id = ?")
                            .param(id)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
        run();
        assertThat(lost)
                .allSatisfy(
                        id -> assertThat(subjects(FindingKind.CASE_NOT_STARTED)).doesNotContain(id.toString()));
        // or every later month would be opened for it, and the commune of other tests would never be done
        jdbc.sql("delete from organization.unit_placement where unit_id = ?")
                .param(cell.value())
                .update();
    }

    private Run run() {
        return reconciliation.run(Cause.BY_HAND, null).orElseThrow();
    }

    private long open(UUID id) {
        transaction.executeWithoutResult(
                status -> commands.publish(OPENED, id.toString(), id.toString(), variables(id)));
        return probe.awaitTask(id, ANSWER);
    }

    private static Map<String, Object> variables(UUID id) {
        return Map.of(
                "caseId",
                id.toString(),
                "group",
                "probe@CB-1",
                "openedAt",
                Instant.parse("2026-11-01T00:00:00Z").toString());
    }

    private static PolicySnapshot policy() {
        return new PolicySnapshot(java.time.LocalDate.of(2026, 10, 1), Map.of());
    }

    /** A cell of the sample commune that nobody opened a month for. */
    private UnitId newCell() {
        var id = UUID.randomUUID();
        var code = "MOI-" + id.toString().substring(0, 8).toUpperCase();
        jdbc.sql("""
                        insert into organization.unit (id, code, name, name_folded, cell_type, valid_from)
                        values (?, ?, ?, lower(?), 'VILLAGE', date '2025-07-01')""").params(id, code, code, code).update();
        jdbc.sql("""
                        insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)
                        select ?, ?, 'CELL', parent_id, date '2025-07-01' from organization.unit_placement p
                        join organization.unit u on u.id = p.unit_id where u.code = 'MAU-CB02' limit 1""").params(UUID.randomUUID(), id).update();
        return new UnitId(id);
    }

    private long instanceOf(UUID id) {
        return jdbc.sql("select min(key) from engine.process_instance where business_key = ?")
                .param(id.toString())
                .query(Long.class)
                .single();
    }

    private List<String> states(long instance) {
        return jdbc.sql("select state from engine.process_instance where key = ?")
                .param(instance)
                .query(String.class)
                .list();
    }

    private String row(long task) {
        return jdbc.sql("""
                        select concat_ws(' ', state, assignee, due_at, form_key, created_at, headers, array(
                            select candidate from engine.user_task_candidate c where c.task_key = t.key order by candidate))
                        from engine.user_task t where key = ?""").param(task).query(String.class).single();
    }

    private List<String> subjects(FindingKind kind) {
        return findings.open().stream()
                .filter(finding -> finding.kind() == kind && finding.repairedAt() == null)
                .map(finding -> finding.seen().subject())
                .toList();
    }

    private List<String> repaired(FindingKind kind) {
        return findings.open().stream()
                .filter(finding -> finding.kind() == kind && finding.repairedAt() != null)
                .map(finding -> finding.seen().subject())
                .toList();
    }
}
