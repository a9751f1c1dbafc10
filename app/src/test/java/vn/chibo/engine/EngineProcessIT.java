package vn.chibo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.ProbeWorker;
import vn.chibo.testing.ProbeWorker.Deed;
import vn.chibo.testing.UsesEngine;

/** The engine module against a real broker, with the smallest process that has everything: {@code engine-probe.bpmn}. */
@UsesEngine
@ApplicationModuleTest(extraIncludes = "shared")
class EngineProcessIT {

    private static final ProcessId PROCESS = new ProcessId("engine-probe");
    private static final MessageName OPENED = new MessageName("probe.opened");
    private static final ElementId ANSWER = new ElementId("UserTask_Answer");

    @Autowired
    EngineCommands commands;

    @Autowired
    EngineTasks tasks;

    @Autowired
    EngineModels models;

    @Autowired
    EngineInstances instances;

    @Autowired
    Deployment deployment;

    @Autowired
    CamundaClient client;

    @Autowired
    EngineProbe probe;

    @Autowired
    ProbeWorker worker;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void carriesACaseFromItsMessageToItsEnd() {
        var id = UUID.randomUUID();
        open(id);

        var task = probe.awaitTask(id, ANSWER);
        assertThat(worker.inputOf(id).openedAt()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        in(() -> commands.completeUserTask(task, Map.of("again", false)));
        probe.awaitEntered(id, "CatchEvent_FiveDays");
        probe.engine().advance(Duration.ofDays(5));

        probe.awaitEnd(id, PROCESS, "EndEvent_Done");
    }

    @Test
    void startsOneInstanceHoweverOftenTheMessageIsSent() {
        var id = UUID.randomUUID();
        open(id);
        open(id);
        probe.awaitTask(id, ANSWER);
        open(id);
        probe.awaitCommandsSent();

        assertThat(probe.instances(id, PROCESS)).isEqualTo(1);
        assertThat(probe.openTasks(id, ANSWER)).hasSize(1);
    }

    @Test
    void nothingLeavesWhenTheTransactionRollsBack() {
        var id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            commands.publish(OPENED, id.toString(), id.toString(), variables(id));
            status.setRollbackOnly();
        });

