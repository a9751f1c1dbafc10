package vn.chibo.agenda;

import static org.springframework.transaction.annotation.Propagation.MANDATORY;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseId;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** The questions of cases to cells, from asking to the answer. Everything here is safe to repeat. */
@Service
@Transactional
public class Agenda {

    private final JdbcClient jdbc;
    private final ObjectProvider<SittingVoters> sittings;
    private final Clock clock;

    Agenda(JdbcClient jdbc, ObjectProvider<SittingVoters> sittings, Clock clock) {
        this.jdbc = jdbc;
        this.sittings = sittings;
        this.clock = clock;
    }

    // ---- the area that asks ----

    /**
     * Asks the cell's next sitting; the same case and round ask once, and again after they were withdrawn, then perhaps of
     * another cell. Answers the question's id.
     */
    public UUID ask(CaseId theCase, UnitId cell, int round, String title, String page) {
        jdbc.sql("""
                        insert into agenda.question (id, case_id, cell_id, round, title, page, state, asked_at)
                        values (:id, :case, :cell, :round, :title, :page, 'WAITING', :now)
                        on conflict (case_id, round) do update set cell_id = excluded.cell_id, title = excluded.title,
                            page = excluded.page, state = 'WAITING', asked_at = excluded.asked_at
                        where question.state = 'WITHDRAWN'""")
                .param("id", UUID.randomUUID())
                .param("case", theCase.value())
                .param("cell", cell.value())
                .param("round", round)
                .param("title", title)
                .param("page", page)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return find(theCase, round).orElseThrow().id();
    }

    /** The case does not ask any more. What was answered stays; a question on an agenda leaves it. */
    public void withdraw(CaseId theCase, int round) {
        jdbc.sql("""
                        update agenda.question set state = 'WITHDRAWN', sitting_id = null
                        where case_id = :case and round = :round and state in ('WAITING', 'ON_AGENDA')""").param("case", theCase.value()).param("round", round).update();
    }

    @Transactional(readOnly = true)
    public Optional<Question> find(CaseId theCase, int round) {
        return jdbc.sql("select * from agenda.question where case_id = :case and round = :round")
                .param("case", theCase.value())
                .param("round", round)
                .query(Agenda::question)
                .optional();
    }

    /**
     * Who votes on the question now, in the sitting it is on the agenda of. Holds that sitting until the transaction ends.
     *
     * @throws RuleViolation when it is on no agenda, or no vote can be taken there now
     */
    @Transactional(propagation = MANDATORY)
    public Voters voters(UUID question) {
        var asked = find(question).orElseThrow(() -> new NotFound("question " + question));
        var sitting = asked.sitting();
        if (sitting == null || asked.state() == Question.State.WITHDRAWN) {
            throw RuleViolation.at("", "agenda.error.notOnAgenda");
        }
        return sittings.getObject().of(sitting);
    }

    /** The page of the room a question is on the agenda of. */
    @Transactional(readOnly = true)
    public Optional<String> roomOf(Question question) {
        return Optional.ofNullable(question.sitting())
                .flatMap(sitting -> sittings.getObject().page(sitting));
    }

    /**
     * The sitting's answer; entered again it replaces the one before, as long as the sitting lets votes be taken.
     *
     * @param line such as {@code 16/23 = 69,6 %, quy tắc ≥ 2/3, thông qua}
     * @throws RuleViolation as {@link #voters}
     */
    public void answer(UUID question, boolean passed, String line) {
        voters(question);
        jdbc.sql("""
                        update agenda.question set state = 'ANSWERED', passed = :passed, line = :line, answered_at = :now
                        where id = :id and state in ('ON_AGENDA', 'ANSWERED')""")
                .param("passed", passed)
                .param("line", line)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", question)
                .update();
    }

    // ---- the area that sits ----

    /** Questions that wait for a sitting of the cell, the oldest first. */
    @Transactional(readOnly = true)
    public List<Question> waiting(UnitId cell) {
        return jdbc.sql(
                        "select * from agenda.question where cell_id = :cell and state = 'WAITING' order by asked_at, id")
                .param("cell", cell.value())
                .query(Agenda::question)
                .list();
    }

    /** Takes a waiting question on the agenda of a sitting; false when it does not wait any more. */
    public boolean takeUp(UUID question, UUID sitting) {
        return jdbc.sql("""
                        update agenda.question set state = 'ON_AGENDA', sitting_id = :sitting
                        where id = :id and state = 'WAITING'""").param("sitting", sitting).param("id", question).update() == 1;
    }

    /** Not considered this time: the question waits for the next sitting. What was answered stays. */
    public void putBack(UUID question) {
        jdbc.sql("""
                        update agenda.question set state = 'WAITING', sitting_id = null
                        where id = :id and state = 'ON_AGENDA'""").param("id", question).update();
    }

    /** The sitting came to nothing: what it has not answered waits for the next one. */
    public void putBackAll(UUID sitting) {
        jdbc.sql("""
                        update agenda.question set state = 'WAITING', sitting_id = null
                        where sitting_id = :sitting and state = 'ON_AGENDA'""").param("sitting", sitting).update();
    }

    /** A cell sits once at a time: what stands unanswered on the agenda of another sitting waits again. */
    public void putBackOthers(UnitId cell, UUID sitting) {
        jdbc.sql("""
                        update agenda.question set state = 'WAITING', sitting_id = null
                        where cell_id = :cell and state = 'ON_AGENDA' and sitting_id <> :sitting""").param("cell", cell.value()).param("sitting", sitting).update();
    }

    /** What the sitting has, or had, on its agenda. */
    @Transactional(readOnly = true)
    public List<Question> on(UUID sitting) {
        return jdbc.sql("select * from agenda.question where sitting_id = :sitting order by asked_at, id")
                .param("sitting", sitting)
                .query(Agenda::question)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Question> find(UUID question) {
        return jdbc.sql("select * from agenda.question where id = :id")
                .param("id", question)
                .query(Agenda::question)
                .optional();
    }

    private static Question question(ResultSet row, int number) throws SQLException {
        return new Question(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                new UnitId(row.getObject("cell_id", UUID.class)),
                row.getInt("round"),
                row.getString("title"),
                row.getString("page"),
                Question.State.valueOf(row.getString("state")),
                row.getObject("sitting_id", UUID.class),
                row.getString("line"),
                row.getObject("passed", Boolean.class));
    }
}
