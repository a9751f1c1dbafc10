package vn.chibo.meetings.sitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.agenda.Agenda;
import vn.chibo.agenda.Question;
import vn.chibo.agenda.Voters;
import vn.chibo.cases.CaseId;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.sitting.SittingTestDatabase.Cell;
import vn.chibo.shared.RuleViolation;

/** What a case asks the cell: on the agenda of its next sitting, answered there or put off. */
@SpringJUnitConfig(SittingTestDatabase.class)
class QuestionsOfCasesIT {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final CaseId theCase = new CaseId(UUID.randomUUID());

    @Autowired
    private SittingTestDatabase.Fixture fixture;

    @Autowired
    private Agenda questions;

    @Autowired
    private MeetingRoom room;

    @Autowired
    private AgendaBook book;

    @Autowired
    private AgendaStore agenda;

    @Autowired
    private Sittings sittings;

    @Autowired
    private SittingRecords records;

    @Autowired
    private PlatformTransactionManager transactions;

    private Cell cell;
    private MeetingId meeting;
    private UUID question;

    @BeforeEach
    void aQuestionToTheCell() {
        cell = fixture.cell(5, 1);
        meeting = fixture.meeting(cell, NOVEMBER);
        question = questions.ask(theCase, cell.unit(), 1, "Xét kết nạp quần chúng A", "/admission/x/ballot");
    }

    @Test
    void a_case_asks_once_however_often_it_does() {
        assertThat(questions.ask(theCase, cell.unit(), 1, "Xét lại", "/admission/y"))
                .isEqualTo(question);
        assertThat(questions.waiting(cell.unit()))
                .extracting(Question::title)
                .containsExactly("Xét kết nạp quần chúng A");
    }

    @Test
    void the_next_sitting_has_it_on_its_agenda() {
        open();

        assertThat(agenda.items(sitting()))
                .filteredOn(item -> item.kind() == AgendaStore.Kind.CASE)
                .extracting(AgendaStore.Item::title, AgendaStore.Item::question)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Xét kết nạp quần chúng A", question));
        assertThat(state()).isEqualTo(Question.State.ON_AGENDA);
        assertThat(questions.waiting(cell.unit())).isEmpty();
    }

    @Test
    void what_is_asked_before_the_roll_call_is_closed_comes_too() {
        open();
        var late = questions.ask(new CaseId(UUID.randomUUID()), cell.unit(), 1, "Xét kết nạp quần chúng B", "/b");

        callRoll();

        assertThat(agenda.items(sitting()))
                .extracting(AgendaStore.Item::question)
                .contains(question, late);
    }

    @Test
    void nobody_votes_before_the_roll_call_is_closed() {
        open();

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(this::voters)
                .satisfies(refused -> assertThat(refused.messageKey()).isEqualTo("sitting.error.rollCallFirst"));
    }

    @Test
    void nobody_votes_on_what_is_on_no_agenda() {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(this::voters)
                .satisfies(refused -> assertThat(refused.messageKey()).isEqualTo("agenda.error.notOnAgenda"));
    }

    @Test
    void voters_are_those_of_the_roll_call() {
        open();
        room.mark(meeting, cell.member(4), 1, Presence.EXCUSED, "Ốm");
        callRoll();

        assertThat(voters()).isEqualTo(new Voters(5, 5, 4, LocalDate.of(2026, 11, 5)));
    }

