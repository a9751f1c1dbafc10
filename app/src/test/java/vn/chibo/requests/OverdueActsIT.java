package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.chibo.monitoring.overdue.Reckoning;
import vn.chibo.requests.Client.Answer;

/** What supervisors do from the board of what is late, over HTTP; no engine runs, so the read model changes by hand. */
class OverdueActsIT extends WholeCommune {

    private static final String ONE = "MAU-CB20";
    private static final String TWO = "MAU-CB21";
    private static final List<String> CELLS = List.of(ONE, TWO);

    @Autowired
    private Reckoning reckoning;

    private final Map<String, String> cases = new HashMap<>();
    private Client supervisor;
    private String acts;

    @BeforeEach
    void twoOpenTasks() throws InterruptedException {
        clear();
        var key = 7800;
        for (var cell : CELLS) {
            var meeting = meetingOf(cell);
            cases.put(cell, meeting.substring("/meetings/".length()));
            key++;
            task(key, meeting, "UserTask_RegisterDate", "cell-secretary@" + cell);
            jdbc.sql("insert into engine.user_task_candidate (candidate, due_at, task_key) values (?, 'infinity', ?)")
                    .params("cell-deputy-secretary@" + cell, key)
                    .update();
            jdbc.sql("update engine.user_task set due_at = ? where key = ?")
                    .params(Timestamp.from(NOW.minus(Duration.ofDays(1))), key)
                    .update();
        }
        supervisor = as("giamsat");
        acts = "/overdue/" + unit("MAU") + "/acts";
    }

    @AfterEach
    void clear() throws InterruptedException {
        awaitEvents(); // or a notice of this test would come in the middle of the next
        jdbc.sql("delete from engine.user_task where key between 7800 and 7899").update();
        jdbc.sql("delete from engine.user_task_candidate where task_key between 7800 and 7899")
                .update();
        jdbc.sql("delete from inbox.assignment where task_key between 7800 and 7899")
                .update();
        jdbc.sql("delete from engine_link.command where user_task_key between 7800 and 7899")
                .update();
        jdbc.sql("delete from monitoring.bulk_act").update();
        jdbc.sql("delete from monitoring.late").update();
        jdbc.sql("delete from monitoring.late_count").update();
        cases.values().forEach(id -> {
            jdbc.sql("delete from cases.history_line where case_id = ?::uuid and message_key like 'supervision.%'")
                    .param(id)
                    .update();
            jdbc.sql("delete from notifications.notice where message_key like 'notifications.supervision.%'")
                    .update();
        });
    }

    @Test
    void rowsAreChosenOnTheBoardAloneOrAllOfThePage() {
        reckoning.run();
        var board = supervisor.get("/overdue/" + unit(ONE)).page();
        assertThat(board.select("[data-test=choose]").attr("action")).isEqualTo("/overdue/" + unit(ONE) + "/acts");
        var box = board.selectFirst("input[name=row][value=" + row(ONE) + "]");
        assertThat(box).isNotNull();
        assertThat(board.select("button[name=act]").eachAttr("value")).contains("REMIND", "REASSIGN");

        var all = supervisor.post(
                "/overdue/" + unit(ONE) + "/acts",
                fields(
                        "act",
                        "REMIND",
                        "all",
                        "true",
                        "shown",
                        String.join(",", board.select("input[name=shown]").eachAttr("value"))));

        assertThat(show(all).select("[data-test=row]"))
                .hasSameSizeAs(board.select("[data-test=late]"))
                .isNotEmpty();
    }

