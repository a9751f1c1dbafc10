package vn.chibo.meetings.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.cases.Cases;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineTasks;
import vn.chibo.engine.OpenTask;
import vn.chibo.engine.ProcessId;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingMode;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.Notices;
import vn.chibo.meetings.papers.PaperActs;
import vn.chibo.meetings.score.ScoreSheets;
import vn.chibo.meetings.sitting.RoomActs;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;

/**
 * One cell of the sample commune in one month, as its people live it. Every act waits for its task, is done by somebody
 * the task was put to, and returns when the engine has taken it.
 */
final class CellMonth {

    private final YearMonth period;
    private final UnitView cell;
    private final UnitView committee;
    private final EngineProbe probe;
    private final EngineTasks tasks;
    private final Organizations organizations;
    private final MeetingManagement meetings;
    private final MeetingDates dates;
    private final Notices notices;
    private final ScoreSheets scores;
    private final MeetingArea area;
    private final Cases cases;
    private final TaskDesk desk;
    private final TransactionTemplate transaction;
    private final RoomActs room;
    private final PaperActs papers;

    final MeetingId id;

    CellMonth(ApplicationContext context, UnitView cell, YearMonth period) {
        this.period = period;
        this.cell = cell;
        probe = context.getBean(EngineProbe.class);
        tasks = context.getBean(EngineTasks.class);
        organizations = context.getBean(Organizations.class);
        meetings = context.getBean(MeetingManagement.class);
        dates = context.getBean(MeetingDates.class);
        notices = context.getBean(Notices.class);
        scores = context.getBean(ScoreSheets.class);
        area = context.getBean(MeetingArea.class);
        cases = context.getBean(Cases.class);
        desk = context.getBean(TaskDesk.class);
        transaction = context.getBean(TransactionTemplate.class);
        room = new RoomActs(context);
        papers = new PaperActs(context);
        committee = organizations.committeeAbove(cell.id(), today()).orElseThrow();
        id = meetings.of(cell.id(), period).orElseThrow();
    }

    // ---- time ----

    Instant at(int day, int hour, int minute) {
        return moment(period.atDay(day), hour, minute);
    }

    static Instant moment(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(DomainTime.ZONE).toInstant();
    }

    void waitUntil(Instant moment) {
        if (moment.isAfter(now())) {
            probe.advanceTo(moment);
        }
    }

    /** To the moment after a deadline of the case. */
    void waitPast(String step) {
        waitUntil(deadline(step).plusSeconds(2));
    }

    Instant deadline(String step) {
        return cases.find(id.caseId()).orElseThrow().deadlines().stream()
                .filter(deadline -> deadline.step().equals(step))
                .findFirst()
                .orElseThrow()
                .due();
    }

    Instant now() {
        return probe.engine().now();
    }

    private LocalDate today() {
        return DomainTime.dateOf(now());
    }

    // ---- people ----

    CurrentUser secretary() {
        return holder(Office.CELL_SECRETARY);
    }

    CurrentUser holder(Office office) {
        var unit = office == Office.COMMITTEE_OFFICE || office == Office.ORG_DEPARTMENT ? committee : cell;
        return user(organizations.holders(office, unit.id(), today()).getFirst().id());
    }

    CurrentUser user(MemberId member) {
        return new CurrentUser(UUID.randomUUID(), "", member, "", false, organizations.officesOf(member, today()));
    }

    /** Official members without office in the cell whose presence is expected. */
    List<MemberId> plainMembers() {
        var officers = organizations.officesIn(cell.id(), today()).stream()
                .map(held -> held.member())
                .collect(Collectors.toSet());
        return officialMembers().filter(member -> !officers.contains(member)).toList();
    }

    /** Without these the quorum of two thirds is missed, and still more than half of those who vote are there. */
    List<MemberId> twoInFive() {
        var plain = plainMembers();
        return plain.subList(plain.size() - (int) officialMembers().count() * 2 / 5, plain.size());
    }

    private Stream<MemberId> officialMembers() {
        return organizations.membersOf(cell.id(), today()).stream()
                .filter(MemberView::expected)
                .filter(member -> member.state() == MembershipState.OFFICIAL)
                .map(MemberView::id);
    }

    // ---- the month ----

    void register(Instant start) {
        act(
                MonthlyMeetingProcess.REGISTER_DATE,
                secretary(),
                by -> dates.register(
                        id,
                        new MeetingDates.Proposal(
                                start, typed("Nhà văn hóa"), MeetingMode.IN_PERSON, false, typed("Ghi chú")),
                        by));
    }

    void approve() {
        act(MonthlyMeetingProcess.APPROVE_DATE, holder(Office.COMMITTEE_OFFICE), by -> dates.approve(id, by));
    }

    void refuse() {
        act(
                MonthlyMeetingProcess.APPROVE_DATE,
                holder(Office.COMMITTEE_OFFICE),
                by -> dates.refuse(id, typed("Trùng lịch"), by));
    }

    void postpone(Instant newStart) {
        dates.postpone(id, newStart, typed("Bão"), secretary());
    }

