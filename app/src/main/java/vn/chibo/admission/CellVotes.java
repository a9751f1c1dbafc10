package vn.chibo.admission;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.admission.votes.BallotLimit;
import vn.chibo.admission.votes.Count;
import vn.chibo.admission.votes.Protocol;
import vn.chibo.admission.votes.Threshold;
import vn.chibo.admission.votes.VoteBase;
import vn.chibo.admission.votes.VoteResult;
import vn.chibo.agenda.Agenda;
import vn.chibo.agenda.Voters;
import vn.chibo.engine.EngineCommands;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** The cell's ballots on one person (K-13, K-23, A26) and what follows from them. */
@Service
@Transactional
public class CellVotes {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final AdmissionFiles files;
    private final AdmissionClocks clocks;
    private final Ballots ballots;
    private final Candidates candidates;
    private final Agenda agenda;
    private final EngineCommands engine;
    private final MessageSource messages;

    CellVotes(
            AdmissionFiles files,
            AdmissionClocks clocks,
            Ballots ballots,
            Candidates candidates,
            Agenda agenda,
            EngineCommands engine,
            MessageSource messages) {
        this.files = files;
        this.clocks = clocks;
        this.ballots = ballots;
        this.candidates = candidates;
        this.agenda = agenda;
        this.engine = engine;
        this.messages = messages;
    }

    /**
     * The case asks for the cell's vote: as an item of its next meeting. Safe to repeat; a ballot that was counted before the process could hear of it
     * is told once more.
     *
     * @return the number under which the answer is awaited
     */
    public int request(AdmissionId id) {
        var admission = files.lock(id);
        var policy = files.policy(id);
        var threshold = Threshold.of(
                policy.text(admission.subject() == Subject.ADMISSION ? "vote.cellAdmission" : "vote.cellRecognition"));
        var ballot = ballots.request(admission, Body.CELL, threshold);
        files.tellOnce(id, "voteRequested." + admission.subject().name(), "" + ballot.number());
        if (ballot.result() != null) {
            publish(id, ballot.number());
        } else {
            agenda.ask(
                    id.caseId(),
                    admission.cell(),
                    ballot.number(),
                    text(
                            "admission.question." + ballot.subject(),
                            candidates.name(admission.view().candidate()).orElse("–")),
                    page(id, ballot.number()));
        }
        return ballot.number();
    }

    /** The cell is not asked any more: the file does not meet the conditions now, moves away or stops. Safe to repeat. */
    public void withdraw(AdmissionId id) {
        ballots.all(id).stream()
                .filter(ballot -> ballot.body() == Body.CELL && ballot.result() == null)
                .forEach(ballot -> agenda.withdraw(id.caseId(), ballot.number()));
    }

    static String page(AdmissionId id, int number) {
        return "/admission/cases/" + id + "/ballots/" + number;
    }