        assertThat(stored(id)).isZero();
    }

    @Test
    void completesTasksInOrderEvenBeforeTheyExist() {
        var id = UUID.randomUUID();
        in(() -> {
            commands.publish(OPENED, id.toString(), id.toString(), variables(id));
            commands.completeUserTask("caseId", id, ANSWER, Map.of("again", true));
            commands.completeUserTask("caseId", id, ANSWER, Map.of("again", true));
            commands.completeUserTask("caseId", id, ANSWER, Map.of("again", false));
        });

        probe.awaitEntered(id, "CatchEvent_FiveDays");
        assertThat(probe.path(id)).filteredOn(ANSWER.value()::equals).hasSize(3);
        assertThat(probe.incidents(id)).isEmpty();
    }

    @Test
    void assignsAndGivesBack() {
        var id = UUID.randomUUID();
        open(id);
        var task = probe.awaitTask(id, ANSWER);

        in(() -> commands.assign(task, "someone"));
        probe.until("assigned", () -> "someone".equals(assignee(task)));
        in(() -> commands.assign(task, null));
        probe.until("given back", () -> assignee(task) == null);
        in(() -> commands.completeUserTask(task, Map.of("again", false)));
        in(() -> commands.completeUserTask(task, Map.of("again", false)));
        in(() -> commands.assign(task, "late"));
        probe.awaitCommandsSent();

        assertThat(jdbc.sql("select count(*) from engine_link.command where user_task_key = :key and state = 'DONE'")
                        .param("key", task)
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void aWorkerThatFailsTwiceSucceedsTheThirdTime() {
        var id = UUID.randomUUID();
        worker.plan(id, Deed.FAIL, Deed.FAIL);
        open(id);

        probe.awaitTask(id, ANSWER);
    }

    @Test
    void aWorkerThatKeepsFailingIsAnIncidentThatTellsNoData() {
        var id = UUID.randomUUID();
        worker.plan(id, Collections.nCopies(100, Deed.FAIL).toArray(Deed[]::new));
        open(id);

        probe.until("incident", () -> !probe.incidents(id).isEmpty());
        assertThat(probe.incidents(id)).containsExactly("ServiceTask_Check: IllegalStateException");

        worker.plan(id);
        var incident = instances.openIncidentsOf(id.toString()).getFirst();
        in(() -> {
            commands.setVariables(incident.processInstanceKey(), incident.processInstanceKey(), Map.of("again", true));
            commands.resolveIncident(incident.key(), incident.jobKey(), incident.processInstanceKey());
            commands.resolveIncident(incident.key(), incident.jobKey(), incident.processInstanceKey());
        });

        probe.awaitTask(id, ANSWER);
        probe.until("no incident", () -> probe.incidents(id).isEmpty());
        probe.awaitCommandsSent();
    }

    @Test
    void aRunningInstanceGoesOnInANewerVersionOfItsModel() {
        var id = UUID.randomUUID();
        deploy("Phiên bản một");
        in(() -> commands.publish(
                new MessageName("probe.migrationOpened"), id.toString(), id.toString(), variables(id)));
        var task = probe.awaitTask(id, ANSWER);
        deploy("Phiên bản hai");
        var process = new ProcessId("engine-probe-migration");
        probe.until("two versions", () -> versions(process).size() == 2);
        var old = versions(process).getLast();
        assertThat(old.instances()).isEqualTo(1);
        var running = instances.running(old.definitionKey(), 10).getFirst();
        assertThat(running.businessKey()).isEqualTo(id.toString());
        assertThat(running.active()).extracting(element -> element.id()).containsExactly(ANSWER);
        assertThat(models.elements(old.definitionKey())).containsEntry(ANSWER.value(), "userTask");

        in(() -> commands.migrate(
                running.key(), versions(process).getFirst().definitionKey(), Map.of(ANSWER.value(), ANSWER.value())));

        probe.until(
                "moved",
                () -> versions(process).getFirst().instances() == 1
                        && versions(process).size() == 1);
        in(() -> commands.completeUserTask(task, Map.of("again", false)));
        probe.awaitEntered(id, "CatchEvent_FiveDays");
        probe.awaitCommandsSent();
    }

    private List<EngineInstances.Version> versions(ProcessId process) {
        return instances.versions().stream()
                .filter(version -> version.process().equals(process))
                .toList();
    }

    /** The probe's model under another name, so that no other test meets a second version. */
    private void deploy(String name) {
        try {
            var model = new String(
                            new ClassPathResource("engine-probe/engine-probe.bpmn").getContentAsByteArray(),
                            StandardCharsets.UTF_8)
                    .replace("probe.opened", "probe.migrationOpened")
                    .replaceFirst(
                            "<bpmn:process id=\"engine-probe\"[^>]*>",
                            "<bpmn:process id=\"engine-probe-migration\" name=\"" + name + "\" isExecutable=\"true\">")
                    .replace("bpmnElement=\"engine-probe\"", "bpmnElement=\"engine-probe-migration\"");
            client.newDeployResourceCommand()
                    .addResourceStringUtf8(model, "engine-probe-migration.bpmn")
                    .addResourceBytes(
                            new ClassPathResource("engine-probe/engine-probe-answer.form").getContentAsByteArray(),
                            "engine-probe-answer.form")
                    .send()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDatabaseThatIsAwayForLongUsesUpNoRetries() {
        var id = UUID.randomUUID();
        worker.plan(id, Deed.LACK_DISK, Deed.LACK_DISK, Deed.LACK_DISK, Deed.LACK_DISK, Deed.FAIL, Deed.LACK_DISK);
        open(id);

        probe.awaitTask(id, ANSWER);
        assertThat(probe.incidents(id)).isEmpty();
    }

    @Test
    void aProcessErrorTakesTheDiagramsPath() {
        var id = UUID.randomUUID();
        worker.plan(id, Deed.REFUSE);
        open(id);

        probe.awaitEnd(id, PROCESS, "EndEvent_Refused");
    }

    @Test
    void whatIsCommandedWhileTheEngineIsAwayArrivesWhenItIsBack() {
        var first = UUID.randomUUID();
        open(first);
        var task = probe.awaitTask(first, ANSWER);
        probe.engine().kill();
        var second = UUID.randomUUID();
        in(() -> {
            commands.completeUserTask(task, Map.of("again", true));
            commands.completeUserTask("caseId", first, ANSWER, Map.of("again", false));
            commands.publish(OPENED, second.toString(), second.toString(), variables(second));
            commands.completeUserTask("caseId", second, ANSWER, Map.of("again", false));
        });

        probe.engine().restart();

        probe.awaitEntered(first, "CatchEvent_FiveDays");
        probe.awaitEntered(second, "CatchEvent_FiveDays");
        assertThat(probe.path(first)).filteredOn(ANSWER.value()::equals).hasSize(2);
        probe.awaitCommandsSent();
    }

    @Test
    void aNewTaskIsThereWithinASecondOfTheStepBefore() {
        var id = UUID.randomUUID();
        open(id);
        probe.awaitTask(id, ANSWER);
        var millis = new ArrayList<Long>();
        for (var round = 0; round < 40; round++) {
            var task = probe.awaitTask(id, ANSWER);
            var from = System.nanoTime();
            in(() -> commands.completeUserTask(task, Map.of("again", true)));
            probe.until("next task", () -> probe.openTasks(id, ANSWER).stream().anyMatch(next -> next != task));
            millis.add((System.nanoTime() - from) / 1_000_000);
        }

        assertThat(millis.stream().sorted().toList().get(20))
                .as("median of %s", millis)
                .isLessThan(1000);
    }

    @Test
    void deployingTheSameModelsAgainMakesNoNewVersion() {
        probe.until("deployed", () -> definitions() > 0);
        var before = definitions();

        deployment.attempt();
        var id = UUID.randomUUID();
        open(id);
        probe.awaitTask(id, ANSWER);

        assertThat(definitions()).isEqualTo(before);
    }

    @Test
    void readsTasksByCandidateInPagesAndTheirModels() {
        var group = "probe@" + UUID.randomUUID();
        var ids = new HashSet<String>();
        for (var i = 0; i < 3; i++) {
            var id = UUID.randomUUID();
            ids.add(id.toString());
            in(() -> commands.publish(
                    OPENED,
                    id.toString(),
                    id.toString(),
                    Map.of("caseId", id, "group", group, "openedAt", Instant.parse("2026-11-01T00:00:00Z"))));
            probe.awaitTask(id, ANSWER);
        }

        var first = tasks.openTasks(List.of(group, "other@CB-1"), null, 2);
        var second = tasks.openTasks(List.of(group, "other@CB-1"), first.getLast(), 2);

        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1);
        assertThat(Stream.concat(first.stream(), second.stream()).map(OpenTask::businessKey))
                .containsExactlyInAnyOrderElementsOf(ids);
        var task = first.getFirst();
        assertThat(tasks.find(task.key())).contains(task);
        assertThat(tasks.findOpen("caseId", UUID.fromString(task.businessKey()), ANSWER))
                .contains(task);
        assertThat(task.headers()).containsEntry("page", "probe");
        assertThat(models.form(task.formKey()))
                .hasValueSatisfying(form -> assertThat(form).contains("\"engine-probe-answer\""));
        var instance = instances.ofBusinessKey(task.businessKey()).getFirst();
        assertThat(models.elementName(instance.definitionKey(), ANSWER)).contains("Trả lời");
    }

    private long definitions() {
        return jdbc.sql("select count(*) from engine.process_definition")
                .query(Long.class)
                .single();
    }

    private void open(UUID id) {
        in(() -> commands.publish(OPENED, id.toString(), id.toString(), variables(id)));
    }

    private static Map<String, Object> variables(UUID id) {
        return Map.of("caseId", id, "group", "probe@CB-1", "openedAt", Instant.parse("2026-11-01T00:00:00Z"));
    }

    private void in(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    private String assignee(long task) {
        return jdbc.sql("select coalesce(assignee, '') from engine.user_task where key = :key")
                .param("key", task)
                .query(String.class)
                .optional()
                .filter(assignee -> !assignee.isEmpty())
                .orElse(null);
    }

    private long stored(UUID id) {
        return jdbc.sql("select count(*) from engine_link.command where queue = :id")
                .param("id", id.toString())
                .query(Long.class)
                .single();
    }
}
