package vn.chibo.admission;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.admission.process.ApprovalRouteProcess;
import vn.chibo.admission.votes.Protocol;
import vn.chibo.engine.EngineCommands;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/**
 * A file on its way through the bodies above the cell, and the clock of the decision beside it. Where the file is stands
 * in our tables; the process asks for the next body until one decides, refuses or returns.
 */
@Service
@Transactional
public class ApprovalProgress {

    private final AdmissionFiles files;
    private final AdmissionClocks clocks;
    private final ApprovalRoutes routes;
    private final Ballots ballots;
    private final RegisterEntries register;
    private final EngineCommands engine;
    private final JdbcClient jdbc;

    ApprovalProgress(
            AdmissionFiles files,
            AdmissionClocks clocks,
            ApprovalRoutes routes,
            Ballots ballots,
            RegisterEntries register,
            EngineCommands engine,
            JdbcClient jdbc) {
        this.files = files;
        this.clocks = clocks;
        this.routes = routes;
        this.ballots = ballots;
        this.register = register;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /** The clock as the process takes it up. {@code upperCode} is the level above the deciding one. */
    public record Beginning(Instant decideBy, int clockMoves, boolean paused, String upperCode) {}

    /** Safe to repeat: a file that is on its way already stays in its round. */
    public Beginning begin(AdmissionId id) {
        var admission = files.lock(id);
        admission.beginRoute();
        var due = Objects.requireNonNull(admission.decideBy(), "No cell resolution");
        setDecisionDeadline(admission, due);
        return new Beginning(
                DomainTime.endOf(due),
                admission.clockMoves(),
                admission.clockPausedOn() != null,
                routes.above(admission.cell(), files.today()).code());
    }

    private void setDecisionDeadline(AdmissionCase admission, LocalDate due) {
        if (admission.subject() == Subject.ADMISSION) {
            files.setDeadline(admission.id(), AdmissionClock.DECISION, due, "workingDays", "decision.admissionDays");
        } else {
            files.setDeadline(
                    admission.id(),
                    AdmissionClock.RECOGNITION_DECISION,
                    due,
                    "workingDays",
                    "decision.recognitionDays");
        }
    }

    private static AdmissionClock clockOf(AdmissionCase admission) {
        return admission.subject() == Subject.ADMISSION ? AdmissionClock.DECISION : AdmissionClock.RECOGNITION_DECISION;
    }

    /** The body that has the file now. {@code counters} is 1, 2 where two people count a secret ballot, 1 otherwise. */
    public record Step(Body body, String unitCode, List<Integer> counters) {}

    /** Safe to repeat: the first body of the route that is not done with the file. */
    public Step next(AdmissionId id) {
        var admission = files.lock(id);
        var step = current(admission)
                .orElseThrow(() -> new IllegalStateException("Every body is done with admission " + id));
        var unit = routes.unitOf(step.body(), admission.cell(), files.today())
                .orElseThrow(() -> new IllegalStateException("No unit for " + step.body() + " of admission " + id));
        if (!step.body().votes()) {
            return new Step(step.body(), unit.code(), List.of(1));
        }
        var ballot = ballots.request(admission, step.body(), step.threshold(files.policy(id)));
        return new Step(
                step.body(),
                unit.code(),
                IntStream.rangeClosed(1, ballot.entriesNeeded()).boxed().toList());
    }

    private Optional<ApprovalRoute.Step> current(AdmissionCase admission) {
        var hasSubCommittee = routes.unitOf(Body.SUB_COMMITTEE, admission.cell(), files.today())
                .isPresent();
        return routes.byId(admission.routeId()).next(done(admission), hasSubCommittee);
    }

    private Set<Integer> done(AdmissionCase admission) {
        return new HashSet<>(
                jdbc.sql("select position from admission.route_progress where case_id = :case and round = :round")
                        .param("case", admission.id().value())
                        .param("round", admission.routeRound())
                        .query(Integer.class)
                        .list());
    }

    /** K-14, K-24. */
    public void appraised(AdmissionId id, boolean goesOn, LocalDate on, String opinion, CurrentUser by) {
        var admission = files.lock(id);
        files.past("appraisedOn", on);
        done(admission, Body.SUB_COMMITTEE, goesOn ? StepResult.GO_ON : StepResult.RETURN, opinion, by.member());
    }

    /** K-16: complete, or returned with reasons. */
    public void fileChecked(AdmissionId id, boolean goesOn, @Nullable String reason, CurrentUser by) {
        var admission = files.lock(id);
        if (!goesOn && reason == null) {
            throw RuleViolation.at("reason", "admission.error.required");
        }
        done(admission, Body.ORG_CHECK, goesOn ? StepResult.GO_ON : StepResult.RETURN, reason, by.member());
    }

    /** K-16: supplements are asked for. The clock runs on unless the route says that it stands meanwhile. */
    public void supplementAsked(AdmissionId id, String what, CurrentUser by) {
        var admission = files.lock(id);
        files.note(id, "supplementAsked", by.member(), AdmissionFiles.Note.of(files.today(), what));
        files.tell(id, by.member(), "supplementAsked");
        var step = current(admission).orElseThrow(() -> new RuleViolation("admission.error.notNow"));
        if (step.pausesClock() && admission.clockPausedOn() == null) {
            var due = Objects.requireNonNull(admission.decideBy());
            var movesBefore = admission.clockMoves();
            admission.pauseClock(files.today());
            recordMove(admission, "PAUSED", due, due, what, null, by.member());
            files.dropDeadline(id, clockOf(admission));
            files.tell(id, by.member(), "clockPaused");
            publishMove(admission, movesBefore, due, true);
        }
    }

    public void supplied(AdmissionId id, String what, CurrentUser by) {
        var admission = files.lock(id);
        files.note(id, "supplement", by.member(), AdmissionFiles.Note.of(files.today(), what));
        files.tell(id, by.member(), "supplemented");
        var pausedOn = admission.clockPausedOn();
        if (pausedOn != null) {
            var oldDue = Objects.requireNonNull(admission.decideBy());
            var due = clocks.resumed(oldDue, pausedOn, files.today());
            var movesBefore = admission.clockMoves();
            admission.resumeClock(due);
            recordMove(admission, "RESUMED", oldDue, due, what, null, by.member());
            setDecisionDeadline(admission, due);
            files.tell(id, by.member(), "clockResumed", AdmissionTexts.date(due));
            publishMove(admission, movesBefore, due, false);
        }
    }

    /** Somebody who counted a committee's ballot enters the papers. */
    public void enterCount(AdmissionId id, LocalDate heldOn, Protocol.Entry entry, MemberId by) {
        var admission = files.lock(id);
        files.past("heldOn", heldOn);
        ballots.enter(openBallot(admission), new Ballots.Entered(by, heldOn, entry));
    }

    /** The fields in which the entries before differed, for those who count again. */
    @Transactional(readOnly = true)
    public List<String> differences(AdmissionId id) {
        var admission = files.get(id);
        return current(admission)
                .filter(step -> step.body().votes())
                .flatMap(step -> ballots.last(id, step.body()))
                .map(ballots::differences)
                .orElse(List.of());
    }

    private Ballots.Ballot openBallot(AdmissionCase admission) {
        var step = current(admission)
                .filter(found -> found.body().votes())
                .orElseThrow(() -> new RuleViolation("admission.error.notNow"));
        return ballots.request(admission, step.body(), step.threshold(files.policy(admission.id())));
    }

    /** What two entries of a count came to; {@code result} is null while they differ. */
    public record Reconciled(boolean agree, @Nullable StepResult result) {}

    /** Safe to repeat: a ballot that was settled answers the same again. */
    public Reconciled reconcile(AdmissionId id, Body body) {
        var admission = files.lock(id);
        var ballot = ballots.last(id, body)
                .orElseThrow(() -> new IllegalStateException("No ballot of " + body + " for admission " + id));
        var settled = ballots.settle(ballot);
        if (settled.isEmpty()) {
            files.tellOnce(id, "countsDiffer", "" + ballot.number(), "" + ballots.round(ballot));
            return new Reconciled(false, null);
        }
        var result = Objects.requireNonNull(settled.get().result());
        var step = routes.byId(admission.routeId()).steps().stream()
                .filter(candidate -> candidate.body() == body)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No step of " + body));
        var outcome = step.resultOf(result.passed());
        if (!ballot.followed()) {
            ballots.followed(ballot);
            files.tell(
                    id,
                    null,
                    "bodyVoted." + body.name() + (result.passed() ? ".passed" : ".failed"),
                    AdmissionTexts.date(Objects.requireNonNull(settled.get().heldOn())),
                    result.count().inFavour() + "/" + result.base().members(),
                    result.percent());
            done(admission, body, outcome, null, null);
        }
        return new Reconciled(true, outcome);
    }

    private void done(
            AdmissionCase admission, Body body, StepResult result, @Nullable String reason, @Nullable MemberId by) {
        var step = current(admission)
                .filter(found -> found.body() == body)
                .orElseThrow(() -> new RuleViolation("admission.error.notNow"));
        jdbc.sql("""
                        insert into admission.route_progress (case_id, round, position, body, result, reason, at, actor)
                        values (:case, :round, :position, :body, :result, :reason, :now, :actor)""")
                .param("case", admission.id().value())
                .param("round", admission.routeRound())
                .param("position", step.position())
                .param("body", body.name())
                .param("result", result.name())
                .param("reason", reason, Types.VARCHAR)
                .param("now", files.now().atOffset(ZoneOffset.UTC))
                .param("actor", by == null ? null : by.value(), Types.OTHER)
                .update();
        if (body == Body.BASE_COMMITTEE && result == StepResult.GO_ON) {
            admission.basePassed();
        }
        if (!body.votes()) {
            files.tell(admission.id(), by, "step." + body.name() + "." + result.name());
        }
    }

    /** The file goes back to the cell with the reasons of the body that returned it. Safe to repeat. */
    public void returned(AdmissionId id) {
        var admission = files.lock(id);
        if (admission.isOnRoute()) {
            admission.returnedToCell(lastReason(admission));
            files.dropDeadline(id, clockOf(admission));
            files.tell(id, null, "returned");
        }
    }

    private @Nullable String lastReason(AdmissionCase admission) {
        return jdbc
                .sql("""
                        select reason from admission.route_progress
                        where case_id = :case and round = :round and reason is not null order by position desc limit 1""")
                .param("case", admission.id().value())
                .param("round", admission.routeRound())
                .query(String.class)
                .list()
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** What the cell did about a returned file: up once more on the same resolution, or back to its own vote. */
    public void returnHandled(AdmissionId id, boolean resubmitted, String done, CurrentUser by) {
        var admission = files.lock(id);
        files.note(id, "returnHandled", by.member(), AdmissionFiles.Note.of(files.today(), done));
        if (resubmitted) {
            admission.resubmitted();
            files.tell(id, by.member(), "resubmitted");
        } else {
            files.tell(id, by.member(), "votesAgain");
        }
    }

    /** K-17, K-26. */
    public void decided(AdmissionId id, String number, LocalDate on, CurrentUser by) {
        var admission = files.lock(id);
        requireLast(admission, StepResult.DECIDED);
        var subject = admission.subject();
        files.meetDeadline(id, clockOf(admission));
        admission.decided(number, files.past("decidedOn", on));
        register.decided(admission, on);
        var official = admission.view().officialOn();
        files.tell(
                id,
                by.member(),
                "decided." + subject.name(),
                number,
                AdmissionTexts.date(on),
                official == null ? "" : AdmissionTexts.date(official));
    }

    /** A refusal is reasoned and goes to the cell (A19), which reads it where the body left the file. */
    public void refused(AdmissionId id, String reason, LocalDate on, CurrentUser by) {
        var admission = files.lock(id);
        requireLast(admission, StepResult.REFUSED);
        var subject = admission.subject();
        files.meetDeadline(id, clockOf(admission));
        files.note(id, "refusal", by.member(), AdmissionFiles.Note.of(files.past("refusedOn", on), reason));
        var actor = by.member();
        jdbc.sql("""
                        update admission.route_progress set reason = :reason, actor = :actor
                        where case_id = :case and round = :round and result = 'REFUSED'""")
                .param("case", id.value())
                .param("round", admission.routeRound())
                .param("reason", reason)
                .param("actor", actor == null ? null : actor.value(), Types.OTHER)
                .update();
        admission.refused(reason);
        files.tell(id, by.member(), "refused." + subject.name(), AdmissionTexts.date(on));
    }

    private void requireLast(AdmissionCase admission, StepResult expected) {
        var last = jdbc.sql("""
                        select result from admission.route_progress
                        where case_id = :case and round = :round order by position desc limit 1""")
                .param("case", admission.id().value())
                .param("round", admission.routeRound())
                .query(String.class)
                .optional();
        if (!admission.isOnRoute() || !last.equals(Optional.of(expected.name()))) {
            throw new RuleViolation("admission.error.notNow");
        }
    }

    /** The time for the decision has run out: the level above is told. Safe to repeat. */
    public void escalateDecision(AdmissionId id) {
        var admission = files.get(id);
        files.tellOnce(id, "decisionOverdue", AdmissionTexts.date(Objects.requireNonNull(admission.decideBy())));
    }

    /**
     * The level above reviews the delay.
     *
     * @return the new moment when it allows the one extension; the process is told by the task itself
     */
    public Instant extendAtReview(AdmissionId id, String reason, CurrentUser by) {
        return DomainTime.endOf(extend(files.lock(id), reason, null, by));
    }

    public void delayReviewed(AdmissionId id, String opinion, CurrentUser by) {
        files.lock(id);
        files.note(id, "delayReviewed", by.member(), AdmissionFiles.Note.of(files.today(), opinion));
        files.tell(id, by.member(), "delayReviewed");
    }

    /** The number the process awaits the next move of the clock under. */
    @Transactional(readOnly = true)
    public int clockMoves(AdmissionId id) {
        return files.get(id).clockMoves();
    }

    /**
     * The one extension, asked for before the time has run out (A19); the caller has asked {@code Access}.
     *
     * @param approver who allowed it, as the paper says
     */
    public void extendInTime(AdmissionId id, String reason, String approver, CurrentUser by) {
        var admission = files.lock(id);
        var movesBefore = admission.clockMoves();
        var due = extend(admission, reason, approver, by);
        publishMove(admission, movesBefore, due, false);
    }

    private LocalDate extend(AdmissionCase admission, String reason, @Nullable String approver, CurrentUser by) {
        var id = admission.id();
        var oldDue = admission.decideBy();
        if (oldDue == null) {
            throw new RuleViolation("admission.error.noDecisionPending");
        }
        var due = clocks.extended(oldDue, files.policy(id));
        admission.extend(due);
        recordMove(admission, "EXTENDED", oldDue, due, reason, approver, by.member());
        setDecisionDeadline(admission, due);
        files.tell(id, by.member(), "extended", AdmissionTexts.date(due));
        return due;
    }

    private void recordMove(
            AdmissionCase admission,
            String kind,
            LocalDate oldDue,
            LocalDate newDue,
            String reason,
            @Nullable String approver,
            @Nullable MemberId by) {
        jdbc.sql("""
                        insert into admission.clock_move (case_id, number, kind, at, actor, old_due, new_due, reason, approver)
                        values (:case, :number, :kind, :now, :actor, :oldDue, :newDue, :reason, :approver)""")
                .param("case", admission.id().value())
                .param("number", admission.clockMoves())
                .param("kind", kind)
                .param("now", files.now().atOffset(ZoneOffset.UTC))
                .param("actor", by == null ? null : by.value(), Types.OTHER)
                .param("oldDue", oldDue)
                .param("newDue", newDue)
                .param("reason", reason)
                .param("approver", approver, Types.VARCHAR)
                .update();
    }

    private void publishMove(AdmissionCase admission, int movesBefore, LocalDate due, boolean paused) {
        var key = admission.id() + ":" + movesBefore;
        engine.publish(
                ApprovalRouteProcess.DECISION_CLOCK_MOVED,
                key,
                "clock " + key,
                Map.of(
                        AdmissionProcess.CASE_ID,
                        admission.id().toString(),
                        "decideBy",
                        DomainTime.endOf(due).toString(),
                        "clockMoves",
                        admission.clockMoves(),
                        "clockPaused",
                        paused));
    }

    /** How the bodies of the present round left the file, by position. */
    @Transactional(readOnly = true)
    public List<String> results(AdmissionId id) {
        return jdbc.sql("""
                        select body || ' ' || result from admission.route_progress
                        where case_id = :case and round = :round order by position""")
                .param("case", id.value())
                .param("round", files.get(id).routeRound())
                .query(String.class)
                .list();
    }
}
