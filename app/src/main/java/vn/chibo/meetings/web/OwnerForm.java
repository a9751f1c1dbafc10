package vn.chibo.meetings.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Who answers a petition, and until when. A bean, not a record: a value that cannot be read must not lose the others. */
final class OwnerForm {

    @NotBlank @Size(max = 200) private @Nullable String owner;

    @NotNull private @Nullable LocalDate dueOn;

    public @Nullable String getOwner() {
        return owner;
    }

    public void setOwner(@Nullable String owner) {
        this.owner = owner;
    }

    public @Nullable LocalDate getDueOn() {
        return dueOn;
    }

    public void setDueOn(@Nullable LocalDate dueOn) {
        this.dueOn = dueOn;
    }
}
