package vn.chibo.engine;

import org.springframework.stereotype.Service;

/** How the dealings with the engine stand, for those who look after the installation. */
@Service
public class EngineState {

    private final EngineLink link;
    private final Deployment deployment;
    private final CommandStore store;

    EngineState(EngineLink link, Deployment deployment, CommandStore store) {
        this.link = link;
        this.deployment = deployment;
        this.store = store;
    }

    /** Commands as {@code engine_link.command} has them. */
    public record State(boolean answers, boolean deployed, long pending, long oldestPendingSeconds, long refused) {}

    public State now() {
        return new State(
                link.available(), deployment.done(), store.pending(), store.oldestPendingSeconds(), store.refused());
    }
}
