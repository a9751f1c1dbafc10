package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.encode;
import static vn.chibo.requests.Client.fields;
import static vn.chibo.requests.Sourcing.course;
import static vn.chibo.requests.Sourcing.id;
import static vn.chibo.requests.Sourcing.person;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.chibo.requests.Client.Answer;

/** Plan, prospective list, courses and the cells that need a push, over HTTP as people of the sample commune use them. */
class SourcingIT extends WholeCommune {

    private static final String CELL = "MAU-CB10";

    @BeforeEach
    void clear() {
        jdbc.sql("truncate admission.admission_case cascade").update();
        jdbc.sql("delete from admission.course_place").update();
        jdbc.sql("delete from admission.course").update();
        jdbc.sql("delete from admission.prospect").update();
        jdbc.sql("delete from admission.source_plan").update();
        jdbc.sql("delete from inbox.draft").update();
    }

    @Test
    void aCellListsAPersonAndEverybodyEntitledFindsThemWithOrWithoutAccents() {
        var secretary = as("bithu.cb10");
        var member = members(CELL).getFirst();
        var form = person("  Đặng  Thị Ươm ");
        form.put("helper1", member.toString());
        form.put("religion", "Công giáo");

        var prospect = id(secretary.post(list(CELL) + "/prospects", form));

        var page = secretary.get("/admission/prospects/" + prospect);
        assertThat(page.text())
                .contains("Đặng Thị Ươm", "Trong danh sách", "Nữ", "05/11/2001", "Công giáo", "05-NQ/CB");
        assertThat(page.page().select("[data-test=helper]")).hasSize(1);
        for (var who : List.of("bithu.cb10", "vanphong", "giamsat")) {
            assertThat(names(as(who).get("/admission?q=" + encode("đặng thị ươm"))))
                    .containsExactly("Đặng Thị Ươm");
            assertThat(names(as(who).get("/admission?q=dang+thi+uom"))).containsExactly("Đặng Thị Ươm");
        }
        assertThat(names(as("vanphong").get("/admission?q=khong+co+ai"))).isEmpty();
        assertThat(names(as("vanphong").get("/admission?q=%25"))).isEmpty();
    }

    @Test
    void aNeighbourSeesNothingByPageSearchCounterExportOrForm() throws IOException {
        var prospect = id(as("bithu.cb10").post(list(CELL) + "/prospects", person("Đặng Thị Ươm")));
        var neighbour = as("bithu.cb11");

        assertThat(neighbour.get("/admission/prospects/" + prospect).status()).isEqualTo(403);
        assertThat(neighbour.get(list(CELL)).status()).isEqualTo(403);
        assertThat(neighbour
                        .get("/admission/units/" + unit(CELL) + "/plans/2026")
                        .status())
                .isEqualTo(403);
        assertThat(neighbour
                        .post("/admission/prospects/" + prospect, person("Tên Khác"))
                        .status())
                .isEqualTo(403);
        assertThat(names(neighbour.get("/admission?q=dang+thi+uom"))).isEmpty();
        assertThat(count(neighbour.get("/admission"), "LISTED")).isZero();
        assertThat(count(as("vanphong").get("/admission"), "LISTED")).isEqualTo(1);
        assertThat(neighbour.get("/admission/plans").text()).doesNotContain("tổ dân phố 2");
        assertThat(neighbour.get("/admission/gaps").page().select("[data-cell=" + CELL + "]"))
                .isEmpty();
        assertThat(rows("bithu.cb11")).hasSize(1);
        assertThat(rows("bithu.cb10")).hasSize(2);
        assertThat(as("quantri").get("/admission").status()).isEqualTo(403);
        assertThat(as("dangvien.cb02").get("/admission").status()).isEqualTo(403);
        assertThat(as("dangvien.cb02").get("/admission/prospects.xlsx").status())
                .isEqualTo(403);
    }

