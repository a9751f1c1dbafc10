package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.chibo.requests.Client.Answer;

/** What people tell the system when something happens to a case, over HTTP. */
class AdmissionCaseActsIT extends WholeCommune {

    private static final String CELL = "MAU-CB12";

    private Client secretary;
    private Client office;
    private String page;

    @BeforeEach
    void aCase() {
        jdbc.sql("truncate admission.admission_case cascade").update();
        jdbc.sql("delete from admission.course_place").update();
        jdbc.sql("delete from admission.course").update();
        jdbc.sql("delete from admission.prospect").update();
        jdbc.sql("delete from admission.source_plan").update();
        jdbc.sql("delete from inbox.draft").update();
        jdbc.sql("delete from engine_link.command").update();
        secretary = as("bithu.cb12");
        office = as("vanphong");
        var sourcing = new Sourcing(this, CELL);
        page = URI.create(Sourcing.openCase(this, CELL, sourcing.course(), sourcing.prospect()))
                .getPath();
    }

    @Test
    void thePageOffersWhatTheReaderMayDoNow() {
        state("VERIFYING", "");
        assertThat(offered(secretary)).containsExactly("SPONSOR_LEFT", "MOVE", "LOSS", "STOP");
        assertThat(offered(office)).containsExactly("MOVE", "LOSS", "STOP");
        assertThat(offered(as("giamsat"))).isEmpty();

        beforeTheDecision();
        assertThat(offered(secretary)).containsExactly("LOSS", "STOP");
        assertThat(offered(office)).containsExactly("LOSS", "STOP", "EXTENSION");

        decided();
        assertThat(offered(secretary)).containsExactly("MOVE", "LOSS");
        assertThat(offered(office)).containsExactly("MOVE", "LOSS", "CANCELLATION");
    }

    @Test
    void aSponsorWhoMovesAwayIsTakenOffAndTheProcessIsTold() {
        var sponsor = secretary
                .get(page + "/sponsor-left")
                .page()
                .selectFirst("input[name=sponsor]")
                .attr("value");

        refused(secretary.post(page + "/sponsor-left", fields("on", "14/11/2026")), "sponsor", "Chưa nhập");
        var future = secretary.post(page + "/sponsor-left", fields("sponsor", sponsor, "on", "14/11/2026"));
        refused(future, "on", "chưa đến");
        assertThat(future.page().select("#on").attr("value")).isEqualTo("14/11/2026");
        assertThat(future.page().select("input[name=sponsor][checked]")).hasSize(1);
        refused(secretary.post(page + "/sponsor-left", fields("sponsor", sponsor, "on", "99/99/2026")), "on", "");

        assertThat(secretary
                        .post(page + "/sponsor-left", fields("sponsor", sponsor, "on", "10/11/2026"))
                        .status())
                .isEqualTo(302);
        assertThat(secretary.get(page).page().select("[data-test=sponsor]").text())
                .contains("đã chuyển đi 10/11/2026");
        assertThat(messages("admission.sponsorLeft")).isEqualTo(1);
        refused(
                secretary.post(page + "/sponsor-left", fields("sponsor", sponsor, "on", "10/11/2026")),
                "sponsor",
                "không còn giới thiệu");
        assertThat(messages("admission.sponsorLeft")).isEqualTo(1);
    }

    @Test
    void theNewCellIsFoundByNameOrCodeAndTheCaseMovesOnce() {
        state("VERIFYING", "");
        var found = secretary.post(page + "/move", fields("q", "MAU-CB1", "find", "1"));
        assertThat(found.page().select("input[name=cell]")).hasSizeGreaterThan(3);
        assertThat(found.page().select("input[name=cell]").eachAttr("value"))
                .doesNotContain(unit(CELL).toString());
        var nobody = secretary.post(page + "/move", fields("q", "<b>'%_", "find", "1"));
        assertThat(nobody.page().select("[data-test=nothing]")).hasSize(1);
        assertThat(nobody.page().select("#q").attr("value")).isEqualTo("<b>'%_");
        refused(secretary.post(page + "/move", fields("q", "MAU-CB13")), "cell", "Chưa nhập");
        refused(
                secretary.post(
                        page + "/move", fields("q", "MAU", "cell", unit("MAU").toString())),
                "cell",
                "không còn hoạt động");

        var target = fields("q", "MAU-CB13", "cell", unit("MAU-CB13").toString());
        assertThat(secretary.post(page + "/move", target).status()).isEqualTo(302);
        assertThat(messages("admission.candidateMoved")).isEqualTo(1);
        assertThat(secretary.post(page + "/move", target).text()).contains("đang chuyển");

        beforeTheDecision();
        assertThat(office.post(page + "/move", target).text()).contains("cấp trên xét");
    }

