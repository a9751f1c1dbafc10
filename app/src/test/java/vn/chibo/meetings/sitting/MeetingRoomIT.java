package vn.chibo.meetings.sitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.util.AopTestUtils;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MonthStory;
import vn.chibo.meetings.process.HoldSessionProcess;
import vn.chibo.meetings.sitting.SittingTestDatabase.Cell;

@SpringJUnitConfig(SittingTestDatabase.class)
class MeetingRoomIT {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Autowired
    private SittingTestDatabase.Fixture fixture;

    @Autowired
    private MeetingRoom room;

    @Autowired
    private AgendaBook book;

    @Autowired
    private TaskBook taskBook;

    @Autowired
    private Sittings sittings;

    @Autowired
    private SittingStore store;

    @Autowired
    private AgendaStore agenda;

    @Autowired
    private TaskStore tasks;

    @Autowired
    private Closings closings;

    private TaskDesk desk;
    private MeetingManagement meetings;

    @Autowired
    private JdbcClient jdbc;

    private Cell cell;
    private MeetingId meeting;

    @BeforeEach
    void aMeeting(@Autowired TaskDesk desk, @Autowired MeetingManagement meetings) {
        this.desk = AopTestUtils.getUltimateTargetObject(desk);
        this.meetings = AopTestUtils.getUltimateTargetObject(meetings);
        cell = fixture.cell(5, 1);
        meeting = fixture.meeting(cell, NOVEMBER);
    }

    @Test
    void preparingAtOnceGivesOneSitting() throws Exception {
        Callable<SittingId> prepare = () -> sittings.prepare(meeting);
        try (var pool = Executors.newFixedThreadPool(4)) {
            var ids = pool.invokeAll(List.of(prepare, prepare, prepare, prepare)).stream()
                    .map(future -> future.resultNow())
                    .toList();

            assertThat(ids).allMatch(ids.getFirst()::equals);
        }
    }

    @Test
    void twoEditorsOfOnePartNeverOverwriteEachOther() throws Exception {
        opened();
        Callable<Object> chair = () -> save("Chủ trì viết", 0);
        Callable<Object> minuteTaker = () -> save("Thư ký viết", 0);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(chair, minuteTaker)).stream()
                    .map(future -> future.resultNow())
                    .toList();