    @Test
    void whatIsWrongStandsBesideTheFieldAndNothingTypedIsLost() {
        var secretary = as("bithu.cb10");
        var form = person("Đặng Thị Ươm");
        form.put("birthDate", "31/02/2001");
        form.put("sex", "");
        form.put("religion", "Phật giáo <b>");
        form.put("resolutionNumber", "");

        var answer = secretary.post(list(CELL) + "/prospects", form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("#birthDate-error").text()).contains("Nhập ngày theo dạng");
        assertThat(answer.page().select("#sex-error, #resolutionNumber-error")).hasSize(2);
        assertThat(answer.page().select("#fullName").val()).isEqualTo("Đặng Thị Ươm");
        assertThat(answer.page().select("#birthDate").val()).isEqualTo("31/02/2001");
        assertThat(answer.page().select("#religion").val()).isEqualTo("Phật giáo <b>");
        assertThat(answer.page().select("#sector option[selected]").val()).isEqualTo("FARMER");
        assertThat(answer.page().select("#unionMember").hasAttr("checked")).isTrue();
        assertThat(answer.page().select("#ethnicMinority").hasAttr("checked")).isFalse();
        refused(secretary, "birthDate", "01/01/2020");
        refused(secretary, "watchSince", "14/11/2026");
        refused(secretary, "resolutionDate", "14/11/2026");
        refused(secretary, "helper1", members("MAU-CB11").getFirst().toString());
        assertThat(names(secretary.get("/admission"))).isEmpty();
    }

    @Test
    void aPersonIsListedOnceAndChangesOfOthersAreNotOverwritten() {
        var secretary = as("bithu.cb10");
        var prospect = id(secretary.post(list(CELL) + "/prospects", person("Đặng Thị Ươm")));
        assertThat(secretary
                        .post(list(CELL) + "/prospects", person("ĐẶNG thị ươm"))
                        .page()
                        .select("#fullName-error")
                        .text())
                .contains("đã có người cùng tên");
        var changed = person("Đặng Thị Ươm");
        changed.put("sector", "TEACHER");

        assertThat(secretary.post("/admission/prospects/" + prospect, changed).status())
                .isEqualTo(302);
        changed.put("sector", "WORKER");
        var late = as("phobithu.cb10").post("/admission/prospects/" + prospect, changed);

        assertThat(late.status()).isEqualTo(422);
        assertThat(late.text()).contains("Người khác vừa sửa");
        assertThat(late.page().select("#sector option[selected]").val()).isEqualTo("WORKER");
        assertThat(secretary.get("/admission/prospects/" + prospect).text()).contains("Giáo viên");
    }

    @Test
    void whoIsTakenOffTheListIsFoundByThatStateOnlyAndCanComeBack() {
        var secretary = as("bithu.cb10");
        var prospect = "/admission/prospects/" + id(secretary.post(list(CELL) + "/prospects", person("Đặng Thị Ươm")));

        assertThat(secretary.post(prospect + "/removal", fields("reason", " ")).status())
                .isEqualTo(422);
        assertThat(secretary
                        .post(prospect + "/removal", fields("reason", "Chuyển đi nơi khác"))
                        .status())
                .isEqualTo(302);

        assertThat(names(secretary.get("/admission"))).isEmpty();
        assertThat(names(secretary.get("/admission?state=REMOVED"))).containsExactly("Đặng Thị Ươm");
        assertThat(secretary.get(prospect).text()).contains("Chuyển đi nơi khác");
        assertThat(secretary.post(prospect + "/restoration", fields()).status()).isEqualTo(302);
        assertThat(names(secretary.get("/admission"))).containsExactly("Đặng Thị Ươm");
    }

    @Test
    void aCaseIsOpenedOnceForWhomHasTheCertificate() {
        var secretary = as("bithu.cb10");
        var prospect = id(secretary.post(list(CELL) + "/prospects", person("Đặng Thị Ươm")));
        var address = "/admission/prospects/" + prospect + "/case";
        var sponsor = members(CELL).getFirst().toString();
        var form = fields("sponsor", sponsor, "togetherSince", "01/03/2024");
        assertThat(secretary.post(address, form).text()).contains("Chưa có giấy chứng nhận");
        var course = id(as("vanphong").post("/admission/courses", course(unit("MAU") + "", "16-QĐ/ĐU")));
        as("vanphong").post("/admission/courses/" + course + "/places", fields("prospect", prospect));
        assertThat(secretary.post(address, form).status()).isEqualTo(422);

        var theCase = Sourcing.openCase(this, CELL, course, prospect);

        assertThat(secretary.get(theCase).status()).isEqualTo(200);
        assertThat(as("bithu.cb11").get(theCase).status()).isEqualTo(403);
        assertThat(as("bithu.cb11").get(address).status()).isEqualTo(403);
        assertThat(secretary.post(address, form).location()).as("sent twice").endsWith(theCase);
        assertThat(secretary.get(address).location())
                .as("the link from the list")
                .endsWith(theCase);
    }

