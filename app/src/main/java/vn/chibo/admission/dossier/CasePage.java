package vn.chibo.admission.dossier;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionState;
import vn.chibo.admission.Body;
import vn.chibo.admission.StepResult;
import vn.chibo.admission.Subject;
import vn.chibo.cases.CaseHistory;

/**
 * A case as its page shows it.
 *
 * @param candidate null where the prospective list does not know the person any more
 * @param sides names of side states
 * @param outcome in words, of a case that has ended
 * @param missing conditions of admission that are not met today; only until the cell has voted
 * @param opened null for whoever does not answer for the case
 */
record CasePage(
        AdmissionId id,
        @Nullable String candidate,
        String cell,
        AdmissionState state,
        List<String> sides,
        @Nullable String outcome,
        String place,
        LocalDate placeSince,
        long placeDays,
        List<NextSteps.NextStep> next,
        List<Missing> missing,
        List<Group> groups,
        List<Item> lacking,
        List<SponsorLine> sponsors,
        List<BallotLine> ballots,
        List<RouteLine> route,
        List<ClockLine> clocks,
        List<MoveLine> moves,
        List<CaseHistory.Line> history,
        @Nullable List<OpeningLine> opened) {

    /** A condition that is not met, in words, with the document that asks for it. */
    record Missing(String text, String source) {}

    /** @param now whether the case has come to this part */
    record Group(Phase phase, boolean now, List<Item> items) {}

    record SponsorLine(
            String name,
            LocalDate togetherSince,
            @Nullable LocalDate introducedOn,
            @Nullable LocalDate leftOn) {}

    /** @param share what it needed, as it is written */
    record BallotLine(
            int number,
            Body body,
            Subject subject,
            boolean secret,
            String share,
            @Nullable LocalDate heldOn,
            int members,
            int inFavour,
            int against,
            @Nullable String percent,
            boolean passed,
            List<Versions.Version> sheets) {}

    record RouteLine(Body body, String unit, boolean decides, boolean current, List<PassageLine> passages) {}

    record PassageLine(
            StepResult result,
            ZonedDateTime at,
            @Nullable String by,
            @Nullable String reason) {}

    /** @param daysLeft working days; null once it is met */
    record ClockLine(
            String name,
            LocalDate due,
            @Nullable LocalDate metOn,
            boolean overdue,
            @Nullable Integer daysLeft,
            String rule,
            String source) {}

    /** @param approver who allowed it; null where the one who recorded it did */
    record MoveLine(
            String kind,
            ZonedDateTime at,
            @Nullable String by,
            LocalDate oldDue,
            LocalDate newDue,
            String reason,
            @Nullable String approver) {}

    /** @param paper that was downloaded; null for the page of the case */
    record OpeningLine(
            String by, ZonedDateTime at, @Nullable ItemCode paper) {}

    /** One line of what was done with a paper. */
    record ActLine(
            ItemAct.Kind kind,
            ZonedDateTime at,
            String by,
            @Nullable LocalDate issuedOn,
            @Nullable String reason) {}
}
