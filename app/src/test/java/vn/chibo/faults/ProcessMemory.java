package vn.chibo.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Memory of some processes together.
 *
 * @param rss what each has in memory, summed up: what several share counts several times
 * @param pss what they share counts once, divided among them; 0 where the system does not say
 */
record ProcessMemory(long rss, long pss) {

    /** @param drivers of these, sessions that belong to the measurement, only what they share with the others counts */
    static ProcessMemory of(List<ProcessHandle> processes, Set<Long> drivers) throws IOException {
        var rss = 0L;
        var pss = 0L;
        for (var process : processes) {
            var memory = kilobytes(process.pid());
            if (drivers.contains(process.pid())) {
                pss += memory.getOrDefault("Pss_Shmem", 0L);
            } else {
                rss += memory.getOrDefault("Rss", 0L);
                pss += memory.getOrDefault("Pss", 0L);
            }
        }
        return new ProcessMemory(rss * 1024, pss * 1024);
    }

    static ProcessMemory sum(Collection<ProcessMemory> all) {
        return new ProcessMemory(
                all.stream().mapToLong(ProcessMemory::rss).sum(),
                all.stream().mapToLong(ProcessMemory::pss).sum());
    }

    /** Empty for a process that has ended meanwhile. */
    private static Map<String, Long> kilobytes(long pid) throws IOException {
        var file = Path.of("/proc/" + pid + "/smaps_rollup");
        if (!Files.exists(Path.of("/proc/self/smaps_rollup"))) {
            return elsewhere(pid);
        }
        var memory = new HashMap<String, Long>();
        try {
            for (var line : Files.readAllLines(file)) {
                var parts = line.split(":?\\s+");
                if (parts.length == 3 && parts[2].equals("kB")) {
                    memory.put(parts[0], Long.parseLong(parts[1]));
                }
            }
        } catch (IOException ended) {
            return Map.of();
        }
        return memory;
    }

    /** Not Linux: {@code ps} knows no more than this. */
    private static Map<String, Long> elsewhere(long pid) throws IOException {
        var process = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var reader = process.inputReader()) {
            var line = reader.readLine();
            return line == null ? Map.of() : Map.of("Rss", Long.parseLong(line.strip()));
        }
    }
}
