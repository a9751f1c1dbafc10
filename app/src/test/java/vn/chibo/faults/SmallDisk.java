package vn.chibo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own for a directory, in memory, whose size can be cut down to what is in use: whoever writes
 * there is told that the disk is full. Needs Linux and root.
 */
public final class SmallDisk implements AutoCloseable {

    private static final String ROOMY = "3g";
    private static final long PAGE = 4_096;

    private final Path directory;

    private final Thread exitHook = new Thread(this::unmount, "small-disk-exit");

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Empty where this user may not mount. */
    public static Optional<SmallDisk> mountedAt(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!run("mount", "-t", "tmpfs", "-o", "size=" + ROOMY + ",mode=0755", "chibo-faults", "" + directory)) {
                return Optional.empty();
            }
            var disk = new SmallDisk(directory);
            Runtime.getRuntime().addShutdownHook(disk.exitHook);
            return Optional.of(disk);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** From now on nothing more can be written. What others write meanwhile may make the first attempts too small. */
    public void fill() {
        for (var attempt = 0; attempt < 10; attempt++) {
            if (resized(Long.toString((used() / PAGE + 1) * PAGE))) {
                return;
            }
        }
        throw new IllegalStateException("The disk of " + directory + " cannot be filled");
    }

    public void makeRoom() {
        if (!resized(ROOMY)) {
            throw new IllegalStateException("The disk of " + directory + " cannot be enlarged");
        }
    }

    void copyTo(Path place) {
        run("cp", "-a", "" + directory, "" + place);
    }

    private long used() {
        try {
            var store = Files.getFileStore(directory);
            return store.getTotalSpace() - store.getUnallocatedSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean resized(String size) {
        return run("mount", "-o", "remount,size=" + size, "" + directory);
    }

    private static boolean run(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        unmount();
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException alreadyExiting) {
            // the hook finds nothing mounted
        }
    }

    private void unmount() {
        if (!run("umount", "" + directory)) {
            run("umount", "-l", "" + directory);
        }
    }
}
