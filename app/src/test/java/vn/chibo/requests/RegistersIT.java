package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lists of residential areas and of weak cells over HTTP, and the figures O4 and O8 that come from them. */
class RegistersIT extends WholeCommune {

    private String address = "";

    @BeforeEach
    void begin() {
        clear();
        address = "/organization/" + unit("MAU") + "/registers";
    }

    @AfterEach
    void clear() {
        var units = "(select id from organization.unit where code like 'REG%')";
        for (var statement : List.of(
                "delete from organization.residential_area",
                "delete from organization.weak_cell",
                "delete from identity.account where username = 'vanphong.reg'",
                "delete from organization.office_term where unit_id in " + units,
                "delete from organization.membership where cell_id in " + units,
                "delete from organization.member where code = 'DV-VANPHONG-REG'",
                "delete from organization.unit_placement where unit_id in " + units,
                "delete from organization.unit where code like 'REG%'")) {
            jdbc.sql(statement).update();
        }
    }

    @Test
    void anAreaHasACellOfItsOwnWhereNoOtherAreaNamesThatCell() {
        assertThat(figure("MAU", "O4", "2026-11")).as("nothing listed").isEmpty();
        assertThat(as("vanphong")
                        .get("/organization/" + unit("MAU"))
                        .page()
                        .select("[data-test=registers]")
                        .attr("href"))
                .isEqualTo(address);

        addArea("Thôn Một", "MAU-CB01");
        addArea("Thôn Một", "MAU-CB01"); // a second click
        addArea("Thôn Hai", "MAU-CB02");
        addArea("Thôn Ba", "MAU-CB02");
        addArea("Xóm Mới", "");

        assertThat(figure("MAU", "O4", "2026-11")).isEqualTo("1 4 25,0 %");
        assertThat(figure("MAU", "O4", "2025-06")).as("before they began").isEmpty();
        assertThat(figure("MAU-CB01", "O4", "2026-11"))
                .as("a cell keeps no list")
                .isEmpty();
        var page = as("vanphong").get(address).page();
        assertThat(page.select("[data-test=whole]").text()).contains("1 trên 4 khu dân cư");
        assertThat(page.select("[data-test=area]").eachText())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("Thôn Một Chi bộ thôn Một (MAU-CB01) Chi bộ riêng 01/07/2025"))
                .anyMatch(line -> line.startsWith("Thôn Ba Chi bộ thôn Hai (MAU-CB02) Không tính riêng"))
                .anyMatch(line -> line.startsWith("Xóm Mới – 01/07/2025"));
        assertThat(page.text()).doesNotContain("organization.", "??");

        var end = link("area", "Thôn Ba");
        assertThat(as("vanphong").get(end).status()).isEqualTo(200);
        assertThat(as("vanphong")
                        .post(end + "/end", fields("to", "30/06/2025"))
                        .page()
                        .select("#to-error")
                        .text())
                .contains("từ 01/07/2025");
        assertThat(as("vanphong")
                        .post(end + "/end", fields("to", "14/11/2026"))
                        .page()
                        .select("#to")
                        .attr("value"))
                .isEqualTo("14/11/2026");
        for (var click = 1; click <= 2; click++) {
            assertThat(as("vanphong")
                            .post(end + "/end", fields("to", "01/10/2026"))
                            .status())
                    .isEqualTo(302);
        }
        assertThat(as("vanphong").post(end + "/end", fields("to", "02/10/2026")).status())
                .isEqualTo(422);

