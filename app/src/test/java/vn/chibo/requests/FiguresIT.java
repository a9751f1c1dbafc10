package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Figures of a generated register of five years, entered through the product's own import: 1,035 admissions, 539 of them
 * of an ethnic minority, 600 of the Youth Union, 46 cells long without, of which 39 admitted 79. What comes out is what
 * was published (check table of {@code domain/kpis.md}, rows 9 to 13).
 */
class FiguresIT extends WholeCommune {

    private static final int ADMISSIONS = 1_035;
    private static final int MINORITY = 539;
    private static final int UNION = 600;
    private static final int DRY = 46;
    private static final int RECOVERED = 39;
    private static final int IN_RECOVERED = 79;
    private static final int CELLS = 150;
    private static final int COMMUNES = 3;
    private static final String PERIOD = "from=01/01/2016&to=31/12/2020";

    @Autowired
    private JdbcTemplate template;

    private UUID province;

    /** Their accounts are made anew for each test. */
    private final Map<String, Client> signedIn = new HashMap<>();

    /** A province of three communes with fifty cells each; the cells from number 0 on are the dry ones. */
    @BeforeEach
    void province() {
        remove();
        province = addUnit("TS", "PROVINCE", null);
        var communes = IntStream.range(0, COMMUNES)
                .mapToObj(number -> addUnit("TS-X" + number, "COMMUNE", province))
                .toList();
        for (var number = 0; number < CELLS; number++) {
            var cell = addUnit(cell(number), "CELL", communes.get(number % COMMUNES));
            addMember(cell, number, number < DRY ? "2009-05-05" : "2013-03-03");
        }
        addAccount("tochuc.ts", cell(0), "ORG_DEPARTMENT", "TS");
        addAccount("bithu.ts", cell(60), "CELL_SECRETARY", cell(60));
    }

    @AfterEach
    void remove() {
        for (var statement : List.of(
                "delete from admission.case_opening where case_id in"
                        + " (select id from admission.admission_case where cell_code like 'TS-%')",
                "delete from admission.admission_case where cell_code like 'TS-%'",
                "delete from admission.prospect where cell_id in (select id from organization.unit where code like 'TS%')",
                "delete from cases.history_line where case_id in (select c.id from cases.case_file c"
                        + " join organization.unit u on u.id = c.unit_id where u.code like 'TS%')",
                "delete from cases.case_file where unit_id in (select id from organization.unit where code like 'TS%')",
                "delete from identity.account where username like '%.ts'",
                "delete from organization.office_term where unit_id in"
                        + " (select id from organization.unit where code like 'TS%')",
                "delete from organization.membership where cell_id in"
                        + " (select id from organization.unit where code like 'TS%')",
                "delete from organization.member where code like 'TS-%' or code like 'DV-%-TS'",
                "delete from organization.unit_placement where unit_id in"
                        + " (select id from organization.unit where code like 'TS%')",
                "delete from organization.unit where code like 'TS%'")) {
            jdbc.sql(statement).update();
        }
    }

