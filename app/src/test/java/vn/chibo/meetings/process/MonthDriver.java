package vn.chibo.meetings.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.cases.Cases;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.OpenTask;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingMode;
import vn.chibo.meetings.MonthOpening;
import vn.chibo.meetings.Notices;
import vn.chibo.meetings.sitting.SittingId;
import vn.chibo.meetings.sitting.Sittings;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;

/** Takes a cell through its month by the beans behind the pages; the people's texts are the shortest that do. */
@TestComponent
class MonthDriver {

    private final TestCommune communes;
    private final MonthOpening months;
    private final MeetingManagement meetings;
    private final MeetingDates dates;
    private final Notices notices;
    private final Sittings sittings;
    private final TaskDesk desk;
    private final EngineCommands commands;
    private final Cases cases;
    private final MeetingArea area;
    private final TransactionTemplate transaction;
    private final EngineProbe probe;

    MonthDriver(
            TestCommune communes,
            MonthOpening months,
            MeetingManagement meetings,
            MeetingDates dates,
            Notices notices,
            Sittings sittings,
            TaskDesk desk,
            EngineCommands commands,
            Cases cases,
            MeetingArea area,
            TransactionTemplate transaction,
            EngineProbe probe) {
        this.communes = communes;
        this.months = months;
        this.meetings = meetings;
        this.dates = dates;
        this.notices = notices;
        this.sittings = sittings;
        this.desk = desk;
        this.commands = commands;
        this.cases = cases;
        this.area = area;
        this.transaction = transaction;
        this.probe = probe;
    }

    /** One cell's month, with who acts in it. */
    record Month(TestCommune.Cell cell, MeetingId id, YearMonth period, CurrentUser by) {

        UUID caseId() {
            return id.value();
        }

        /** Half past seven in the evening of a day of the month. */
        Instant evening(int day) {
            return period.atDay(day)
                    .atTime(LocalTime.of(19, 30))
                    .atZone(DomainTime.ZONE)
                    .toInstant();
        }
    }

    /** Waits for the 18th, when next month is due to be opened, and opens it for a new cell. */
    Month open(boolean withCommittee, boolean withAssignedMember) {
        var today = DomainTime.dateOf(probe.engine().now());
        var on18th = today.withDayOfMonth(18);
        if (!today.isBefore(on18th)) {
            on18th = on18th.plusMonths(1);
        }
        probe.engine().advanceTo(on18th.atTime(8, 0).atZone(DomainTime.ZONE).toInstant());
        var cell = communes.cell(withCommittee, withAssignedMember);
        months.openUnder(java.util.Set.of(cell.commune()));
        var period = YearMonth.from(on18th).plusMonths(1);
        var id = meetings.of(cell.id(), period).orElseThrow();
        return new Month(cell, id, period, TestCommune.user(cell.secretary()));
    }

