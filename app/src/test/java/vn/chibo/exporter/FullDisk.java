package vn.chibo.exporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A disk too small for the table of elements. Where the test may mount one it is real, in memory; elsewhere a trigger says
 * what PostgreSQL says then.
 */
final class FullDisk implements AutoCloseable {

    private final Engine engine;
    private final Path mountPoint;
    private final boolean real;

    private FullDisk(Engine engine, Path mountPoint, boolean real) {
        this.engine = engine;
        this.mountPoint = mountPoint;
        this.real = real;
    }

    static FullDisk under(Engine engine) throws IOException {
        var mountPoint = Files.createDirectories(engine.directory().resolve("small-disk"));
        var disk =
                new FullDisk(engine, mountPoint, run("mount", "-t", "tmpfs", "-o", "size=600k", "chibo", mountPoint));
        try {
            disk.fill();
            return disk;
        } catch (IOException | RuntimeException e) {
            disk.unmount();
            throw e;
        }
    }

    private void fill() throws IOException {
        if (real) {
            var space = Files.createDirectory(mountPoint.resolve("space"));
            Files.setOwner(space, Files.getOwner(engine.postgresData()));
            engine.admin("create tablespace small location '" + space + "'");
            engine.admin("alter table engine.element_instance set tablespace small");
        } else {
            engine.admin("""
                    create function engine.full_disk() returns trigger language plpgsql as $$
                    begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$;
                    create trigger full_disk before insert on engine.element_instance
                    for each row execute function engine.full_disk()""");
        }
    }

    void makeRoom() throws IOException {
        if (!real) {
            engine.admin("drop function engine.full_disk() cascade");
        } else if (!run("mount", "-o", "remount,size=100m", mountPoint)) {
            throw new IOException("remount refused");
        }
    }

    @Override
    public void close() {
        if (real) {
            engine.admin("alter table engine.element_instance set tablespace pg_default");
            engine.admin("drop tablespace small");
        }
        unmount();
    }

    private void unmount() {
        if (real) {
            run("umount", mountPoint);
        }
    }

    private static boolean run(Object... command) {
        try {
            var process = new ProcessBuilder(
                            Arrays.stream(command).map(String::valueOf).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
