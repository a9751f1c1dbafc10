package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A post that acts for another, over HTTP: what opens with it, where it shows, and where it stops. */
class SubstitutionIT extends WholeCommune {

    private String address = "";
    private String meeting = "";

    @BeforeEach
    void begin() {
        clear();
        address = "/organization/" + unit("MAU-CB02") + "/substitutions";
        meeting = meetingOf("MAU-CB02");
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from organization.substitution").update();
        jdbc.sql("delete from engine.user_task_candidate where task_key = 7790").update();
        jdbc.sql("delete from engine.user_task where key = 7790").update();
    }

    @Test
    void whoeverHoldsTheDeputysPostActsForTheOtherAndItShows() {
        var task = task(7790, meeting, "UserTask_RegisterDate", "cell-secretary@MAU-CB02");
        assertThat(as("chiuy.cb02").get(task).status()).isEqualTo(403);
        assertThat(as("chiuy.cb02")
                        .get("/admission/cells/" + unit("MAU-CB02") + "/prospects/new")
                        .page()
                        .select("[data-test=on-behalf]"))
                .isEmpty();

        assertThat(enter(rule()).status()).isEqualTo(302);
        assertThat(enter(rule()).status()).as("a second click").isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from organization.substitution")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        assertThat(as("chiuy.cb02").get(task).status()).isNotEqualTo(403);
        var inbox = as("chiuy.cb02").get("/inbox").page();
        assertThat(inbox.select("[data-test=on-behalf]").text()).contains("Đang thay mặt: Bí thư chi bộ, MAU-CB02");
        assertThat(as("vanphong").get(address).text())
                .contains(
                        "thay mặt Bí thư chi bộ", "từ 01/11/2026 đến hết 30/11/2026; căn cứ 12-QĐ/ĐU", "Đang áp dụng");

        assertThat(as("bithu.cb02")
                        .get(meeting + "/invitation")
                        .page()
                        .select("[data-test=signer]")
                        .text())
                .isEqualTo("CHI ỦY VIÊN");

        var petition = as("chiuy.cb02").post(meeting + "/not-held", fields("reason", "Mưa lũ", "remedy", "Tháng sau"));
        assertThat(petition.status()).isEqualTo(302);
        assertThat(as("chiuy.cb02")
                        .get(meeting)
                        .page()
                        .select("[data-test=history-line]")
                        .text())
                .contains("(thay mặt Bí thư chi bộ)");
        assertThat(as("bithu.cb03").get(task).status()).isEqualTo(403);

        // the post, not the person: a new holder acts, the old one does not
        jdbc.sql(
                        "update organization.office_term set valid_to = date '2026-11-13' where office = 'CELL_COMMITTEE_MEMBER'"
                                + " and member_id = (select member_id from identity.account where username = 'chiuy.cb02')")
                .update();
        assertThat(as("chiuy.cb02").get(task).status()).isEqualTo(403);
        jdbc.sql("update organization.office_term set valid_to = null where office = 'CELL_COMMITTEE_MEMBER'"
                        + " and member_id = (select member_id from identity.account where username = 'chiuy.cb02')")
                .update();

        var end =
                as("vanphong").get(address).page().select("form[action$=/end]").attr("action");
        as("vanphong").post(end, Map.of());
        assertThat(as("chiuy.cb02").get(task).status()).isEqualTo(403);
        assertThat(as("bithu.cb02")
                        .get(meeting + "/invitation")
                        .page()
                        .select("[data-test=signer]")
                        .text())
                .isEqualTo("BÍ THƯ");
        assertThat(as("vanphong").get(address).page().select("[data-test=substitution] form"))
                .isEmpty();
    }

    @Test
    void nobodyActsForAPostThatVotesAndWrongInputStaysInTheForm() {
        var refused = enter(changed("office", "CELL_COMMITTEE_MEMBER", "deputy", "CELL_DEPUTY_SECRETARY"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#office-error").text()).contains("không ai thay được");
        assertThat(refused.page().select("#basis").attr("value")).isEqualTo("12-QĐ/ĐU");
        assertThat(refused.page().select("#office option[value=CELL_COMMITTEE_MEMBER]"))
                .isEmpty();
        assertThat(enter(changed("deputy", "CELL_SECRETARY")).page().select("#deputy-error"))
                .hasSize(1);
        assertThat(enter(changed("lastDay", "31/10/2026"))
                        .page()
                        .select("#lastDay-error")
                        .text())
                .contains("Ngày cuối");
        assertThat(enter(changed("lastDay", "31/12/2028"))
                        .page()
                        .select("#lastDay-error")
                        .text())
                .contains("12 tháng");
        assertThat(enter(changed("from", "31/02/2026", "basis", " ")).page().select(".govuk-error-message"))
                .hasSize(2);
        enter(rule());
        assertThat(enter(changed("deputy", "CELL_DEPUTY_SECRETARY"))
                        .page()
                        .select("#from-error")
                        .text())
                .contains("01/11/2026", "30/11/2026");
        assertThat(as("bithu.cb02").get(address).status()).isEqualTo(403);
        assertThat(as("bithu.cb02").post(address, rule()).status()).isEqualTo(403);
    }

    private Client.Answer enter(Map<String, String> fields) {
        return as("vanphong").post(address, fields);
    }

    private static Map<String, String> rule() {
        return fields(
                "office", "CELL_SECRETARY",
                "deputy", "CELL_COMMITTEE_MEMBER",
                "from", "01/11/2026",
                "lastDay", "30/11/2026",
                "basis", "12-QĐ/ĐU");
    }

    private static Map<String, String> changed(String... namesAndValues) {
        var fields = new HashMap<>(rule());
        fields.putAll(fields(namesAndValues));
        return fields;
    }
}
