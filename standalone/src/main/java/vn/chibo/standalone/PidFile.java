package vn.chibo.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a child over the death of its parent. Process numbers are used again, so the moment the process began is kept
 * beside its number, and only a process with both is taken for ours.
 */
record PidFile(Path file) {

    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    void write(ProcessHandle process) {
        var began = process.info().startInstant().orElse(Instant.EPOCH);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, process.pid() + " " + began.toEpochMilli() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that was written down, if that very one still runs. */
    Optional<ProcessHandle> survivor() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var parts = Files.readString(file).strip().split(" ");
            if (parts.length != 2 || !parts[0].matches("\\d+") || !parts[1].matches("\\d+")) {
                return Optional.empty();
            }
            var began = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .startInstant()
                            .map(instant ->
                                    Duration.between(began, instant).abs().compareTo(TOLERANCE) < 0)
                            .orElse(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what an earlier start left running, politely first. */
    boolean stopSurvivor(Duration patience) {
        var survivor = survivor();
        survivor.ifPresent(process -> {
            process.destroy();
            try {
                process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        delete();
        return survivor.isPresent();
    }
}