    @Test
    void aLossIsToldOnceHoweverOftenTheButtonIsPressed() {
        refused(secretary.post(page + "/loss", fields("reason", " ")), "reason", "Chưa nhập");
        refused(secretary.post(page + "/loss", fields("reason", "x".repeat(4001))), "reason", "4.000");
        for (var click = 0; click < 2; click++) {
            assertThat(secretary
                            .post(page + "/loss", fields("reason", "Mất lý lịch <b> khi chuyển trụ sở"))
                            .status())
                    .isEqualTo(302);
        }
        assertThat(messages("admission.dossierLost")).isEqualTo(1);
    }

    @Test
    void aStoppedCaseKeepsItsReasonAndTellsNobodyElse() {
        refused(secretary.post(page + "/stop", fields("reason", "Rút đơn")), "cause", "Chưa nhập");
        var stopped = secretary.post(page + "/stop", fields("cause", "WITHDREW", "reason", "Lý do gia đình riêng"));
        assertThat(stopped.status()).isEqualTo(302);

        assertThat(secretary.get(page).text()).contains("Người xin vào Đảng rút đơn");
        assertThat(messages("admission.stopOrdered")).isEqualTo(1);
        assertThat(jdbc.sql("select variables::text from engine_link.command where name = 'admission.stopOrdered'")
                        .query(String.class)
                        .single())
                .doesNotContain("gia đình");
        assertThat(secretary
                        .post(page + "/stop", fields("cause", "OTHER", "reason", "Lần nữa"))
                        .text())
                .contains("không dừng được nữa");
        assertThat(offered(secretary)).isEmpty();
    }

    @Test
    void theDecisionIsExtendedOnceWithReasonAndApproverForAllToSee() {
        beforeTheDecision();
        refused(office.post(page + "/extension", fields("reason", "Chờ xác minh")), "approver", "Chưa nhập");
        assertThat(office.post(
                                page + "/extension",
                                fields("reason", "Chờ xác minh ở xã khác", "approver", "Ban Thường vụ Đảng ủy"))
                        .status())
                .isEqualTo(302);

        for (var who : List.of("bithu.cb12", "giamsat")) {
            assertThat(as(who).get(page).page().select("[data-test=clock-move]").text())
                    .as(who)
                    .contains("Gia hạn", "Chờ xác minh ở xã khác", "cho phép: Ban Thường vụ Đảng ủy");
        }
        var again = office.post(page + "/extension", fields("reason", "Nữa", "approver", "Ai đó"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("Đã gia hạn một lần");
        assertThat(again.page().select("#approver").attr("value")).isEqualTo("Ai đó");
        assertThat(secretary.get(page + "/extension").status()).isEqualTo(403);
    }

    @Test
    void aWrongDecisionIsCancelledBeforeTheCeremony() {
        var paper = fields("number", "9-QĐ/ĐU", "on", "12/11/2026", "reason", "Sai thẩm quyền");
        assertThat(office.post(page + "/cancellation", paper).text()).contains("không thực hiện được ở bước");
        decided();
        refused(
                office.post(page + "/cancellation", fields("number", "9-QĐ/ĐU", "on", "01/10/2026", "reason", "Sai")),
                "on",
                "Không được trước ngày 05/11/2026");
        assertThat(office.post(page + "/cancellation", paper).status()).isEqualTo(302);

        assertThat(secretary.get(page).text()).contains("Hủy quyết định kết nạp theo quyết định số 9-QĐ/ĐU");
        assertThat(secretary.get(page).page().select("[data-test=state]").attr("data-state"))
                .isEqualTo("STOPPED");
        assertThat(as("bithu.cb12").get(page + "/cancellation").status()).isEqualTo(403);
    }

    @Test
    void theNeighbourDoesNothingHere() {
        for (var act : List.of("sponsor-left", "move", "loss", "stop", "extension", "cancellation")) {
            for (var who : List.of("bithu.cb13", "dangvien.cb02", "giamsat", "quantri")) {
                assertThat(as(who).get(page + "/" + act).status()).as(who + act).isEqualTo(403);
                assertThat(as(who).post(page + "/" + act, Map.of()).status())
                        .as(who + act)
                        .isEqualTo(403);
            }
        }
    }

    private List<String> offered(Client client) {
        return client.get(page).page().select("[data-test=act-link]").eachAttr("data-act");
    }

    private static void refused(Answer answer, String field, String why) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("#" + field + "-error").text()).contains(why);
    }

    private int messages(String name) {
        return jdbc.sql("select count(*) from engine_link.command where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private void beforeTheDecision() {
        state(
                "CELL_PASSED",
                ", on_route = true, route_round = 1, resolved_on = '2026-11-02', decide_by = '2027-01-26', moving_to = null");
    }

    private void decided() {
        state("DECIDED", ", decision_no = '12-QĐ/ĐU', decided_on = '2026-11-05'");
    }

    private void state(String state, String more) {
        jdbc.sql("update admission.admission_case set state = '" + state + "'" + more)
                .update();
    }
}
