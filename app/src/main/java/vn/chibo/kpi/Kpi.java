package vn.chibo.kpi;

import org.jspecify.annotations.Nullable;

/**
 * One figure. Its words are the message {@code kpi.<id>}; its target, where there is one, is the policy parameter
 * {@code kpi.target.<id>}.
 *
 * @param id as {@code domain/kpis.md} has it, with a suffix for each part of a distribution: {@code M16-GOOD}
 * @param numerator a measure the area counts; empty for a figure the area answers itself
 * @param denominator null for a figure that is no share
 */
public record Kpi(
        String id, Form form, String numerator, @Nullable String denominator) {

    public enum Form {
        /** a number */
        COUNT,
        /** a number of so many, shown as a percentage */
        SHARE,
        /** the numerator is counted in tenths, and divided by the denominator */
        MEAN_OF_TENTHS,
        /** cells in which the numerator was counted twice or more in the period */
        CELLS_TWICE,
        /** days of so many cases: half of them took at most, nine in ten took at most; answered by the area */
        DAYS
    }

    public static Kpi count(String id, String measure) {
        return new Kpi(id, Form.COUNT, measure, null);
    }

    public static Kpi share(String id, String numerator, String denominator) {
        return new Kpi(id, Form.SHARE, numerator, denominator);
    }

    /** A figure the area answers itself when it is asked for. */
    public static Kpi answered(String id, Form form) {
        return new Kpi(id, form, "", null);
    }

    public boolean isCounted() {
        return !numerator.isEmpty();
    }
}
