package vn.chibo.admission.sourcing;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.shared.Texts;

/** A decision to send people to a course, as typed. */
final class CourseForm {

    @NotNull private @Nullable UUID committee;

    @NotBlank @Size(max = 60) private @Nullable String decisionNumber;

    @NotNull private @Nullable LocalDate decisionDate;

    @NotNull private @Nullable LocalDate startsOn;

    @NotNull private @Nullable LocalDate endsOn;

    @NotBlank @Size(max = 200) private @Nullable String place;

    /** Only after the form was found valid. */
    Course.Details details() {
        return new Course.Details(
                Texts.normalize(requireNonNull(decisionNumber)),
                requireNonNull(decisionDate),
                requireNonNull(startsOn),
                requireNonNull(endsOn),
                Texts.normalize(requireNonNull(place)));
    }

    public @Nullable UUID getCommittee() {
        return committee;
    }

    public void setCommittee(@Nullable UUID committee) {
        this.committee = committee;
    }

    public @Nullable String getDecisionNumber() {
        return decisionNumber;
    }

    public void setDecisionNumber(@Nullable String decisionNumber) {
        this.decisionNumber = decisionNumber;
    }

    public @Nullable LocalDate getDecisionDate() {
        return decisionDate;
    }

    public void setDecisionDate(@Nullable LocalDate decisionDate) {
        this.decisionDate = decisionDate;
    }

    public @Nullable LocalDate getStartsOn() {
        return startsOn;
    }

    public void setStartsOn(@Nullable LocalDate startsOn) {
        this.startsOn = startsOn;
    }

    public @Nullable LocalDate getEndsOn() {
        return endsOn;
    }

    public void setEndsOn(@Nullable LocalDate endsOn) {
        this.endsOn = endsOn;
    }

    public @Nullable String getPlace() {
        return place;
    }

    public void setPlace(@Nullable String place) {
        this.place = place;
    }
}
