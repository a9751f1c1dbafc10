package vn.chibo.admission.ballot;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.votes.Count;

/** A count as typed. A show of hands has no papers: those fields stay empty and are not asked for. */
final class BallotForm {

    @Min(0) @Max(100000) private @Nullable Integer issued;

    @Min(0) @Max(100000) private @Nullable Integer returned;

    @Min(0) @Max(100000) private @Nullable Integer valid;

    @NotNull @Min(0) @Max(100000) private @Nullable Integer inFavour;

    @NotNull @Min(0) @Max(100000) private @Nullable Integer against;

    /** Null when a field that a secret ballot needs is empty. */
    @Nullable Count papers() {
        return issued == null || returned == null || valid == null || inFavour == null || against == null
                ? null
                : new Count(issued, returned, valid, inFavour, against);
    }

    /** Each raised hand is a paper that was issued, came back and is valid. */
    @Nullable Count hands() {
        if (inFavour == null || against == null) {
            return null;
        }
        var raised = Math.addExact(inFavour, against);
        return new Count(raised, raised, raised, inFavour, against);
    }

    public @Nullable Integer getIssued() {
        return issued;
    }

    public void setIssued(@Nullable Integer issued) {
        this.issued = issued;
    }

    public @Nullable Integer getReturned() {
        return returned;
    }

    public void setReturned(@Nullable Integer returned) {
        this.returned = returned;
    }

    public @Nullable Integer getValid() {
        return valid;
    }

    public void setValid(@Nullable Integer valid) {
        this.valid = valid;
    }

    public @Nullable Integer getInFavour() {
        return inFavour;
    }

    public void setInFavour(@Nullable Integer inFavour) {
        this.inFavour = inFavour;
    }

    public @Nullable Integer getAgainst() {
        return against;
    }

    public void setAgainst(@Nullable Integer against) {
        this.against = against;
    }
}
