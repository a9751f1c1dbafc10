package vn.chibo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseKind;
import vn.chibo.cases.Cases;
import vn.chibo.cases.spi.CaseRestart;
import vn.chibo.engine.EngineLookup;
import vn.chibo.engine.EngineLookup.Presence;
import vn.chibo.monitoring.Run.Cause;
import vn.chibo.monitoring.Run.Outcome;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.RuleViolation;

/** Every comparison over rows placed by hand, with an engine that answers as the test says. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "shared")
@Import(ReconciliationIT.Restarts.class)
@TestPropertySource(
        properties = {
            "chibo.reconciliation.settle=100ms",
            "chibo.reconciliation.probes=20",
            "chibo.reconciliation.probes-per-second=1000"
        })
class ReconciliationIT {

    private static final CaseKind KIND = new CaseKind("monthly-meeting");
    private static final UUID ADMINISTRATOR = UUID.randomUUID();

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    FindingStore findings;

    @Autowired
    FindingActs acts;

    @Autowired
    Cases cases;

    @Autowired
    Restarts restarts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @MockitoBean
    EngineLookup engine;

    @BeforeEach
    void everythingAgrees() {
        jdbc.sql("""
                        truncate monitoring.act, monitoring.finding, monitoring.run, engine.user_task,
                            engine.user_task_candidate, engine.process_instance, engine.element_instance, engine.variable,
                            engine.incident, engine.dead_letter, engine.exporter_position, engine_link.command,
                            cases.case_file cascade""").update();
        restarts.asked.clear();
        given(engine.answersSince(any())).willReturn(true);
        given(engine.userTask(anyLong())).willReturn(Presence.THERE);
        given(engine.instance(anyLong())).willReturn(Presence.THERE);
    }

    @Test
    void closesATaskTheEngineDoesNotHave() {
        task(11, 1);
        task(12, 1);
        given(engine.userTask(11)).willReturn(Presence.GONE);

        var run = run();

        assertThat(run.repaired()).isEqualTo(1);
        assertThat(taskState(11)).isEqualTo("CANCELED");
        assertThat(candidates(11)).isZero();
        assertThat(taskState(12)).isEqualTo("OPEN");
        assertThat(candidates(12)).isEqualTo(1);
        assertThat(repaired(FindingKind.TASK_GONE)).containsExactly("11");

        run();

        assertThat(subjects(FindingKind.TASK_GONE)).isEmpty();
    }

    @Test
    void leavesTasksAloneWhenTheEngineDoesNotAnswerAboutThem() {
        task(11, 1);
        given(engine.userTask(11)).willReturn(Presence.NO_ANSWER);

        run();

        assertThat(taskState(11)).isEqualTo("OPEN");
        assertThat(subjects(FindingKind.TASK_GONE)).isEmpty();
    }

    @Test
    void repairsNothingWhenTheEngineKnowsHardlyAnyTask() {
        LongStream.rangeClosed(1, 12).forEach(key -> task(key, 1));
        given(engine.userTask(anyLong())).willReturn(Presence.GONE);

        var run = run();

        assertThat(run.repaired()).isZero();
        assertThat(taskState(1)).isEqualTo("OPEN");
        assertThat(findings.open()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.MANY_TASKS_GONE);
            assertThat(finding.seen().note()).isEqualTo("12/12");
        });
    }

    @Test
    void asksAboutSuspectsFirstAndAboutTheOthersInTurn() {
        LongStream.rangeClosed(1, 25).forEach(key -> task(key, 1));
        task(90, 900);
        task(91, 1);
        instance(900, null, UUID.randomUUID(), "TERMINATED");
        command("COMPLETE", "DONE", null, 91L, "2 minutes");

        run();

        var order = inOrder(engine);
        order.verify(engine).userTask(90);
        order.verify(engine).userTask(91);
        order.verify(engine).userTask(1);
        verify(engine).userTask(18);
        verify(engine, never()).userTask(19);

        run();

        verify(engine).userTask(19);
        verify(engine).userTask(25);
        verify(engine, times(2)).userTask(90);
    }

    @Test
    void aTaskThatAnswersWhileTheExporterWritesNothingIsAnExporterThatIsBehind() {
        jdbc.sql("insert into engine.exporter_position (partition_id, position, record_at) values (1, 10, now())")
                .update();
        task((1L << 51) + 7, 1);

        run();

        assertThat(subjects(FindingKind.EXPORTER_BEHIND)).containsExactly("1");
    }

    @Test
    void anExporterThatFollowsIsNotBehind() {
        jdbc.sql("insert into engine.exporter_position (partition_id, position, record_at) values (1, 10, now())")
                .update();
        task((1L << 51) + 7, 1);
        given(engine.userTask((1L << 51) + 7)).willAnswer(question -> {
            jdbc.sql("update engine.exporter_position set position = position + 2")
                    .update();
            return Presence.THERE;
        });

        run();

        assertThat(subjects(FindingKind.EXPORTER_BEHIND)).isEmpty();
    }

    @Test
    void listsSubmissionsTheEngineNeverTook() {
        var theCase = openCase();
        var refused = command("COMPLETE_WHEN_OPEN", "REFUSED", theCase, null, "1 minute");
        var lapsed = command("COMPLETE_WHEN_OPEN", "LAPSED", theCase, null, "1 minute");
        var waiting = command("COMPLETE_WHEN_OPEN", "PENDING", theCase, null, "10 minutes");
        command("COMPLETE_WHEN_OPEN", "PENDING", theCase, null, "1 minute");
        command("COMPLETE_WHEN_OPEN", "DONE", theCase, null, "10 minutes");

        run();

        assertThat(subjects(FindingKind.COMMAND_REFUSED)).containsExactly(refused);
        assertThat(subjects(FindingKind.COMMAND_LAPSED)).containsExactly(lapsed);
        assertThat(subjects(FindingKind.COMMAND_WAITING)).containsExactly(waiting);
        assertThat(findings.open())
                .filteredOn(finding -> finding.seen().element() != null)
                .hasSize(3)
                .allSatisfy(finding -> {
                    assertThat(finding.seen().caseId()).isEqualTo(theCase);
                    assertThat(finding.seen().element()).hasToString("UserTask_RegisterDate");
                });
    }

    @Test
    void sendsARefusedSubmissionAgainOnceAndRemembersWho() {
        var refused = command("COMPLETE_WHEN_OPEN", "REFUSED", openCase(), null, "1 minute");
        run();
        var finding = only(FindingKind.COMMAND_REFUSED);

        acts.sendAgain(finding.id(), ADMINISTRATOR);

        assertThat(one("select state from engine_link.command where id = " + refused))
                .isEqualTo("PENDING");
        assertThat(one("select kind || ' ' || account_id || ' ' || subject from monitoring.act"))
                .isEqualTo("SEND_AGAIN " + ADMINISTRATOR + " COMMAND_REFUSED " + refused);
        assertThat(subjects(FindingKind.COMMAND_REFUSED)).isEmpty();
    }

    @Test
    void whatIsNotRefusedAnyMoreIsNotSentAgain() {
        var refused = command("COMPLETE_WHEN_OPEN", "REFUSED", openCase(), null, "1 minute");
        run();
        jdbc.sql("update engine_link.command set state = 'DONE' where id = " + refused)
                .update();

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(
                        () -> acts.sendAgain(only(FindingKind.COMMAND_REFUSED).id(), ADMINISTRATOR));
        assertThat(one("select count(*)::text from monitoring.act")).isEqualTo("0");
    }

    @Test
    void startsACaseAgainWhoseStartWasLost() {
        var lost = openCase();
        var onItsWay = openCase();
        var running = openCase();
        var young = cases.open(KIND, new UnitId(UUID.randomUUID()), "2026-11", policy());
        command("PUBLISH", "PENDING", onItsWay, null, "1 minute");
        instance(700, null, running.value(), "ACTIVE");

        run();

        assertThat(restarts.asked).containsExactly(lost).doesNotContain(young);
        assertThat(repaired(FindingKind.CASE_NOT_STARTED)).containsExactly(lost.toString());
        assertThat(subjects(FindingKind.CASE_NOT_CLAIMED)).containsExactly(running.toString());
    }

    @Test
    void listsACaseThatCannotBeStarted() {
        var foreign = openCase(new CaseKind("unknown-kind"));

        run();

        assertThat(subjects(FindingKind.CASE_NOT_STARTED)).containsExactly(foreign.toString());
        assertThat(repaired(FindingKind.CASE_NOT_STARTED)).isEmpty();
    }

    @Test
    void listsOpenCasesWhoseInstanceIsOver() {
        claimed(openCase(), 801, "ACTIVE");
        claimed(openCase(), 802, "TERMINATED");
        jdbc.sql("update engine.process_instance set ended_at = '2026-11-20T01:00:00Z' where key = 802")
                .update();
        claimed(openCase(), 803, null);
        claimed(openCase(), 804, "ACTIVE");
        claimed(openCase(), 805, null);
        given(engine.instance(803)).willReturn(Presence.GONE);
        given(engine.instance(804)).willReturn(Presence.GONE);

        run();

        assertThat(findings.open())
                .filteredOn(finding -> finding.kind() == FindingKind.CASE_INSTANCE_ENDED)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.seen().subject()).isEqualTo("802");
                    assertThat(finding.seen().since()).isEqualTo("2026-11-20T01:00:00Z");
                });
        assertThat(subjects(FindingKind.CASE_INSTANCE_GONE)).containsExactlyInAnyOrder("803", "804");
        assertThat(restarts.asked).isEmpty();
    }

    @Test
    void listsInstancesThatServeNoOpenCase() {
        var closed = openCase();
        claimed(closed, 810, "ACTIVE");
        jdbc.sql("update cases.case_file set closed_at = now() - interval '1 hour', outcome = 'x' where id = ?")
                .param(closed.value())
                .update();
        var open = openCase();
        claimed(open, 811, "ACTIVE");
        instance(812, null, open.value(), "ACTIVE");
        instance(813, 811L, open.value(), "ACTIVE");
        instance(814, null, UUID.randomUUID(), "ACTIVE");
        instance(815, null, UUID.randomUUID(), "ACTIVE");
        instance(816, null, UUID.randomUUID(), "COMPLETED");
        given(engine.instance(815)).willReturn(Presence.GONE);

        run();

        assertThat(subjects(FindingKind.INSTANCE_OF_CLOSED_CASE)).containsExactly("810");
        assertThat(subjects(FindingKind.INSTANCE_DUPLICATE)).containsExactly("812");
        assertThat(subjects(FindingKind.INSTANCE_WITHOUT_CASE)).containsExactly("814");
        assertThat(repaired(FindingKind.INSTANCE_GONE)).containsExactly("815");
        assertThat(one("select state from engine.process_instance where key = 815"))
                .isEqualTo("TERMINATED");
    }

    @Test
    void cancelsADuplicateButNotTheInstanceThatHasTheCase() {
        var open = openCase();
        claimed(open, 811, "ACTIVE");
        instance(812, null, open.value(), "ACTIVE");
        run();
        var finding = only(FindingKind.INSTANCE_DUPLICATE);

        jdbc.sql("update cases.case_file set process_instance_key = 812").update();
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> acts.cancel(finding.id(), ADMINISTRATOR));
        jdbc.sql("update cases.case_file set process_instance_key = 811").update();
        acts.cancel(finding.id(), ADMINISTRATOR);

        assertThat(one("select kind || ' ' || name from engine_link.command")).isEqualTo("CANCEL 812");
        assertThat(one("select kind || ' ' || account_id from monitoring.act"))
                .isEqualTo("CANCEL_INSTANCE " + ADMINISTRATOR);
    }

    @Test
    void listsWhatIsStuckUntilItIsNot() {
        instance(820, null, UUID.randomUUID(), "ACTIVE");
        jdbc.sql("""
                        insert into engine.incident (key, process_instance_key, root_key, definition_key, process_id,
                            element_id, element_instance_key, error_type, error_message, state, created_at)
                        values (5, 820, 820, 1, 'monthly-meeting', 'ServiceTask_X', 6, 'JOB_NO_RETRIES', '', 'OPEN', now())""").update();
        jdbc.sql("""
                        insert into engine.dead_letter (partition_id, position, value_type, intent, error, at)
                        values (1, 99, 'USER_TASK', 'CREATED', 'secret', now())""").update();
        jdbc.sql("""
                        insert into engine.element_instance (key, process_instance_key, element_id, element_type,
                            flow_scope_key, state, started_at, position)
                        values (830, 820, 'UserTask_RegisterDate', 'USER_TASK', 820, 'ACTIVE', now() - interval '1 hour', 1)""").update();

        run();

        assertThat(subjects(FindingKind.INCIDENT)).containsExactly("5");
        assertThat(subjects(FindingKind.DEAD_LETTER)).containsExactly("1-99");
        assertThat(subjects(FindingKind.TASK_MISSING)).containsExactly("830");
        assertThat(findings.open())
                .noneMatch(finding -> "secret".equals(finding.seen().note()));

        jdbc.sql("truncate engine.incident, engine.dead_letter, engine.element_instance")
                .update();
        run();

        assertThat(subjects(FindingKind.INCIDENT)).isEmpty();
        assertThat(subjects(FindingKind.DEAD_LETTER)).isEmpty();
        assertThat(subjects(FindingKind.TASK_MISSING)).isEmpty();
    }

    @Test
    void keepsWhatItCannotAskAboutAndSaysSo() {
        claimed(openCase(), 803, null);
        given(engine.instance(803)).willReturn(Presence.GONE);
        run();
        given(engine.answersSince(any())).willReturn(false);
        openCase();

        var run = run();

        assertThat(run.outcome()).isEqualTo(Outcome.WITHOUT_ENGINE);
        assertThat(run.probed()).isZero();
        assertThat(subjects(FindingKind.CASE_INSTANCE_GONE)).containsExactly("803");
        assertThat(restarts.asked).isEmpty();
    }

    @Test
    void aDismissedFindingStaysDismissedAsLongAsItIsSeen() {
        command("COMPLETE_WHEN_OPEN", "LAPSED", openCase(), null, "1 minute");
        run();
        acts.dismiss(only(FindingKind.COMMAND_LAPSED).id(), ADMINISTRATOR);

        run();

        assertThat(only(FindingKind.COMMAND_LAPSED).dismissedAt()).isNotNull();
    }

    @Test
    void oneRunAtATimeAndOneThatWasCutOffIsEnded() throws Exception {
        jdbc.sql("insert into monitoring.run (cause, started_at) values ('SCHEDULED', now())")
                .update();
        try (var elsewhere = dataSource.getConnection();
                var statement = elsewhere.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('monitoring.reconciliation', 0))");

            assertThat(reconciliation.run(Cause.BY_HAND, ADMINISTRATOR)).isEmpty();

            statement.execute("select pg_advisory_unlock(hashtextextended('monitoring.reconciliation', 0))");
        }
        assertThat(reconciliation.run(Cause.BY_HAND, ADMINISTRATOR)).isPresent();
        assertThat(jdbc.sql("select outcome from monitoring.run order by id")
                        .query(String.class)
                        .list())
                .containsExactly("INTERRUPTED", "DONE");
    }

    private Run run() {
        return reconciliation.run(Cause.SCHEDULED, null).orElseThrow();
    }

    private void task(long key, long instance) {
        jdbc.sql("""
                        insert into engine.user_task (key, process_instance_key, root_key, definition_key, process_id,
                            element_id, element_instance_key, priority, state, created_at)
                        values (?, ?, ?, 1, 'monthly-meeting', 'UserTask_RegisterDate', ?, 50, 'OPEN', now())""").params(key, instance, instance, key).update();
        jdbc.sql("insert into engine.user_task_candidate (candidate, task_key) values ('cell-secretary@CB-1', ?)")
                .param(key)
                .update();
    }

    private void instance(long key, @Nullable Long parent, UUID businessKey, String state) {
        jdbc.sql("""
                        insert into engine.process_instance (key, process_id, version, definition_key, parent_key, root_key,
                            business_key, state, started_at, ended_at)
                        values (:key, 'monthly-meeting', 1, 1, :parent, :key, :business, :state, now() - interval '1 hour',
                            case when :state = 'ACTIVE' then null else now() end)""")
                .param("key", key)
                .param("parent", parent, Types.BIGINT)
                .param("business", businessKey.toString())
                .param("state", state)
                .update();
    }

    private CaseId openCase() {
        return openCase(KIND);
    }

    /** An hour old, of a cell of its own. */
    private CaseId openCase(CaseKind kind) {
        var id = cases.open(kind, new UnitId(UUID.randomUUID()), "2026-11", policy());
        jdbc.sql("update cases.case_file set opened_at = now() - interval '1 hour' where id = ?")
                .param(id.value())
                .update();
        return id;
    }

    /** @param state of the instance in the read model, null where it has no row */
    private void claimed(CaseId id, long instance, @Nullable String state) {
        assertThat(cases.claim(id, instance)).isTrue();
        if (state != null) {
            instance(instance, null, id.value(), state);
        }
    }

    private String command(String kind, String state, @Nullable CaseId theCase, @Nullable Long task, String age) {
        return jdbc.sql("""
                        insert into engine_link.command (kind, queue, name, variable, user_task_key, state, created_at, ended_at)
                        values (:kind, :queue, 'UserTask_RegisterDate', 'caseId', :task, :state,
                            now() - cast(:age as interval),
                            case when :state = 'PENDING' then null else now() - cast(:age as interval) end)
                        returning id""")
                .param("kind", kind)
                .param("queue", theCase == null ? "queue" : theCase.toString())
                .param("task", task, Types.BIGINT)
                .param("state", state)
                .param("age", age)
                .query(Long.class)
                .single()
                .toString();
    }

    private static PolicySnapshot policy() {
        return new PolicySnapshot(LocalDate.of(2026, 10, 1), Map.of());
    }

    private Finding only(FindingKind kind) {
        return findings.open().stream()
                .filter(finding -> finding.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private List<String> subjects(FindingKind kind) {
        return findings.open().stream()
                .filter(finding -> finding.kind() == kind)
                .map(finding -> finding.seen().subject())
                .toList();
    }

    private List<String> repaired(FindingKind kind) {
        return findings.open().stream()
                .filter(finding -> finding.kind() == kind && finding.repairedAt() != null)
                .map(finding -> finding.seen().subject())
                .toList();
    }

    private String taskState(long key) {
        return one("select state from engine.user_task where key = " + key);
    }

    private long candidates(long key) {
        return Long.parseLong(one("select count(*)::text from engine.user_task_candidate where task_key = " + key));
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    /** An area that starts its cases again, and remembers which. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Restarts {

        final List<CaseId> asked = new ArrayList<>();

        @Bean
        CaseRestart restartOfMonths() {
            return new CaseRestart() {
                @Override
                public CaseKind kind() {
                    return KIND;
                }

                @Override
                public void restart(CaseId id) {
                    asked.add(id);
                }
            };
        }
    }
}
