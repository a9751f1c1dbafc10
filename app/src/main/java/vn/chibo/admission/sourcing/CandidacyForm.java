package vn.chibo.admission.sourcing;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.AdmissionManagement.Sponsoring;
import vn.chibo.organization.MemberId;

/** Who introduces the candidate, as typed: one or two members, and since when they are together (A7). */
final class CandidacyForm {

    @NotNull private @Nullable UUID sponsor;

    @NotNull private @Nullable LocalDate togetherSince;

    private @Nullable UUID secondSponsor;

    private @Nullable LocalDate secondTogetherSince;

    private @Nullable LocalDate leftPartyOn;

    /** Only after the form was found valid. */
    List<Sponsoring> sponsors() {
        var sponsors = new ArrayList<Sponsoring>();
        sponsors.add(
                new Sponsoring(new MemberId(Objects.requireNonNull(sponsor)), Objects.requireNonNull(togetherSince)));
        if (secondSponsor != null && secondTogetherSince != null) {
            sponsors.add(new Sponsoring(new MemberId(secondSponsor), secondTogetherSince));
        }
        return sponsors;
    }

    boolean lacksSecondDate() {
        return secondSponsor != null && secondTogetherSince == null;
    }

    boolean namesOneTwice() {
        return secondSponsor != null && secondSponsor.equals(sponsor);
    }

    public @Nullable LocalDate getLeftPartyOn() {
        return leftPartyOn;
    }

    public void setLeftPartyOn(@Nullable LocalDate leftPartyOn) {
        this.leftPartyOn = leftPartyOn;
    }

    public @Nullable UUID getSponsor() {
        return sponsor;
    }

    public void setSponsor(@Nullable UUID sponsor) {
        this.sponsor = sponsor;
    }

    public @Nullable LocalDate getTogetherSince() {
        return togetherSince;
    }

    public void setTogetherSince(@Nullable LocalDate togetherSince) {
        this.togetherSince = togetherSince;
    }

    public @Nullable UUID getSecondSponsor() {
        return secondSponsor;
    }

    public void setSecondSponsor(@Nullable UUID secondSponsor) {
        this.secondSponsor = secondSponsor;
    }

    public @Nullable LocalDate getSecondTogetherSince() {
        return secondTogetherSince;
    }

    public void setSecondTogetherSince(@Nullable LocalDate secondTogetherSince) {
        this.secondTogetherSince = secondTogetherSince;
    }
}
