package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incidents, versions and health over HTTP; the read model is as an engine would have left it, commands wait for one. */
class OperatorIT extends WholeCommune {

    private static final String OLD = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="operator-probe">
        <userTask id="UserTask_A" name="Việc A"/><serviceTask id="ServiceTask_B" name="Việc B"/></process></definitions>""";
    private static final String NEW = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="operator-probe">
        <userTask id="UserTask_A" name="Việc A mới"/></process></definitions>""";

    private String caseId = "";

    @BeforeEach
    void twoIncidentsAndTwoVersions() {
        clear();
        caseId = meetingOf("MAU-CB09").substring("/meetings/".length());
        incident(8801, 8810, "JOB_NO_RETRIES", "IllegalStateException");
        incident(8802, 8811, "SOMETHING_NEW", "?");
        variable(8810, "prepared", "false");
        variable(8810, "note", "\"x\"");
        variable(8810, "caseId", "\"" + caseId + "\"");
        definition(8820, 1, OLD);
        definition(8821, 2, NEW);
        instance(8830, 8820, "UserTask_A", "USER_TASK");
        instance(8831, 8820, "ServiceTask_B", "SERVICE_TASK");
    }

    @AfterEach
    void clear() {
        for (var table : new String[] {"incident", "process_instance"}) {
            jdbc.sql("delete from engine." + table + " where key between 8800 and 8899")
                    .update();
        }
        jdbc.sql("delete from engine.element_instance where process_instance_key between 8800 and 8899")
                .update();
        jdbc.sql("delete from engine.variable where scope_key between 8800 and 8899")
                .update();
        jdbc.sql("delete from engine.process_definition where key between 8800 and 8899")
                .update();
        jdbc.sql("delete from engine_link.command where kind in ('RESOLVE', 'SET_VARIABLES', 'MIGRATE')")
                .update();
        jdbc.sql("delete from monitoring.operator_act").update();
    }

