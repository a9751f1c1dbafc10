package vn.chibo.exporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.chibo.faults.SmallDisk;

/** A disk of its own for the table of elements, so that PostgreSQL itself and its log go on when it is full. */
final class FullDisk implements AutoCloseable {

    private final Engine engine;
    private final SmallDisk disk;

    private FullDisk(Engine engine, SmallDisk disk) {
        this.engine = engine;
        this.disk = disk;
    }

    /** Empty where this user may not mount. */
    static Optional<FullDisk> under(Engine engine) {
        return SmallDisk.mountedAt(engine.directory().resolve("small-disk")).map(disk -> {
            try {
                moveTable(engine, engine.directory().resolve("small-disk/space"));
                disk.fill();
                return new FullDisk(engine, disk);
            } catch (RuntimeException e) {
                disk.close();
                throw e;
            }
        });
    }

    private static void moveTable(Engine engine, Path space) {
        try {
            Files.createDirectory(space);
            Files.setOwner(space, Files.getOwner(engine.postgresData()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        engine.admin("create tablespace small location '" + space + "'");
        engine.admin("alter table engine.element_instance set tablespace small");
    }

    void makeRoom() {
        disk.makeRoom();
    }

    /** Whatever becomes of the table, the disk is unmounted. */
    @Override
    public void close() {
        try (disk) {
            disk.makeRoom();
            engine.admin("alter table engine.element_instance set tablespace pg_default");
            engine.admin("drop tablespace small");
        }
    }
}
