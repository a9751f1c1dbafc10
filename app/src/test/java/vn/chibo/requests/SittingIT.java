package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.chibo.requests.Client.Answer;

/** Sittings of a committee on several files, over HTTP; the files are as the process would have left them. */
class SittingIT extends WholeCommune {

    private static final List<String> CELLS = List.of("MAU-CB12", "MAU-CB13", "MAU-CB14");

    private final Map<String, String> files = new HashMap<>();
    private Client office;

    @BeforeEach
    void threeFilesBeforeTheCommittee() {
        jdbc.sql("truncate admission.admission_case cascade").update();
        jdbc.sql("delete from admission.sitting").update();
        jdbc.sql("delete from admission.course_place").update();
        jdbc.sql("delete from admission.course").update();
        jdbc.sql("delete from admission.prospect").update();
        jdbc.sql("delete from admission.source_plan").update();
        jdbc.sql("delete from inbox.draft").update();
        office = as("vanphong");
        for (var cell : CELLS) {
            var sourcing = new Sourcing(this, cell);
            var page = Sourcing.openCase(this, cell, sourcing.course(), sourcing.prospect());
            files.put(cell, page.substring(page.lastIndexOf('/') + 1));
            atTheCommittee(files.get(cell));
        }
    }

    @Test
    void aSittingTakesUpWhatWaitsAndEndsWhenEachFileHasItsVote() {
        var before = office.get("/admission/sittings").page();
        assertThat(before.select("[data-test=group]")).hasSize(1);
        assertThat(before.select("[data-test=group]").text()).contains("3 hồ sơ đang chờ");
        var form = office.get(before.selectFirst("[data-test=new-sitting]").attr("href"));
        assertThat(form.page().select("[data-test=waiting] input[checked]")).hasSize(3);

        var page = path(call(CELLS));
        assertThat(names(page)).containsExactly("Ngô Thị Nguồn cb12", "Ngô Thị Nguồn cb13", "Ngô Thị Nguồn cb14");
        assertThat(office.get("/admission/sittings").page().select("[data-test=group]"))
                .isEmpty();
        office.post(page + "/files/" + files.get("MAU-CB14") + "/earlier", fields());
        assertThat(names(page)).containsExactly("Ngô Thị Nguồn cb12", "Ngô Thị Nguồn cb14", "Ngô Thị Nguồn cb13");

        var refused = putOff(page, "MAU-CB13", "  ");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[data-test=reason-error]").text()).contains("Hãy ghi lý do");
        assertThat(putOff(page, "MAU-CB13", "Chờ xác minh <b>").status()).isEqualTo(302);
        assertThat(office.get("/admission/sittings").text()).contains("1 hồ sơ đang chờ");

        var early = office.post(page + "/closing", fields());
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.text()).contains("Còn 2 hồ sơ chưa biểu quyết");
        counted("MAU-CB12", 14, 1, true);
        counted("MAU-CB14", 9, 6, false);
        assertThat(putOff(page, "MAU-CB12", "muộn").status()).isEqualTo(422);
        assertThat(office.post(page + "/closing", fields()).status()).isEqualTo(302);

