package vn.chibo.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Everything real: {@code vn.chibo.faults.CycleBench} drives it. */
final class RealMonths {

    private final Properties figures;

    private RealMonths(Properties figures) {
        this.figures = figures;
    }

    static RealMonths run(Path directory, Map<String, String> settings) throws IOException, InterruptedException {
        var out = directory.resolve("figures.properties");
        var arguments = new ArrayList<>(List.of("--out", out.toString()));
        settings.forEach((name, value) -> arguments.addAll(List.of(name, value)));
        RealParts.measure("vn.chibo.faults.CycleBench", arguments, ProcessBuilder.Redirect.DISCARD);
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