            assertThat(answers).filteredOn(Long.class::isInstance).containsExactly(1L);
            assertThat(answers)
                    .filteredOn(PartConflict.Saved.class::isInstance)
                    .singleElement()
                    .satisfies(saved -> assertThat(((PartConflict.Saved) saved).fields())
                            .isEqualTo(store.part(sitting().id(), Part.DUES).content()));
        }
    }

    @Test
    void editorsOfDifferentPartsDoNotDisturbEachOther() {
        opened();

        save("Đã thu đủ", 0);
        room.save(cell.user(1), meeting, Part.CRITICISM, 0, typed("minutes", "20"));

        assertThat(store.part(sitting().id(), Part.DUES).content()).containsEntry("dues", "Đã thu đủ");
        assertThat(sittings.facts(meeting).orElseThrow().criticismMinutes()).isEqualTo(20);
    }

    @Test
    void countsOfDuesAndTargetsAreFactsOnceBothNumbersStand() {
        opened();
        save("Đã thu đủ", 0);
        assertThat(sittings.facts(meeting).orElseThrow().dues()).isNull();

        room.save(cell.user(0), meeting, Part.DUES, 1, typed("dues", "Đã thu", "duesLiable", "23", "duesPaid", "22"));
        room.save(cell.user(0), meeting, Part.TARGETS, 0, typed("targetsSet", "10", "targetsReached", "8"));
        var facts = sittings.facts(meeting).orElseThrow();
        assertThat(facts.dues()).isEqualTo(new SittingFacts.Share(22, 23));
        assertThat(facts.targets()).isEqualTo(new SittingFacts.Share(8, 10));

        room.save(cell.user(1), meeting, Part.TARGETS, 1, typed("targetsSet", "11"));
        assertThat(sittings.facts(meeting).orElseThrow().targets()).isNull();
    }

    @Test
    void wholeSittingIsRecordedAndTellsTheEngineInOrder() {
        opened();
        allPresentBut(4, Presence.EXCUSED);
        room.closeRollCall(cell.user(0), meeting);
        var item = agenda.items(sitting().id()).getFirst();
        book.saveItem(meeting, item.id(), 1, typed("title", item.title(), "conclusion", "Nhất trí báo cáo"));
        book.addSpeech(
                meeting,
                item.id(),
                UUID.randomUUID(),
                typed("speaker", cell.member(2).toString(), "content", "Nhất trí"));
        book.addVote(
                meeting,
                item.id(),
                UUID.randomUUID(),
                typed("subject", "Chương trình tháng", "inFavour", "3", "against", "1", "noOpinion", "0"));
        taskBook.add(
                meeting,
                UUID.randomUUID(),
                typed(
                        "content",
                        "Vận động hiến đất",
                        "owner",
                        cell.member(2).toString(),
                        "helpers",
                        cell.member(3) + "\n" + cell.member(2),
                        "due",
                        "20/11/2026",
                        "reportAt",
                        "2026-12"));
        room.closeAgenda(cell.user(0), meeting);
        room.voteOnResolution(
                cell.user(0), meeting, UUID.randomUUID(), "Nghị quyết", counts(2, 1, 1, "otherwise", "REWRITE"));
        room.resolutionRewritten(cell.user(0), meeting);
        room.voteOnResolution(cell.user(0), meeting, UUID.randomUUID(), "Nghị quyết", counts(4, 0, 0));
        room.adoptMinutes(
                cell.user(1), meeting, 0, UUID.randomUUID(), "Biên bản", counts(4, 0, 0, "end", "2026-11-05T21:30"));

        var facts = sittings.facts(meeting).orElseThrow();
        assertThat(facts.present()).isEqualTo(5);
        assertThat(facts.officialPresent()).isEqualTo(4);
        assertThat(facts.officialInBase()).isEqualTo(5);
        assertThat(facts.excused()).isEqualTo(1);
        assertThat(facts.speakers()).isEqualTo(1);
        assertThat(facts.resolutionPassed()).isTrue();
        assertThat(facts.maxConsecutiveExcused()).isEqualTo(1);
        assertThat(agenda.votes(facts.id()).getFirst().tally().line())
                .isEqualTo("3/5 = 60,0 %, quy tắc > 1/2, thông qua");
        verify(meetings).held(meeting, Instant.parse("2026-11-05T12:35:00Z"), Instant.parse("2026-11-05T14:30:00Z"));
        for (var closing : List.of(
                HoldSessionProcess.OPEN_SITTING,
                HoldSessionProcess.ROLL_CALL,
                HoldSessionProcess.CONDUCT_AGENDA,
                HoldSessionProcess.REWRITE_RESOLUTION,
                HoldSessionProcess.ADOPT_MINUTES)) {
            verify(desk)
                    .submit(
                            any(),
                            eq(HoldSessionProcess.SITTING_ID),
                            eq(facts.id().value()),
                            eq(closing),
                            any());
        }
        verify(desk, times(2))
                .submit(
                        any(),
                        eq(HoldSessionProcess.SITTING_ID),
                        eq(facts.id().value()),
                        eq(HoldSessionProcess.VOTE_RESOLUTION),
                        any());
        sittings.close(facts.id());
        assertThat(sittings.prepare(meeting)).isEqualTo(facts.id());
    }

    @Test
    void openTasksComeBackAtTheNextMeeting() {
        wholeSittingIsRecordedAndTellsTheEngineInOrder();
        jdbc.sql(
                        "update meetings.sitting set started_at = started_at - interval '30 days', ended_at = ended_at - interval '30 days' where meeting_id = :id")
                .param("id", meeting.value())
                .update();
        meeting = fixture.meeting(cell, NOVEMBER);
        jdbc.sql("update meetings.task set report_at = '2026-11', due = '2026-11-01' where cell_id = :cell")
                .param("cell", cell.unit().value())
                .update();

        opened();
        var review = tasks.reviews(sitting().id()).getFirst();

        assertThat(review.stateAtStart()).isEqualTo(TaskStore.StateAtStart.DATED);
        assertThat(review.dueNow()).isTrue();
        assertThat(review.task().helpers()).containsExactly(cell.member(3));
        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> taskBook.settle(meeting, review.task().id(), 1, typed("result", "LATE")))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("cause"));
        taskBook.settle(meeting, review.task().id(), 1, typed("result", "DONE", "mark", "PRAISE"));
        var facts = sittings.facts(meeting).orElseThrow();
        assertThat(facts.tasksDue()).isEqualTo(1);
        assertThat(facts.tasksDone()).isEqualTo(1);
        assertThat(facts.praiseOrReminderGiven()).isTrue();
        assertThat(store.excusedRuns(sitting())).containsExactly(Map.entry(cell.member(4), 1));
    }

    @Test
    void belowTheQuorumTheChairDecidesAndPostpones() {
        opened();
        for (int i = 2; i < 5; i++) {
            room.mark(meeting, cell.member(i), 1, Presence.EXCUSED, "Đi làm xa");
        }
        room.markRestPresent(meeting);
        room.closeRollCall(cell.user(0), meeting);

        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> room.decideOnQuorum(
                        cell.user(0),
                        meeting,
                        0,
                        typed("decision", "POSTPONE", "newStart", "2026-12-01T19:30", "reason", "Thiếu")))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("sitting.error.newStartOtherMonth"));
        room.decideOnQuorum(
                cell.user(0),
                meeting,
                0,
                typed("decision", "POSTPONE", "newStart", "2026-11-12T19:30", "reason", "Thiếu"));

        verify(meetings).adjourn(eq(meeting), eq(Instant.parse("2026-11-12T12:30:00Z")), eq("Thiếu"), any());
        assertThat(sittings.facts(meeting)).isEmpty();
        var next = sittings.prepare(meeting);
        assertThat(sittings.facts(meeting).orElseThrow().id()).isEqualTo(next);
    }

    @Test
    void cellThatIsTooSmallHoldsItsMeetingWithoutVotes() {
        cell = fixture.cell(2, 1);
        meeting = fixture.meeting(cell, NOVEMBER);
        opened();
        room.markRestPresent(meeting);
        room.closeRollCall(cell.user(0), meeting);
        var item = agenda.items(sitting().id()).getFirst();

        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> book.addVote(meeting, item.id(), UUID.randomUUID(), counts(2, 0, 0, "subject", "x")))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("sitting.error.cellTooSmall"));
        room.closeAgenda(cell.user(0), meeting);
        room.adoptMinutes(cell.user(0), meeting, 0, UUID.randomUUID(), "Biên bản", typed("end", "2026-11-05T20:30"));

        assertThat(sittings.facts(meeting).orElseThrow().resolutionPassed()).isFalse();
    }

    @Test
    void someoneWithoutOfficeChairsOnlyWithConsent() {
        sittings.prepare(meeting);
        room.open(cell.user(2), meeting, 0, opening(2, 3));

        assertThatExceptionOfType(SittingRuleViolation.class)
                .isThrownBy(() -> room.markRestPresent(meeting))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("sitting.error.awaitingConsent"));
        verify(meetings).consentAsked(meeting);
        sittings.consent(sitting().id(), true);
        sittings.consent(sitting().id(), false);
        room.markRestPresent(meeting);

        verify(meetings, never()).consentRefused(meeting);
        verify(meetings).sittingOpened(eq(meeting), eq(cell.member(2)), eq(cell.member(3)), any());
    }

    @Test
    void refusedChairLeavesTheCellToChooseAgain() {
        sittings.prepare(meeting);
        room.open(cell.user(2), meeting, 0, opening(2, 3));
        sittings.consent(sitting().id(), false);

        verify(meetings).consentRefused(meeting);
        assertThat(sitting().state()).isEqualTo(Sitting.State.PREPARED);
    }

    @Test
    void aSittingWhoseChairNobodyAnsweredAboutBeginsAgainAfterAPostponement() {
        var id = sittings.prepare(meeting);
        room.open(cell.user(2), meeting, 0, opening(2, 3));
        var story = mock(MonthStory.class);
        when(meetings.story(meeting)).thenReturn(story);

        when(story.consentPending()).thenReturn(true);
        sittings.prepare(meeting);
        assertThat(sitting().state()).isEqualTo(Sitting.State.AWAITING_CONSENT);
        when(story.consentPending()).thenReturn(false);

        assertThat(sittings.prepare(meeting)).isNotEqualTo(id);
        assertThat(sitting().state()).isEqualTo(Sitting.State.PREPARED);
        assertThat(store.part(id, Part.OPENING).content()).isNotEmpty();
        room.open(cell.user(0), meeting, 0, opening(0, 1));
        assertThat(sitting().state()).isEqualTo(Sitting.State.OPEN);
    }

    @Test
    void theAgendaBeginsWithWhatWasPrepared() {
        var longPoint = "Vấn đề dài ".repeat(60).strip();
        when(meetings.preparedPoints(meeting)).thenReturn(List.of("Làm đường xóm", longPoint, "Làm đường xóm"));
        sittings.prepare(meeting);
        room.open(cell.user(2), meeting, 0, opening(2, 3));

        var items = agenda.items(sitting().id());
        assertThat(items).hasSize(5);
        assertThat(items.get(3).title()).isEqualTo("Làm đường xóm");
        assertThat(items.get(4).title()).hasSize(AgendaBook.TITLE).endsWith("…");
        assertThat(items.get(4).content()).isEqualTo(longPoint);

        sittings.consent(sitting().id(), false);
        room.open(
                cell.user(2), meeting, store.part(sitting().id(), Part.OPENING).version(), opening(0, 1));

        assertThat(agenda.items(sitting().id())).isEqualTo(items);
        book.moveItem(meeting, items.get(3).id(), items.get(3).position(), true);
        book.removeItem(meeting, items.get(4).id());
        assertThat(agenda.items(sitting().id()))
                .extracting(AgendaStore.Item::id)
                .containsExactly(
                        items.get(0).id(),
                        items.get(1).id(),
                        items.get(3).id(),
                        items.get(2).id());
    }

    @Test
    void belowTheQuorumWithoutAnotherDayTheReasonIsGivenOnce() {
        opened();
        for (int i = 2; i < 5; i++) {
            room.mark(meeting, cell.member(i), 1, Presence.EXCUSED, "Đi làm xa");
        }
        room.markRestPresent(meeting);
        room.closeRollCall(cell.user(0), meeting);
        room.decideOnQuorum(cell.user(0), meeting, 0, typed("decision", "NOT_HELD", "reason", "Hết tháng"));

        verify(meetings).noDateLeft(meeting, "Hết tháng");
    }

    @Test
    void roundAheadOfTheEngineWaitsAndIsSentLater() {
        when(desk.submit(any(), any(), any(), eq(HoldSessionProcess.OPEN_SITTING), any()))
                .thenReturn(false);
        opened();
        room.markRestPresent(meeting);
        room.closeRollCall(cell.user(0), meeting);
        var id = sitting().id().value();
        verify(desk, times(0)).submit(any(), any(), eq(id), eq(HoldSessionProcess.ROLL_CALL), any());

        when(desk.submit(any(), any(), any(), eq(HoldSessionProcess.OPEN_SITTING), any()))
                .thenReturn(true);
        closings.sendWaiting();

        verify(desk).submit(any(), any(), eq(id), eq(HoldSessionProcess.ROLL_CALL), any());
    }

    private void opened() {
        sittings.prepare(meeting);
        room.open(cell.user(0), meeting, 0, opening(0, 1));
    }

    private Typed opening(int chair, int minuteTaker) {
        return typed(
                "chair",
                cell.member(chair).toString(),
                "minuteTaker",
                cell.member(minuteTaker).toString(),
                "start",
                "2026-11-05T19:35");
    }

    private void allPresentBut(int member, Presence presence) {
        room.mark(meeting, cell.member(member), 1, presence, "Ốm");
        room.markRestPresent(meeting);
    }

    private Object save(String text, long version) {
        try {
            return room.save(cell.user(0), meeting, Part.DUES, version, typed("dues", text));
        } catch (PartConflict conflict) {
            return conflict.saved();
        }
    }

    private Sitting sitting() {
        return store.current(meeting).orElseThrow();
    }

    private static Typed counts(int inFavour, int against, int noOpinion, String... more) {
        var fields = new LinkedHashMap<>(typed(more).fields());
        fields.put("inFavour", String.valueOf(inFavour));
        fields.put("against", String.valueOf(against));
        fields.put("noOpinion", String.valueOf(noOpinion));
        return new Typed(fields);
    }

    private static Typed typed(String... pairs) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return new Typed(fields);
    }
}
