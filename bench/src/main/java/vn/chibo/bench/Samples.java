package vn.chibo.bench;

import java.util.Arrays;
import java.util.Locale;

/** Times in milliseconds, and what may be said of them. */
final class Samples {

    private double[] values = new double[1024];
    private int size;

    synchronized void add(double millis) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = millis;
    }

    /** The value that this share of the samples does not exceed. */
    synchronized double quantile(double share) {
        var sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return size == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
    }

    synchronized int size() {
        return size;
    }

    /** As cells of a table: p50, p90, p99, largest, count. */
    synchronized String cells() {
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %.1f | %.1f | %d",
                quantile(0.5),
                quantile(0.9),
                quantile(0.99),
                quantile(1),
                size);
    }
}