    @Test
    void whatIsWrongWithTheSponsorsStandsBesideTheFieldAndNothingChosenIsLost() {
        var secretary = as("bithu.cb10");
        var prospect = id(secretary.post(list(CELL) + "/prospects", person("Đặng Thị Ươm")));
        var sponsor = members(CELL).getFirst().toString();

        var answer = secretary.post(
                "/admission/prospects/" + prospect + "/case",
                fields("sponsor", sponsor, "togetherSince", "31/02/2024", "secondSponsor", sponsor));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("#togetherSince-error, #secondSponsor-error, #secondTogetherSince-error"))
                .hasSize(3);
        assertThat(answer.page().select("#togetherSince").val()).isEqualTo("31/02/2024");
        assertThat(answer.page().select("#sponsor option[selected]").val()).isEqualTo(sponsor);
    }

    @Test
    void aCourseEndsInACertificateWithItsLastDayAndItsWarnings() {
        var secretary = as("bithu.cb10");
        var office = as("vanphong");
        var prospect = id(secretary.post(list(CELL) + "/prospects", person("Đặng Thị Ươm")));
        var other = id(secretary.post(list(CELL) + "/prospects", person("Bùi Văn Ươm")));
        var course =
                "/admission/courses/" + id(office.post("/admission/courses", course(unit("MAU") + "", "15-QĐ/ĐU")));
        assertThat(office.post("/admission/courses", course(unit("MAU") + "", "15-QĐ/ĐU"))
                        .location())
                .as("sent twice")
                .endsWith(course);

        assertThat(office.post(course + "/places", fields()).status()).isEqualTo(422);
        office.post(course + "/places", fields("prospect", prospect));
        office.post(course + "/places", fields("prospect", other));
        assertThat(names(office.get("/admission?state=ON_COURSE"))).containsExactly("Bùi Văn Ươm", "Đặng Thị Ươm");
        assertThat(office.post(
                                course + "/places/" + prospect + "/certificate",
                                fields("number", "", "issuedOn", "11/10/2026"))
                        .page()
                        .select("#number-error"))
                .hasSize(1);
        assertThat(office.post(
                                course + "/places/" + prospect + "/certificate",
                                fields("number", "7", "issuedOn", "11/10/2026"))
                        .page()
                        .select("#issuedOn-error")
                        .text())
                .contains("khai giảng");
        assertThat(office.post(
                                course + "/places/" + prospect + "/certificate",
                                fields("number", "007", "issuedOn", "20/10/2026"))
                        .status())
                .isEqualTo(302);
        office.post(course + "/places/" + other + "/failure", fields());

        assertThat(secretary.get("/admission/prospects/" + prospect).text())
                .contains("Có giấy chứng nhận", "số 007", "Giá trị đến hết 20/10/2031");
        assertThat(names(office.get("/admission?state=LISTED"))).containsExactly("Bùi Văn Ươm");
        assertThat(secretary.get("/admission/prospects/" + other).text()).contains("không hoàn thành lớp");
        assertThat(secretary.get(course).status()).isEqualTo(403);
        issued("2022-05-13");
        assertThat(warnings(office)).containsExactly("Còn không quá 6 tháng");
        issued("2022-05-14");
        assertThat(warnings(office)).isEmpty();
        issued("2022-02-13");
        assertThat(warnings(office)).containsExactly("Còn không quá 3 tháng");
        issued("2021-12-13");
        assertThat(warnings(office)).containsExactly("Còn không quá 1 tháng");
        issued("2021-11-13");
        assertThat(warnings(office)).containsExactly("Còn không quá 1 tháng");
        issued("2021-11-12");
        assertThat(names(office.get("/admission?state=CERTIFICATE_EXPIRED"))).containsExactly("Đặng Thị Ươm");
        assertThat(office.get("/admission").page().select("[data-test=expiring] [data-state=CERTIFICATE_EXPIRED]"))
                .hasSize(1);
        assertThat(office.get(course).page().select("[data-test=candidate]"))
                .as("one may not be sent to the same course again")
                .isEmpty();
    }

    @Test
    void aCommitteeSendsOnlyItsOwnPeople() {
        addCommune("NGUON", "NGUON-CB01");
        addAccount("vanphong.nguon", "NGUON-CB01", "COMMITTEE_OFFICE", "NGUON");
        var prospect = id(as("bithu.cb10").post(list(CELL) + "/prospects", person("Đặng Thị Ươm")));
        var stranger = as("vanphong.nguon");
        var course =
                "/admission/courses/" + id(stranger.post("/admission/courses", course(unit("NGUON") + "", "1-QĐ/ĐU")));

        assertThat(stranger.post(course + "/places", fields("prospect", prospect))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("/admission/courses", course(unit("MAU") + "", "2-QĐ/ĐU"))
                        .status())
                .isEqualTo(403);
        assertThat(as("vanphong").get(course).status()).isEqualTo(403);
        assertThat(names(stranger.get("/admission"))).isEmpty();
    }

    @Test
    void aPlanIsWrittenByTheCellApprovedByTheCommitteeAndApprovedAgainAfterAChange() {
        var secretary = as("bithu.cb10");
        var office = as("vanphong");
        var address = "/admission/units/" + unit(CELL) + "/plans/2026";
        var plan = fields(
                "total",
                "3",
                "women",
                "4",
                "minority",
                "0",
                "youth",
                "2",
                "localMembers",
                "0",
                "reference",
                "02-NQ/CB",
                "version",
                "-1");
        assertThat(secretary.post(address, plan).page().select("#women-error")).hasSize(1);
        plan.put("women", "hai");
        assertThat(secretary.post(address, plan).page().select("#women").val()).isEqualTo("hai");
        plan.put("women", "2");

        assertThat(secretary.post(address, plan).status()).isEqualTo(302);
        assertThat(secretary.post(address, plan).status()).as("sent twice").isEqualTo(302);
        assertThat(secretary
                        .post(address + "/approval", fields("number", "9-TB/ĐU", "version", "0"))
                        .status())
                .isEqualTo(403);
        assertThat(office.post(address + "/approval", fields("number", "", "version", "0"))
                        .status())
                .isEqualTo(422);
        assertThat(office.post(address + "/approval", fields("number", "9-TB/ĐU", "version", "0"))
                        .status())
                .isEqualTo(302);
        assertThat(secretary.get(address).text()).contains("Đã duyệt", "9-TB/ĐU");
        plan.put("version", "1");
        plan.put("total", "4");
        assertThat(secretary.post(address, plan).status()).isEqualTo(302);
        assertThat(secretary.get(address).text()).contains("Chờ duyệt").doesNotContain("9-TB/ĐU");
        assertThat(office.post(address + "/approval", fields("number", "9-TB/ĐU", "version", "1"))
                        .status())
                .as("of what it was before the change")
                .isEqualTo(422);

        var table = office.get("/admission/plans?year=2026");
        assertThat(table.page().select("[data-test=summary]").text())
                .contains("chỉ tiêu 4 (nữ 2, dân tộc thiểu số 0, thanh niên 2)", "22 chi bộ chưa có kế hoạch");
        assertThat(office.post(
                                "/admission/units/" + unit("MAU") + "/plans/2026",
                                fields(
                                        "total",
                                        "30",
                                        "women",
                                        "12",
                                        "minority",
                                        "5",
                                        "youth",
                                        "20",
                                        "reference",
                                        "03-KH/ĐU",
                                        "version",
                                        "-1"))
                        .status())
                .isEqualTo(302);
        assertThat(office.get("/admission/plans?year=2026")
                        .page()
                        .select("[data-test=committees]")
                        .text())
                .contains("30", "12");
        assertThat(office.get("/admission/gaps")
                        .page()
                        .select("[data-test=no-local]")
                        .eachAttr("data-cell"))
                .containsExactly(CELL);
        assertThat(office.get("/admission/units/" + unit(CELL) + "/plans/1999").status())
                .isEqualTo(404);
    }

    @Test
    void aCellLongWithoutAdmissionIsNamedByTheRegister() {
        addCommune("KHO", "KHO-CB01");
        addAccount("vanphong.kho", "KHO-CB01", "COMMITTEE_OFFICE", "KHO");
        assertThat(dry()).contains("chưa có ngày kết nạp nào trong sổ");
        join("KHO-CB01", "2001-02-03", "2025-07-01");
        assertThat(dry()).as("a member from the cell's first day").contains("lần gần nhất 03/02/2001");

        join("KHO-CB01", "2024-03-03", "2026-01-05");
        assertThat(dry()).as("who was admitted elsewhere changes nothing").contains("lần gần nhất 03/02/2001");
        join("KHO-CB01", "2021-11-13", "2021-11-13");
        assertThat(dry()).as("five years to the day").contains("lần gần nhất 13/11/2021");
        join("KHO-CB01", "2021-11-14", "2021-11-14");
        assertThat(dry()).as("a day less than five years").isEmpty();
    }

    @Test
    void theWorkbookHoldsRealDatesAndTexts() throws IOException {
        var form = person("=HYPERLINK(\"http://x\")");
        form.put("resolutionNumber", "007");
        as("bithu.cb10").post(list(CELL) + "/prospects", form);

        var rows = rows("vanphong");

        assertThat(rows).hasSize(2);
        var line = rows.get(1);
        assertThat(line.getCell(0).getStringCellValue()).isEqualTo(CELL);
        assertThat(line.getCell(2).getCellType()).isEqualTo(CellType.STRING);
        assertThat(line.getCell(2).getStringCellValue()).startsWith("=HYPERLINK");
        assertThat(DateUtil.isCellDateFormatted(line.getCell(4))).isTrue();
        assertThat(line.getCell(4).getLocalDateTimeCellValue().toLocalDate()).isEqualTo(LocalDate.of(2001, 11, 5));
        assertThat(line.getCell(14).getCellType()).isEqualTo(CellType.STRING);
        assertThat(line.getCell(14).getStringCellValue()).isEqualTo("007");
        assertThat(line.getCell(17).getStringCellValue()).isEqualTo("Trong danh sách");
    }

    @Test
    void everyPageSpeaksBothLanguages() {
        var sourcing = new Sourcing(this, CELL);
        var office = as("vanphong");
        for (var path : List.of(
                "/admission",
                "/admission/gaps",
                "/admission/plans",
                "/admission/courses",
                "/admission/courses/new",
                "/admission/courses/" + sourcing.course(),
                "/admission/courses/" + sourcing.course() + "/places/" + sourcing.prospect(),
                "/admission/prospects/" + sourcing.prospect(),
                list(CELL),
                "/admission/units/" + unit(CELL) + "/plans/2026")) {
            for (var language : List.of("en", "vi")) {
                var page = office.get(path + "?lang=" + language);
                assertThat(page.status()).as(path + page.text()).isEqualTo(200);
                assertThat(page.body()).doesNotContain("??");
            }
        }
        for (var language : List.of("en", "vi")) {
            var page = as("bithu.cb10").get("/admission/prospects/" + sourcing.prospect() + "/edit?lang=" + language);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("??");
        }
    }

    private void refused(Client secretary, String field, String value) {
        var form = person("Đặng Thị Ươm");
        form.put(field, value);
        var answer = secretary.post(list(CELL) + "/prospects", form);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("#" + field + "-error")).as(field).hasSize(1);
    }

    private void issued(String day) {
        jdbc.sql("update admission.course_place set issued_on = cast(? as date) where result = 'CERTIFIED'")
                .param(day)
                .update();
    }

    private static List<String> warnings(Client office) {
        return office.get("/admission")
                .page()
                .select("[data-test=expiring] [data-test=warning]")
                .eachText();
    }

    /** What the page says of the one cell of that commune. */
    private String dry() {
        return as("vanphong.kho")
                .get("/admission/gaps")
                .page()
                .select("[data-cell=KHO-CB01]")
                .text();
    }

    private void join(String cell, String admitted, String joined) {
        var member = UUID.randomUUID();
        jdbc.sql("""
            insert into organization.member (id, code, full_name, name_folded, birth_date, admitted_on)
            values (?, ?, 'Tên Riêng', 'ten rieng', date '1999-01-01', cast(? as date))\
            """)
                .params(member, "DV-" + member.toString().substring(0, 8).toUpperCase(), admitted)
                .update();
        jdbc.sql("""
            insert into organization.membership (id, member_id, cell_id, state, joined_on, valid_from)
            values (?, ?, ?, 'PROBATIONARY', cast(? as date), cast(? as date))\
            """)
                .params(UUID.randomUUID(), member, unit(cell).value(), joined, joined)
                .update();
    }

    private String list(String cell) {
        return "/admission/cells/" + unit(cell);
    }

    private static List<String> names(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.page()
                .select("[data-test=prospects] [data-test=prospect]")
                .eachAttr("data-name");
    }

    private static int count(Answer answer, String state) {
        return Integer.parseInt(answer.page()
                .select("[data-test=count][data-state=" + state + "]")
                .attr("data-count"));
    }

    /** Head and lines of the export. */
    private List<Row> rows(String account) throws IOException {
        var answer = as(account).download("/admission/prospects.xlsx");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(answer))) {
            var rows = new ArrayList<Row>();
            workbook.getSheetAt(0).forEach(rows::add);
            return rows;
        }
    }
}