    /** The agenda and the minutes are documents in Vietnamese, whoever reads the screen. */
    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, VIETNAMESE);
    }

    /**
     * A ballot of the cell as its page shows it.
     *
     * @param room the page of the sitting that has it on its agenda; null while none has
     * @param entered whether this person entered the count that is under way
     * @param differences fields in which the last two entries differ
     * @param result as the minutes print it; null until it is counted
     */
    public record CellBallot(
            int number,
            Subject subject,
            String candidate,
            boolean secret,
            String share,
            @Nullable String room,
            int entries,
            boolean entered,
            List<String> differences,
            @Nullable String result,
            boolean passed) {}

    @Transactional(readOnly = true)
    public CellBallot ballot(AdmissionId id, int number, @Nullable MemberId by) {
        var admission = files.get(id);
        var ballot = cellBallot(id, number);
        var question = agenda.find(id.caseId(), number);
        var differences = ballot.result() == null ? ballots.differences(ballot) : List.<String>of();
        var underWay = differences.isEmpty() ? ballots.enteredBy(ballot) : List.<MemberId>of();
        var result = ballot.result();
        return new CellBallot(
                number,
                ballot.subject(),
                candidates.name(admission.view().candidate()).orElse("–"),
                ballot.secret(),
                ballot.threshold().written(),
                question.flatMap(agenda::roomOf).orElse(null),
                underWay.size(),
                by != null && underWay.contains(by),
                differences,
                result == null ? null : line(result),
                result != null && result.passed());
    }

    /** Who votes at the sitting now; {@code needed} are the fewest votes in favour that are enough. */
    public record AtSitting(Voters voters, int needed) {}

    /** @throws RuleViolation saying why no vote can be taken now */
    public AtSitting atSitting(AdmissionId id, int number) {
        var question =
                agenda.find(id.caseId(), number).orElseThrow(() -> RuleViolation.at("", "agenda.error.notOnAgenda"));
        var voters = agenda.voters(question.id());
        return new AtSitting(voters, cellBallot(id, number).threshold().needed(voters.base()));
    }

    private Ballots.Ballot cellBallot(AdmissionId id, int number) {
        return ballots.find(id, number)
                .filter(found -> found.body() == Body.CELL)
                .orElseThrow(() -> new NotFound("ballot " + number + " of admission " + id));
    }

    /**
     * Somebody who counted at the sitting enters the papers; day, base and presence are those of its roll call. The caller
     * has asked {@code Access}. Once the entries agree the sitting has its answer and the process goes on.
     *
     * @throws RuleViolation when the sitting cannot take a vote now, or the numbers cannot be right
     */
    public Progress enterCount(AdmissionId id, int number, Count count, MemberId by) {
        var question =
                agenda.find(id.caseId(), number).orElseThrow(() -> RuleViolation.at("", "agenda.error.notOnAgenda"));
        var voters = agenda.voters(question.id());
        var base = new VoteBase(voters.base(), voters.present());
        var progress = enterCount(id, number, voters.day(), new Protocol.Entry(base, count), by);
        if (progress.counted()) {
            var result = Objects.requireNonNull(cellBallot(id, number).result());
            agenda.answer(question.id(), result.passed(), line(result));
        }
        return progress;
    }

    /** Numerator, base, share and rule, as such a vote is always written. */
    private String line(VoteResult result) {
        return text(
                "admission.ballot.line." + (result.passed() ? "passed" : "failed"),
                "" + result.count().inFavour(),
                "" + result.base().members(),
                result.percent(),
                result.threshold().written());
    }

    /** How far the count of a ballot is. {@code differences} are the fields in which two entries differ. */
    public record Progress(boolean counted, List<String> differences) {}

    /**
     * Somebody who counted in the cell's meeting enters the papers; the caller has asked {@code Access}. Once the
     * entries agree the process goes on.
     */
    public Progress enterCount(AdmissionId id, int number, LocalDate heldOn, Protocol.Entry entry, MemberId by) {
        var admission = files.lock(id);
        files.past("heldOn", heldOn);
        var ballot = cellBallot(id, number);
        requireMayVote(admission, heldOn);
        if (!ballots.enter(ballot, new Ballots.Entered(by, heldOn, entry))) {
            return new Progress(false, List.of());
        }
        var settled = ballots.settle(ballot);
        if (settled.isEmpty()) {
            return new Progress(false, ballots.differences(ballot));
        }
        publish(id, number);
        return new Progress(true, List.of());
    }

    /** The day of the vote counts: for the certificate (A5), and for the end of the probation (A24). */
    private void requireMayVote(AdmissionCase admission, LocalDate heldOn) {
        if (admission.subject() == Subject.ADMISSION) {
            if (clocks.certificate(admission.certificateIssuedOn(), files.policy(admission.id()))
                    .isBefore(heldOn)) {
                throw RuleViolation.at("heldOn", "admission.error.certificateExpired");
            }
        } else if (heldOn.isBefore(Objects.requireNonNull(admission.probationEndsOn()))) {
            throw RuleViolation.at("heldOn", "admission.error.beforeProbationEnd");
        }
    }

    private void publish(AdmissionId id, int number) {
        var key = id + ":" + number;
        engine.publish(AdmissionProcess.CELL_VOTED, key, key, Map.of());
    }

    /** {@code left} tells whether the cell may vote on this question once more. */
    public record Outcome(boolean passed, boolean left) {}

    /** The process has heard of the ballot and goes on from it. Safe to repeat. */
    public Outcome follow(AdmissionId id, int number) {
        var admission = files.lock(id);
        var policy = files.policy(id);
        var ballot = ballots.find(id, number).orElseThrow(() -> new NotFound("ballot of admission " + id));
        var result = Objects.requireNonNull(ballot.result(), "The process heard of a ballot that is not counted");
        var heldOn = Objects.requireNonNull(ballot.heldOn());
        var limit = new BallotLimit(policy.integer(
                ballot.subject() == Subject.ADMISSION ? "admission.maxBallots" : "recognition.maxBallots"));
        if (!ballot.followed()) {
            ballots.followed(ballot);
            var line = ballot.subject().name() + (result.passed() ? ".passed" : ".failed");
            files.tell(
                    id,
                    null,
                    "cellVoted." + line,
                    AdmissionTexts.date(heldOn),
                    result.count().inFavour() + "/" + result.base().members(),
                    result.percent());
            if (result.passed()) {
                resolved(admission, heldOn);
            }
        }
        return new Outcome(result.passed(), limit.leavesAnother(ballots.failedInCell(id, ballot.subject())));
    }

    private void resolved(AdmissionCase admission, LocalDate heldOn) {
        var id = admission.id();
        admission.cellResolved(heldOn, decisionDue(admission.subject(), id, heldOn));
        files.meetDeadline(id, AdmissionClock.CERTIFICATE);
        files.meetDeadline(id, AdmissionClock.PAPERS);
        files.meetDeadline(id, AdmissionClock.CELL_RECOGNITION);
    }

    private LocalDate decisionDue(Subject subject, AdmissionId id, LocalDate from) {
        var policy = files.policy(id);
        return subject == Subject.ADMISSION ? clocks.decision(from, policy) : clocks.recognitionDecision(from, policy);
    }

    /** Not passed: the candidate stays on the list, and the cell votes again later or gives the file up. */
    public void decideOnNewVote(AdmissionId id, boolean again, String reason, CurrentUser by) {
        var admission = files.lock(id);
        admission.reason(reason);
        files.tell(id, by.member(), again ? "votesAgain" : "fileGivenUp");
    }

    /** The level above decides after the last ballot on admission. */
    public void ruleOnAdmission(AdmissionId id, boolean again, String reason, CurrentUser by) {
        var admission = files.lock(id);
        admission.reason(reason);
        files.tell(id, by.member(), again ? "levelAboveAllows" : "levelAboveStops");
    }

    /** What the cell votes on next about a probationer. */
    public void decideNextBallot(AdmissionId id, Subject next, String reason, CurrentUser by) {
        var admission = files.lock(id);
        if (!hasBallotLeft(id, next)) {
            throw RuleViolation.at("nextBallot", "admission.error.noBallotLeft");
        }
        admission.voteOn(next);
        admission.reason(reason);
        files.tell(id, by.member(), "nextBallot." + next.name());
    }

    private boolean hasBallotLeft(AdmissionId id, Subject subject) {
        return new BallotLimit(files.policy(id).integer("recognition.maxBallots"))
                .leavesAnother(ballots.failedInCell(id, subject));
    }

    /** After the last ballot the competent authority takes the question up itself (A27); its clock runs from today. */
    public void ruleOnProbationer(AdmissionId id, Subject question, String reason, CurrentUser by) {
        var admission = files.lock(id);
        var today = files.today();
        admission.takenUpByLevelAbove(question, today, decisionDue(question, id, today));
        admission.reason(reason);
        files.meetDeadline(id, AdmissionClock.CELL_RECOGNITION);
        files.tell(id, by.member(), "takenUp." + question.name());
    }

    /** The authority answered one question about the probationer with no: the other is left. Safe to repeat. */
    public Subject turnQuestion(AdmissionId id, Subject answered) {
        var admission = files.lock(id);
        if (admission.subject() == answered) {
            admission.voteOn(answered.opposite());
            files.tell(id, null, "nextBallot." + answered.opposite().name());
        }
        return answered.opposite();
    }

    /** The certificate's last moment, until which the cell may vote. */
    @Transactional(readOnly = true)
    public String certificateValidUntil(AdmissionId id) {
        var last = clocks.certificate(files.get(id).certificateIssuedOn(), files.policy(id));
        return DomainTime.endOf(last).toString();
    }
}
