package vn.chibo.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the JDK's own tools say of the heap of a running JVM. */
record JavaHeap(ProcessHandle jvm) {

    /** Bytes that are left after a full collection. */
    long usedAfterGc() throws IOException {
        tool("jcmd", pid(), "GC.run");
        var now = now();
        var kilobytes = List.of("S0U", "S1U", "EU", "OU").stream()
                .mapToDouble(column -> now.getOrDefault(column, 0.0))
                .sum();
        return Math.round(kilobytes * 1024);
    }

    /** Time taken by collections so far. */
    double gcSeconds() throws IOException {
        return now().get("GCT");
    }

    private Map<String, Double> now() throws IOException {
        var lines = tool("jstat", "-J-Duser.language=en", "-gc", pid());
        if (lines.size() != 2) {
            throw new IOException("jstat says " + lines);
        }
        var names = lines.get(0).strip().split("\\s+");
        var values = lines.get(1).strip().split("\\s+");
        var columns = new HashMap<String, Double>();
        for (var at = 0; at < names.length; at++) {
            if (!values[at].equals("-")) {
                columns.put(names[at], Double.parseDouble(values[at]));
            }
        }
        return columns;
    }

    private String pid() {
        return Long.toString(jvm.pid());
    }

    private static List<String> tool(String name, String... arguments) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", name).toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var reader = process.inputReader()) {
            return reader.lines().toList();
        }
    }
}
