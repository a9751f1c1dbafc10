package vn.chibo.meetings.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The new date and hour, in the same month, and why. A bean, not a record: a value that cannot be read must not lose the others. */
final class PostponementForm {

    @NotNull private @Nullable LocalDate date;

    @NotNull private @Nullable LocalTime time;

    @NotBlank @Size(max = 1000) private @Nullable String reason;

    public @Nullable LocalDate getDate() {
        return date;
    }

    public void setDate(@Nullable LocalDate date) {
        this.date = date;
    }

    public @Nullable LocalTime getTime() {
        return time;
    }

    public void setTime(@Nullable LocalTime time) {
        this.time = time;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}
