package vn.chibo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processor time of those who answer: unlike the time on the clock, nearly the same whatever else the machine does. */
record Processor(Path postgres, InboxSite site) {

    /** Of PostgreSQL with all its sessions, and of the application or, for what is asked in this program, of this thread. */
    double millis(boolean overHttp) throws IOException {
        var postmaster = Long.parseLong(Files.readAllLines(postgres.resolve("postmaster.pid"))
                .getFirst()
                .strip());
        var sessions = ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(session ->
                        session.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
        var asking = overHttp
                ? site.cpu().toNanos()
                : ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        return (sessions + asking) / 1e6;
    }
}
