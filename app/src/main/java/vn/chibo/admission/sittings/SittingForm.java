package vn.chibo.admission.sittings;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.shared.Texts;

/** When and where a body sits and which files come up, as typed. */
final class SittingForm {

    @NotNull private @Nullable LocalDate on;

    @NotNull private @Nullable LocalTime at;

    @NotBlank @Size(max = 200) private @Nullable String place;

    private List<UUID> files = new ArrayList<>();

    /** Only after the form was found valid. */
    Sitting.Details details() {
        return new Sitting.Details(requireNonNull(on), requireNonNull(at), Texts.normalize(requireNonNull(place)));
    }

    static SittingForm of(Sitting.Details details) {
        var form = new SittingForm();
        form.on = details.on();
        form.at = details.at();
        form.place = details.place();
        return form;
    }

    public @Nullable LocalDate getOn() {
        return on;
    }

    public void setOn(@Nullable LocalDate on) {
        this.on = on;
    }

    public @Nullable LocalTime getAt() {
        return at;
    }

    public void setAt(@Nullable LocalTime at) {
        this.at = at;
    }

    public @Nullable String getPlace() {
        return place;
    }

    public void setPlace(@Nullable String place) {
        this.place = place;
    }

    public List<UUID> getFiles() {
        return files;
    }

    public void setFiles(List<UUID> files) {
        this.files = files;
    }
}