    void register(Month month, Instant start) {
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.REGISTER_DATE);
        dates.register(
                month.id(),
                new MeetingDates.Proposal(start, "Nhà văn hóa", MeetingMode.IN_PERSON, false, null),
                month.by());
    }

    void approve(Month month) {
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.APPROVE_DATE);
        dates.approve(month.id(), month.by());
    }

    void agree(Month month, int day) {
        register(month, month.evening(day));
        approve(month);
    }

    void assignDrafting(Month month) {
        submit(
                month,
                MonthlyMeetingProcess.ASSIGN_DRAFTING,
                Map.of("drafter", month.cell().deputy().toString(), "programme", "Nội dung"));
    }

    void prepareAlone(Month month) {
        submit(month, MonthlyMeetingProcess.PREPARE_ALONE, Map.of("assessment", "Tốt", "nextTasks", "Làm đường"));
    }

    void sendNotice(Month month) {
        probe.awaitTask(month.caseId(), MonthlyMeetingProcess.SEND_NOTICE);
        notices.send(month.id(), Map.of(), month.by());
    }

    /** Everything before the sitting, for a cell without chi ủy; the sitting then waits to be opened. */
    SittingId prepare(Month month, int day) {
        agree(month, day);
        assignDrafting(month);
        prepareAlone(month);
        sendNotice(month);
        submit(
                month,
                MonthlyMeetingProcess.UPLOAD_PAPERS,
                Map.of("secretContent", true, "paperReference", "Tủ tài liệu"));
        return awaitSitting(month);
    }

    SittingId awaitSitting(Month month) {
        probe.awaitTask(month.caseId(), HoldSessionProcess.OPEN_SITTING);
        return sittings.prepare(month.id());
    }

    /** Hands in a Camunda form as the task page does. */
    void submit(Month month, ElementId element, Map<String, Object> values) {
        var key = probe.awaitTask(month.caseId(), element);
        transaction.executeWithoutResult(status -> {
            var theCase = cases.find(month.id().caseId()).orElseThrow();
            var task = new OpenTask(
                    key,
                    0,
                    MonthlyMeetingProcess.ID,
                    element,
                    month.caseId().toString(),
                    null,
                    null,
                    probe.engine().now(),
                    null,
                    Map.of());
            commands.completeUserTask(key, area.accept(task, theCase, month.by(), values));
        });
        probe.awaitTaskGone(key);
    }

    /** Closes a task of the sitting as the meeting room does. */
    void close(Month month, SittingId sitting, ElementId element, Map<String, ?> variables) {
        var key = probe.awaitTask(month.caseId(), element);
        transaction.executeWithoutResult(status -> assertThat(
                        desk.submit(month.by(), HoldSessionProcess.SITTING_ID, sitting.value(), element, variables))
                .isTrue());
        probe.awaitTaskGone(key);
    }

    /** Closes a task of the month as the pages for papers and scores do. */
    void close(Month month, ElementId element, Map<String, ?> variables) {
        var key = probe.awaitTask(month.caseId(), element);
        transaction.executeWithoutResult(status -> assertThat(
                        desk.submit(month.by(), MonthlyMeetingProcess.CASE_ID, month.caseId(), element, variables))
                .isTrue());
        probe.awaitTaskGone(key);
    }

    void openSitting(Month month, SittingId sitting) {
        var chair = month.cell().secretary();
        var minuteTaker = month.cell().deputy();
        meetings.sittingOpened(month.id(), chair, minuteTaker, probe.engine().now());
        close(
                month,
                sitting,
                HoldSessionProcess.OPEN_SITTING,
                Map.of("needsConsent", false, "chairId", chair.toString(), "minuteTakerId", minuteTaker.toString()));
    }

    /** From the agenda to the end of a held sitting. */
    void conduct(Month month, SittingId sitting, boolean vote) {
        close(month, sitting, HoldSessionProcess.CONDUCT_AGENDA, Map.of());
        if (vote) {
            close(month, sitting, HoldSessionProcess.VOTE_RESOLUTION, Map.of("resolutionResult", "PASSED"));
        }
        scoreAndAdopt(month, sitting);
    }

    void scoreAndAdopt(Month month, SittingId sitting) {
        close(month, sitting, HoldSessionProcess.SCORE_MEETING, Map.of("selfPoints", 91.5));
        meetings.held(month.id(), probe.engine().now(), probe.engine().now().plusSeconds(5400));
        close(month, sitting, HoldSessionProcess.ADOPT_MINUTES, Map.of());
    }

    void signAndReport(Month month) {
        sign(month);
        submit(month, MonthlyMeetingProcess.PUBLISH_AND_REPORT, Map.of("onPaperOnly", true, "reported", true));
    }

    void sign(Month month) {
        close(month, MonthlyMeetingProcess.SIGN_MINUTES, Map.of());
        meetings.finalised(month.id(), "01-NQ/CB");
        close(month, MonthlyMeetingProcess.SIGN_AND_ISSUE, Map.of());
    }

    void verify(Month month, boolean accepted) {
        close(month, MonthlyMeetingProcess.VERIFY_SCORE, Map.of("verifiedPoints", 91.5, "scoreAccepted", accepted));
    }

    Optional<String> outcome(Month month) {
        return cases.find(month.id().caseId()).map(theCase -> theCase.outcome());
    }
}
