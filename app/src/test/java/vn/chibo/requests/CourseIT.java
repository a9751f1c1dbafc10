package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import vn.chibo.monitoring.course.StepTimes;

/** The course of a case over HTTP; the read model is as an engine would have left it. */
class CourseIT extends WholeCommune {

    private static final String CELL = "MAU-CB11";

    @Autowired
    private StepTimes times;

    private String id;

    @BeforeEach
    void aCaseAtItsThirdStep() throws Exception {
        clear();
        id = meetingOf(CELL).substring("/meetings/".length());
        var model = new ClassPathResource("processes/meetings/monthly-meeting.bpmn")
                .getContentAsString(StandardCharsets.UTF_8);
        jdbc.sql("""
                        insert into engine.process_definition (key, process_id, version, resource_name, deployed_at, xml)
                        values (7800, 'monthly-meeting', 1, 'monthly-meeting.bpmn', ?, ?)""").params(utc(NOW), model).update();
        jdbc.sql("""
                        insert into engine.process_instance (key, process_id, version, definition_key, root_key, business_key, state, started_at)
                        values (7801, 'monthly-meeting', 1, 7800, 7801, ?, 'ACTIVE', ?)""").params(id, utc(NOW.minusSeconds(864_000))).update();
        element(7802, "UserTask_RegisterDate", "USER_TASK", "COMPLETED", 10, 8, 1);
        element(7803, "UserTask_ApproveDate", "USER_TASK", "ACTIVE", 8, null, 2);
        jdbc.sql(
                        "insert into engine.sequence_flow (process_instance_key, element_id, times) values (7801, 'Flow_X', 1)")
                .update();
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from engine.user_task where key between 7800 and 7899").update();
        jdbc.sql("delete from engine.element_instance where key between 7800 and 7899")
                .update();
        jdbc.sql("delete from engine.sequence_flow where process_instance_key between 7800 and 7899")
                .update();
        jdbc.sql("delete from engine.process_instance where key between 7800 and 7899")
                .update();
        jdbc.sql("delete from engine.process_definition where key between 7800 and 7899")
                .update();
        jdbc.sql("delete from engine.incident where key between 7800 and 7899").update();
    }

    @Test
    void itSaysWhereTheCaseStandsAndWhatTookHowLongBesideOthers() {
        for (var other = 7810; other < 7820; other++) { // ten others took one to ten hours
            task(other, "/meetings/" + java.util.UUID.randomUUID(), "UserTask_ApproveDate", "committee-office@MAU");
            jdbc.sql(
                            "update engine.user_task set state = 'COMPLETED', ended_at = created_at + make_interval(hours => ?) where key = ?")
                    .params(other - 7809, other)
                    .update();
            jdbc.sql("delete from engine.user_task_candidate where task_key = ?")
                    .param(other)
                    .update();
        }
        times.reckon();

        var page = as("giamsat").get("/cases/" + id + "/course").page();

        var diagram = page.selectFirst("[data-test=diagram]");
        assertThat(diagram.attr("data-done")).isEqualTo("UserTask_RegisterDate");
        assertThat(diagram.attr("data-active")).isEqualTo("UserTask_ApproveDate");
        assertThat(diagram.attr("data-late")).isEqualTo("UserTask_ApproveDate");
        assertThat(diagram.attr("data-taken")).isEqualTo("Flow_X");
        var steps = page.select("[data-test=step]");
        assertThat(steps).hasSize(2);
        assertThat(steps.get(0).text()).contains("Đăng ký ngày sinh hoạt", "2 ngày");
        assertThat(steps.get(1).text())
                .contains("Duyệt lịch sinh hoạt", "đang ở đây", "8 ngày", "lâu hơn 9/10", "5 giờ");
        assertThat(page.text()).doesNotContain("course.", "??");
        var xml = as("giamsat").raw(diagram.attr("data-diagram"));
        assertThat(xml.statusCode()).isEqualTo(200);
        assertThat(new String(xml.body(), StandardCharsets.UTF_8)).contains("id=\"UserTask_RegisterDate\"");
    }

    @Test
    void anIncidentShowsWhereItIsStuck() {
        jdbc.sql("""
                        insert into engine.incident (key, process_instance_key, root_key, definition_key, process_id, element_id,
                            element_instance_key, error_type, error_message, state, created_at, business_key)
                        values (7805, 7801, 7801, 7800, 'monthly-meeting', 'UserTask_ApproveDate', 7803, 'X', 'x', 'OPEN', ?, ?)""").params(utc(NOW), id).update();

        var page = as("vanphong").get("/cases/" + id + "/course").page();

        assertThat(page.selectFirst("[data-test=diagram]").attr("data-stuck")).isEqualTo("UserTask_ApproveDate");
        assertThat(page.text()).contains("lỗi kỹ thuật");
    }

    @Test
    void aCaseWithoutAProcessSaysSoAndOthersModelsAreNotHandedOut() {
        var other = meetingOf("MAU-CB12").substring("/meetings/".length());

        assertThat(as("giamsat").get("/cases/" + other + "/course").page().select("[data-test=nothing]"))
                .hasSize(1);
        assertThat(as("giamsat")
                        .get("/cases/" + other + "/course/7801/diagram.bpmn")
                        .status())
                .isEqualTo(404);
        assertThat(as("bithu.cb12").get("/cases/" + id + "/course").status()).isEqualTo(403);
        assertThat(as("bithu.cb12")
                        .get("/cases/" + id + "/course/7801/diagram.bpmn")
                        .status())
                .isEqualTo(403);
        assertThat(as("giamsat").get("/cases/nonsense/course").status()).isEqualTo(404);
    }

    private void element(long key, String element, String type, String state, int from, Integer to, int position) {
        jdbc.sql("""
                        insert into engine.element_instance (key, process_instance_key, element_id, element_type,
                            flow_scope_key, state, started_at, ended_at, position)
                        values (?, 7801, ?, ?, 7801, ?, ?, ?::timestamptz, ?)""")
                .params(
                        key,
                        element,
                        type,
                        state,
                        utc(ago(from)),
                        to == null ? null : utc(ago(to)).toString(),
                        position)
                .update();
    }

    private static Instant ago(int days) {
        return NOW.minusSeconds(days * 86_400L);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
