package vn.chibo.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;

/**
 * The case registry. Areas own the details of a case; here stands what inbox, monitor and papers need to know of any
 * case. Every method joins the caller's transaction.
 */
@Service
public class Cases {

    /** Opens the case, or returns the one already open for this kind, unit and subject: safe to repeat. */
    public CaseId open(CaseKind kind, UnitId unit, String subject, PolicySnapshot policy) {
        throw new UnsupportedOperationException();
    }

    public Optional<CaseView> find(CaseId id) {
        throw new UnsupportedOperationException();
    }

    /** Cases by id, in one query; unknown ids are missing from the answer. */
    public List<CaseView> findAll(java.util.Collection<CaseId> ids) {
        throw new UnsupportedOperationException();
    }

    /**
     * Claims the case for an engine instance. Answers false when another instance has it already: that one must end.
     * Repeating the claim with the same key answers true.
     */
    public boolean claim(CaseId id, long processInstanceKey) {
        throw new UnsupportedOperationException();
    }

    /** Sets or moves the deadline of a step. */
    public void setDeadline(
            CaseId id, String step, Instant due, String ruleKey, List<String> ruleArguments, String source) {
        throw new UnsupportedOperationException();
    }

    public void meetDeadline(CaseId id, String step, Instant at) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds a line to the readable history.
     *
     * @param actor who did it, null for the system
     * @param messageKey key of a sentence such as {@code meetings.history.dateRegistered}, with its arguments; no names
     */
    public void record(CaseId id, @Nullable MemberId actor, String messageKey, String... arguments) {
        throw new UnsupportedOperationException();
    }

    /** The history, oldest first. */
    public List<HistoryLine> history(CaseId id) {
        throw new UnsupportedOperationException();
    }

    public void close(CaseId id, String outcomeKey) {
        throw new UnsupportedOperationException();
    }

    /** One line of a case's history; {@code actor} null for the system. */
    public record HistoryLine(Instant at, @Nullable MemberId actor, String messageKey, List<String> arguments) {}
}