    @Test
    void aReminderReachesThoseWhoMustActAndARowThatWasDoneMeanwhileIsSkipped() throws InterruptedException {
        var act = freeze("REMIND", row(ONE), row(TWO));
        var preview = show(act);
        assertThat(preview.select("[data-test=row][data-result=OK]")).hasSize(2);
        assertThat(line(preview, ONE).select("[data-test=to]").text())
                .contains("Người được nhắc")
                .contains(nameOf("bithu.cb20"));
        assertThat(preview.select("[data-test=confirm]").text()).isEqualTo("Nhắc 2 dòng");
        assertThat(notices("bithu.cb20")).isZero();

        jdbc.sql("update engine.user_task set state = 'COMPLETED', ended_at = now() where key = 7802")
                .update();
        assertThat(confirm(act).status()).isEqualTo(302);

        var result = show(act);
        assertThat(line(result, ONE).attr("data-result")).isEqualTo("OK");
        assertThat(line(result, TWO).attr("data-result")).isEqualTo("SKIPPED");
        assertThat(line(result, TWO).select("[data-test=why]").text()).isEqualTo("Việc đã có người làm xong.");
        assertThat(result.select("[data-test=done]").text()).contains("1 trên 2 dòng", "20:00 13/11/2026");
        assertThat(result.text()).doesNotContain("supervision.", "??");
        awaitNotice("bithu.cb20");
        awaitNotice("phobithu.cb20");
        assertThat(notices("bithu.cb21")).isZero();
        var notice = as("bithu.cb20").get("/notices").text();
        assertThat(notice).contains("cấp trên nhắc làm một việc đang chờ đồng chí, hạn ngày 12/11/2026");
        assertThat(history(ONE)).containsExactly("supervision.history.REMIND");
        assertThat(history(TWO)).isEmpty();
    }

    @Test
    void aSecondClickAndASecondReminderOnTheDayDoNothing() throws InterruptedException {
        var act = freeze("REMIND", row(ONE));
        confirm(act);
        awaitNotice("bithu.cb20");

        assertThat(confirm(act).status()).isEqualTo(302);
        var again = freeze("REMIND", row(ONE));
        var preview = show(again);
        assertThat(preview.select("[data-test=confirm]")).isEmpty();
        assertThat(line(preview, ONE).select("[data-test=why]").text()).isEqualTo("Hôm nay việc này đã được nhắc.");
        confirm(again);

        assertThat(line(show(again), ONE).attr("data-result")).isEqualTo("SKIPPED");
        assertThat(history(ONE)).hasSize(1);
        assertThat(notices("bithu.cb20")).isOne();
    }

    @Test
    void twoListsOfTheSameRowConfirmedAtOnceRemindOnce() throws Exception {
        var lists = List.of(freeze("REMIND", row(ONE), row(TWO)), freeze("REMIND", row(TWO), row(ONE)));
        var clicks = lists.stream()
                .flatMap(act -> Stream.<Callable<Answer>>of(() -> confirm(act), () -> confirm(act)))
                .toList();

        try (var people = Executors.newFixedThreadPool(clicks.size())) {
            for (var answer : people.invokeAll(clicks)) {
                assertThat(answer.get().status()).isEqualTo(302);
            }
        }

        assertThat(history(ONE)).hasSize(1);
        assertThat(history(TWO)).hasSize(1);
        assertThat(lists.stream()
                        .map(this::show)
                        .mapToInt(page -> page.select("[data-result=OK]").size()))
                .containsExactlyInAnyOrder(2, 0);
    }

    @Test
    void aReminderOfYesterdayIsNoObstacle() {
        confirm(freeze("REMIND", row(ONE)));
        jdbc.sql("update monitoring.bulk_act set done_at = ?")
                .param(Timestamp.from(NOW.minus(Duration.ofHours(21))))
                .update();

        assertThat(line(show(freeze("REMIND", row(ONE))), ONE).attr("data-result"))
                .isEqualTo("OK");
    }

    @Test
    void aTaskNobodyHoldsThePostOfAndACaseWithoutATaskSayWhy() {
        jdbc.sql("update engine.user_task_candidate set candidate = 'cell-secretary@NOWHERE' where task_key = 7801 "
                        + "and candidate like 'cell-secretary%'")
                .update();
        jdbc.sql("delete from engine.user_task_candidate where task_key = 7801 and candidate like 'cell-deputy%'")
                .update();

        var preview = show(freeze("REMIND", row(ONE), cases.get(TWO) + ":0"));

        assertThat(preview.select("[data-test=row][data-result=REFUSED]")).hasSize(2);
        assertThat(line(preview, ONE).text()).contains("Không có ai giữ chức vụ");
        assertThat(line(preview, TWO).text()).contains("không có việc nào đang chờ");
        assertThat(preview.select("[data-test=nothing]")).hasSize(1);
    }

