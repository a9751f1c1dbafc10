package vn.chibo.monitoring;

import java.time.Clock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.chibo.engine.EngineAudit;
import vn.chibo.engine.EngineInstances;

/** What the engine and the exporter themselves report as stuck, and holes that show in the read model alone. */
@Component
@Order(5)
class TroubleCheck implements Check {

    private static final int LISTED = 300;

    private final EngineInstances instances;
    private final EngineAudit audit;
    private final ReconciliationSettings settings;
    private final Clock clock;

    TroubleCheck(EngineInstances instances, EngineAudit audit, ReconciliationSettings settings, Clock clock) {
        this.instances = instances;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run(RunLog log) {
        var incidents = instances.openIncidents(LISTED);
        for (var incident : incidents) {
            log.saw(Sighting.of(FindingKind.INCIDENT, incident.key(), incident.since())
                    .ofCase(incident.businessKey())
                    .at(incident.processInstanceKey(), incident.process())
                    .step(incident.element(), null)
                    .note(incident.type()));
        }
        if (incidents.size() < LISTED) {
            log.compared(FindingKind.INCIDENT);
        }
        var missing = audit.missingTasks(clock.instant().minus(settings.patience()), LISTED);
        for (var task : missing) {
            log.saw(Sighting.of(FindingKind.TASK_MISSING, task.key(), task.createdAt())
                    .ofCase(task.businessKey())
                    .at(task.instanceKey(), task.process())
                    .step(task.element(), task.definitionKey()));
        }
        if (missing.size() < LISTED) {
            log.compared(FindingKind.TASK_MISSING);
        }
        var letters = audit.deadLetters(LISTED);
        for (var letter : letters) {
            log.saw(Sighting.of(FindingKind.DEAD_LETTER, letter.partition() + "-" + letter.position(), letter.at())
                    .note(letter.valueType() + " " + letter.intent()));
        }
        if (letters.size() < LISTED) {
            log.compared(FindingKind.DEAD_LETTER);
        }
    }
}
