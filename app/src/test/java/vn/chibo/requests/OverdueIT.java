package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.chibo.monitoring.overdue.Reckoning;

/** The board of what is late, over HTTP, in the sample commune; the read model is as an engine would have left it. */
class OverdueIT extends WholeCommune {

    private static final List<String> CELLS =
            List.of("MAU-CB03", "MAU-CB04", "MAU-CB05", "MAU-CB06", "MAU-CB07", "MAU-CB08");
    private static final Instant YESTERDAY = NOW.minusSeconds(86_400);

    @Autowired
    private Reckoning reckoning;

    private final Map<String, String> cases = new HashMap<>();

    /** What other tests left late in the shared commune; set aside while a test here counts, then put back. */
    private List<String> deadlinesOfOthers = List.of();

    private List<Long> tasksOfOthers = List.of();
    private List<UUID> casesOfOthers = List.of();

    @BeforeEach
    void openMonths() {
        clear();
        deadlinesOfOthers = jdbc.sql("""
                        update cases.deadline set state = 'DROPPED' where state = 'OPEN'
                        returning case_id || ' ' || step""").query(String.class).list();
        casesOfOthers = jdbc.sql("""
                        update cases.case_file set process_instance_key = -1
                        where process_instance_key is null and closed_at is null returning id""").query(UUID.class).list();
        tasksOfOthers = jdbc.sql("update engine.user_task set state = 'CANCELED' where state = 'OPEN' returning key")
                .query(Long.class)
                .list();
        for (var cell : CELLS) {
            var id = meetingOf(cell).substring("/meetings/".length());
            cases.put(cell, id);
            // as if the process had begun, so that only what a test prepares is late
            jdbc.sql("update cases.case_file set process_instance_key = ? where id = ?::uuid")
                    .params(Math.abs((long) id.hashCode()), id)
                    .update();
            jdbc.sql("update cases.deadline set state = 'DROPPED' where case_id = ?::uuid and state = 'OPEN'")
                    .param(id)
                    .update();
        }
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from engine.user_task where key between 7700 and 7799").update();
        jdbc.sql("delete from engine.user_task_candidate where task_key between 7700 and 7799")
                .update();
        jdbc.sql("delete from engine.incident where key between 7700 and 7799").update();
        jdbc.sql("delete from engine.element_instance where key between 7700 and 7799")
                .update();
        jdbc.sql("delete from engine.process_instance where key between 7700 and 7799")
                .update();
        jdbc.sql("delete from monitoring.late").update();
        jdbc.sql("delete from monitoring.late_count").update();
        cases.forEach((cell, id) -> jdbc.sql(
                        "update cases.deadline set state = 'OPEN' where case_id = ?::uuid and state = 'DROPPED'")
                .param(id)
                .update());
        deadlinesOfOthers.forEach(
                key -> jdbc.sql("update cases.deadline set state = 'OPEN' where case_id || ' ' || step = ?")
                        .param(key)
                        .update());
        tasksOfOthers.forEach(key -> jdbc.sql("update engine.user_task set state = 'OPEN' where key = ?")
                .param(key)
                .update());
        casesOfOthers.forEach(id -> jdbc.sql("update cases.case_file set process_instance_key = null where id = ?")
                .param(id)
                .update());
        casesOfOthers = List.of();
        deadlinesOfOthers = List.of();
        tasksOfOthers = List.of();
    }