    @Test
    void tasksGoToAHolderOfTheirPostOnlyAndComeBackWithinTheWindow() throws InterruptedException {
        var act = freeze("REASSIGN", row(ONE), row(TWO));
        assertThat(show(act).select("[data-test=confirm]")).isEmpty();
        assertThat(confirm(act).status()).isEqualTo(302);
        assertThat(show(act).select("[data-test=preview]")).hasSize(1);
        var deputy = member("phobithu.cb20");
        var choices = show(act).select("[data-test=recipient]").eachAttr("value");
        assertThat(choices).contains(deputy, member("bithu.cb20"), member("bithu.cb21"));
        assertThat(choices).doesNotContain(member("bithu.cb03"));
        name(act, member("bithu.cb03"));
        assertThat(show(act).select("[data-test=recipient][checked]")).isEmpty();

        name(act, deputy);
        var preview = show(act);
        assertThat(line(preview, ONE).attr("data-result")).isEqualTo("OK");
        assertThat(line(preview, ONE).select("[data-test=to]").text()).contains(nameOf("phobithu.cb20"));
        assertThat(line(preview, TWO).attr("data-result")).isEqualTo("REFUSED");
        assertThat(line(preview, TWO).select("[data-test=why]").text()).contains("không giữ chức vụ");
        assertThat(assignee(7801)).isEqualTo("-");
        confirm(act);
        confirm(act);

        assertThat(assignee(7801)).isEqualTo(deputy);
        assertThat(assignee(7802)).isEqualTo("-");
        assertThat(commands(7801)).containsExactly(deputy);
        assertThat(history(ONE)).containsExactly("supervision.history.REASSIGN");
        assertThat(as("bithu.cb20").get("/tasks/7801").page().text()).contains("đã nhận việc này");
        assertThat(told("phobithu.cb20")).containsExactly("receivedOne");

        assertThat(show(act).select("[data-test=undo]")).hasSize(1);
        assertThat(undo(act).status()).isEqualTo(302);
        undo(act);
        assertThat(assignee(7801)).isEqualTo("null");
        assertThat(commands(7801)).containsExactly(deputy, "null");
        assertThat(told("phobithu.cb20")).containsExactly("receivedOne", "lostOne");
        assertThat(line(show(act), ONE).attr("data-undo")).isEqualTo("OK");
        assertThat(show(act).select("[data-test=undone]")).hasSize(1);
        assertThat(history(ONE)).containsExactly("supervision.history.REASSIGN", "supervision.history.undone");
    }

    @Test
    void tasksOfSeveralUnitsGoToWhoHoldsAPostInEach() throws InterruptedException {
        var one = freeze("REASSIGN", row(ONE));
        assertThat(show(one).select("[data-test=recipient]").eachAttr("value"))
                .noneMatch(value -> value.startsWith("POST:"));
        name(one, "POST:CELL_SECRETARY");
        assertThat(show(one).select("[data-test=recipient][checked]")).isEmpty();

        var act = freeze("REASSIGN", row(ONE), row(TWO));
        assertThat(show(act).select("[data-test=recipient]").eachAttr("value")).contains("POST:CELL_SECRETARY");
        assertThat(show(act).select("[data-test=recipients]").text())
                .contains("Bí thư chi bộ của từng đơn vị (2 trên 2 dòng)");
        name(act, "POST:CELL_SECRETARY");
        var preview = show(act);
        assertThat(line(preview, ONE).select("[data-test=to]").text()).contains(nameOf("bithu.cb20"));
        assertThat(line(preview, TWO).select("[data-test=to]").text()).contains(nameOf("bithu.cb21"));
        confirm(act);

        assertThat(assignee(7801)).isEqualTo(member("bithu.cb20"));
        assertThat(assignee(7802)).isEqualTo(member("bithu.cb21"));
        assertThat(line(show(act), TWO).select("[data-test=to]").text()).contains(nameOf("bithu.cb21"));
        assertThat(told("bithu.cb20")).containsExactly("receivedOne");
        assertThat(told("bithu.cb21")).containsExactly("receivedOne");

        undo(act);
        assertThat(assignee(7801)).isEqualTo("null");
        assertThat(assignee(7802)).isEqualTo("null");
        assertThat(told("bithu.cb21")).containsExactly("receivedOne", "lostOne");
    }

