package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.chibo.requests.Client.fields;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administrator's page of differences: what it shows and what its buttons do. Who may open it is in {@link AccessIT}. */
class ReconciliationPageIT extends WholeCommune {

    private static final String PAGE = "/admin/reconciliation";

    private String caseId;

    @BeforeEach
    void aMonth() {
        caseId = meetingOf("MAU-CB05").substring("/meetings/".length());
        forget();
    }

    @AfterEach
    void forget() {
        jdbc.sql("truncate monitoring.act, monitoring.finding, monitoring.run").update();
    }

    @Test
    void theButtonComparesAndTheRunIsListed() {
        var administrator = as("quantri");
        assertThat(administrator.get(PAGE).page().select("[data-test=run]")).hasSize(1);

        assertThat(administrator.post(PAGE + "/runs", fields()).status()).isEqualTo(302);
        await().until(() -> administrator
                        .get(PAGE)
                        .page()
                        .select("[data-test=running]")
                        .isEmpty()
                && !administrator.get(PAGE).page().select("[data-test=runs] li").isEmpty());

        assertThat(administrator.get(PAGE).page().select("[data-test=runs] li").text())
                .contains("bấm nút", "bộ máy quy trình không trả lời");
        assertThat(administrator
                        .get(PAGE + "?lang=en")
                        .page()
                        .select("[data-test=runs] li")
                        .text())
                .contains("by hand", "the engine did not answer");
        administrator.get(PAGE + "?lang=vi");
    }

    @Test
    void administratorsFindThePageInTheirMenu() {
        assertThat(as("quantri")
                        .get(PAGE)
                        .page()
                        .select("nav a[href=" + PAGE + "]")
                        .text())
                .isEqualTo("Đối chiếu");
        assertThat(as("bithu.cb02").get("/inbox").page().select("nav a[href=" + PAGE + "]"))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongOfEveryKindInBothLanguages() {
        for (var kind :
                ("EXPORTER_BEHIND MANY_TASKS_GONE INCIDENT COMMAND_REFUSED COMMAND_WAITING COMMAND_LAPSED CASE_NOT_STARTED"
                                + " CASE_NOT_CLAIMED CASE_INSTANCE_ENDED CASE_INSTANCE_GONE INSTANCE_DUPLICATE"
                                + " INSTANCE_OF_CLOSED_CASE INSTANCE_WITHOUT_CASE TASK_MISSING DEAD_LETTER TASK_GONE INSTANCE_GONE")
                        .split(" ")) {
            finding(kind, "7", null);
        }
        for (var kind : "CASE_NOT_STARTED TASK_GONE INSTANCE_GONE".split(" ")) {
            finding(kind, "8", "timestamptz '2026-11-13 12:00Z'");
        }

        for (var language : new String[] {"en", "vi"}) {
            var page = as("quantri").get(PAGE + "?lang=" + language).page();
            assertThat(page.select("[data-test^=group-]")).hasSize(17);
            assertThat(page.select("[data-test=repaired] .chibo-card")).hasSize(3);
            assertThat(page.select("main, #main-content").text()).doesNotContain("??", "monitoring.");
        }
        var text = as("quantri")
                .get(PAGE)
                .page()
                .select("[data-test=group-COMMAND_REFUSED]")
                .text();
        assertThat(text).contains("Sinh hoạt chi bộ tháng 11/2026", "Đăng ký ngày sinh hoạt", "Gửi lại");
    }

    @Test
    void aRefusedSubmissionIsSentAgainWithAButton() {
        var command = jdbc.sql("""
                        insert into engine_link.command (kind, queue, name, variable, state, ended_at)
                        values ('COMPLETE_WHEN_OPEN', ?, 'UserTask_RegisterDate', 'caseId', 'REFUSED', now()) returning id""").param(caseId).query(Long.class).single();
        var finding = finding("COMMAND_REFUSED", command.toString(), null);

        as("quantri").post(PAGE + "/findings/" + finding + "/sending", fields());

        assertThat(jdbc.sql("select state from engine_link.command where id = ?")
                        .param(command)
                        .query(String.class)
                        .single())
                .isEqualTo("PENDING");
        assertThat(as("quantri").get(PAGE).page().select("[data-test=finding]")).isEmpty();
        jdbc.sql("delete from engine_link.command where id = ?").param(command).update();
    }

    @Test
    void aDuplicateIsCancelledAfterTheAdministratorReadWhatHappens() {
        jdbc.sql("update cases.case_file set process_instance_key = 4711 where id = ?::uuid")
                .param(caseId)
                .update();
        var finding = finding("INSTANCE_DUPLICATE", "7", null);
        var address = PAGE + "/findings/" + finding + "/cancellation";

        assertThat(as("quantri").get(address).page().select("#main-content").text())
                .contains("Quy trình 7 dừng hẳn", "quy trình chính 4711 giữ nguyên");
        assertThat(as("quantri").post(address, fields()).status()).isEqualTo(302);

        assertThat(jdbc.sql("select count(*) from engine_link.command where kind = 'CANCEL' and name = '7'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(as("quantri").get(address).status()).isEqualTo(404);
        jdbc.sql("delete from engine_link.command where kind = 'CANCEL'").update();
        jdbc.sql("update cases.case_file set process_instance_key = null where id = ?::uuid")
                .param(caseId)
                .update();
    }

    @Test
    void whatWasSeenIsPutAside() {
        var finding = finding("COMMAND_LAPSED", "7", null);

        as("quantri").post(PAGE + "/findings/" + finding + "/dismissal", fields());

        var page = as("quantri").get(PAGE).page();
        assertThat(page.select("[data-test=finding]")).isEmpty();
        assertThat(page.select("[data-test=dismissed] .chibo-card")).hasSize(1);
    }

    private long finding(String kind, String subject, String repairedAt) {
        return jdbc.sql("""
                        insert into monitoring.finding (kind, subject, case_id, instance_key, process_id, element_id, note,
                            since, first_seen_at, last_seen_at, last_run, repaired_at)
                        values (?, ?, ?, 7, 'monthly-meeting', 'UserTask_RegisterDate', '400 no', now(), now(), now(), 0, %s)
                        returning id""".formatted(repairedAt))
                .params(kind, subject, UUID.fromString(caseId))
                .query(Long.class)
                .single();
    }
}
