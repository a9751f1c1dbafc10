package vn.chibo.standalone;

/** Our PostgreSQL among the services. */
record DatabaseService(LocalPostgres postgres) implements Service {

    @Override
    public String vietnameseName() {
        return "PostgreSQL (cổng " + postgres.port() + ")";
    }

    @Override
    public String englishName() {
        return "PostgreSQL (port " + postgres.port() + ")";
    }

    @Override
    public void start() {
        postgres.start();
    }

    @Override
    public void awaitReady() {
        // start() has waited
    }

    @Override
    public boolean isReady() {
        return postgres.isAlive();
    }

    @Override
    public boolean isAlive() {
        return postgres.isAlive();
    }

    @Override
    public void stop() {
        postgres.stop();
    }
}
