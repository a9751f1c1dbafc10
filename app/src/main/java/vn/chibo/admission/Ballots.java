package vn.chibo.admission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.chibo.admission.votes.Count;
import vn.chibo.admission.votes.Protocol;
import vn.chibo.admission.votes.Threshold;
import vn.chibo.admission.votes.VoteBase;
import vn.chibo.admission.votes.VoteResult;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.RuleViolation;

/**
 * The ballots of an admission. A ballot is asked for, its count is entered (by two people when it was secret), and once
 * the entries agree it has a result that nothing changes any more.
 */
@Component
class Ballots {

    private final JdbcClient jdbc;
    private final AdmissionFiles files;

    Ballots(JdbcClient jdbc, AdmissionFiles files) {
        this.jdbc = jdbc;
        this.files = files;
    }

    /** @param result null until it is counted */
    record Ballot(
            UUID id,
            int number,
            Body body,
            Subject subject,
            Threshold threshold,
            boolean secret,
            @Nullable LocalDate heldOn,
            @Nullable VoteResult result,
            boolean followed) {

        int entriesNeeded() {
            return secret ? 2 : 1;
        }
    }

    /** What one person entered. */
    record Entered(MemberId by, LocalDate heldOn, Protocol.Entry entry) {}

    /** The ballot of this body about this question that is not done with yet, or a new one: safe to repeat. */
    Ballot request(AdmissionCase admission, Body body, Threshold threshold) {
        var id = admission.id();
        var open = all(id).stream()
                .filter(ballot ->
                        ballot.body() == body && ballot.subject() == admission.subject() && !ballot.followed())
                .findFirst();
        if (open.isPresent()) {
            return open.get();
        }
        jdbc.sql("""
                        insert into admission.ballot (id, case_id, number, body, subject, threshold, method, requested_at, followed)
                        select :id, :case, coalesce(max(number), 0) + 1, :body, :subject, :threshold, :method, :now, false
                        from admission.ballot where case_id = :case""")
                .param("id", UUID.randomUUID())
                .param("case", id.value())
                .param("body", body.name())
                .param("subject", admission.subject().name())
                .param("threshold", threshold.toString())
                .param("method", files.policy(id).text("vote.method"))
                .param("now", files.now().atOffset(ZoneOffset.UTC))
                .update();
        return all(id).getLast();
    }

    Optional<Ballot> find(AdmissionId id, int number) {
        return all(id).stream().filter(ballot -> ballot.number() == number).findFirst();
    }

    /** Of the body, the last one that was asked for. */
    Optional<Ballot> last(AdmissionId id, Body body) {
        return all(id).stream().filter(ballot -> ballot.body() == body).reduce((earlier, later) -> later);
    }

    /** By number. */
    List<Ballot> all(AdmissionId id) {
        return jdbc.sql("select * from admission.ballot where case_id = :case order by number")
                .param("case", id.value())
                .query(Ballots::ballot)
                .list();
    }

    /** Ballots of the cell on this question that were counted and did not reach the share. */
    int failedInCell(AdmissionId id, Subject subject) {
        return (int) all(id).stream()
                .filter(ballot -> ballot.body() == Body.CELL && ballot.subject() == subject)
                .map(Ballot::result)
                .filter(result -> result != null && !result.passed())
                .count();
    }

    /**
     * One person enters the count.
     *
     * @return whether all entries are there; they may still differ
     */
    boolean enter(Ballot ballot, Entered entered) {
        if (ballot.result() != null) {
            throw new RuleViolation("admission.error.countedAlready");
        }
        entered.entry().count().within(entered.entry().base());
        var entries = entries(ballot);
        var round = entries.size() >= ballot.entriesNeeded() ? round(ballot) + 1 : Math.max(1, round(ballot));
        var sameRound = entries.size() >= ballot.entriesNeeded() ? List.<Entered>of() : entries;
        if (sameRound.stream().anyMatch(other -> other.by().equals(entered.by()))) {
            throw new RuleViolation("admission.error.samePersonCounts");
        }
        var base = entered.entry().base();
        var count = entered.entry().count();
        jdbc.sql("""
                        insert into admission.count_entry (ballot_id, round, member_id, entered_at, held_on, members, present,
                            issued, returned, valid, in_favour, against)
                        values (:ballot, :round, :member, :now, :heldOn, :members, :present, :issued, :returned, :valid,
                            :inFavour, :against)""")
                .param("ballot", ballot.id())
                .param("round", round)
                .param("member", entered.by().value())
                .param("now", files.now().atOffset(ZoneOffset.UTC))
                .param("heldOn", entered.heldOn())
                .param("members", base.members())
                .param("present", base.present())
                .param("issued", count.issued())
                .param("returned", count.returned())
                .param("valid", count.valid())
                .param("inFavour", count.inFavour())
                .param("against", count.against())
                .update();
        return sameRound.size() + 1 >= ballot.entriesNeeded();
    }

