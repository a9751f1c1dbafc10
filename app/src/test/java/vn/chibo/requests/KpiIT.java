package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.Cases;
import vn.chibo.kpi.Recount;

/** Figures of units and periods over HTTP; what is counted is compared with what the records say. */
class KpiIT extends WholeCommune {

    private static final String TOUCHED = "test.touched";
    private static final String MONTHS = "from=2026-11&to=2026-11";

    @Autowired
    private Recount recounting;

    @Autowired
    private Cases cases;

    private final List<String> meetings = new ArrayList<>();

    /** Of three cells two have met; a third did not. */
    @BeforeEach
    void months() {
        clear();
        for (var cell : List.of("MAU-CB01", "MAU-CB23", "MAU-CB20")) {
            meetings.add(meetingOf(cell).substring("/meetings/".length()));
        }
        held(meetings.get(0), "MAU-CB01", 8, 2, "GOOD", "95.0", "93.5");
        held(meetings.get(1), "MAU-CB23", 6, 1, "FAIR", "88.0", "80.0");
        touch(meetings.get(2));
        recounting.run();
    }

    @AfterEach
    void clear() {
        jdbc.sql("truncate kpi.closed_figure, kpi.closing, kpi.reported, kpi.cell_count, kpi.unit_count, kpi.touched")
                .update();
        jdbc.sql("delete from cases.history_line where message_key = ?")
                .param(TOUCHED)
                .update();
        for (var meeting : meetings) {
            jdbc.sql("delete from meetings.attendance where sitting_id in"
                            + " (select id from meetings.sitting where meeting_id = ?::uuid)")
                    .param(meeting)
                    .update();
            jdbc.sql("delete from meetings.sitting_part where sitting_id in"
                            + " (select id from meetings.sitting where meeting_id = ?::uuid)")
                    .param(meeting)
                    .update();
            jdbc.sql("delete from meetings.sitting where meeting_id = ?::uuid")
                    .param(meeting)
                    .update();
            jdbc.sql("delete from meetings.score_sheet where meeting_id = ?::uuid")
                    .param(meeting)
                    .update();
            jdbc.sql("update meetings.meeting set status = 'PLANNED', held_start = null, held_end = null,"
                            + " planned_start = null where id = ?::uuid")
                    .param(meeting)
                    .update();
        }
    }

    @Test
    void whatTheRecordsSayIsCountedForTheCellAndForEveryUnitAboveIt() {
        var cell = as("giamsat").get("/kpi/" + unit("MAU-CB01") + "?" + MONTHS).page();
        assertThat(figure(cell, "M1")).isEqualTo("1 1 100,0 %");
        assertThat(figure(cell, "M4")).isEqualTo("8 10 80,0 %");
        assertThat(figure(cell, "M16-GOOD")).isEqualTo("1 1 100,0 %");
        assertThat(figure(cell, "M17")).isEqualTo("1,5 1 1,5");

        var commune = as("giamsat").get("/kpi/" + unit("MAU") + "?" + MONTHS).page();
        var open = jdbc.sql("""
                        select count(*) from meetings.meeting m join organization.unit u on u.id = m.cell_id
                        where u.code like 'MAU-%' and m.period = date '2026-11-01' and not m.cell_too_small""").query(Integer.class).single();
        var counted = jdbc.sql("""
                        select count(distinct c.cell_id) from kpi.cell_count c
                        where c.measure = 'meetings.expected' and c.month = date '2026-11-01'""").query(Integer.class).single();
        assertThat(figure(commune, "M1")).startsWith("2 " + counted + " ");
        assertThat(counted).isBetween(3, open);
        assertThat(figure(commune, "M4")).isEqualTo("14 17 82,4 %");
        assertThat(figure(commune, "M16-FAIR")).isEqualTo("1 2 50,0 %");
        assertThat(figure(commune, "M17")).isEqualTo("9,5 2 4,8");
        assertThat(commune.select("[data-kpi=M4] [data-test=target]").text()).isEmpty();
        assertThat(commune.select("[data-kpi=M1] [data-test=target]").text()).contains("100,0 %", "Chưa đạt");
        assertThat(figure(commune, "O2"))
                .isEqualTo(organizations.cellsUnder(unit("MAU"), TODAY).size() + "");
        assertThat(commune.text()).doesNotContain("kpi.", "??");

        var series = as("giamsat")
                .get("/kpi/" + unit("MAU") + "/figures/M4?from=2026-09&to=2026-11")
                .page();
        assertThat(series.select("[data-test=months] tbody tr")).hasSize(3);
        assertThat(series.select("[data-month=2026-11] rect").attr("width")).isEqualTo("82");
        assertThat(series.select("[data-test=child][data-unit=MAU-CB23] td").eachText())
                .startsWith("6", "7", "85,7 %");
    }

