package vn.chibo.bench;

import java.io.IOException;
import java.util.List;

/** Start-up, memory, smallest heap, disk: {@code vn.chibo.faults.FootprintBench} measures, reports and knows the settings. */
final class FootprintBench {

    static final String USAGE =
            "[--starts 3] [--cells 54] [--concurrency 8] [--warm-up 10] [--seconds 20] [--district 346]"
                    + " [--app-heap 768m] [--engine-heap 512m] [--app-heaps 160m,192m,224m,256m,320m,384m,512m]"
                    + " [--engine-heaps 96m,128m,192m]";

    private FootprintBench() {}

    static void run(String[] arguments) throws IOException, InterruptedException {
        RealParts.measure("vn.chibo.faults.FootprintBench", List.of(arguments), ProcessBuilder.Redirect.INHERIT);
    }
}