        assertThat(figure("MAU", "O4", "2026-11")).isEqualTo("2 3 66,7 %");
        assertThat(figure("MAU", "O4", "2026-09")).isEqualTo("1 4 25,0 %");
        assertThat(as("vanphong")
                        .get(address)
                        .page()
                        .select("[data-test=ended-area]")
                        .text())
                .contains("Thôn Ba", "01/07/2025 – 01/10/2026");
    }

    @Test
    void namesThatDifferByAMarkOnlyAreTwoAreas() {
        addArea("Thôn Đông", "MAU-CB01");
        addArea("Thôn Đồng", "MAU-CB01");

        assertThat(as("vanphong").get(address).page().select("[data-test=area]"))
                .hasSize(2);
        assertThat(figure("MAU", "O4", "2026-11")).isEqualTo("0 2 0,0 %");
    }

    @Test
    void aWeakCellCountsUntilItIsTakenOffTheList() {
        var cells = organizations.cellsUnder(unit("MAU"), TODAY).size();
        assertThat(figure("MAU", "O8", "2026-11")).isEqualTo("0 " + cells + " 0,0 %");

        listWeak("MAU-CB03", "01/03/2026");
        listWeak("MAU-CB03", "01/03/2026"); // a second click
        listWeak("MAU-CB04", "01/11/2026");
        listWeak("MAU-CB05", "13/11/2026");

        assertThat(figure("MAU", "O8", "2026-11")).startsWith("3 " + cells + " ");
        assertThat(figure("MAU", "O8", "2026-10")).startsWith("1 " + cells + " ");
        assertThat(figure("MAU-CB04", "O8", "2026-11")).isEqualTo("1 1 100,0 %");
        assertThat(figure("MAU-CB06", "O8", "2026-11")).isEqualTo("0 1 0,0 %");

        var removal = link("weak-cell", "MAU-CB03") + "/removal";
        var refused = as("vanphong").post(removal, fields("to", "28/02/2026", "basis", "20-KL/ĐU"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#to-error").text()).contains("từ 01/03/2026");
        assertThat(refused.page().select("#basis").attr("value")).isEqualTo("20-KL/ĐU");
        assertThat(as("vanphong")
                        .post(removal, fields("to", "10/11/2026", "basis", " "))
                        .page()
                        .select("#basis-error"))
                .hasSize(1);
        for (var click = 1; click <= 2; click++) {
            assertThat(as("vanphong")
                            .post(removal, fields("to", "10/11/2026", "basis", "20-KL/ĐU"))
                            .status())
                    .isEqualTo(302);
        }
        var mistake = link("weak-cell", "MAU-CB05") + "/removal";
        assertThat(as("vanphong")
                        .post(mistake, fields("to", "13/11/2026", "basis", "ghi nhầm"))
                        .status())
                .isEqualTo(302);

        assertThat(figure("MAU", "O8", "2026-11")).startsWith("1 " + cells + " ");
        assertThat(figure("MAU", "O8-removed", "2026-11"))
                .as("a mistake is no removal")
                .isEqualTo("1");
        assertThat(figure("MAU", "O8", "2026-10")).startsWith("1 " + cells + " ");
        assertThat(figure("MAU", "O8-removed", "2026-10")).isEqualTo("0");
        assertThat(figure("MAU-CB03", "O8-removed", "2026-11")).isEqualTo("1");
        assertThat(as("vanphong")
                        .get(address)
                        .page()
                        .select("[data-test=removed-cell]")
                        .eachText())
                .hasSize(2)
                .anyMatch(line -> line.contains("(MAU-CB03) 01/03/2026 – 10/11/2026; 12-KL/ĐU; 20-KL/ĐU"));
    }

    @Test
    void wrongInputStaysInTheFormWithTheReasonBesideTheField() {
        var refused = post(
                "/areas",
                area(
                        "name",
                        "Thôn “Mới”",
                        "from",
                        "31/02/2026",
                        "cell",
                        UUID.randomUUID().toString()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#from-error").text()).contains("Nhập ngày theo dạng");
        assertThat(refused.page().select("#from").attr("value")).isEqualTo("31/02/2026");
        assertThat(refused.page().select("#cell-error")).hasSize(1);
        assertThat(refused.page().select("#name").attr("value")).isEqualTo("Thôn “Mới”");
        assertThat(refused.page().select("#weakCell-error, #listedOn-error, #basis-error"))
                .isEmpty();
        var ahead = post("/areas", area("from", "14/11/2026"));
        assertThat(ahead.page().select("#from-error").text()).contains("đến hôm nay");
        assertThat(ahead.page().select("#cell option[selected]").attr("value"))
                .isEqualTo(unit("MAU-CB01").toString());
        assertThat(post("/areas", area("name", "\u3000")).page().select("#name-error"))
                .as("a blank of another script")
                .hasSize(1);
        assertThat(post("/areas", area("name", " ")).page().select("#name-error"))
                .hasSize(1);
        addArea("Thôn Một", "MAU-CB01");
        assertThat(post("/areas", area("name", "thôn  một", "from", "01/01/2026"))
                        .page()
                        .select("#name-error")
                        .text())
                .contains("đã có trong danh sách từ 01/07/2025");

        refused = post("/weak-cells", fields("weakCell", "", "listedOn", "01/06/2025", "basis", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#weakCell-error, #basis-error")).hasSize(2);
        assertThat(refused.page().select("#listedOn").attr("value")).isEqualTo("01/06/2025");
        assertThat(post("/weak-cells", weak("MAU-CB03", "01/06/2025"))
                        .page()
                        .select("#listedOn-error")
                        .text())
                .contains("chỉ hoạt động từ 01/07/2025");
        listWeak("MAU-CB03", "01/03/2026");
        refused = post("/weak-cells", weak("MAU-CB03", "01/04/2026"));
        assertThat(refused.page().select("#weakCell-error").text()).contains("từ 01/03/2026");
        assertThat(refused.page().select("#weakCell option[selected]").attr("value"))
                .isEqualTo(unit("MAU-CB03").toString());
    }

    @Test
    void onlyTheOfficeOfTheUnitWritesAndAProvinceSeesTheSums() {
        var province = addUnit("REG", "PROVINCE", null);
        var commune = addUnit("REG-X", "COMMUNE", province);
        addUnit("REG-CB01", "CELL", commune);
        addAccount("vanphong.reg", "REG-CB01", "COMMITTEE_OFFICE", "REG");
        var neighbour = Client.signedIn(base(), "vanphong.reg");
        listWeak("MAU-CB03", "01/03/2026");
        var entry = link("weak-cell", "MAU-CB03");
        for (var person : List.of(neighbour, as("bithu.cb03"), as("bithu.danguy"), as("giamsat"))) {
            assertThat(person.get(address).status()).isEqualTo(403);
            assertThat(person.post(address + "/areas", area()).status()).isEqualTo(403);
            assertThat(person.post(address + "/weak-cells", weak("MAU-CB02", "01/03/2026"))
                            .status())
                    .isEqualTo(403);
            assertThat(person.get(entry).status()).isEqualTo(403);
            assertThat(person.post(entry + "/removal", fields("to", "01/11/2026", "basis", "x"))
                            .status())
                    .isEqualTo(403);
        }
        var theirs = "/organization/" + commune + "/registers";
        assertThat(neighbour
                        .post(theirs + "/weak-cells", weak("MAU-CB02", "01/03/2026"))
                        .page()
                        .select("#weakCell-error"))
                .as("a cell of others")
                .hasSize(1);
        assertThat(neighbour.get(entry.replace(address, theirs)).status()).isEqualTo(404);
        assertThat(neighbour
                        .post(theirs + "/areas", area("cell", unit("REG-CB01").toString()))
                        .status())
                .isEqualTo(302);
        assertThat(neighbour
                        .post(theirs + "/weak-cells", weak("REG-CB01", "01/03/2026"))
                        .status())
                .isEqualTo(302);

        var above = "/organization/" + province + "/registers";
        var page = neighbour.get(above).page();
        assertThat(page.select("[data-test=whole]").text()).contains("1 trên 1 khu dân cư", "1 chi bộ yếu kém");
        assertThat(page.select("[data-unit=REG-X] td").eachText()).containsExactly("REG-X", "1", "1", "1");
        assertThat(page.select("main form[action*=registers]")).isEmpty();
        assertThat(neighbour.post(above + "/areas", area()).status()).isEqualTo(404);
    }

    private UUID addUnit(String code, String type, UUID parent) {
        var id = UUID.randomUUID();
        jdbc.sql("insert into organization.unit (id, code, name, name_folded, valid_from)"
                        + " values (?, ?, ?, lower(?), date '2025-07-01')")
                .params(id, code, code, code)
                .update();
        jdbc.sql("insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)"
                        + " values (?, ?, ?, ?, date '2025-07-01')")
                .params(UUID.randomUUID(), id, type, parent)
                .update();
        return id;
    }

    private void addArea(String name, String cell) {
        var answer = post(
                "/areas",
                area("name", name, "cell", cell.isEmpty() ? "" : unit(cell).toString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
    }

    private void listWeak(String cell, String day) {
        var answer = post("/weak-cells", weak(cell, day));
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
    }

    private Client.Answer post(String part, Map<String, String> fields) {
        return as("vanphong").post(address + part, fields);
    }

    private Map<String, String> area(String... namesAndValues) {
        var fields = new HashMap<>(
                fields("name", "Thôn Một", "cell", unit("MAU-CB01").toString(), "from", "01/07/2025"));
        fields.putAll(fields(namesAndValues));
        return fields;
    }

    private Map<String, String> weak(String cell, String day) {
        return fields("weakCell", unit(cell).toString(), "listedOn", day, "basis", "12-KL/ĐU");
    }

    /** Where the line of the list that holds the text leads. */
    private String link(String list, String text) {
        return as("vanphong")
                .get(address)
                .page()
                .select("[data-test=" + list + "]:contains(" + text + ") a")
                .attr("href");
    }

    private String figure(String unit, String kpi, String month) {
        Element page = as("giamsat")
                .get("/kpi/" + unit(unit) + "?from=" + month + "&to=" + month)
                .page();
        return String.join(
                " ",
                page.select("tr[data-kpi=" + kpi + "] td:not([data-test=target])").eachText().stream()
                        .filter(text -> !text.isBlank())
                        .toList());
    }
}