    @Test
    void aUnitInWhichNobodyHoldsThePostKeepsItsTask() {
        var act = freeze("REASSIGN", row(ONE), row(TWO));
        jdbc.sql("""
                        update organization.office_term set valid_to = date '2026-11-13'
                        where office = 'CELL_SECRETARY' and member_id = ?::uuid""").param(member("bithu.cb21")).update();
        try {
            name(act, "POST:CELL_SECRETARY");
            assertThat(line(show(act), TWO).attr("data-result")).isEqualTo("REFUSED");
            assertThat(line(show(act), TWO).select("[data-test=why]").text())
                    .contains("Không có ai giữ chức vụ được chọn");
            confirm(act);
            assertThat(assignee(7801)).isEqualTo(member("bithu.cb20"));
            assertThat(assignee(7802)).isEqualTo("-");
        } finally {
            jdbc.sql("""
                            update organization.office_term set valid_to = null
                            where office = 'CELL_SECRETARY' and member_id = ?::uuid""").param(member("bithu.cb21")).update();
        }
    }

    @Test
    void aRowThatTheNewOneDidOrPassedOnStaysAsItIsWhenTheRestIsUndone() {
        jdbc.sql("insert into engine.user_task_candidate (candidate, due_at, task_key) values (?, 'infinity', 7802)")
                .param("cell-secretary@" + ONE)
                .update();
        var secretary = member("bithu.cb20");
        var act = freeze("REASSIGN", row(ONE), row(TWO));
        name(act, secretary);
        confirm(act);
        assertThat(show(act).select("[data-test=row][data-result=OK]")).hasSize(2);

        assertThat(as("bithu.cb20").post("/tasks/7801/release", Map.of()).status())
                .isEqualTo(302);
        jdbc.sql("update engine.user_task set state = 'COMPLETED', ended_at = now() where key = 7802")
                .update();
        undo(act);

        var undone = show(act);
        assertThat(undone.select("[data-undo=SKIPPED]")).hasSize(2);
        assertThat(line(undone, ONE).select("[data-test=undo-why]").text()).contains("đổi người làm");
        assertThat(line(undone, TWO).select("[data-test=undo-why]").text()).contains("đã có người làm xong");
    }

    @Test
    void afterTheWindowNothingIsUndone() {
        var act = freeze("REASSIGN", row(ONE));
        name(act, member("phobithu.cb20"));
        confirm(act);
        jdbc.sql("update monitoring.bulk_act set done_at = ?")
                .param(Timestamp.from(NOW.minus(Duration.ofMinutes(11))))
                .update();

        assertThat(show(act).select("[data-test=undo]")).isEmpty();
        undo(act);
        assertThat(assignee(7801)).isEqualTo(member("phobithu.cb20"));
        assertThat(show(act).select("[data-test=undone]")).isEmpty();
    }

    @Test
    void whoTookATaskMeanwhileKeepsItAndAnAbsentOneLosesItToAllHolders() throws InterruptedException {
        var act = freeze("REASSIGN", row(ONE));
        name(act, member("phobithu.cb20"));
        assertThat(as("bithu.cb20").post("/tasks/7801/claim", Map.of()).status())
                .isEqualTo(302);
        confirm(act);
        assertThat(line(show(act), ONE).select("[data-test=why]").text()).contains("đã đổi người làm");
        assertThat(assignee(7801)).isEqualTo(member("bithu.cb20"));

        var back = freeze("REASSIGN", row(ONE));
        name(back, "ALL");
        assertThat(line(show(back), ONE).select("[data-test=from]").text()).contains(nameOf("bithu.cb20"));
        confirm(back);
        assertThat(assignee(7801)).isEqualTo("null");
        assertThat(told("bithu.cb20")).containsExactly("lostOne");
        assertThat(told("phobithu.cb20")).isEmpty();
        undo(back);
        assertThat(assignee(7801)).isEqualTo(member("bithu.cb20"));
        assertThat(told("bithu.cb20")).containsExactly("lostOne", "receivedOne");
    }