    @Test
    void aRegisterOfFiveYearsGivesTheFiguresThatWerePublished() throws IOException {
        var people = people();
        var entered = in("tochuc.ts").upload("/admission/imports", workbook(people));
        assertThat(entered.status()).as(entered.text()).isEqualTo(302);

        var page = in("tochuc.ts")
                .get("/admission/figures?unit=" + province + "&" + PERIOD)
                .page();

        assertThat(figure(page, "D1")).startsWith("1035");
        assertThat(figure(page, "D2")).isEqualTo("539 1035 52,1");
        assertThat(figure(page, "D3")).isEqualTo("600 1035 58,0");
        assertThat(figure(page, "D7")).startsWith("46");
        assertThat(figure(page, "D8")).isEqualTo("39 46 84,8");
        assertThat(figure(page, "D9")).startsWith("79");
        assertThat(figure(page, "D4-women"))
                .isEqualTo(count("p.sex = 'FEMALE'") + " 1035 " + percent(count("p.sex = 'FEMALE'"), ADMISSIONS));
        // 150 members whom the register knows at the start of 2016
        assertThat(figure(page, "D6")).isEqualTo("1035 150 690,0");
        assertThat(figure(page, "D15-official")).startsWith(official(people) + " ");
        assertThat(page.select("[data-test=dry-cell]")).hasSize(DRY);
        assertThat(page.text()).doesNotContain("admission.", "??");

        var children = page.select("[data-test=child]");
        assertThat(children).hasSize(COMMUNES);
        for (var child : children) {
            var code = child.attr("data-unit");
            for (var column : Map.of("admissions", "true", "minority", "p.ethnic_minority", "union", "p.union_member")
                    .entrySet()) {
                assertThat(child.select("[data-test=" + column.getKey() + "]").text())
                        .as(code + " " + column.getKey())
                        .isEqualTo(count(column.getValue() + " and exists (select 1 from organization.unit_placement s"
                                        + " join organization.unit u on u.id = s.parent_id"
                                        + " where s.unit_id = a.ceremony_cell_id and u.code = '" + code + "')")
                                + "");
            }
        }
        var year = in("tochuc.ts")
                .get("/admission/figures?unit=" + province + "&from=01/01/2018&to=31/12/2018")
                .page();
        assertThat(figure(year, "D1")).isEqualTo(count("extract(year from a.ceremony_on) = 2018") + "");

        var rows = rows(in("tochuc.ts").download("/admission/figures/register.xlsx?unit=" + province + "&" + PERIOD));
        assertThat(rows).hasSize(ADMISSIONS + 1);
        assertThat(rows.get(1).getCell(4).getCellStyle().getDataFormatString()).isEqualTo("dd/mm/yyyy");
        assertThat(rows.get(1).getCell(9).getStringCellValue()).startsWith("0");

        var again = in("tochuc.ts").upload("/admission/imports", workbook(people));
        assertThat(again.status()).isEqualTo(302);
        assertThat(in("tochuc.ts").get("/admission/imports").text()).contains("Đã nhập 0 người; 1.035 người đã có");
        assertThat(count("true")).isEqualTo(ADMISSIONS);
        var some = jdbc.sql("select id from admission.admission_case where cell_code = ? limit 1")
                .param(cell(60))
                .query(UUID.class)
                .single();
        var casePage = in("tochuc.ts").get("/admission/cases/" + some);
        assertThat(casePage.status()).isEqualTo(200);
        assertThat(casePage.text()).contains("Nhập từ sổ kết nạp").doesNotContain("admission.");

        neighboursSeeNothing(some);
    }

    @Test
    void aCellWithARuleOfItsOwnGoesByIt() {
        var figures = "/admission/figures?unit=" + province + "&" + PERIOD;
        assertThat(figure(in("tochuc.ts").get(figures).page(), "D7")).isEqualTo("" + DRY);

        jdbc.sql("""
                        insert into policy.parameter_value
                            (parameter, unit_id, effective_from, value, source, entered_by, entered_at)
                        values ('sourcing.noAdmissionYears', ?, date '2010-01-01', '7', 'NQ 01', gen_random_uuid(), now())""").param(unit(cell(0)).value()).update();

        assertThat(figure(in("tochuc.ts").get(figures).page(), "D7")).isEqualTo("" + (DRY - 1));
    }

    /** Not by key, page, export, counter or search. */
    private void neighboursSeeNothing(UUID some) throws IOException {
        for (var neighbour : List.of("vanphong", "bithu.cb02")) {
            assertThat(as(neighbour).get("/admission/figures?unit=" + province).status())
                    .isEqualTo(403);
            assertThat(as(neighbour)
                            .get("/admission/figures/register.xlsx?unit=" + province)
                            .status())
                    .isEqualTo(403);
            assertThat(as(neighbour).get("/admission/cases/" + some).status()).isEqualTo(403);
            var own = as(neighbour).get("/admission/figures?" + PERIOD).page();
            assertThat(figure(own, "D1")).isEqualTo("0");
            assertThat(rows(as(neighbour).download("/admission/figures/register.xlsx?" + PERIOD)))
                    .hasSize(1);
            assertThat(as(neighbour)
                            .get("/admission?q=Mau&state=ADMITTED")
                            .page()
                            .select("[data-test=prospect]"))
                    .isEmpty();
        }
        var secretary = in("bithu.ts").get("/admission/figures?" + PERIOD).page();
        assertThat(figure(secretary, "D1")).isEqualTo(count("a.cell_code = '" + cell(60) + "'") + "");
        assertThat(rows(in("bithu.ts").download("/admission/figures/register.xlsx?" + PERIOD)))
                .hasSize(count("a.cell_code = '" + cell(60) + "'") + 1);
    }