    @Test
    void the_agenda_is_not_closed_without_an_answer() {
        open();
        callRoll();

        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> room.closeAgenda(cell.user(0), meeting))
                .satisfies(refused -> {
                    assertThat(refused.messageKey()).isEqualTo("sitting.error.questionOpen");
                    assertThat(refused.arguments()).containsExactly("Xét kết nạp quần chúng A");
                });
    }

    @Test
    void the_answer_stands_in_the_minutes() {
        open();
        callRoll();
        questions.answer(question, true, "4/5 = 80,0 %, quy tắc ≥ 2/3, thông qua");
        finish();

        assertThat(records.of(meeting).orElseThrow().items())
                .filteredOn(item -> item.kind().equals("CASE"))
                .extracting(SittingRecord.Item::decision)
                .containsExactly("4/5 = 80,0 %, quy tắc ≥ 2/3, thông qua");
        assertThat(state()).isEqualTo(Question.State.ANSWERED);
    }

    @Test
    void a_miscounted_answer_is_corrected_until_the_agenda_is_closed() {
        open();
        callRoll();
        questions.answer(question, true, "4/5");
        questions.answer(question, false, "3/5");
        assertThat(questions.find(question).orElseThrow().passed()).isFalse();

        room.closeAgenda(cell.user(0), meeting);

        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> questions.answer(question, true, "5/5"));
        assertThat(questions.find(question).orElseThrow().line()).isEqualTo("3/5");
    }

    @Test
    void what_the_chair_takes_off_waits_for_the_next_sitting() {
        open();
        callRoll();

        book.removeItem(meeting, item());
        room.closeAgenda(cell.user(0), meeting);

        assertThat(state()).isEqualTo(Question.State.WAITING);
        assertThat(agenda.items(sitting()))
                .extracting(AgendaStore.Item::question)
                .doesNotContain(question);
    }

    @Test
    void an_answered_item_stays_on_the_agenda() {
        open();
        callRoll();
        questions.answer(question, true, "4/5");

        assertThatExceptionOfType(SittingRuleViolation.class).isThrownBy(() -> book.removeItem(meeting, item()));
        assertThat(state()).isEqualTo(Question.State.ANSWERED);
    }

    @Test
    void its_title_stays_and_its_vote_is_not_taken_here() {
        open();
        callRoll();

        book.saveItem(meeting, item(), 1, new Typed(Map.of("title", "Việc khác", "content", "Đã thảo luận")));

        var saved = agenda.item(sitting(), item()).orElseThrow();
        assertThat(saved.title()).isEqualTo("Xét kết nạp quần chúng A");
        assertThat(saved.content()).isEqualTo("Đã thảo luận");
        var counts = Map.of("subject", "x", "inFavour", "5", "against", "0", "noOpinion", "0");
        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> book.addVote(meeting, item(), UUID.randomUUID(), new Typed(counts)));
    }

    @Test
    void a_sitting_put_off_hands_it_on() {
        var id = meeting;
        meeting = fixture.meeting(cell, NOVEMBER, Map.of("quorum.warnPct", "100"));
        open();
        room.mark(meeting, cell.member(4), 1, Presence.EXCUSED, "Ốm");
        callRoll();
        room.decideOnQuorum(
                cell.user(0),
                meeting,
                0,
                new Typed(Map.of("decision", "POSTPONE", "newStart", "2026-11-12T19:30", "reason", "Thiếu người")));
        assertThat(state()).isEqualTo(Question.State.WAITING);

        meeting = id;
        open();

        assertThat(state()).isEqualTo(Question.State.ON_AGENDA);
        assertThat(questions.find(question).orElseThrow().sitting())
                .isEqualTo(sitting().value());
    }

    @Test
    void a_sitting_that_was_left_keeps_nothing_from_the_next() {
        open();
        meeting = fixture.meeting(cell, NOVEMBER);

        open();

        assertThat(questions.find(question).orElseThrow().sitting())
                .isEqualTo(sitting().value());
    }

    @Test
    void a_withdrawn_question_leaves_the_agenda() {
        open();
        callRoll();

        questions.withdraw(theCase, 1);

        room.closeAgenda(cell.user(0), meeting);
        assertThat(state()).isEqualTo(Question.State.WITHDRAWN);
    }

    private void open() {
        sittings.prepare(meeting);
        room.open(
                cell.user(0),
                meeting,
                0,
                new Typed(Map.of(
                        "chair", cell.member(0).toString(),
                        "minuteTaker", cell.member(1).toString(),
                        "start", "2026-11-05T19:35")));
    }

    private void callRoll() {
        room.markRestPresent(meeting);
        room.closeRollCall(cell.user(0), meeting);
    }

    private void finish() {
        var by = cell.user(0);
        room.closeAgenda(by, meeting);
        var counts = Map.of("inFavour", "5", "against", "0", "noOpinion", "0");
        room.voteOnResolution(by, meeting, UUID.randomUUID(), "Nghị quyết", new Typed(counts));
        room.adoptMinutes(
                by,
                meeting,
                0,
                UUID.randomUUID(),
                "Biên bản",
                new Typed(Map.of("inFavour", "5", "against", "0", "noOpinion", "0", "end", "2026-11-05T21:30")));
    }

    private Voters voters() {
        return java.util.Objects.requireNonNull(
                new TransactionTemplate(transactions).execute(status -> questions.voters(question)));
    }

    private SittingId sitting() {
        return sittings.facts(meeting).orElseThrow().id();
    }

    private UUID item() {
        return agenda.items(sitting()).stream()
                .filter(item -> question.equals(item.question()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Question.State state() {
        return questions.find(question).orElseThrow().state();
    }
}