    @Test
    void everyCaseStandsUnderItsCauseWithThePostThatMustAct() {
        stalledWorker("MAU-CB03", 7703);
        late(7704, "MAU-CB04", "UserTask_ExplainScore", "cell-secretary@MAU-CB04", "{\"waitsFor\":\"correction\"}");
        late(7705, "MAU-CB05", "UserTask_ApproveDate", "committee-office@MAU", "{}");
        late(7706, "MAU-CB06", "UserTask_RegisterDate", "cell-secretary@MAU-CB06", "{}");
        late(7707, "MAU-CB07", "UserTask_SendNotice", "cell-secretary@MAU-CB07", "{\"waitsFor\":\"paper\"}");
        incident("MAU-CB08", 7708);

        reckon();
        var board = as("giamsat").get("/overdue/" + unit("MAU")).page();

        assertThat(causeOf(board, "MAU-CB03")).isEqualTo("TECHNICAL");
        assertThat(causeOf(board, "MAU-CB04")).isEqualTo("RETURNED");
        assertThat(causeOf(board, "MAU-CB05")).isEqualTo("SUPERIOR");
        assertThat(causeOf(board, "MAU-CB06")).isEqualTo("NOT_STARTED");
        assertThat(causeOf(board, "MAU-CB07")).isEqualTo("MISSING_PAPER");
        assertThat(causeOf(board, "MAU-CB08")).isEqualTo("TECHNICAL");
        assertThat(line(board, "MAU-CB05").select("[data-test=holders]").text()).contains("Văn phòng");
        assertThat(line(board, "MAU-CB06").text()).contains("quá hạn 1 ngày", "Đăng ký ngày sinh hoạt", "Bí thư");
        assertThat(board.text()).doesNotContain("overdue.", "??", "task.");
    }

    @Test
    void whatIsDoneLeavesTheBoardAndAStepNobodyTouchesDoesNotMove() {
        late(7706, "MAU-CB06", "UserTask_RegisterDate", "cell-secretary@MAU-CB06", "{}");
        task(7705, "/meetings/" + cases.get("MAU-CB05"), "UserTask_SendNotice", "cell-secretary@MAU-CB05");
        jdbc.sql("update engine.user_task set created_at = ? where key = 7705")
                .param(utc(NOW.minusSeconds(20 * 86_400)))
                .update();
        task(7799, "/meetings/" + cases.get("MAU-CB05"), "UserTask_RegisterDate", "cell-secretary@MAU-CB05");
        jdbc.sql("update engine.user_task set state = 'COMPLETED', ended_at = created_at where key = 7799")
                .update();
        reckon();
        var page = "/overdue/" + unit("MAU");
        var before = as("giamsat").get(page).page();
        assertThat(causeOf(before, "MAU-CB06")).isEqualTo("NOT_STARTED");
        assertThat(causeOf(before, "MAU-CB05")).isEqualTo("NO_MOVEMENT");
        assertThat(line(before, "MAU-CB05").text()).contains("đứng yên 20 ngày");

        jdbc.sql("update engine.user_task set state = 'COMPLETED', ended_at = now() where key = 7706")
                .update();
        reckon();

        assertThat(as("giamsat").get(page).page().select("[data-test=late]:contains(" + nameOf("MAU-CB06") + ")"))
                .isEmpty();
    }

    @Test
    void countersAreWhatAnIndependentQueryCountsAtEveryUnitAndTheListHoldsAsMany() {
        late(7704, "MAU-CB04", "UserTask_ExplainScore", "cell-secretary@MAU-CB04", "{}");
        late(7714, "MAU-CB04", "UserTask_ReportVisit", "assigned-committee-member@MAU-CB04", "{}");
        late(7705, "MAU-CB05", "UserTask_ApproveDate", "committee-office@MAU", "{}");
        incident("MAU-CB08", 7708);
        reckon();

        var board = as("bithu.danguy").get("/overdue/" + unit("MAU")).page();

        for (var child : board.select("[data-test=child]")) {
            var cell = child.attr("data-unit");
            var overdueCases =
                    jdbc.sql("""
                            select count(distinct t.business_key) from engine.user_task t
                            join cases.case_file c on c.id::text = t.business_key
                            join organization.unit u on u.id = c.unit_id
                            where t.state = 'OPEN' and t.due_at < ? and u.code = ?""").params(utc(NOW), cell).query(Long.class).single();
            assertThat(number(child.selectFirst("[data-test=overdue-cases]")))
                    .as(cell)
                    .isEqualTo(overdueCases);
        }
        assertThat(number(board.selectFirst("[data-test=sum] td"))).isEqualTo(2);
        assertThat(board.selectFirst("[data-test=sum] td").text()).isEqualTo("2 (3)");
        assertThat(board.select("[data-test=late][data-urgency=OVERDUE]")).hasSize(3);
        assertThat(board.select("[data-test=late][data-urgency=STILL]")).hasSize(1);
        var lines = jdbc.sql("""
                        select count(*) from monitoring.late l join organization.unit u on u.id = l.unit_id
                        where u.code like 'MAU%'""").query(Integer.class).single();
        assertThat(board.select("[data-test=list-title]").text()).contains("(" + lines + ")");
        var superior = as("bithu.danguy")
                .get("/overdue/" + unit("MAU") + "?cause=SUPERIOR")
                .page();
        assertThat(superior.select("[data-test=late]")).hasSize(1);
        var cell = as("bithu.danguy").get("/overdue/" + unit("MAU-CB04")).page();
        assertThat(cell.select("[data-test=late]")).hasSize(2);
        assertThat(cell.select("[data-test=child]")).isEmpty();
    }

