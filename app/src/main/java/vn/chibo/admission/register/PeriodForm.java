package vn.chibo.admission.register;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.register.Figures.Period;

/** The period somebody asks about; both days belong to it. */
public class PeriodForm {

    private @Nullable LocalDate from;
    private @Nullable LocalDate to;

    /** What is missing is the year so far; a period never ends before it begins. */
    Period period(LocalDate today) {
        var begin = Objects.requireNonNullElse(from, today.withDayOfYear(1));
        var end = Objects.requireNonNullElse(to, today);
        return new Period(begin, end.isBefore(begin) ? begin : end);
    }

    boolean endsBeforeItBegins() {
        return from != null && to != null && to.isBefore(from);
    }

    public @Nullable LocalDate getFrom() {
        return from;
    }

    public void setFrom(@Nullable LocalDate from) {
        this.from = from;
    }

    public @Nullable LocalDate getTo() {
        return to;
    }

    public void setTo(@Nullable LocalDate to) {
        this.to = to;
    }
}