        var ended = office.get(page);
        assertThat(ended.page().select("[data-test=sitting-state]").text()).isEqualTo("Đã kết thúc");
        assertThat(ended.page().select("[data-test=outcome]").eachText())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Đạt 14 tán thành, 1 không tán thành trên 15"),
                        second -> assertThat(second).startsWith("Không đạt 9 tán thành"),
                        third -> assertThat(third).contains("Chờ xác minh <b>"));
        assertThat(ended.page().select("form[action*=closing], [data-test=earlier], [data-test=put-off-form]"))
                .isEmpty();
        assertThat(office.post(page + "/files", fields("files", files.get("MAU-CB13")))
                        .status())
                .isEqualTo(422);
        assertThat(as("bithu.cb12")
                        .get("/admission/cases/" + files.get("MAU-CB12"))
                        .text())
                .contains("Đưa vào phiên họp của đảng ủy ngày 13/11/2026");
    }

    @Test
    void whatWasPutOffComesToALaterSitting() {
        var first = path(call(CELLS));
        putOff(first, "MAU-CB13", "Vắng người báo cáo");

        var second = office.post("/admission/sittings", sitting("14/11/2026", List.of("MAU-CB13")));

        assertThat(names(path(second))).containsExactly("Ngô Thị Nguồn cb13");
        var back = putOff(path(second), "MAU-CB13", "Lần nữa");
        assertThat(back.status()).isEqualTo(302);
        assertThat(office.post(first + "/files", fields("files", files.get("MAU-CB13")))
                        .status())
                .isEqualTo(302);
        assertThat(names(first)).containsExactly("Ngô Thị Nguồn cb12", "Ngô Thị Nguồn cb14", "Ngô Thị Nguồn cb13");
        assertThat(office.post(path(second) + "/closing", fields()).text()).contains("Chưa đến ngày họp");
    }

    @Test
    void sentTwiceItIsOneSitting() {
        call(CELLS);
        var again = office.post("/admission/sittings", sitting("13/11/2026", CELLS));

        assertThat(again.location()).endsWith("/admission/sittings");
        assertThat(jdbc.sql("select count(*) from admission.sitting")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void badInputIsToldBesideItsFieldAndKept() {
        var wrong = office.post(
                "/admission/sittings",
                fields(
                        "unit", unit("MAU").toString(),
                        "body", "BASE_COMMITTEE",
                        "on", "13/11/1926",
                        "at", "25:99",
                        "place", "Hội trường <b>"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.page().select("#at-error")).hasSize(1);
        assertThat(wrong.page().select("#files-error").text()).contains("Hãy chọn ít nhất một hồ sơ");
        assertThat(wrong.page().select("#place").attr("value")).isEqualTo("Hội trường <b>");
        assertThat(wrong.page().select("#at").attr("value")).isEqualTo("25:99");

        var old = office.post("/admission/sittings", sitting("13/11/1926", CELLS));
        assertThat(old.page().select("#on-error").text()).contains("30 ngày");

        var page = path(call(List.of("MAU-CB12")));
        var other = path(office.post("/admission/sittings", sitting("14/11/2026", List.of("MAU-CB13"))));
        var twice = office.post(other, fields("on", "13/11/2026", "at", "08:00", "place", "Hội trường"));
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.page().select("#at-error").text()).contains("Đã có phiên họp khác");
        assertThat(office.post(page, fields("on", "15/11/2026", "at", "09:30", "place", "Phòng họp"))
                        .status())
                .isEqualTo(302);
        assertThat(office.get(page).text()).contains("09:30", "15/11/2026", "Phòng họp");
    }

    @Test
    void onlyTheCommitteeSeesItsSittings() {
        var page = path(call(CELLS));

        assertThat(as("giamsat").get(page).status()).isEqualTo(200);
        assertThat(as("giamsat").get(page).page().select("form[action*=closing]"))
                .isEmpty();
        for (var who : List.of("bithu.cb12", "dangvien.cb02", "quantri")) {
            assertThat(as(who).get(page).status()).as(who).isEqualTo(403);
            assertThat(as(who).get("/admission/sittings").status()).as(who).isEqualTo(403);
        }
        var foreign = fields("unit", unit("MAU").toString(), "body", "BASE_COMMITTEE", "files", files.get("MAU-CB12"));
        assertThat(as("bithu.cb13").post("/admission/sittings", foreign).status())
                .isEqualTo(403);
    }

    private static String path(Answer answer) {
        return URI.create(answer.location()).getPath();
    }

    private Answer call(List<String> cells) {
        var called = office.post("/admission/sittings", sitting("13/11/2026", cells));
        assertThat(called.status()).as(called.text()).isEqualTo(302);
        return called;
    }

    private Map<String, String> sitting(String on, List<String> cells) {
        var chosen = new ArrayList<String>();
        cells.forEach(cell -> chosen.add(files.get(cell)));
        return fields(
                "unit",
                unit("MAU").toString(),
                "body",
                "BASE_COMMITTEE",
                "on",
                on,
                "at",
                "08:00",
                "place",
                "Hội trường",
                "files",
                String.join(",", chosen));
    }

    private Answer putOff(String page, String cell, String reason) {
        return office.post(page + "/files/" + files.get(cell) + "/putting-off", fields("reason", reason));
    }

    private List<String> names(String page) {
        return office.get(page)
                .page()
                .select("[data-test=file]:not(:has(.typed-text))")
                .eachAttr("data-name");
    }

    private void atTheCommittee(String id) {
        jdbc.sql("""
                        update admission.admission_case set state = 'CELL_PASSED', on_route = true, route_round = 1,
                            resolved_on = '2026-11-02', decide_by = '2027-01-26' where id = ?::uuid""").param(id).update();
        ballot(id, 1, "CELL");
        jdbc.sql("""
                        update admission.ballot set held_on = '2026-11-02', members = 20, present = 19, issued = 19, returned = 19,
                            valid = 19, in_favour = 18, against = 1, passed = true, followed = true
                        where case_id = ?::uuid and number = 1""").param(id).update();
        ballot(id, 2, "BASE_COMMITTEE");
    }

    private void ballot(String id, int number, String body) {
        jdbc.sql("""
                        insert into admission.ballot (id, case_id, number, body, subject, threshold, method, requested_at, followed)
                        values (?, ?::uuid, ?, ?, 'ADMISSION', '>=2/3', 'SECRET_BALLOT', now(), false)""").params(UUID.randomUUID(), id, number, body).update();
    }

    /** As the process leaves a ballot whose two counts agree. */
    private void counted(String cell, int inFavour, int against, boolean passed) {
        jdbc.sql("""
                        update admission.ballot set held_on = '2026-11-13', members = 15, present = 15, issued = 15, returned = 15,
                            valid = 15, in_favour = ?, against = ?, passed = ?, followed = true
                        where case_id = ?::uuid and number = 2""").params(inFavour, against, passed, files.get(cell)).update();
    }
}
