package vn.chibo.meetings.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import vn.chibo.meetings.MeetingMode;

/** Date, hour and place a cell registers. A bean, not a record: a value that cannot be read must not lose the others. */
final class RegistrationForm {

    @NotNull private @Nullable LocalDate date;

    @NotNull private @Nullable LocalTime time;

    @NotBlank @Size(max = 300) private @Nullable String place;

    @NotNull private @Nullable MeetingMode mode;

    private boolean combined;

    @Size(max = 1000) private @Nullable String note;

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

    public @Nullable String getPlace() {
        return place;
    }

    public void setPlace(@Nullable String place) {
        this.place = place;
    }

    public @Nullable MeetingMode getMode() {
        return mode;
    }

    public void setMode(@Nullable MeetingMode mode) {
        this.mode = mode;
    }

    public boolean isCombined() {
        return combined;
    }

    public void setCombined(boolean combined) {
        this.combined = combined;
    }

    public @Nullable String getNote() {
        return note;
    }

    public void setNote(@Nullable String note) {
        this.note = note;
    }
}
