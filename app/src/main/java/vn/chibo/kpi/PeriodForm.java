package vn.chibo.kpi;

import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The months somebody asks about; both count. */
public class PeriodForm {

    /** Nobody needs more, and a chart shows no more. */
    static final int MOST_MONTHS = 120;

    private @Nullable YearMonth from;
    private @Nullable YearMonth to;

    /** What is missing is the year so far. */
    void complete(YearMonth now) {
        to = Objects.requireNonNullElse(to, now);
        from = Objects.requireNonNullElse(from, YearMonth.of(to.getYear(), 1));
    }

    public @Nullable YearMonth getFrom() {
        return from;
    }

    public void setFrom(@Nullable YearMonth from) {
        this.from = from;
    }

    public @Nullable YearMonth getTo() {
        return to;
    }

    public void setTo(@Nullable YearMonth to) {
        this.to = to;
    }
}
