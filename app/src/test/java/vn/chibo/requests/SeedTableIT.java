package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Rows 1 to 3 and 16 of the check table of {@code domain/kpis.md}: a register of 51 base organisations with 346 cells, 149 of
 * them of villages, entered through the product's own import, and two small cells that admitted again.
 */
class SeedTableIT extends WholeCommune {

    private static final int BASES = 51;
    private static final int CELLS = 346;
    private static final int VILLAGES = 149;
    private static final int SMALL = 2;

    @BeforeEach
    @AfterEach
    void remove() {
        var units = "(select id from organization.unit where code like 'TK%')";
        for (var statement : List.of(
                "delete from admission.admission_case where cell_code like 'TK-%'",
                "delete from admission.prospect where cell_id in " + units,
                "delete from cases.history_line where case_id in (select id from cases.case_file where unit_id in "
                        + units + ")",
                "delete from cases.case_file where unit_id in " + units,
                "delete from identity.account where username like '%.tk'",
                "delete from organization.office_term where unit_id in " + units,
                "delete from organization.membership where cell_id in " + units,
                "delete from organization.member where code like 'TK-%' or code like 'DV-%-TK'",
                "delete from organization.unit_placement where unit_id in " + units,
                "delete from organization.unit where code like 'TK%'")) {
            jdbc.sql(statement).update();
        }
    }

    @Test
    void whatWasPublishedComesOutOfARegisterThatWasImported() throws IOException {
        var answer = as("quantri").upload("/organization/import", register());
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        assertThat(as("quantri")
                        .post(URI.create(answer.location()).getPath() + "/application", Map.of())
                        .status())
                .isEqualTo(302);
        addAccount("giamsat.tk", cell(5), "SUPERVISOR", "TK");
        addAccount("tochuc.tk", cell(6), "ORG_DEPARTMENT", "TK");
        var supervisor = Client.signedIn(base(), "giamsat.tk");

        var page = supervisor
                .get("/kpi/" + unit("TK") + "?from=2026-01&to=2026-11")
                .page();

        assertThat(figure(page, "O1")).isEqualTo("" + BASES);
        assertThat(figure(page, "O2")).isEqualTo("" + CELLS);
        assertThat(figure(page, "O3")).isEqualTo("149 346 43,1 %");
        assertThat(figure(page, "O5")).isEqualTo("2 346 0,6 %");

        var department = Client.signedIn(base(), "tochuc.tk");
        assertThat(department
                        .upload(
                                "/admission/imports",
                                admissions(department.download("/admission/imports/template.xlsx")))
                        .status())
                .isEqualTo(302);
        var admitted = supervisor
                .get("/kpi/" + unit("TK") + "?from=2020-01&to=2020-12")
                .page();
        assertThat(figure(admitted, "D7")).isEqualTo("2");
        assertThat(figure(admitted, "D8")).isEqualTo("2 2 100,0 %");
        assertThat(figure(admitted, "D9")).isEqualTo("2");
    }

    private byte[] register() throws IOException {
        try (var workbook = new XSSFWorkbook(
                        new ByteArrayInputStream(as("quantri").download("/organization/import/template.xlsx")));
                var out = new ByteArrayOutputStream()) {
            write(workbook, "ToChuc", "TK", "Đảng bộ tỉnh mẫu", "Đảng bộ tỉnh", "", "", "", LocalDate.of(2000, 1, 1));
            for (var number = 0; number < BASES; number++) {
                write(
                        workbook,
                        "ToChuc",
                        base(number),
                        "Cơ sở " + number,
                        "Đảng bộ cơ sở",
                        "TK",
                        "",
                        "",
                        LocalDate.of(2000, 1, 1));
            }
            for (var number = 0; number < CELLS; number++) {
                write(
                        workbook,
                        "ToChuc",
                        cell(number),
                        "Chi bộ " + number,
                        "Chi bộ",
                        base(number % BASES),
                        number < VILLAGES ? "Thôn" : "Cơ quan",
                        "",
                        LocalDate.of(2000, 1, 1));
                // the two small ones have admitted nobody since 2009
                var admitted = LocalDate.of(number < SMALL ? 2009 : 2019, 2, 3);
                for (var member = 0; member < (number < SMALL ? 2 : 3); member++) {
                    write(
                            workbook,
                            "DangVien",
                            "TK-%03d-%d".formatted(number, member),
                            "Đảng Viên Mẫu",
                            "Nam",
                            LocalDate.of(1970, 1, 1),
                            "",
                            "",
                            admitted,
                            admitted.plusYears(1),
                            cell(number),
                            "Chính thức",
                            admitted);
                }
            }
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] admissions(byte[] template) throws IOException {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(template));
                var out = new ByteArrayOutputStream()) {
            for (var number = 0; number < SMALL; number++) {
                write(
                        workbook,
                        "SoKetNap",
                        cell(number),
                        "Người Mẫu " + number,
                        "Nữ",
                        LocalDate.of(1995, 5, 5),
                        "Không",
                        "",
                        "Có",
                        "Trung học phổ thông",
                        "Nông dân",
                        "012",
                        LocalDate.of(2018, 5, 5),
                        LocalDate.of(2019, 5, 5),
                        LocalDate.of(2020, 1, 5),
                        "15-QĐ",
                        LocalDate.of(2020, 3, 5),
                        LocalDate.of(2020, 3, 26),
                        LocalDate.of(2021, 3, 26));
            }
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static void write(XSSFWorkbook workbook, String name, Object... values) {
        var sheet = workbook.getSheet(name);
        var row = sheet.createRow(sheet.getLastRowNum() + 1);
        for (var column = 0; column < values.length; column++) {
            if (values[column] instanceof LocalDate date) {
                row.createCell(column).setCellValue(date);
                row.getCell(column).setCellStyle(sheet.getColumnStyle(column));
            } else {
                row.createCell(column).setCellValue(values[column].toString());
            }
        }
    }

    private static String figure(Element page, String kpi) {
        return String.join(
                " ",
                new ArrayList<>(page.select("tr[data-kpi=" + kpi + "] td:not([data-test=target])")
                                .eachText())
                        .stream().filter(text -> !text.isBlank()).toList());
    }

    private static String base(int number) {
        return "TK-CS%02d".formatted(number);
    }

    private static String cell(int number) {
        return "TK-CB%03d".formatted(number);
    }
}