    /** In one of the two sittings both were counted, in the other only the dues. */
    @Test
    void duesAndTargetsAreThoseCountedInTheRoom() {
        counted(meetings.get(0), "DUES", "{\"dues\": \"Đã thu\", \"duesLiable\": \"10\", \"duesPaid\": \"9\"}");
        counted(meetings.get(0), "TARGETS", "{\"targetsSet\": \"8\", \"targetsReached\": \"6\"}");
        counted(meetings.get(1), "DUES", "{\"duesLiable\": \"7\", \"duesPaid\": \"7\"}");
        counted(meetings.get(1), "TARGETS", "{\"targetsSet\": \"\", \"targetsReached\": \"\"}");
        recounting.run();

        var cell = as("giamsat").get("/kpi/" + unit("MAU-CB01") + "?" + MONTHS).page();
        assertThat(figure(cell, "M13")).isEqualTo("6 8 75,0 %");
        assertThat(figure(cell, "M19")).isEqualTo("9 10 90,0 %");
        var commune = as("giamsat").get("/kpi/" + unit("MAU") + "?" + MONTHS).page();
        assertThat(figure(commune, "M13")).isEqualTo("6 8 75,0 %");
        assertThat(figure(commune, "M19")).isEqualTo("16 17 94,1 %");
        assertThat(commune.select("tr[data-kpi]").eachAttr("data-kpi"))
                .containsSubsequence("M12", "M13", "M14", "M18", "M19");
        assertThat(commune.text()).contains("Chỉ tiêu tháng trước đạt được", "Đảng viên đã nộp đảng phí");
    }

    @Test
    void aChangeIsCountedOnceHoweverOftenItIsReckoned() {
        jdbc.sql("update meetings.score_sheet set verified_grade = 'FAIR' where meeting_id = ?::uuid")
                .param(meetings.getFirst())
                .update();
        touch(meetings.getFirst());
        recounting.run();
        recounting.run();

        var commune = as("giamsat").get("/kpi/" + unit("MAU") + "?" + MONTHS).page();
        assertThat(figure(commune, "M16-GOOD")).isEqualTo("0 2 0,0 %");
        assertThat(figure(commune, "M16-FAIR")).isEqualTo("2 2 100,0 %");
        assertThat(jdbc.sql("select count(*) from kpi.touched")
                        .query(Long.class)
                        .single())
                .isZero();
        jdbc.sql("update kpi.unit_count set number = 99").update();
        jdbc.sql("insert into kpi.month_to_add_up select distinct month from kpi.cell_count")
                .update();
        recounting.run();
        assertThat(figure(
                        as("giamsat").get("/kpi/" + unit("MAU") + "?" + MONTHS).page(), "M16-FAIR"))
                .isEqualTo("2 2 100,0 %");
    }

    @Test
    void aClosedYearKeepsItsFiguresAndSaysWhatChangedSince() throws IOException {
        assertThat(as("vanphong")
                        .upload(
                                "/kpi/imports",
                                workbook(
                                        List.of("MAU-CB01", "05/2025", "M16-GOOD", "1", "1"),
                                        List.of("MAU-CB23", "05/2025", "M16-GOOD", "0", "1")))
                        .status())
                .isEqualTo(302);
        var year = fields("from", "2025-01", "to", "2025-12");
        var closed = as("giamsat").post("/kpi/" + unit("MAU") + "/closings", year);
        assertThat(closed.location()).contains("/kpi/closings/");
        var again = as("giamsat").post("/kpi/" + unit("MAU") + "/closings", year);
        assertThat(again.location()).isEqualTo(closed.location());
        var address = closed.location().substring(closed.location().indexOf("/kpi/"));
        assertThat(as("giamsat").get(address).page().select("[data-test=unchanged]"))
                .hasSize(1);

        as("vanphong").upload("/kpi/imports", workbook(List.of("MAU-CB23", "05/2025", "M16-GOOD", "1", "1")));

        var changed = as("giamsat").get(address).page().select("[data-test=changed] tbody tr");
        assertThat(changed.eachAttr("data-unit")).containsExactly("MAU", "MAU-CB23");
        assertThat(changed.first().select("[data-test=now]").text()).isEqualTo("2 / 2");
        assertThat(changed.first().select("[data-test=number]").text()).isEqualTo("1");
        assertThat(as("giamsat")
                        .post("/kpi/" + unit("MAU") + "/closings", fields("from", "2026-10", "to", "2026-12"))
                        .location())
                .endsWith("/kpi/" + unit("MAU"));
        assertThat(as("vanphong").get("/overdue/" + UUID.randomUUID()).status()).isIn(403, 404);
    }