    @Test
    void aLetterNamesWhatIsOverdueForOneUnitOnly() {
        late(7704, "MAU-CB04", "UserTask_ExplainScore", "cell-secretary@MAU-CB04", "{}");
        late(7706, "MAU-CB06", "UserTask_RegisterDate", "cell-secretary@MAU-CB06", "{}");
        reckon();

        var letter =
                as("vanphong").get("/overdue/" + unit("MAU-CB04") + "/letter").page();

        assertThat(letter.select("[data-test=late]")).hasSize(1);
        assertThat(letter.text())
                .contains("Kính gửi: " + nameOf("MAU-CB04"), "ngày 13 tháng 11 năm 2026", "12/11/2026");
        assertThat(letter.text()).doesNotContain(nameOf("MAU-CB06"), "overdue.");
    }

    @Test
    void aDigestSaysWhatTheWeekBrought() {
        late(7704, "MAU-CB04", "UserTask_ExplainScore", "cell-secretary@MAU-CB04", "{}");
        late(7706, "MAU-CB06", "UserTask_RegisterDate", "cell-secretary@MAU-CB06", "{}");
        jdbc.sql("update engine.user_task set due_at = ? where key = 7706")
                .param(utc(NOW.minusSeconds(20 * 86_400)))
                .update();
        task(7707, "/meetings/" + cases.get("MAU-CB07"), "UserTask_SendNotice", "cell-secretary@MAU-CB07");
        jdbc.sql("update engine.user_task set due_at = ? where key = 7707")
                .param(utc(NOW.plusSeconds(86_400)))
                .update();
        reckon();

        var digest = as("vanphong").get("/overdue/" + unit("MAU") + "/digest").page();

        assertThat(digest.select("[data-sum=overdue] dd").text()).isEqualTo("2");
        assertThat(digest.select("[data-sum=became] dd").text()).isEqualTo("1");
        assertThat(digest.select("[data-sum=soon] dd").text()).isEqualTo("1");
        assertThat(digest.select("[data-test=late]").eachText())
                .hasSize(2)
                .first()
                .asString()
                .contains(nameOf("MAU-CB06"));
        assertThat(digest.select("[data-test=soon]")).hasSize(1);
        assertThat(digest.select("[data-test=unit]")).hasSize(2);
        assertThat(digest.select("[data-sum=met] dd").text())
                .isEqualTo(jdbc.sql("""
                                select count(*) from cases.deadline d join cases.case_file c on c.id = d.case_id
                                join organization.unit u on u.id = c.unit_id
                                where d.state = 'MET' and u.code like 'MAU%' and d.met_at <= ?
                                  and d.met_at >= timestamptz '2026-11-07 00:00+07'""").param(utc(NOW)).query(Long.class).single() + "");
        assertThat(digest.text()).doesNotContain("overdue.", "??");
        var day = as("vanphong")
                .get("/overdue/" + unit("MAU") + "/digest?day=true")
                .page();
        assertThat(day.text()).contains("Từ 13/11/2026 đến 13/11/2026");
    }

