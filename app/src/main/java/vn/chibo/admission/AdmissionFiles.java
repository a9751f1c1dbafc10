package vn.chibo.admission;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.organization.MemberId;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** An admission with its case: what every act about one begins and ends with. */
@Component
class AdmissionFiles {

    private final AdmissionRepository admissions;
    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    AdmissionFiles(AdmissionRepository admissions, Cases cases, JdbcClient jdbc, Clock clock) {
        this.admissions = admissions;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** For an act: until its transaction ends nobody else acts on this admission. */
    AdmissionCase lock(AdmissionId id) {
        return admissions.findForUpdate(id.value()).orElseThrow(() -> new NotFound("admission " + id));
    }

    AdmissionCase get(AdmissionId id) {
        return admissions.findById(id.value()).orElseThrow(() -> new NotFound("admission " + id));
    }

    /** The rules the case began under. */
    PolicySnapshot policy(AdmissionId id) {
        return cases.find(id.caseId()).map(CaseView::policy).orElseThrow(() -> new NotFound("case " + id));
    }

    LocalDate today() {
        return DomainTime.today(clock);
    }

    Instant now() {
        return clock.instant();
    }

    /** A date that somebody says something happened on. */
    LocalDate past(String field, LocalDate date) {
        if (date.isAfter(today())) {
            throw RuleViolation.at(field, "admission.error.future");
        }
        return date;
    }

    /** {@code key} is the last part of a key of {@code admission.history}. */
    void tell(AdmissionId id, @Nullable MemberId actor, String key, String... arguments) {
        cases.record(id.caseId(), actor, "admission.history." + key, arguments);
    }

    /** The same line once, however often a worker is asked. */
    void tellOnce(AdmissionId id, String key, String... arguments) {
        var line = "admission.history." + key;
        if (cases.history(id.caseId()).stream()
                .noneMatch(told ->
                        told.messageKey().equals(line) && told.arguments().equals(List.of(arguments)))) {
            cases.record(id.caseId(), null, line, arguments);
        }
    }

    /** A date until whose end something is to be done, with the rule that set it; {@code parameter} is that rule. */
    Instant setDeadline(AdmissionId id, AdmissionClock step, LocalDate due, String rule, String parameter) {
        var policy = policy(id);
        var moment = DomainTime.endOf(due);
        cases.setDeadline(
                id.caseId(),
                step.step(),
                moment,
                "admission.rule." + rule,
                List.of(policy.text(parameter)),
                policy.value(parameter).source());
        return moment;
    }

    void meetDeadline(AdmissionId id, AdmissionClock step) {
        cases.meetDeadline(id.caseId(), step.step(), clock.instant());
    }

    void dropDeadline(AdmissionId id, AdmissionClock step) {
        cases.dropDeadline(id.caseId(), step.step());
    }

    void close(AdmissionId id, String outcome) {
        cases.close(id.caseId(), "admission.outcome." + outcome);
    }

    /** What a form said; counts are null where the step has none. */
    record Note(
            @Nullable LocalDate on,
            @Nullable String result,
            @Nullable Integer inFavour,
            @Nullable Integer against,
            @Nullable Integer members,
            @Nullable String remark) {

        static Note of(@Nullable LocalDate on, @Nullable String remark) {
            return new Note(on, null, null, null, null, remark);
        }

        static Note of(@Nullable LocalDate on, String result, @Nullable String remark) {
            return new Note(on, result, null, null, null, remark);
        }
    }

    void note(AdmissionId id, String step, @Nullable MemberId actor, Note note) {
        jdbc.sql("""
                        insert into admission.step_record
                            (case_id, step, at, actor, on_date, result, in_favour, against, members, remark)
                        values (:case, :step, :at, :actor, :on, :result, :inFavour, :against, :members, :remark)""")
                .param("case", id.value())
                .param("step", step)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", actor == null ? null : actor.value(), Types.OTHER)
                .param("on", note.on(), Types.DATE)
                .param("result", note.result(), Types.VARCHAR)
                .param("inFavour", note.inFavour(), Types.INTEGER)
                .param("against", note.against(), Types.INTEGER)
                .param("members", note.members(), Types.INTEGER)
                .param("remark", note.remark(), Types.VARCHAR)
                .update();
    }

    /** What was last said at a step, to be shown at the next one. */
    Optional<String> lastRemark(AdmissionId id, String... steps) {
        return jdbc.sql("""
                        select remark from admission.step_record
                        where case_id = :case and step = any(:steps) and remark is not null
                        order by id desc limit 1""").param("case", id.value()).param("steps", steps).query(String.class).list().stream()
                .findFirst();
    }

    List<UUID> currentSponsors(AdmissionId id) {
        return jdbc.sql("""
                        select member_id from admission.sponsor where case_id = :case and left_on is null
                        order by appointed_on, member_id""").param("case", id.value()).query(UUID.class).list();
    }
}
