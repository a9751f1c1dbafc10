package vn.chibo.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a figure came to.
 *
 * @param number of a {@link Kpi.Form#DAYS} figure the cases
 * @param of null where it is no share
 * @param median days, as {@code ninth}; null but for {@link Kpi.Form#DAYS}
 */
public record Figure(
        long number,
        @Nullable Long of,
        @Nullable Integer median,
        @Nullable Integer ninth) {

    public static Figure count(long number) {
        return new Figure(number, null, null, null);
    }

    public static Figure share(long number, long of) {
        return new Figure(number, of, null, null);
    }

    public static Figure days(long cases, @Nullable Integer median, @Nullable Integer ninth) {
        return new Figure(cases, null, median, ninth);
    }

    /** One decimal, half up; null where there is nothing to be a share of. */
    public @Nullable BigDecimal percent() {
        return ratio(100, 1);
    }

    /** Of a {@link Kpi.Form#MEAN_OF_TENTHS} figure. */
    public @Nullable BigDecimal mean() {
        return ratio(1, 10);
    }

    private @Nullable BigDecimal ratio(int times, int parts) {
        return of == null || of == 0
                ? null
                : BigDecimal.valueOf(number)
                        .multiply(BigDecimal.valueOf(times))
                        .divide(BigDecimal.valueOf(of * parts), 1, RoundingMode.HALF_UP);
    }
}