    /** Rows 14 and 15 of the check table of {@code domain/kpis.md}: attendance by kind of cell, grades of 2020. */
    @Test
    void figuresOfEarlierYearsAreEnteredAndAddUp() throws IOException {
        var lines = new ArrayList<List<String>>();
        var cells = organizations.cellsUnder(unit("MAU"), TODAY);
        lines.add(List.of(cells.get(0).code(), "12/2020", "M16-GOOD", "212", "225"));
        lines.add(List.of(cells.get(0).code(), "12/2020", "M16-FAIR", "11", "225"));
        lines.add(List.of(cells.get(0).code(), "12/2020", "M16-AVERAGE", "2", "225"));
        lines.add(List.of(cells.get(1).code(), "12/2020", "M4-village", "900", "1000"));
        lines.add(List.of(cells.get(2).code(), "12/2020", "M4-agency", "490", "500"));
        assertThat(as("vanphong")
                        .upload("/kpi/imports", workbook(lines.toArray(List[]::new)))
                        .status())
                .isEqualTo(302);

        var page = as("vanphong")
                .get("/kpi/" + unit("MAU") + "?from=2020-01&to=2020-12")
                .page();

        assertThat(figure(page, "M16-GOOD")).isEqualTo("212 225 94,2 %");
        assertThat(figure(page, "M16-FAIR")).isEqualTo("11 225 4,9 %");
        assertThat(figure(page, "M16-AVERAGE")).isEqualTo("2 225 0,9 %");
        assertThat(figure(page, "M16-POOR")).isEqualTo("0 225 0,0 %");
        assertThat(figure(page, "M4-village")).isEqualTo("900 1000 90,0 %");
        assertThat(figure(page, "M4-agency")).isEqualTo("490 500 98,0 %");
        assertThat(page.select("[data-kpi=M4-agency] [data-test=target]").text())
                .contains("98,0 %", "Đạt");

        var refused = as("vanphong")
                .upload(
                        "/kpi/imports",
                        workbook(
                                List.of("MAU-CB01", "11/2026", "M16-GOOD", "1", "1"),
                                List.of("XX", "13/2020", "M99", "-1", "x"),
                                List.of("MAU-CB01", "01/2020", "M1", "2", "1"),
                                List.of("MAU-CB01", "01/2030", "D1", "2", "")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[data-test=problem]").eachText())
                .contains(
                        "Dòng 2: chỉ tiêu M16-GOOD của tháng này đã có số liệu trên hệ thống.",
                        "Dòng 3: “13/2020” không phải là tháng (MM/yyyy).",
                        "Dòng 3: cột Số lượng: “-1” không phải là số đếm.",
                        "Dòng 4: 2 lớn hơn tổng số 1.",
                        "Dòng 5: chưa đến tháng này.")
                .anyMatch(text -> text.startsWith("Dòng 3: không có chi bộ “XX”"));
    }

    @Test
    void theStandardTablesSayTheSameOnScreenAndAsWorkbook() throws IOException {
        var cells = organizations.cellsUnder(unit("MAU"), TODAY).size();
        for (var kind : List.of("MONTH", "CALENDAR", "PERIOD", "VISITS")) {
            var page = as("giamsat").get("/tables?kind=" + kind + "&from=2026-07&to=2026-11");
            assertThat(page.status()).as(kind).isEqualTo(200);
            assertThat(page.text()).doesNotContain("tables.", "??");
            var rows = page.page().select("[data-test=row]");
            try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(
                    as("giamsat").download("/tables/table.xlsx?kind=" + kind + "&from=2026-07&to=2026-11")))) {
                assertThat(workbook.getSheetAt(0).getLastRowNum()).as(kind).isEqualTo(rows.size());
                if (kind.equals("CALENDAR")) {
                    assertThat(workbook.getSheetAt(0))
                            .anyMatch(row -> row.getCell(0) != null
                                    && row.getCell(0).getCellType() == CellType.NUMERIC
                                    && row.getCell(0)
                                            .getLocalDateTimeCellValue()
                                            .equals(LocalDateTime.of(2026, 11, 5, 0, 0)));
                } else {
                    assertThat(rows).hasSize(cells);
                }
            }
        }
        var period = as("giamsat")
                .get("/tables?kind=PERIOD&from=2026-11&to=2026-11")
                .page()
                .select("[data-test=row]:has(td:eq(0):contains(MAU-CB01)) td")
                .eachText();
        assertThat(period.subList(3, 8)).containsExactly("1", "1", "10", "8", "0");
        assertThat(as("bithu.cb02").get("/tables?kind=PERIOD").page().select("[data-test=row]"))
                .hasSize(1);
        assertThat(as("giamsat").get("/tables?kind=NONSENSE").status()).isEqualTo(400);
        assertThat(as("giamsat").get("/tables?from=x&to=2026-99").status()).isEqualTo(200);
    }

