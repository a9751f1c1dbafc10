package vn.chibo.admission.sourcing;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A plan as typed. */
final class PlanForm {

    @NotNull @Min(0) @Max(100000) private @Nullable Integer total;

    @NotNull @Min(0) @Max(100000) private @Nullable Integer women;

    @NotNull @Min(0) @Max(100000) private @Nullable Integer minority;

    @NotNull @Min(0) @Max(100000) private @Nullable Integer youth;

    @Min(0) @Max(100000) private @Nullable Integer localMembers;

    @NotBlank @Size(max = 60) private @Nullable String reference;

    private long version;

    static PlanForm of(SourcePlan plan) {
        var form = new PlanForm();
        form.total = plan.targets().total();
        form.women = plan.targets().women();
        form.minority = plan.targets().minority();
        form.youth = plan.targets().youth();
        form.localMembers = plan.localMembers();
        form.reference = plan.reference();
        form.version = plan.version();
        return form;
    }

    static PlanForm empty() {
        var form = new PlanForm();
        form.version = -1;
        return form;
    }

    /** Only after the form was found valid. */
    SourcePlan.Targets targets() {
        return new SourcePlan.Targets(
                requireNonNull(total), requireNonNull(women), requireNonNull(minority), requireNonNull(youth));
    }

    public @Nullable Integer getTotal() {
        return total;
    }

    public void setTotal(@Nullable Integer total) {
        this.total = total;
    }

    public @Nullable Integer getWomen() {
        return women;
    }

    public void setWomen(@Nullable Integer women) {
        this.women = women;
    }

    public @Nullable Integer getMinority() {
        return minority;
    }

    public void setMinority(@Nullable Integer minority) {
        this.minority = minority;
    }

    public @Nullable Integer getYouth() {
        return youth;
    }

    public void setYouth(@Nullable Integer youth) {
        this.youth = youth;
    }

    public @Nullable Integer getLocalMembers() {
        return localMembers;
    }

    public void setLocalMembers(@Nullable Integer localMembers) {
        this.localMembers = localMembers;
    }

    public @Nullable String getReference() {
        return reference;
    }

    public void setReference(@Nullable String reference) {
        this.reference = reference;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
