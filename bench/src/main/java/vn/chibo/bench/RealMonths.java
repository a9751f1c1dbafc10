package vn.chibo.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Everything real: {@code vn.chibo.faults.CycleBench} among the application's tests drives it, in a JVM of its own with a
 * class path of its own.
 */
final class RealMonths {

    private final Properties figures;

    private RealMonths(Properties figures) {
        this.figures = figures;
    }

    static RealMonths run(Path directory, Map<String, String> settings) throws IOException, InterruptedException {
        var home = Path.of(System.getenv().getOrDefault("CHIBO_HOME", ".")).toAbsolutePath();
        var target = home.resolve("app/target");
        var out = directory.resolve("figures.properties");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                target.resolve("test-classes") + ":" + target.resolve("classes") + ":"
                        + Files.readString(target.resolve("test-classpath.txt")).strip(),
                "vn.chibo.faults.CycleBench",
                "--out",
                out.toString()));
        settings.forEach((name, value) -> command.addAll(List.of(name, value)));
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The month could not be measured, see above");
            }
        } finally {
            process.destroy(); // ends what it started
        }
        var figures = new Properties();
        try (Reader reader = Files.newBufferedReader(out)) {
            figures.load(reader);
        }
        return new RealMonths(figures);
    }

    double figure(String name) {
        return Double.parseDouble(figures.getProperty(name));
    }

    CycleMeter.Figures figures() {
        return new CycleMeter.Figures(
                figure("cycles"),
                figure("tasks"),
                figure("app"),
                figure("broker"),
                figure("postgres"),
                figure("driver"),
                figure("load"));
    }
}
