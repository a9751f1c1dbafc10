package vn.chibo.admission.acts;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import vn.chibo.admission.AdmissionManagement.StopCause;
import vn.chibo.shared.Texts;

/** What is told about something that happened to a case, as typed; each act asks for some of the fields. */
final class ActForm {

    private static final int LONG_TEXT = 4000;
    private static final int SHORT_TEXT = 200;
    private static final int NUMBER = 60;

    private @Nullable UUID sponsor;
    private @Nullable LocalDate on;
    private @Nullable UUID cell;
    private String q = "";
    private @Nullable StopCause cause;
    private String reason = "";
    private String approver = "";
    private String number = "";

    /** Refuses what the act cannot do without, beside its field. */
    void check(Act act, BindingResult errors) {
        switch (act) {
            case SPONSOR_LEFT -> {
                required("sponsor", sponsor, errors);
                required("on", on, errors);
            }
            case MOVE -> required("cell", cell, errors);
            case LOSS -> text("reason", reason, LONG_TEXT, errors);
            case STOP -> {
                required("cause", cause, errors);
                text("reason", reason, LONG_TEXT, errors);
            }
            case EXTENSION -> {
                text("reason", reason, LONG_TEXT, errors);
                text("approver", approver, SHORT_TEXT, errors);
            }
            case CANCELLATION -> {
                text("number", number, NUMBER, errors);
                required("on", on, errors);
                text("reason", reason, LONG_TEXT, errors);
            }
        }
    }

    private static void required(String field, @Nullable Object value, BindingResult errors) {
        if (value == null && !errors.hasFieldErrors(field)) {
            errors.rejectValue(field, "admission.error.required");
        }
    }

    private static void text(String field, String value, int longest, BindingResult errors) {
        if (value.isBlank()) {
            errors.rejectValue(field, "admission.error.required");
        } else if (value.strip().length() > longest) {
            errors.rejectValue(field, "admission.act.tooLong", new Object[] {longest}, null);
        }
    }

    /** As it is stored. */
    String told() {
        return reason.strip();
    }

    String allowedBy() {
        return Texts.normalize(approver);
    }

    String paper() {
        return Texts.normalize(number);
    }

    public @Nullable UUID getSponsor() {
        return sponsor;
    }

    public void setSponsor(@Nullable UUID sponsor) {
        this.sponsor = sponsor;
    }

    public @Nullable LocalDate getOn() {
        return on;
    }

    public void setOn(@Nullable LocalDate on) {
        this.on = on;
    }

    public @Nullable UUID getCell() {
        return cell;
    }

    public void setCell(@Nullable UUID cell) {
        this.cell = cell;
    }

    public String getQ() {
        return q;
    }

    public void setQ(String q) {
        this.q = q;
    }

    public @Nullable StopCause getCause() {
        return cause;
    }

    public void setCause(@Nullable StopCause cause) {
        this.cause = cause;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public String getApprover() {
        return approver;
    }

    public void setApprover(String approver) {
        this.approver = approver;
    }

    public String getNumber() {
        return number;
    }

    public void setNumber(String number) {
        this.number = number;
    }
}