    @Test
    void aViewIsSavedUnderANameForOnePersonOnly() {
        jdbc.sql("delete from monitoring.saved_filter").update();
        var supervisor = Client.signedIn(base(), "giamsat"); // with no word left over from another test
        var board = "/overdue/" + unit("MAU");
        var view = Map.of("name", " Chờ  xã duyệt ", "cause", "SUPERIOR");

        assertThat(supervisor.post(board + "/filters", view).location()).endsWith(board + "?cause=SUPERIOR");
        supervisor.get(board + "?cause=SUPERIOR");
        supervisor.post(board + "/filters", view);
        assertThat(supervisor.get(board + "?cause=SUPERIOR").text()).contains("đã có cách xem tên “Chờ xã duyệt”");
        supervisor.post(board + "/filters", Map.of("name", "x".repeat(61)));
        var refused = supervisor.get(board).page();
        assertThat(refused.text()).contains("không quá 60 ký tự");
        assertThat(refused.select("#name").attr("value")).hasSize(61);

        var saved = supervisor.get(board).page().select("[data-test=saved]");
        assertThat(saved).hasSize(1);
        assertThat(saved.select("a").attr("href")).contains("cause=SUPERIOR").contains(board);
        assertThat(as("vanphong").get(board).page().select("[data-test=saved]")).isEmpty();
        var removal = saved.select("form").attr("action");
        as("vanphong").post(removal, Map.of());
        assertThat(supervisor.get(board).page().select("[data-test=saved]")).hasSize(1);
        supervisor.post(removal, Map.of());
        assertThat(supervisor.get(board).page().select("[data-test=saved]")).isEmpty();
    }

    @Test
    void onlyThoseAboveSeeTheBoardAndWrongAddressesAreNoFaults() {
        assertThat(as("giamsat").get("/overdue").status()).isEqualTo(302);
        assertThat(as("bithu.cb04").get("/overdue").status()).isEqualTo(403);
        assertThat(as("bithu.cb04").get("/overdue/" + unit("MAU-CB04")).status())
                .isEqualTo(403);
        assertThat(as("giamsat").get("/overdue/" + UUID.randomUUID()).status()).isIn(403, 404);
        assertThat(as("giamsat")
                        .get("/overdue/" + unit("MAU") + "?cause=NONSENSE")
                        .status())
                .isEqualTo(400);
        assertThat(as("giamsat").get("/overdue/" + unit("MAU") + "?page=-3").status())
                .isEqualTo(200);
    }

    private void late(long key, String cell, String element, String candidate, String headers) {
        task(key, "/meetings/" + cases.get(cell), element, candidate);
        jdbc.sql("update engine.user_task set due_at = ?, headers = ?::jsonb where key = ?")
                .params(utc(YESTERDAY), headers, key)
                .update();
    }

    private void incident(String cell, long key) {
        jdbc.sql("""
                        insert into engine.incident (key, process_instance_key, root_key, definition_key, process_id, element_id,
                            element_instance_key, error_type, error_message, state, created_at, business_key)
                        values (?, ?, ?, 1, 'monthly-meeting', 'ServiceTask_CarryOver', ?, 'JOB_NO_RETRIES', 'x', 'OPEN', ?, ?)""")
                .params(key, key, key, key, utc(YESTERDAY), cases.get(cell))
                .update();
    }

    private void stalledWorker(String cell, long key) {
        jdbc.sql("""
                        insert into engine.process_instance (key, process_id, version, definition_key, root_key, business_key, state, started_at)
                        values (?, 'monthly-meeting', 1, 1, ?, ?, 'ACTIVE', ?)""").params(key, key, cases.get(cell), utc(YESTERDAY)).update();
        jdbc.sql("""
                        insert into engine.element_instance (key, process_instance_key, element_id, element_type,
                            flow_scope_key, state, started_at, position)
                        values (?, ?, 'ServiceTask_CarryOver', 'SERVICE_TASK', ?, 'ACTIVE', ?, 1)""").params(key, key, key, utc(NOW.minusSeconds(1200))).update();
    }

    private void reckon() {
        reckoning.run();
    }

    private String causeOf(Element board, String cell) {
        return line(board, cell).attr("data-cause");
    }

    private Element line(Element board, String cell) {
        var lines = board.select("[data-test=late]:contains(" + nameOf(cell) + " – )");
        assertThat(lines).as(cell).hasSize(1);
        return lines.getFirst();
    }

    private String nameOf(String cell) {
        return organizations.unitByCode(cell, TODAY).orElseThrow().name();
    }

    private static long number(Element cell) {
        return Long.parseLong(cell.text().split(" ")[0]);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
