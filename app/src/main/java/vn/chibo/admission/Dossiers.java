package vn.chibo.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionFiles.Note;
import vn.chibo.admission.eligibility.CandidateFacts;
import vn.chibo.admission.eligibility.Condition;
import vn.chibo.admission.eligibility.EducationException;
import vn.chibo.admission.eligibility.Eligibility;
import vn.chibo.admission.eligibility.FailedCondition;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/** The papers of a candidate until the cell can consider them: K-04 to K-12, one method per act. */
@Service
@Transactional
public class Dossiers {

    private final AdmissionFiles files;
    private final AdmissionClocks clocks;
    private final Eligibility eligibility;
    private final Organizations organizations;
    private final JdbcClient jdbc;

    Dossiers(
            AdmissionFiles files,
            AdmissionClocks clocks,
            Eligibility eligibility,
            Organizations organizations,
            JdbcClient jdbc) {
        this.files = files;
        this.clocks = clocks;
        this.eligibility = eligibility;
        this.organizations = organizations;
        this.jdbc = jdbc;
    }

    public void applicationReceived(AdmissionId id, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id).applied(files.past("appliedOn", on));
        files.note(id, "application", by.member(), Note.of(on, note));
        files.tell(id, by.member(), "applied", AdmissionTexts.date(on));
    }

    public void historyDeclared(AdmissionId id, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id).historyDeclared();
        files.note(id, "history", by.member(), Note.of(files.past("declaredOn", on), note));
        files.tell(id, by.member(), "historyDeclared", AdmissionTexts.date(on));
    }

    /**
     * K-06.
     *
     * @return when to remind of the answers
     */
    public Instant verificationAsked(AdmissionId id, LocalDate on, int letters, CurrentUser by) {
        files.lock(id);
        files.note(id, "letters", by.member(), new Note(files.past("sentOn", on), null, null, null, letters, null));
        files.tell(id, by.member(), "verificationAsked", AdmissionTexts.date(on), "" + letters);
        return remindAt(id, on);
    }

    public void historySentBack(AdmissionId id, String reason, CurrentUser by) {
        files.lock(id);
        files.note(id, "historySentBack", by.member(), Note.of(null, reason));
        files.tell(id, by.member(), "historySentBack");
    }

    public void historyCorrected(AdmissionId id, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id);
        files.note(id, "historyCorrected", by.member(), Note.of(files.past("correctedOn", on), note));
        files.tell(id, by.member(), "historyCorrected", AdmissionTexts.date(on));
    }

    /** K-07. A political problem is not told in the history of the case, only that the results are in. */
    public void verified(AdmissionId id, boolean clear, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id);
        files.note(
                id,
                "verification",
                by.member(),
                Note.of(files.past("verifiedOn", on), clear ? "CLEAR" : "POLITICAL_PROBLEM", note));
        files.tell(id, by.member(), "verified", AdmissionTexts.date(on));
    }

    public void historyConcluded(AdmissionId id, LocalDate on, String conclusion, CurrentUser by) {
        files.lock(id);
        files.note(id, "conclusion", by.member(), Note.of(files.past("concludedOn", on), conclusion));
        files.tell(id, by.member(), "historyConcluded", AdmissionTexts.date(on));
    }

    public void historyCertified(AdmissionId id, LocalDate on, CurrentUser by) {
        files.lock(id).historyCertified();
        files.note(id, "certification", by.member(), Note.of(files.past("certifiedOn", on), null));
        files.tell(id, by.member(), "historyCertified", AdmissionTexts.date(on));
    }

    /** @return when to remind of the further answers */
    public Instant furtherChecksAsked(AdmissionId id, String reason, CurrentUser by) {
        files.lock(id);
        files.note(id, "furtherChecks", by.member(), Note.of(null, reason));
        files.tell(id, by.member(), "furtherChecks");
        return remindAt(id, files.today());
    }

    private Instant remindAt(AdmissionId id, LocalDate from) {
        return DomainTime.endOf(from.plusDays(files.policy(id).integer("verification.remindDays")));
    }

    /** Safe to repeat. */
    public void remindVerification(AdmissionId id) {
        files.tellOnce(id, "verificationSlow", AdmissionTexts.date(files.today()));
    }

    /** @param union YOUTH or TRADE, null when no union introduces the candidate */
    public void unionResolved(
            AdmissionId id,
            @Nullable String union,
            @Nullable LocalDate on,
            @Nullable Integer members,
            @Nullable Integer inFavour,
            @Nullable String note,
            CurrentUser by) {
        var admission = files.lock(id);
        if (members != null && inFavour != null && inFavour > members) {
            throw RuleViolation.at("inFavour", "admission.error.moreInFavour");
        }
        // more than half of the union's committee must be in favour
        if (union != null && members != null && inFavour != null && 2 * inFavour <= members) {
            throw RuleViolation.at("inFavour", "admission.error.unionNotInFavour");
        }
        admission.unionResolved(union != null, on == null ? null : files.past("resolvedOn", on));
        files.note(
                id, "union", by.member(), new Note(on, union == null ? "NONE" : union, inFavour, null, members, note));
        if (on == null) {
            files.tell(id, by.member(), "noUnion");
        } else {
            files.tell(id, by.member(), "union", AdmissionTexts.date(on));
        }
        setPapersDeadline(admission);
    }

    /** For and against, of one organisation that was asked. */
    public record Opinion(int inFavour, int against) {}

    /** @param residence null when it was waived, which needs a reason where the policy asks for it */
    public void opinionsSummarised(
            AdmissionId id,
            LocalDate on,
            Opinion organisation,
            @Nullable Opinion residence,
            @Nullable String waiverReason,
            CurrentUser by) {
        var admission = files.lock(id);
        if (residence == null && waiverReason == null && files.policy(id).enabled("residenceOpinion.required")) {
            throw RuleViolation.at("waiverReason", "admission.error.required");
        }
        admission.considered(files.past("summarisedOn", on));
        files.note(
                id,
                "opinionOrganisation",
                by.member(),
                new Note(on, null, organisation.inFavour(), organisation.against(), null, null));
        files.note(
                id,
                "opinionResidence",
                by.member(),
                residence == null
                        ? Note.of(on, "WAIVED", waiverReason)
                        : new Note(on, "GIVEN", residence.inFavour(), residence.against(), null, null));
        files.tell(id, by.member(), residence == null ? "opinionsWaived" : "opinions", AdmissionTexts.date(on));
        setPapersDeadline(admission);
    }

    private void setPapersDeadline(AdmissionCase admission) {
        var first = admission.firstConsideredOn();
        if (first != null) {
            var id = admission.id();
            files.setDeadline(
                    id, AdmissionClock.PAPERS, clocks.papers(first, files.policy(id)), "months", "papers.validMonths");
        }
    }

    /** A member who introduces the candidate and answers for it (A7). */
    public void sponsorAppointed(
            AdmissionId id, MemberId sponsor, LocalDate togetherSince, LocalDate on, CurrentUser by) {
        files.lock(id);
        files.past("togetherSince", togetherSince);
        files.past("appointedOn", on);
        store(id, sponsor, togetherSince, on);
        files.tell(id, by.member(), "sponsorAppointed", AdmissionTexts.date(on));
    }

    /** Who sponsored the candidate before and comes back begins anew. */
    void store(AdmissionId id, MemberId sponsor, LocalDate togetherSince, LocalDate on) {
        var view = organizations
                .member(sponsor, on)
                .orElseThrow(() -> RuleViolation.at("sponsor", "admission.error.chooseMember"));
        if (view.state() != MembershipState.OFFICIAL) {
            throw RuleViolation.at("sponsor", "admission.error.sponsorNotOfficial");
        }
        jdbc.sql("""
                        insert into admission.sponsor (case_id, member_id, together_since, appointed_on)
                        values (:case, :member, :since, :on)
                        on conflict (case_id, member_id) do update set together_since = excluded.together_since,
                            appointed_on = excluded.appointed_on, introduced_on = null, left_on = null""")
                .param("case", id.value())
                .param("member", sponsor.value())
                .param("since", togetherSince)
                .param("on", on)
                .update();
    }

    public void sponsorGone(AdmissionId id, MemberId sponsor, LocalDate on) {
        jdbc.sql("""
                        update admission.sponsor set left_on = :on
                        where case_id = :case and member_id = :member and left_on is null""")
                .param("on", on)
                .param("case", id.value())
                .param("member", sponsor.value())
                .update();
    }

    /** K-09. */
    public void introduced(AdmissionId id, MemberId sponsor, LocalDate on, @Nullable String note, CurrentUser by) {
        files.lock(id);
        var updated = jdbc.sql("""
                        update admission.sponsor set introduced_on = :on
                        where case_id = :case and member_id = :member and left_on is null and introduced_on is null""")
                .param("on", files.past("introducedOn", on))
                .param("case", id.value())
                .param("member", sponsor.value())
                .update();
        if (updated == 0) {
            throw RuleViolation.at("sponsor", "admission.error.introducedAlready");
        }
        files.note(id, "introduction", by.member(), Note.of(on, note));
        files.tell(id, by.member(), "introduced", AdmissionTexts.date(on));
    }

    /** K-12. */
    public void dossierComplete(AdmissionId id, CurrentUser by) {
        files.lock(id).dossierComplete();
        files.note(id, "check", by.member(), Note.of(files.today(), "COMPLETE", null));
        files.tell(id, by.member(), "dossierComplete");
    }

    public void dossierIncomplete(AdmissionId id, String reason, CurrentUser by) {
        files.lock(id);
        files.note(id, "check", by.member(), Note.of(files.today(), "INCOMPLETE", reason));
        files.tell(id, by.member(), "dossierIncomplete");
    }

    public void supplied(AdmissionId id, String what, CurrentUser by) {
        files.lock(id);
        files.note(id, "supplied", by.member(), Note.of(files.today(), what));
        files.tell(id, by.member(), "supplied");
    }

    /**
     * @param exception from the lowest education, when the candidate turned out to fall under one
     * @param provinceConsent number and date of the paper for a candidate above the age limit
     */
    public void conditionsRemedied(
            AdmissionId id,
            String how,
            @Nullable EducationException exception,
            @Nullable String provinceConsent,
            CurrentUser by) {
        var admission = files.lock(id);
        if (exception != null) {
            admission.exceptedFromEducation(exception);
        }
        if (provinceConsent != null) {
            admission.provinceConsented(provinceConsent);
        }
        files.note(id, "remedied", by.member(), Note.of(files.today(), how));
        files.tell(id, by.member(), "remedied");
    }

    /** The shelf life of the papers begins anew on the day they were redone (A32). */
    public void papersRedone(AdmissionId id, LocalDate on, CurrentUser by) {
        var admission = files.lock(id);
        admission.papersRedone(files.past("papersRedoneOn", on));
        files.note(id, "papersRedone", by.member(), Note.of(on, null));
        files.tell(id, by.member(), "papersRedone", AdmissionTexts.date(on));
        setPapersDeadline(admission);
    }

    public void courseRepeated(AdmissionId id, String number, LocalDate issuedOn, CurrentUser by) {
        var admission = files.lock(id);
        admission.courseRepeated(number, files.past("issuedOn", issuedOn));
        setCertificateDeadline(admission);
        files.tell(id, by.member(), "courseRepeated", AdmissionTexts.date(issuedOn));
    }

    void setCertificateDeadline(AdmissionCase admission) {
        var id = admission.id();
        files.setDeadline(
                id,
                AdmissionClock.CERTIFICATE,
                clocks.certificate(admission.certificateIssuedOn(), files.policy(id)),
                "months",
                "certificate.validMonths");
    }

    public void cellStrengthened(AdmissionId id, String action, @Nullable String note, CurrentUser by) {
        files.lock(id);
        files.note(id, "cellStrengthened", by.member(), Note.of(files.today(), action, note));
        files.tell(id, by.member(), "cellStrengthened");
    }

    public void dossierRestored(AdmissionId id, LocalDate on, String cause, String what, CurrentUser by) {
        files.lock(id);
        files.note(id, "lossCause", by.member(), Note.of(files.past("restoredOn", on), cause));
        files.note(id, "restored", by.member(), Note.of(on, what));
        files.tell(id, by.member(), "dossierRestored", AdmissionTexts.date(on));
    }

    /** What has to happen first: the course, members for the cell, then the rest. */
    public enum Readiness {
        READY,
        CERTIFICATE_EXPIRED,
        CELL_TOO_SMALL,
        CONDITIONS_MISSING
    }

    /** Whether the cell may consider the file today, and which conditions are not met. */
    public record Check(Readiness readiness, List<FailedCondition> missing) {

        static Check of(List<FailedCondition> missing) {
            var conditions = missing.stream().map(FailedCondition::condition).collect(Collectors.toSet());
            if (conditions.isEmpty()) {
                return new Check(Readiness.READY, missing);
            }
            if (conditions.contains(Condition.CERTIFICATE_EXPIRED)) {
                return new Check(Readiness.CERTIFICATE_EXPIRED, missing);
            }
            return new Check(
                    conditions.contains(Condition.CELL_TOO_SMALL)
                            ? Readiness.CELL_TOO_SMALL
                            : Readiness.CONDITIONS_MISSING,
                    missing);
        }
    }

    /** Changes nothing. Each failed condition names its source. */
    @Transactional(readOnly = true)
    public Check check(AdmissionId id) {
        var admission = files.get(id);
        var policy = files.policy(id);
        var today = files.today();
        var official = (int) organizations.membersOf(admission.cell(), today).stream()
                .filter(member -> member.state() == MembershipState.OFFICIAL)
                .count();
        return Check.of(eligibility.check(admission.facts(introducedBy(id, today), official), today, policy));
    }

    private List<CandidateFacts.Sponsor> introducedBy(AdmissionId id, LocalDate today) {
        record Introduced(MemberId member, LocalDate since) {}
        var introduced = jdbc.sql("""
                        select member_id, together_since from admission.sponsor
                        where case_id = :case and left_on is null and introduced_on is not null""")
                .param("case", id.value())
                .query((row, number) -> new Introduced(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getObject("together_since", LocalDate.class)))
                .list();
        var members = organizations.members(
                introduced.stream().map(Introduced::member).toList(), today);
        return introduced.stream()
                .map(sponsor -> {
                    var view = members.get(sponsor.member());
                    var official = view != null && view.state() == MembershipState.OFFICIAL;
                    return new CandidateFacts.Sponsor(official, sponsor.since());
                })
                .toList();
    }

    /** Sponsors of this admission now; {@code awaited} those who have not introduced the candidate yet. */
    @Transactional(readOnly = true)
    public List<MemberView> sponsors(AdmissionId id, boolean awaited) {
        var ids = jdbc.sql("""
                        select member_id from admission.sponsor
                        where case_id = :case and left_on is null and (not :awaited or introduced_on is null)
                        order by appointed_on, member_id""")
                .param("case", id.value())
                .param("awaited", awaited)
                .query(UUID.class)
                .list();
        var today = files.today();
        return ids.stream()
                .map(MemberId::new)
                .flatMap(member -> organizations.member(member, today).stream())
                .toList();
    }

    /** Who may sponsor besides those who do: the cell's official members. */
    @Transactional(readOnly = true)
    public List<MemberView> possibleSponsors(AdmissionId id) {
        var taken = Set.copyOf(files.currentSponsors(id));
        return officialMembers(id).stream()
                .filter(member -> !taken.contains(member.id().value()))
                .toList();
    }

    /** Official members of the cell the admission is in now. */
    @Transactional(readOnly = true)
    public List<MemberView> officialMembers(AdmissionId id) {
        return organizations.membersOf(files.get(id).cell(), files.today()).stream()
                .filter(member -> member.state() == MembershipState.OFFICIAL)
                .toList();
    }

    /** What was last said at one of these steps. */
    @Transactional(readOnly = true)
    public Optional<String> lastRemark(AdmissionId id, String... steps) {
        return files.lastRemark(id, steps);
    }
}
