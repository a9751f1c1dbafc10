package vn.chibo.standalone;

import java.time.Duration;

/** Our broker among the services. */
record EngineService(Broker broker, PidFile pidFile) implements Service {

    @Override
    public String vietnameseName() {
        return "bộ máy Camunda " + Distribution.version() + " (cổng "
                + broker.settings().ports().grpc() + ")";
    }

    @Override
    public String englishName() {
        return "the Camunda " + Distribution.version() + " broker (port "
                + broker.settings().ports().grpc() + ")";
    }

    @Override
    public void start() {
        broker.start();
        pidFile.write(broker.handle());
    }

    @Override
    public void awaitReady() {
        broker.awaitReady(Duration.ofMinutes(10));
    }

    @Override
    public boolean isReady() {
        return broker.isReady();
    }

    @Override
    public boolean isAlive() {
        return broker.isAlive();
    }

    @Override
    public void stop() {
        broker.stop();
        pidFile.delete();
    }
}
