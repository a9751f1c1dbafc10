package vn.chibo.faults;

import java.time.Duration;
import vn.chibo.standalone.Broker;

/** One node of the engine; its clock is put right after every start. */
final class BrokerPart implements Part {

    private final String name;
    private final Broker broker;
    private Duration wanted = Duration.ZERO;
    private Duration shown = Duration.ZERO;

    BrokerPart(String name, Broker broker) {
        this.name = name;
        this.broker = broker;
    }

    Broker broker() {
        return broker;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        broker.start();
        shown = Duration.ZERO;
    }

    @Override
    public void stop() {
        broker.stop();
    }

    @Override
    public void kill() {
        broker.kill();
    }

    @Override
    public boolean isAlive() {
        return broker.isAlive();
    }

    @Override
    public boolean isReady() {
        return showsTheTime() && broker.isReady();
    }

    /** Moves the node's clock; a node that is away gets the right time when it is back. */
    synchronized void setClock(Duration offset) {
        wanted = offset;
        showsTheTime();
    }

    synchronized boolean showsTheTime() {
        if (shown.equals(wanted)) {
            return true;
        }
        try {
            broker.clock().add(wanted.minus(shown));
            shown = wanted;
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