    @Test
    void nothingOutsideTheScopeIsChosenShownOrCarriedOut() {
        addCommune("NGOAI", "NGOAI-CB01");
        addAccount("vanphong.ngoai", "NGOAI-CB01", "COMMITTEE_OFFICE", "NGOAI");
        var stranger = as("vanphong.ngoai");
        var foreign = "/overdue/" + unit("NGOAI") + "/acts";
        var act = freeze("REASSIGN", row(ONE));

        assertThat(stranger.post(foreign, fields("act", "REMIND", "row", row(ONE)))
                        .status())
                .isEqualTo(403);
        assertThat(stranger.post(acts, fields("act", "REMIND", "row", row(ONE))).status())
                .isEqualTo(403);
        for (var person : List.of(stranger, as("bithu.cb20"))) {
            assertThat(person.get(act).status()).isEqualTo(403);
            for (var step : List.of("/recipient", "/confirmation", "/undoing")) {
                assertThat(person.post(act + step, fields("recipient", "ALL")).status())
                        .isEqualTo(403);
            }
            var theCase = "/overdue/cases/" + cases.get(ONE);
            assertThat(person.get(theCase).status()).isEqualTo(403);
            assertThat(person.get(theCase + "/cancellation").status()).isEqualTo(403);
            assertThat(person.post(theCase + "/cancellation", fields("reason", "x"))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(supervisor
                        .post("/overdue/" + unit(TWO) + "/acts", fields("act", "REMIND", "row", row(ONE)))
                        .status())
                .as("a row of another unit's board")
                .isEqualTo(403);
        assertThat(supervisor.get("/overdue/acts/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(supervisor.get("/overdue/cases/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(history(ONE)).isEmpty();
    }

    @Test
    void aTaskOfAnotherCaseAnUnknownRowAndNonsenseAreNotChosen() {
        for (var row : List.of(cases.get(ONE) + ":7802", UUID.randomUUID() + ":7801", "x", "")) {
            var answer = supervisor.post(acts, fields("act", "REMIND", "row", row));
            assertThat(URI.create(answer.location()).getPath()).as(row).isEqualTo("/overdue/" + unit("MAU"));
        }
        assertThat(supervisor.post(acts, fields("row", row(ONE))).location()).endsWith("/overdue/" + unit("MAU"));
        assertThat(supervisor
                        .post(acts, fields("act", "CANCEL", "row", row(ONE)))
                        .location())
                .endsWith("/overdue/" + unit("MAU"));
    }

    @Test
    void whatWasDoneIsListedOnTheBoardWithWhoDidIt() {
        confirm(freeze("REMIND", row(ONE), row(TWO)));
        freeze("REMIND", row(TWO));

        var list = as("vanphong").get(acts).page();

        assertThat(list.select("[data-test=act]")).hasSize(1);
        assertThat(list.select("[data-test=act]").text()).contains("Nhắc việc", "2 / 2", nameOf("giamsat"));
    }

    @Test
    void aCancellationShowsItsConsequencesAsksForAReasonAndHappensOnce() throws InterruptedException {
        var cell = "MAU-CB22";
        var meeting = meetingOf(cell);
        var id = meeting.substring("/meetings/".length());
        task(7810, meeting, "UserTask_RegisterDate", "cell-secretary@" + cell);
        jdbc.sql("update cases.case_file set process_instance_key = 778899 where id = ?::uuid")
                .param(id)
                .update();
        assertThat(supervisor.get("/overdue/cases/" + id).page().select("[data-test=cancellation]"))
                .hasSize(1);
        var page = "/overdue/cases/" + id + "/cancellation";
        var asked = supervisor.get(page).page();
        assertThat(asked.select("[data-test=consequences]").text())
                .contains("tháng 11/2026", "1 việc đang mở", "Đăng ký ngày sinh hoạt", "không sinh hoạt")
                .contains("giấy tờ", nameOf("bithu.cb22"), "không khôi phục được");
        assertThat(asked.text()).doesNotContain("supervision.", "meetings.", "??");

        var empty = supervisor.post(page, fields("reason", "  "));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.page().select("#reason-error").text()).contains("Chưa nhập lý do");
        assertThat(supervisor.post(page, fields("reason", "x".repeat(2001))).status())
                .isEqualTo(422);

        assertThat(supervisor
                        .post(page, fields("reason", "Chi bộ sáp nhập <b>"))
                        .status())
                .isEqualTo(302);
        assertThat(supervisor
                        .post(page, fields("reason", "Chi bộ sáp nhập <b>"))
                        .status())
                .isEqualTo(302);

        assertThat(jdbc.sql("select outcome from cases.case_file where id = ?::uuid")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("supervision.outcome.cancelled");
        assertThat(jdbc.sql("select name from engine_link.command where kind = 'CANCEL' and name = '778899'")
                        .query(String.class)
                        .list())
                .hasSize(1);
        assertThat(jdbc.sql("select count(*) from cases.deadline where case_id = ?::uuid and state = 'OPEN'")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(as("bithu.cb22").get(meeting).text()).contains("Chi bộ sáp nhập <b>", "Cấp trên hủy hồ sơ");
        awaitNotice("bithu.cb22");
        var done = supervisor.get("/overdue/" + unit(cell) + "/acts").page();
        assertThat(done.select("[data-test=act][data-kind=CANCEL]")).hasSize(1);
        var record =
                supervisor.get(done.select("[data-test=act] a").attr("href")).page();
        assertThat(record.select("[data-test=reason]").text()).contains("Chi bộ sáp nhập <b>");
        assertThat(record.select("[data-test=row]").text()).contains(nameOf("bithu.cb22"));
        assertThat(supervisor.get("/overdue/cases/" + id).page().select("[data-test=closed]"))
                .hasSize(1);
    }

    @Test
    void aMonthThatWasOpenedIsNotCancelledAndItsDeadlinesAreNotExtended() {
        var id = cases.get(TWO);
        jdbc.sql("update meetings.meeting set status = 'NOT_HELD' where id = ?::uuid")
                .param(id)
                .update();
        try {
            var page = supervisor.get("/overdue/cases/" + id).page();
            assertThat(page.select("[data-test=no-ending]")).hasSize(1);
            assertThat(page.select("[data-test=no-extension]")).hasSize(1);
            assertThat(page.select("[data-test=task]")).hasSize(1);
            var answer = supervisor.post("/overdue/cases/" + id + "/cancellation", fields("reason", "Lý do"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.page().select("[data-test=not-possible]")).hasSize(1);
        } finally {
            jdbc.sql("update meetings.meeting set status = 'PLANNED' where id = ?::uuid")
                    .param(id)
                    .update();
        }
    }

    @Test
    void anAdmissionIsExtendedAndEndedOnItsOwnPagesByThoseWhoMay() {
        jdbc.sql("truncate admission.admission_case cascade").update();
        for (var table : List.of("course_place", "course", "prospect", "source_plan")) {
            jdbc.sql("delete from admission." + table).update();
        }
        var sourcing = new Sourcing(this, "MAU-CB12");
        var admission = URI.create(Sourcing.openCase(this, "MAU-CB12", sourcing.course(), sourcing.prospect()))
                .getPath();
        jdbc.sql("""
                        update admission.admission_case set state = 'CELL_PASSED', on_route = true, route_round = 1,
                            resolved_on = '2026-11-02', decide_by = '2027-01-26', moving_to = null""").update();
        var page = "/overdue" + admission.substring("/admission".length());

        var office = as("vanphong").get(page).page();
        assertThat(office.select("[data-test=extension]").eachAttr("href")).containsExactly(admission + "/extension");
        assertThat(office.select("[data-test=ending]").eachAttr("href")).containsExactly(admission + "/stop");
        assertThat(office.select("[data-test=cancellation]")).isEmpty();
        assertThat(as("vanphong").get(admission + "/extension").status()).isEqualTo(200);
        var watching = supervisor.get(page).page();
        assertThat(watching.select("[data-test=extension], [data-test=ending], [data-test=cancellation]"))
                .isEmpty();
        assertThat(watching.select("[data-test=no-extension]")).hasSize(1);
        assertThat(supervisor
                        .post(page + "/cancellation", fields("reason", "Lý do"))
                        .status())
                .isEqualTo(422);
    }

    private String row(String cell) {
        return cases.get(cell) + ":" + (cell.equals(ONE) ? 7801 : 7802);
    }

    /** The address of the frozen list. */
    private String freeze(String act, String... rows) {
        var answer = supervisor.post(acts, fields("act", act, "row", String.join(",", rows)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        var address = URI.create(answer.location()).getPath();
        assertThat(address).startsWith("/overdue/acts/");
        return address;
    }

    private Answer confirm(String act) {
        return supervisor.post(act + "/confirmation", Map.of());
    }

    private Answer undo(String act) {
        return supervisor.post(act + "/undoing", Map.of());
    }

    private void name(String act, String recipient) {
        assertThat(supervisor
                        .post(act + "/recipient", fields("recipient", recipient))
                        .status())
                .isEqualTo(302);
    }

    private Document show(String act) {
        var answer = supervisor.get(act);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.page();
    }

    private Document show(Answer redirect) {
        return show(URI.create(redirect.location()).getPath());
    }

    private Element line(Document page, String cell) {
        var lines = page.select("[data-test=row]:has(a[href=/cases/" + cases.get(cell) + "])");
        assertThat(lines).as(cell).hasSize(1);
        return lines.getFirst();
    }

    private String member(String account) {
        return jdbc.sql("select member_id::text from identity.account where username = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    private String nameOf(String account) {
        return jdbc.sql("select full_name from organization.member where id = ?::uuid")
                .param(member(account))
                .query(String.class)
                .single();
    }

    /** What the task list shows before the engine knows it: "-" when nobody decided, "null" when given back to all. */
    private String assignee(long key) {
        return jdbc.sql("select coalesce(assignee, 'null') from inbox.assignment where task_key = ?")
                .param(key)
                .query(String.class)
                .optional()
                .orElse("-");
    }

    private List<String> commands(long key) {
        return jdbc.sql("""
                        select coalesce(assignee, 'null') from engine_link.command
                        where kind = 'ASSIGN' and user_task_key = ? order by id""").param(key).query(String.class).list();
    }

    private List<String> history(String cell) {
        return jdbc.sql("""
                        select message_key from cases.history_line
                        where case_id = ?::uuid and message_key like 'supervision.%' order by id""").param(cases.get(cell)).query(String.class).list();
    }

    private int notices(String account) {
        return jdbc.sql("""
                        select count(*) from notifications.notice
                        where recipient = ?::uuid and message_key like 'notifications.supervision.%'""").param(member(account)).query(Integer.class).single();
    }

    private void awaitEvents() throws InterruptedException {
        var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (jdbc.sql("select count(*) from events.event_publication where completion_date is null")
                                .query(Integer.class)
                                .single()
                        > 0
                && System.nanoTime() < until) {
            Thread.sleep(50);
        }
    }

    /** What the account was told of tasks that changed hands, the last parts of the keys. */
    private List<String> told(String account) throws InterruptedException {
        awaitEvents();
        return jdbc.sql("""
                        select substring(message_key from '[^.]*$') from notifications.notice
                        where recipient = ?::uuid and message_key similar to 'notifications.supervision.(received|lost)%'
                        order by id""").param(member(account)).query(String.class).list();
    }

    /** Notices are written after the commit. */
    private void awaitNotice(String account) throws InterruptedException {
        var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (notices(account) == 0 && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(notices(account)).isOne();
    }
}
