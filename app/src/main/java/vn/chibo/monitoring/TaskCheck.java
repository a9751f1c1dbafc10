package vn.chibo.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.engine.EngineAudit;
import vn.chibo.engine.EngineAudit.TaskRow;
import vn.chibo.engine.EngineLookup.Presence;
import vn.chibo.engine.ReadModelRepairs;

/**
 * Tasks that are open here and not in the engine: asks about those that something speaks against, then about the rest in
 * turn. A task the engine does not know is closed here once the exporter had its chance to say so itself. As every
 * answer "it is there" makes the engine write, the exporter is seen at work, or not.
 */
@Component
@Order(1)
class TaskCheck implements Check {

    private static final Duration AFTER_COMPLETION = Duration.ofMinutes(1);

    /** More than so many, and more than half of those asked about, are not single losses: somebody must look first. */
    private static final int MANY = 10;

    private final Probes probes;
    private final EngineAudit audit;
    private final ReadModelRepairs repairs;
    private final TransactionTemplate transaction;
    private final ReconciliationSettings settings;
    private final Clock clock;

    TaskCheck(
            Probes probes,
            EngineAudit audit,
            ReadModelRepairs repairs,
            TransactionTemplate transaction,
            ReconciliationSettings settings,
            Clock clock) {
        this.probes = probes;
        this.audit = audit;
        this.repairs = repairs;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run(RunLog log) {
        if (!probes.engineAnswers()) {
            return;
        }
        var watch = new ExporterWatch(audit, clock, settings.settle());
        var round = probes.round(log);
        var gone = new ArrayList<TaskRow>();
        var there = new HashSet<Integer>();
        for (var task : chosen(log)) {
            var answer = round.task(task.key());
            if (answer == Presence.GONE) {
                gone.add(task);
            } else if (answer == Presence.THERE) {
                there.add(EngineAudit.partitionOf(task.key()));
            }
        }
        var asked = log.probes();
        var passed = watch.await(there, partitions(gone));
        if (gone.size() > MANY && gone.size() * 2 > asked) {
            log.saw(Sighting.of(FindingKind.MANY_TASKS_GONE, "tasks", null).note(gone.size() + "/" + asked));
        } else {
            gone.forEach(task -> end(task, passed, log));
        }
        if (round.complete()) {
            log.compared(FindingKind.TASK_GONE, FindingKind.MANY_TASKS_GONE);
        }
        exporter(there, watch, log);
    }

    private List<TaskRow> chosen(RunLog log) {
        var chosen = new LinkedHashMap<Long, TaskRow>();
        log.openKeys(FindingKind.TASK_GONE)
                .forEach(key -> audit.openTask(key).ifPresent(task -> chosen.put(key, task)));
        audit.suspectTasks(AFTER_COMPLETION, settings.probes()).forEach(task -> chosen.put(task.key(), task));
        var room = settings.probes() - chosen.size();
        if (room > 0) {
            var inTurn = audit.openTasksAfter(log.taskCursor(), room);
            inTurn.forEach(task -> chosen.put(task.key(), task));
            if (inTurn.size() < room) {
                var first = audit.openTasksAfter(0, room - inTurn.size());
                first.forEach(task -> chosen.put(task.key(), task));
                log.nextTaskAfter(first.isEmpty() ? 0 : first.getLast().key());
            } else {
                log.nextTaskAfter(inTurn.getLast().key());
            }
        }
        return List.copyOf(chosen.values());
    }

    private void end(TaskRow task, Set<Integer> passed, RunLog log) {
        var sighting = Sighting.of(FindingKind.TASK_GONE, task.key(), task.createdAt())
                .ofCase(task.businessKey())
                .at(task.instanceKey(), task.process())
                .step(task.element(), task.definitionKey());
        if (!passed.contains(EngineAudit.partitionOf(task.key()))) {
            if (audit.openTask(task.key()).isPresent()) {
                log.saw(sighting);
            }
            return;
        }
        var ended = transaction.execute(status -> repairs.endTask(task.key(), clock.instant()));
        if (Boolean.TRUE.equals(ended)) {
            log.repaired(sighting);
        }
    }

    /** Where a task answered, the exporter must have moved; without any, only what the engine took speaks against it. */
    private void exporter(Set<Integer> there, ExporterWatch watch, RunLog log) {
        there.stream()
                .filter(partition -> !watch.moved(partition))
                .forEach(partition -> log.saw(Sighting.of(
                        FindingKind.EXPORTER_BEHIND,
                        partition,
                        watch.newestRecord(partition).orElse(null))));
        if (there.isEmpty()) {
            audit.takenButNotSeenSince(settings.patience())
                    .ifPresent(since -> log.saw(Sighting.of(FindingKind.EXPORTER_BEHIND, "all", since)));
        }
        log.compared(FindingKind.EXPORTER_BEHIND);
    }

    private static Set<Integer> partitions(List<TaskRow> tasks) {
        return tasks.stream().map(task -> EngineAudit.partitionOf(task.key())).collect(Collectors.toSet());
    }
}
