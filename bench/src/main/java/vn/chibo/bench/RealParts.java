package vn.chibo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measurements of everything real stand among the application's tests, whose people they need: each runs in a JVM of its own
 * with a class path of its own.
 */
final class RealParts {

    private RealParts() {}

    /** Until it ends by itself; what it says on the way is shown. */
    static void measure(String mainClass, List<String> arguments, ProcessBuilder.Redirect report)
            throws IOException, InterruptedException {
        var home = Path.of(System.getenv().getOrDefault("CHIBO_HOME", ".")).toAbsolutePath();
        var target = home.resolve("app/target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                target.resolve("test-classes") + ":" + target.resolve("classes") + ":"
                        + Files.readString(target.resolve("test-classpath.txt")).strip(),
                mainClass));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(report)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("It could not be measured, see above");
            }
        } finally {
            process.destroy(); // ends what it started
        }
    }
}