    /** The fields in which the entries of the last full round differ; empty when they agree or are not all there. */
    List<String> differences(Ballot ballot) {
        var entries = entries(ballot);
        if (entries.size() < 2) {
            return List.of();
        }
        var first = entries.get(0);
        var second = entries.get(1);
        var fields = new ArrayList<>(new Protocol(first.entry(), second.entry()).differences());
        if (!first.heldOn().equals(second.heldOn())) {
            fields.addFirst("heldOn");
        }
        return fields;
    }

    /** The ballot with its result, when all entries are there and agree: safe to repeat. */
    Optional<Ballot> settle(Ballot ballot) {
        if (ballot.result() != null) {
            return Optional.of(ballot);
        }
        var entries = entries(ballot);
        if (entries.size() < ballot.entriesNeeded() || !differences(ballot).isEmpty()) {
            return Optional.empty();
        }
        var agreed = entries.getFirst();
        var base = agreed.entry().base();
        var count = agreed.entry().count();
        var result = new VoteResult(base, count, ballot.threshold());
        jdbc.sql("""
                        update admission.ballot set held_on = :heldOn, members = :members, present = :present, issued = :issued,
                            returned = :returned, valid = :valid, in_favour = :inFavour, against = :against, passed = :passed
                        where id = :id""")
                .param("heldOn", agreed.heldOn())
                .param("members", base.members())
                .param("present", base.present())
                .param("issued", count.issued())
                .param("returned", count.returned())
                .param("valid", count.valid())
                .param("inFavour", count.inFavour())
                .param("against", count.against())
                .param("passed", result.passed())
                .param("id", ballot.id())
                .update();
        return Optional.of(new Ballot(
                ballot.id(),
                ballot.number(),
                ballot.body(),
                ballot.subject(),
                ballot.threshold(),
                ballot.secret(),
                agreed.heldOn(),
                result,
                ballot.followed()));
    }

    /** The process has gone on from it; the next request is for another one. */
    void followed(Ballot ballot) {
        jdbc.sql("update admission.ballot set followed = true where id = :id")
                .param("id", ballot.id())
                .update();
    }

    /** How often the count of this ballot was begun; 0 before the first entry. */
    int round(Ballot ballot) {
        return jdbc.sql("select coalesce(max(round), 0) from admission.count_entry where ballot_id = :ballot")
                .param("ballot", ballot.id())
                .query(Integer.class)
                .single();
    }

    /** Who entered in the present round. */
    List<MemberId> enteredBy(Ballot ballot) {
        return entries(ballot).stream().map(Entered::by).toList();
    }

    private List<Entered> entries(Ballot ballot) {
        return jdbc.sql("""
                        select * from admission.count_entry e where ballot_id = :ballot
                            and round = (select max(round) from admission.count_entry where ballot_id = :ballot)
                        order by entered_at, member_id""")
                .param("ballot", ballot.id())
                .query((row, number) -> new Entered(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getObject("held_on", LocalDate.class),
                        new Protocol.Entry(base(row), count(row))))
                .list();
    }

    private static Ballot ballot(ResultSet row, int number) throws SQLException {
        var threshold = Threshold.of(row.getString("threshold"));
        var heldOn = row.getObject("held_on", LocalDate.class);
        return new Ballot(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                Body.valueOf(row.getString("body")),
                Subject.valueOf(row.getString("subject")),
                threshold,
                row.getString("method").equals("SECRET_BALLOT"),
                heldOn,
                heldOn == null ? null : new VoteResult(base(row), count(row), threshold),
                row.getBoolean("followed"));
    }

    private static VoteBase base(ResultSet row) throws SQLException {
        return new VoteBase(row.getInt("members"), row.getInt("present"));
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(
                row.getInt("issued"),
                row.getInt("returned"),
                row.getInt("valid"),
                row.getInt("in_favour"),
                row.getInt("against"));
    }
}
