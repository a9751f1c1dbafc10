package vn.chibo.faults;

import vn.chibo.standalone.LocalPostgres;

/** PostgreSQL. */
final class DatabasePart implements Part {

    private final LocalPostgres postgres;

    DatabasePart(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    LocalPostgres postgres() {
        return postgres;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public void start() {
        postgres.start();
    }

    @Override
    public void stop() {
        postgres.stop();
    }

    @Override
    public void kill() {
        postgres.kill();
    }

    @Override
    public boolean isAlive() {
        return postgres.isAlive();
    }

    @Override
    public boolean isReady() {
        return Records.answers(postgres.jdbcUrl());
    }
}
