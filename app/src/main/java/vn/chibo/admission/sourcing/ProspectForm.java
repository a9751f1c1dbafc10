package vn.chibo.admission.sourcing;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Sex;
import vn.chibo.shared.Texts;

/** A person to put on the list, as typed; a bean, so that a value that cannot be read does not lose the others. */
final class ProspectForm {

    @NotBlank @Size(max = 100) private @Nullable String fullName;

    @NotNull private @Nullable Sex sex;

    @NotNull private @Nullable LocalDate birthDate;

    private boolean ethnicMinority;

    @Size(max = 60) private @Nullable String religion;

    private boolean unionMember;

    @NotNull private @Nullable Education education;

    @NotNull private @Nullable Sector sector;

    @NotNull private @Nullable PlaceType placeType;

    private boolean local;

    @NotNull private @Nullable Introducer introducedBy;

    private @Nullable UUID helper1;

    private @Nullable UUID helper2;

    @NotNull private @Nullable LocalDate watchSince;

    @NotBlank @Size(max = 60) private @Nullable String resolutionNumber;

    @NotNull private @Nullable LocalDate resolutionDate;

    private long version;

    static ProspectForm of(Prospect prospect) {
        var form = new ProspectForm();
        var details = prospect.details();
        form.fullName = details.fullName();
        form.sex = details.sex();
        form.birthDate = details.birthDate();
        form.ethnicMinority = details.ethnicMinority();
        form.religion = details.religion();
        form.unionMember = details.unionMember();
        form.education = details.education();
        form.sector = details.sector();
        form.placeType = details.placeType();
        form.local = details.local();
        form.introducedBy = details.introducedBy();
        form.helper1 = prospect.helpers().isEmpty() ? null : prospect.helpers().getFirst();
        form.helper2 = prospect.helpers().size() < 2 ? null : prospect.helpers().get(1);
        form.watchSince = details.watchSince();
        form.resolutionNumber = details.resolutionNumber();
        form.resolutionDate = details.resolutionDate();
        form.version = prospect.version();
        return form;
    }

    /** Only after the form was found valid. */
    ProspectDetails details() {
        return new ProspectDetails(
                Texts.normalize(requireNonNull(fullName)),
                requireNonNull(sex),
                requireNonNull(birthDate),
                ethnicMinority,
                religion == null || religion.isBlank() ? null : Texts.normalize(religion),
                unionMember,
                requireNonNull(education),
                requireNonNull(sector),
                requireNonNull(placeType),
                local,
                requireNonNull(introducedBy),
                requireNonNull(watchSince),
                Texts.normalize(requireNonNull(resolutionNumber)),
                requireNonNull(resolutionDate));
    }

    List<MemberId> helpers() {
        return Stream.of(helper1, helper2)
                .flatMap(Stream::ofNullable)
                .map(MemberId::new)
                .toList();
    }

    public @Nullable String getFullName() {
        return fullName;
    }

    public void setFullName(@Nullable String fullName) {
        this.fullName = fullName;
    }

    public @Nullable Sex getSex() {
        return sex;
    }

    public void setSex(@Nullable Sex sex) {
        this.sex = sex;
    }

    public @Nullable LocalDate getBirthDate() {
        return birthDate;
    }

    public void setBirthDate(@Nullable LocalDate birthDate) {
        this.birthDate = birthDate;
    }

    public boolean isEthnicMinority() {
        return ethnicMinority;
    }

    public void setEthnicMinority(boolean ethnicMinority) {
        this.ethnicMinority = ethnicMinority;
    }

    public @Nullable String getReligion() {
        return religion;
    }

    public void setReligion(@Nullable String religion) {
        this.religion = religion;
    }

    public boolean isUnionMember() {
        return unionMember;
    }

    public void setUnionMember(boolean unionMember) {
        this.unionMember = unionMember;
    }

    public @Nullable Education getEducation() {
        return education;
    }

    public void setEducation(@Nullable Education education) {
        this.education = education;
    }

    public @Nullable Sector getSector() {
        return sector;
    }

    public void setSector(@Nullable Sector sector) {
        this.sector = sector;
    }

    public @Nullable PlaceType getPlaceType() {
        return placeType;
    }

    public void setPlaceType(@Nullable PlaceType placeType) {
        this.placeType = placeType;
    }

    public boolean isLocal() {
        return local;
    }

    public void setLocal(boolean local) {
        this.local = local;
    }

    public @Nullable Introducer getIntroducedBy() {
        return introducedBy;
    }

    public void setIntroducedBy(@Nullable Introducer introducedBy) {
        this.introducedBy = introducedBy;
    }

    public @Nullable UUID getHelper1() {
        return helper1;
    }

    public void setHelper1(@Nullable UUID helper1) {
        this.helper1 = helper1;
    }

    public @Nullable UUID getHelper2() {
        return helper2;
    }

    public void setHelper2(@Nullable UUID helper2) {
        this.helper2 = helper2;
    }

    public @Nullable LocalDate getWatchSince() {
        return watchSince;
    }

    public void setWatchSince(@Nullable LocalDate watchSince) {
        this.watchSince = watchSince;
    }

    public @Nullable String getResolutionNumber() {
        return resolutionNumber;
    }

    public void setResolutionNumber(@Nullable String resolutionNumber) {
        this.resolutionNumber = resolutionNumber;
    }

    public @Nullable LocalDate getResolutionDate() {
        return resolutionDate;
    }

    public void setResolutionDate(@Nullable LocalDate resolutionDate) {
        this.resolutionDate = resolutionDate;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
