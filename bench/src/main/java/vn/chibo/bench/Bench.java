package vn.chibo.bench;

import java.util.Arrays;

/** {@code ./chibo bench <what> [settings]}. */
final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var what = arguments.length == 0 ? "" : arguments[0];
        var rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        if (what.equals("exporter")) {
            ExporterBench.of(rest).run();
        } else if (what.equals("inbox")) {
            InboxBench.of(rest).run();
        } else if (what.equals("overdue")) {
            OverdueBench.of(rest).run();
        } else if (what.equals("cycles")) {
            CycleBench.of(rest).run();
        } else if (what.equals("freshness")) {
            FreshnessBench.of(rest).run();
        } else if (what.equals("footprint")) {
            FootprintBench.run(rest);
        } else {
            System.err.println("./chibo bench exporter " + ExporterBench.USAGE);
            System.err.println("./chibo bench inbox " + InboxBench.USAGE);
            System.err.println("./chibo bench overdue " + OverdueBench.USAGE);
            System.err.println("./chibo bench cycles " + CycleBench.USAGE);
            System.err.println("./chibo bench freshness " + FreshnessBench.USAGE);
            System.err.println("./chibo bench footprint " + FootprintBench.USAGE);
            System.exit(2);
        }
    }
}
