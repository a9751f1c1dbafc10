package vn.chibo.admission;

import java.time.LocalDate;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberRegister;
import vn.chibo.organization.MemberRegister.NewMember;
import vn.chibo.organization.Sex;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.RuleViolation;

/**
 * The register of members as the case writes it: a new member has the id of the candidate. Part of the transaction of
 * the act, so that neither is without the other.
 */
@Component
class RegisterEntries {

    private final MemberRegister register;
    private final JdbcClient jdbc;

    RegisterEntries(MemberRegister register, JdbcClient jdbc) {
        this.register = register;
        this.jdbc = jdbc;
    }

    /** The ceremony was held. Whether somebody belongs to an ethnic minority is known, which one is not. */
    void admitted(AdmissionCase admission) {
        var member = jdbc.sql("select full_name, sex, birth_date from admission.prospect where id = :id")
                .param("id", admission.candidate())
                .query((row, number) -> new NewMember(
                        new MemberId(admission.candidate()),
                        row.getString("full_name"),
                        Sex.valueOf(row.getString("sex")),
                        row.getObject("birth_date", LocalDate.class),
                        null))
                .optional()
                .orElseThrow(() -> new IllegalStateException("Nobody on the list for admission " + admission.id()));
        register.admit(member, admission.cell(), Objects.requireNonNull(admission.ceremonyOn()));
    }

    void moved(AdmissionCase admission, UnitId cell, LocalDate on) {
        if (admission.state().isOnProbation()) {
            register.move(new MemberId(admission.candidate()), cell, on);
        }
    }

    /** The decision on recognition or strike-off was made. */
    void decided(AdmissionCase admission, LocalDate on) {
        var member = new MemberId(admission.candidate());
        if (admission.state() == AdmissionState.OFFICIAL) {
            register.makeOfficial(
                    member, Objects.requireNonNull(admission.view().officialOn()));
        } else if (admission.state() == AdmissionState.STRUCK_OFF) {
            register.strikeOff(member, on);
        }
    }

    void card(AdmissionCase admission, String number) {
        if (!register.card(new MemberId(admission.candidate()), number)) {
            throw RuleViolation.at("cardNumber", "admission.error.cardTaken");
        }
    }
}
