package vn.chibo.monitoring;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineAudit;
import vn.chibo.engine.EngineAudit.CommandState;
import vn.chibo.engine.EngineAudit.TroubledCommand;
import vn.chibo.engine.ProcessId;

/** Submissions the engine never took. Waiting ones count only while it answers: that they wait for its return is normal. */
@Component
@Order(2)
class CommandCheck implements Check {

    private static final int LISTED = 300;

    private final Probes probes;
    private final EngineAudit audit;
    private final ReconciliationSettings settings;

    CommandCheck(Probes probes, EngineAudit audit, ReconciliationSettings settings) {
        this.probes = probes;
        this.audit = audit;
        this.settings = settings;
    }

    @Override
    public void run(RunLog log) {
        var answers = probes.engineAnswersSince(settings.patience());
        var found = audit.troubledCommands(settings.patience(), LISTED);
        for (var command : found) {
            if (answers || command.state() != CommandState.PENDING) {
                log.saw(sighting(command));
            }
        }
        if (found.size() < LISTED) {
            log.compared(FindingKind.COMMAND_REFUSED, FindingKind.COMMAND_LAPSED);
            if (answers) {
                log.compared(FindingKind.COMMAND_WAITING);
            }
        }
    }

    private static Sighting sighting(TroubledCommand command) {
        var kind = switch (command.state()) {
            case PENDING -> FindingKind.COMMAND_WAITING;
            case REFUSED -> FindingKind.COMMAND_REFUSED;
            case LAPSED -> FindingKind.COMMAND_LAPSED;
        };
        return Sighting.of(kind, command.id(), command.since())
                .ofCase(command.businessKey())
                .at(null, command.process() == null ? null : new ProcessId(command.process()))
                .step(command.element() == null ? null : new ElementId(command.element()), command.definitionKey())
                .note(command.problem());
    }
}