    void declareNotHeld() {
        dates.declareNotHeld(id, typed("Lũ lụt"), secretary());
    }

    void assignDrafting() {
        form(
                MonthlyMeetingProcess.ASSIGN_DRAFTING,
                secretary(),
                Map.of(
                        "drafter", plainMembers().getFirst().toString(),
                        "programme", typed("Chương trình"),
                        "resolutionExpected", true));
    }

    void holdPreMeeting() {
        var secretary = secretary();
        form(
                MonthlyMeetingProcess.HOLD_PRE_MEETING,
                secretary,
                Map.of(
                        "heldAt", local(now().minus(Duration.ofHours(2))),
                        "place", typed("Trụ sở"),
                        "presentCount", 2,
                        "totalCount", 3,
                        "chair", secretary.member().toString(),
                        "minuteTaker",
                                holder(Office.CELL_DEPUTY_SECRETARY).member().toString(),
                        "assessment", typed("Đánh giá"),
                        "nextTasks", typed("Nhiệm vụ")));
    }

    void prepareAlone() {
        form(
                MonthlyMeetingProcess.PREPARE_ALONE,
                secretary(),
                Map.of("assessment", typed("Đánh giá"), "nextTasks", typed("Nhiệm vụ")));
    }

    void sendNotice() {
        act(
                MonthlyMeetingProcess.SEND_NOTICE,
                secretary(),
                by -> notices.send(id, Map.of(plainMembers().getFirst(), typed("Đi xa")), by));
    }

    void uploadPapers() {
        form(
                MonthlyMeetingProcess.UPLOAD_PAPERS,
                secretary(),
                Map.of("uploadedAt", local(now().minus(Duration.ofMinutes(10))), "link", typed("Tài liệu")));
    }

    void keepPapersOnPaper() {
        form(
                MonthlyMeetingProcess.UPLOAD_PAPERS,
                secretary(),
                Map.of("secretContent", true, "paperReference", typed("Tủ số 1")));
    }

    // ---- the sitting ----

    void open(MemberId chair, MemberId minuteTaker) {
        act(HoldSessionProcess.OPEN_SITTING, secretary(), by -> room.open(by, id, chair, minuteTaker, now()));
    }

    void consent(boolean consented) {
        form(
                HoldSessionProcess.CONSENT_TO_CHAIR,
                holder(Office.COMMITTEE_OFFICE),
                Map.of("consent", consented ? "yes" : "no"));
    }

    void callRoll(CurrentUser by, Collection<MemberId> excused) {
        act(HoldSessionProcess.ROLL_CALL, by, who -> room.callRoll(who, id, excused));
    }

    void conduct(CurrentUser by, MemberId speaker) {
        act(HoldSessionProcess.CONDUCT_AGENDA, by, who -> room.conduct(who, id, speaker));
    }

    void goOn(CurrentUser by) {
        act(HoldSessionProcess.DECIDE_ON_QUORUM, by, who -> room.goOn(who, id));
    }

    /** Short of its quorum, put off to another day. */
    void adjourn(CurrentUser by, Instant newStart) {
        act(HoldSessionProcess.DECIDE_ON_QUORUM, by, who -> room.postpone(who, id, newStart));
    }

    /** Short of its quorum, and the month has no other day. */
    void giveUp(CurrentUser by) {
        act(HoldSessionProcess.DECIDE_ON_QUORUM, by, who -> room.giveUp(who, id));
    }

    void passResolution(CurrentUser by) {
        act(HoldSessionProcess.VOTE_RESOLUTION, by, who -> room.passResolution(who, id));
    }

    /** @param otherwise REWRITE or MINUTES_ONLY */
    void rejectResolution(CurrentUser by, String otherwise) {
        act(HoldSessionProcess.VOTE_RESOLUTION, by, who -> room.rejectResolution(who, id, otherwise));
    }

    void rewriteResolution(CurrentUser by) {
        act(HoldSessionProcess.REWRITE_RESOLUTION, by, who -> room.rewriteResolution(who, id));
    }

    void scoreFull(CurrentUser by) {
        act(HoldSessionProcess.SCORE_MEETING, by, who -> scores.scoreSelf(id, who, fullPoints(), notes()));
    }

    void adoptMinutes(CurrentUser by) {
        waitUntil(now().plus(Duration.ofMinutes(95)));
        adoptMinutes(by, now());
    }

    /** Written down later than the sitting ended. */
    void adoptMinutes(CurrentUser by, Instant end) {
        act(HoldSessionProcess.ADOPT_MINUTES, by, who -> room.adoptMinutes(who, id, end));
    }

    // ---- afterwards ----

    void sign() {
        var meeting = meetings.get(id);
        act(MonthlyMeetingProcess.SIGN_MINUTES, user(meeting.minuteTaker()), by -> papers.signMinutes(by, id));
        act(MonthlyMeetingProcess.SIGN_AND_ISSUE, user(meeting.chair()), by -> papers.issue(by, id));
    }

    void report() {
        form(
                MonthlyMeetingProcess.PUBLISH_AND_REPORT,
                secretary(),
                Map.of("publishedAt", local(now()), "link", typed("Đã đăng"), "proposals", typed("Kiến nghị")));
    }