    @Test
    void incidentsAreToldInWordsAndTriedAgainOneOrMany() {
        var page = as("quantri").get("/admin/incidents").page();
        assertThat(page.select("[data-test=incident]")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(page.select("[data-cause=JOB_NO_RETRIES]").text())
                .contains(
                        organizations
                                .unitByCode("MAU-CB09", TODAY)
                                .orElseThrow()
                                .name(),
                        "thử nhiều lần");
        assertThat(page.select("[data-cause=OTHER]")).isNotEmpty();
        assertThat(page.text()).doesNotContain("operator.", "??");

        as("quantri").post("/admin/incidents/retry", fields("incident", "8801"));
        as("quantri").post("/admin/incidents/retry", fields("incident", "8899"));
        as("quantri").post("/admin/incidents/retry", Map.of());

        assertThat(commands("RESOLVE")).isEqualTo(1);
        assertThat(jdbc.sql("select name || ' ' || message_id from engine_link.command where kind = 'RESOLVE'")
                        .query(String.class)
                        .single())
                .isEqualTo("8801 8805");
        assertThat(as("quantri").get("/admin/incidents").page().select("[data-test=act]"))
                .hasSize(1);
    }

    @Test
    void aValueIsSetWhereItMayBeAndKeepsItsType() {
        var page = as("quantri").get("/admin/incidents/8801").page();
        assertThat(page.select("[data-name=caseId] input")).isEmpty();
        assertThat(page.select("[data-name=prepared] input[name=value]").attr("value"))
                .isEqualTo("false");

        var wrong = as("quantri").post("/admin/incidents/8801/variables", value("prepared", "vâng"));
        assertThat(wrong.page().select("[data-name=prepared] .govuk-error-message"))
                .hasSize(1);
        assertThat(wrong.page().select("[data-name=prepared] input[name=value]").attr("value"))
                .isEqualTo("vâng");
        assertThat(as("quantri")
                        .post("/admin/incidents/8801/variables", value("caseId", "\"y\""))
                        .text())
                .contains("không sửa được");
        assertThat(as("quantri")
                        .post("/admin/incidents/8801/variables", value("khac", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(commands("SET_VARIABLES")).isZero();

        assertThat(as("quantri")
                        .post("/admin/incidents/8801/variables", value("prepared", "true"))
                        .status())
                .isEqualTo(302);
        as("quantri").post("/admin/incidents/8801/variables", value("note", "y"));

        assertThat(jdbc.sql("select variables::text from engine_link.command where kind = 'SET_VARIABLES' order by id")
                        .query(String.class)
                        .list())
                .containsExactly("{\"prepared\": true}", "{\"note\": \"y\"}");
    }

    @Test
    void onlyWhatStandsAtAStepOfTheNewVersionIsMoved() {
        var list = as("quantri").get("/admin/migrations").page().select("[data-test=older]");
        assertThat(list.eachText()).contains("operator-probe: 2 hồ sơ ở phiên bản 1, mới nhất là 2");

        var preview = as("quantri").get("/admin/migrations/8820").page();
        assertThat(preview.select("[data-test=instance][data-possible=true]")).hasSize(1);
        assertThat(preview.select("[data-test=instance][data-possible=false]").text())
                .contains("không có trong phiên bản mới");
        assertThat(preview.select("[data-test=instance]").first().text()).contains("Hạn giữ nguyên", "Đăng ký");
        assertThat(preview.text()).doesNotContain("operator.", "deadline.", "??");

        as("quantri").post("/admin/migrations/8820", Map.of());
        as("quantri").post("/admin/migrations/8820", fields("instance", "8831"));
        assertThat(commands("MIGRATE")).isZero();
        as("quantri").post("/admin/migrations/8820", fields("instance", "8830"));
        assertThat(jdbc.sql(
                                "select name || ' ' || message_id || ' ' || variables from engine_link.command where kind = 'MIGRATE'")
                        .query(String.class)
                        .single())
                .isEqualTo("8830 8821 {\"UserTask_A\": \"UserTask_A\"}");
        assertThat(as("quantri").get("/admin/migrations/8821").status()).isEqualTo(404);
    }

    @Test
    void healthNamesEveryPartAndWhatToDoAboutIt() {
        var page = as("quantri").get("/admin/health").page();

        assertThat(page.select("[data-test=part]").eachAttr("data-part"))
                .containsExactly("engine", "exporter", "outbox", "events", "incidents", "database", "disk");
        assertThat(page.select("[data-part=engine]").text()).contains("không trả lời");
        assertThat(page.select("[data-part=incidents]").attr("data-good")).isEqualTo("false");
        assertThat(page.select("[data-part=database]").attr("data-good")).isEqualTo("true");
        assertThat(page.text()).doesNotContain("operator.", "??", "{0}");
        assertThat(as("giamsat").get("/admin/health").status()).isEqualTo(403);
    }

    private static Map<String, String> value(String name, String value) {
        return fields("scope", "8810", "name", name, "value", value);
    }

    private int commands(String kind) {
        return jdbc.sql("select count(*) from engine_link.command where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }

    private void incident(long key, long instance, String type, String message) {
        jdbc.sql("""
                        insert into engine.incident (key, process_instance_key, root_key, definition_key, process_id, element_id,
                            element_instance_key, job_key, error_type, error_message, state, created_at, business_key)
                        values (?, ?, ?, 1, 'monthly-meeting', 'ServiceTask_CarryOver', ?, 8805, ?, ?, 'OPEN', now(), ?)""")
                .params(key, instance, instance, key, type, message, caseId)
                .update();
    }

    private void variable(long instance, String name, String json) {
        jdbc.sql("""
                        insert into engine.variable (scope_key, process_instance_key, name, value, updated_at)
                        values (?, ?, ?, ?::jsonb, now())""").params(instance, instance, name, json).update();
    }

    private void definition(long key, int version, String xml) {
        jdbc.sql("""
                        insert into engine.process_definition (key, process_id, version, resource_name, deployed_at, xml)
                        values (?, 'operator-probe', ?, 'x.bpmn', now(), ?)""").params(key, version, xml).update();
    }

    private void instance(long key, long definition, String element, String type) {
        jdbc.sql("""
                        insert into engine.process_instance (key, process_id, version, definition_key, root_key, business_key, state, started_at)
                        values (?, 'operator-probe', 1, ?, ?, ?, 'ACTIVE', now())""").params(key, definition, key, caseId).update();
        jdbc.sql("""
                        insert into engine.element_instance (key, process_instance_key, element_id, element_type,
                            flow_scope_key, state, started_at, position)
                        values (?, ?, ?, ?, ?, 'ACTIVE', now(), 1)""").params(key + 10, key, element, type, key).update();
    }
}