    @Test
    void aWorkbookWithErrorsEntersNothingAndSaysWhereTheyAre() {
        var people = new ArrayList<>(people().subList(0, 8));
        people.set(0, people.get(0).with(0, "MAU-CB01"));
        people.set(1, people.get(1).with(3, "31/02/1990"));
        people.set(2, people.get(2).with(16, null));
        people.set(3, people.get(3).with(15, LocalDate.of(2030, 1, 1)));
        people.set(4, people.get(4).with(2, "Không rõ"));
        people.set(5, people.get(5).with(1, " "));
        people.set(7, people.get(6));

        var answer = in("tochuc.ts").upload("/admission/imports", workbook(people));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("[data-test=problem]").eachText())
                .contains(
                        "Dòng 3, cột Ngày sinh: “31/02/1990” không phải là ngày (dd/mm/yyyy).",
                        "Dòng 6, cột Giới tính: “Không rõ” không có trong danh sách: Nam, Nữ.",
                        "Dòng 7, cột Họ và tên: phải điền.")
                .anyMatch(text -> text.startsWith("Dòng 2, cột Mã chi bộ: không có chi bộ MAU-CB01"))
                .anyMatch(text -> text.startsWith("Dòng 4, cột Ngày chính thức: phải có ngày chính thức"))
                .anyMatch(text -> text.equals("Dòng 5, cột Ngày kết nạp: chưa đến ngày này."))
                .anyMatch(text -> text.equals("Dòng 9, cột Họ và tên: người này có hai dòng trong tệp."));
        assertThat(count("true")).isZero();
        for (var file : List.of(new byte[0], "không phải Excel".getBytes(), empty())) {
            var refused = in("tochuc.ts").upload("/admission/imports", file);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page().select("[data-test=problem]")).hasSize(1);
        }
        var period = in("tochuc.ts").get("/admission/figures?from=31/02/2020&to=x");
        assertThat(period.status()).isEqualTo(200);
        assertThat(period.page().select("#from, #to").eachAttr("value")).containsExactly("31/02/2020", "x");
        assertThat(period.page().select(".govuk-error-message")).hasSize(2);
        assertThat(in("tochuc.ts")
                        .get("/admission/figures?from=01/01/2021&to=01/01/2020")
                        .page()
                        .select("#to-error")
                        .text())
                .contains("Ngày cuối phải sau ngày đầu");
    }

    /** The values of one line, in the order of the template's columns. */
    private record Line(List<Object> values) {

        Line with(int column, Object value) {
            var changed = new ArrayList<>(values);
            changed.set(column, value);
            return new Line(changed);
        }
    }

    private static List<Line> people() {
        var people = new ArrayList<Line>();
        for (var number = 0; number < ADMISSIONS; number++) {
            var recovered = number < IN_RECOVERED;
            var cell = recovered ? number % RECOVERED : DRY + number % (CELLS - DRY);
            var ceremony = LocalDate.of(2016, 1, 15).plusDays((number * 1_800L) / ADMISSIONS);
            var struckOff = number % 100 == 50;
            var line = new ArrayList<Object>(List.of(
                    cell(cell),
                    "Người Mẫu " + (number / 26 + 1) + (char) ('A' + number % 26),
                    number % 5 < 2 ? "Nữ" : "Nam",
                    LocalDate.of(1970 + number % 26, 1 + number % 12, 1 + number % 28),
                    number < MINORITY ? "Có" : "Không",
                    number % 50 == 0 ? "Phật giáo" : "",
                    number >= ADMISSIONS - UNION ? "Có" : "Không",
                    "Trung học phổ thông",
                    number % 3 == 0 ? "Nông dân" : "Công nhân",
                    "0%04d".formatted(number),
                    ceremony.minusDays(400 + number % 100),
                    ceremony.minusDays(300 + number % 50),
                    ceremony.minusDays(90),
                    number + "-QĐ/HU",
                    ceremony.minusDays(20),
                    ceremony,
                    ceremony.plusYears(1),
                    ""));
            if (struckOff) {
                line.set(16, "");
                line.set(17, ceremony.plusYears(1));
            }
            people.add(new Line(line));
        }
        return people;
    }

    private Client in(String account) {
        return signedIn.computeIfAbsent(account, name -> Client.signedIn(base(), name));
    }

    private static long official(List<Line> people) {
        return people.stream()
                .filter(line ->
                        line.values().get(16) instanceof LocalDate on && on.getYear() >= 2016 && on.getYear() <= 2020)
                .count();
    }

    /** The product's own template, filled in. */
    private byte[] workbook(List<Line> people) {
        try (var workbook = new XSSFWorkbook(
                        new ByteArrayInputStream(in("tochuc.ts").download("/admission/imports/template.xlsx")));
                var out = new ByteArrayOutputStream()) {
            var sheet = workbook.getSheet("SoKetNap");
            for (var line : people) {
                var row = sheet.createRow(sheet.getLastRowNum() + 1);
                for (var column = 0; column < line.values().size(); column++) {
                    switch (line.values().get(column)) {
                        case LocalDate date -> {
                            row.createCell(column).setCellValue(date);
                            row.getCell(column).setCellStyle(sheet.getColumnStyle(column));
                        }
                        case String text -> row.createCell(column).setCellValue(text);
                        case null, default -> {}
                    }
                }
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] empty() {
        return in("tochuc.ts").download("/admission/imports/template.xlsx");
    }

    private static List<Row> rows(byte[] workbook) throws IOException {
        try (var read = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            var rows = new ArrayList<Row>();
            read.getSheetAt(0).forEach(rows::add);
            return rows;
        }
    }

    private static String figure(Element page, String figure) {
        return String.join(
                " ",
                page.select("tr[data-figure=" + figure + "] td").eachText().stream()
                        .filter(text -> !text.isBlank())
                        .toList());
    }

    private int count(String which) {
        return jdbc.sql("""
                        select count(*) from admission.admission_case a join admission.prospect p on p.id = a.candidate_id
                        where a.cell_code like 'TS-%' and a.ceremony_on between date '2016-01-01' and date '2020-12-31' and """ + " " + which).query(Integer.class).single();
    }

    private static String percent(int number, int of) {
        return "%.1f".formatted(Math.round(number * 1_000.0 / of) / 10.0).replace('.', ',');
    }

    private static String cell(int number) {
        return "TS-CB%03d".formatted(number);
    }

    private UUID addUnit(String code, String type, UUID parent) {
        var id = UUID.randomUUID();
        template.update(
                "insert into organization.unit (id, code, name, name_folded, cell_type, valid_from)"
                        + " values (?, ?, ?, lower(?), ?, date '2000-01-01')",
                id,
                code,
                "Đơn vị " + code,
                "don vi " + code,
                type.equals("CELL") ? "VILLAGE" : null);
        template.update(
                "insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)"
                        + " values (?, ?, ?, ?, date '2000-01-01')",
                UUID.randomUUID(),
                id,
                type,
                parent);
        return id;
    }

    private void addMember(UUID cell, int number, String admitted) {
        var id = UUID.randomUUID();
        template.update(
                "insert into organization.member (id, code, full_name, name_folded, admitted_on)"
                        + " values (?, ?, ?, ?, ?::date)",
                id,
                "TS-DV%03d".formatted(number),
                "Đảng Viên " + number,
                "dang vien " + number,
                admitted);
        template.update(
                "insert into organization.membership (id, member_id, cell_id, state, joined_on, valid_from)"
                        + " values (?, ?, ?, 'OFFICIAL', ?::date, ?::date)",
                UUID.randomUUID(),
                id,
                cell,
                admitted,
                admitted);
    }
}