    void reportOnPaperOnly() {
        form(MonthlyMeetingProcess.PUBLISH_AND_REPORT, secretary(), Map.of("onPaperOnly", true));
    }

    void reportVisit() {
        form(
                MonthlyMeetingProcess.REPORT_VISIT,
                holder(Office.ASSIGNED_COMMITTEE_MEMBER),
                Map.of("attended", "yes", "atmosphere", typed("Sôi nổi"), "concerns", typed("Đất đai")));
    }

    void verify() {
        act(
                MonthlyMeetingProcess.VERIFY_SCORE,
                holder(Office.ORG_DEPARTMENT),
                by -> scores.verify(id, by, fullPoints(), null));
    }

    /** Takes these points off one criterion. */
    void verifyLower(String criterion, String points) {
        var lower = fullPoints();
        lower.put(criterion, points);
        act(
                MonthlyMeetingProcess.VERIFY_SCORE,
                holder(Office.ORG_DEPARTMENT),
                by -> scores.verify(id, by, lower, typed("Chưa đủ")));
    }

    void returnScore() {
        act(
                MonthlyMeetingProcess.VERIFY_SCORE,
                holder(Office.ORG_DEPARTMENT),
                by -> scores.sendBack(id, by, typed("Vì sao")));
    }

    void explainScore() {
        form(MonthlyMeetingProcess.EXPLAIN_SCORE, secretary(), Map.of("explanation", typed("Giải trình")));
    }

    void explainNotHeld() {
        form(MonthlyMeetingProcess.EXPLAIN_NOT_HELD, secretary(), Map.of("reason", typed("Mất điện")));
    }

    void acknowledgeNotHeld(boolean justified) {
        form(
                MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD,
                holder(Office.COMMITTEE_OFFICE),
                Map.of("justified", justified ? "yes" : "no", "opinion", typed("Ý kiến")));
    }

    // ---- what became of it ----

    MeetingStatus status() {
        return meetings.get(id).status();
    }

    List<String> history() {
        return cases.history(id.caseId()).stream()
                .map(line -> line.messageKey())
                .toList();
    }

    @Nullable String outcome() {
        return cases.find(id.caseId()).orElseThrow().outcome();
    }

    void awaitPassed(String... elements) {
        for (var element : elements) {
            telling(element, () -> probe.awaitEntered(id.value(), element));
        }
    }

    void awaitEnd(ProcessId process, String endEvent) {
        telling(endEvent, () -> probe.awaitEnd(id.value(), process, endEvent));
        assertThat(probe.incidents(id.value())).isEmpty();
    }

    void awaitHistory(String key) {
        telling(key, () -> probe.until(key, () -> history().contains(key)));
    }

    void awaitTask(ElementId element) {
        telling(element.value(), () -> probe.awaitTask(id.value(), element));
    }

    List<String> path() {
        return probe.path(id.value());
    }

    List<String> openTasks() {
        return probe.openElements(id.value());
    }

    // ---- how acts are done ----

    private void act(ElementId element, CurrentUser by, Consumer<CurrentUser> act) {
        var task = task(element, by);
        act.accept(by);
        telling(element + " done", () -> probe.awaitTaskGone(task.key()));
    }

    private void form(ElementId element, CurrentUser by, Map<String, Object> values) {
        act(
                element,
                by,
                who -> transaction.executeWithoutResult(status -> {
                    var task = tasks.findOpen(MonthlyMeetingProcess.CASE_ID, id.value(), element)
                            .orElseThrow();
                    var theCase = cases.find(id.caseId()).orElseThrow();
                    var variables = area.accept(task, theCase, who, values);
                    assertThat(desk.submit(who, MonthlyMeetingProcess.CASE_ID, id.value(), element, variables))
                            .isTrue();
                }));
    }

    private OpenTask task(ElementId element, CurrentUser by) {
        awaitTask(element);
        var task = tasks.ofBusinessKey(id.toString()).stream()
                .filter(open -> open.element().equals(element))
                .findFirst()
                .orElseThrow();
        assertThat(tasks.openTasks(by.candidates(), null, 10_000))
                .as("tasks of %s", by.candidates())
                .contains(task);
        return task;
    }

    private void telling(String what, Runnable wait) {
        try {
            wait.run();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "%s of %s %s did not come: open %s, incidents %s, path %s"
                            .formatted(
                                    what,
                                    cell.code(),
                                    period,
                                    openTasks(),
                                    probe.incidents(id.value()),
                                    probe.path(id.value())),
                    e);
        }
    }

    private Map<String, String> fullPoints() {
        return scores.page(id).sections().stream()
                .flatMap(section -> section.rows().stream())
                .collect(Collectors.toMap(row -> row.code(), row -> row.max()));
    }

    private Map<String, String> notes() {
        return Map.of(scores.page(id).sections().getFirst().rows().getFirst().code(), typed("Lý do"));
    }

    private static String typed(String text) {
        return text + ", " + RoomActs.TYPED;
    }

    private static String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, DomainTime.ZONE).withNano(0).toString();
    }
}