    @Test
    void whoSupervisesNothingHereSeesNothing() throws IOException {
        assertThat(as("bithu.cb02").get("/kpi/" + unit("MAU-CB02")).status()).isEqualTo(403);
        assertThat(as("bithu.cb02")
                        .get("/kpi/" + unit("MAU-CB01") + "/figures.xlsx")
                        .status())
                .isEqualTo(403);
        try (var workbook = new XSSFWorkbook(
                new ByteArrayInputStream(as("giamsat").download("/kpi/" + unit("MAU") + "/figures.xlsx?" + MONTHS)))) {
            assertThat(workbook.getSheetAt(1).getLastRowNum())
                    .isEqualTo(organizations.children(unit("MAU"), TODAY).size());
        }
        var bad = as("giamsat").get("/kpi/" + unit("MAU") + "?from=2026-13&to=x");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.page().select(".govuk-error-message")).hasSize(2);
        assertThat(bad.page().select("#from, #to").eachAttr("value")).containsExactly("2026-13", "x");
        assertThat(as("giamsat")
                        .get("/kpi/" + unit("MAU") + "?from=2026-11&to=2026-01")
                        .text())
                .contains("Tháng cuối phải sau tháng đầu");
        assertThat(as("giamsat").get("/kpi/" + unit("MAU") + "/figures/M99").status())
                .isEqualTo(404);
    }

    private void held(
            String meeting, String cell, int present, int absent, String grade, String self, String verified) {
        var sitting = UUID.randomUUID();
        jdbc.sql("""
                        update meetings.meeting set status = 'VERIFIED', planned_start = timestamptz '2026-11-05 19:00+07',
                            held_start = timestamptz '2026-11-05 19:00+07', held_end = timestamptz '2026-11-05 21:00+07'
                        where id = ?::uuid""").param(meeting).update();
        jdbc.sql("""
                        insert into meetings.sitting (id, meeting_id, cell_id, seq, state, chair_id, minute_taker_id, started_at,
                            ended_at, may_decide, resolution, created_at)
                        values (?, ?::uuid, ?, 1, 'HELD', ?, ?, timestamptz '2026-11-05 19:00+07',
                            timestamptz '2026-11-05 21:00+07', true, 'PASSED', now())""")
                .params(sitting, meeting, unit(cell).value(), UUID.randomUUID(), UUID.randomUUID())
                .update();
        for (var number = 0; number < present + absent; number++) {
            jdbc.sql("""
                            insert into meetings.attendance (sitting_id, member_id, position, membership, participation, presence)
                            values (?, ?, ?, 'OFFICIAL', 'ACTIVE', ?)""")
                    .params(sitting, UUID.randomUUID(), number, number < present ? "PRESENT" : "UNEXCUSED")
                    .update();
        }
        jdbc.sql("""
                        insert into meetings.score_sheet (meeting_id, template, thematic, state, self_points, self_grade,
                            self_scored_at, verified_points, verified_grade, verified_at, version)
                        values (?::uuid, '{"groups": []}', false, 'VERIFIED', ?::numeric, 'GOOD', now(), ?::numeric, ?, now(), 0)""").params(meeting, self, verified, grade).update();
        touch(meeting);
    }

    private void counted(String meeting, String part, String content) {
        jdbc.sql("""
                        insert into meetings.sitting_part (sitting_id, part, version, content)
                        select id, ?, 1, ?::jsonb from meetings.sitting where meeting_id = ?::uuid""").params(part, content, meeting).update();
        touch(meeting);
    }

    private void touch(String meeting) {
        cases.record(new CaseId(UUID.fromString(meeting)), null, TOUCHED);
    }

    private static String figure(Element page, String kpi) {
        return String.join(
                " ",
                page
                        .select("tr[data-kpi=" + kpi
                                + "] td[data-test=number], tr[data-kpi=" + kpi
                                + "] td[data-test=of], tr[data-kpi=" + kpi + "] td[data-test=percent]")
                        .eachText()
                        .stream()
                        .filter(text -> !text.isBlank())
                        .toList());
    }

    /** The product's own template, filled in. */
    @SafeVarargs
    private byte[] workbook(List<String>... lines) throws IOException {
        try (var workbook = new XSSFWorkbook(
                        new ByteArrayInputStream(as("vanphong").download("/kpi/imports/template.xlsx")));
                var out = new ByteArrayOutputStream()) {
            var sheet = workbook.getSheetAt(0);
            for (var line : lines) {
                var row = sheet.createRow(sheet.getLastRowNum() + 1);
                for (var column = 0; column < line.size(); column++) {
                    row.createCell(column).setCellValue(line.get(column));
                }
            }
            workbook.write(out);
            return out.toByteArray();
        }
    }
}
