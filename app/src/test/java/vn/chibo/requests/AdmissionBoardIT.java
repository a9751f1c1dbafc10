package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.chibo.requests.Client.Answer;

/** The board of admissions over HTTP: who sees which cases, and that its counters are those of the tables. */
class AdmissionBoardIT extends WholeCommune {

    private static final List<String> CELLS = List.of("MAU-CB12", "MAU-CB13");

    @BeforeEach
    void twoCases() {
        jdbc.sql("truncate admission.admission_case cascade").update();
        jdbc.sql("delete from admission.course_place").update();
        jdbc.sql("delete from admission.course").update();
        jdbc.sql("delete from admission.prospect").update();
        jdbc.sql("delete from admission.source_plan").update();
        for (var cell : CELLS) {
            var sourcing = new Sourcing(this, cell);
            Sourcing.openCase(this, cell, sourcing.course(), sourcing.prospect());
        }
    }

    @Test
    void countersAreThoseOfTheTables() {
        many(120);
        due("MAU-CB12", LocalDate.parse("2026-11-10"));
        due("MAU-CB13", LocalDate.parse("2026-11-20"));

        var board = as("vanphong").get("/admission/board").page();

        assertThat(board.select("[data-test=sum] td").eachText())
                .isEqualTo(counted(unit("MAU").value(), "true"));
        for (var phase : Map.of(
                        "PAPERS", "a.state in ('PROSPECT', 'COURSE_DONE', 'APPLIED', 'VERIFYING')",
                        "CELL_VOTE", "a.state = 'READY'",
                        "APPROVAL", "a.state in ('CELL_PASSED', 'BASE_PASSED')")
                .entrySet()) {
            assertThat(board.select("[data-phase=" + phase.getKey() + "] td").eachText())
                    .isEqualTo(counted(unit("MAU").value(), phase.getValue()));
        }
        assertThat(board.select("[data-test=file]")).hasSize(50);
        assertThat(board.select("[data-test=file]").first().text())
                .contains("Ngô Thị Nguồn cb12", "Quá hạn 3 ngày", "10/11/2026");
        assertThat(board.select("[data-test=list-title]").text()).startsWith("122 hồ sơ");
        var last = as("vanphong").post("/admission/board/search", fields("q", "", "page", "3"));
        assertThat(last.page().select("[data-test=file]")).hasSize(22);
        assertThat(as("vanphong").get("/admission/board?phase=CELL_VOTE").page().select("[data-test=file]"))
                .hasSize(40)
                .allMatch(file -> file.attr("data-phase").equals("CELL_VOTE"));
        assertThat(as("vanphong").get("/admission/board?urgency=SOON").page().select("[data-test=file]"))
                .hasSize(1);
    }

    @Test
    void namesAreFoundByTheirWordsInAnyOrderWithOrWithoutAccents() {
        for (var text : List.of("Ngô Thị Nguồn", "nguon ngo", "  CB12 thi ", "nguồn")) {
            assertThat(search("vanphong", text)
                            .page()
                            .select("[data-test=name]")
                            .eachText())
                    .as(text)
                    .contains("Ngô Thị Nguồn cb12");
        }
        assertThat(search("vanphong", "cb12").page().select("[data-test=name]")).hasSize(1);
        var none = search("vanphong", "<b>%_\\' khong co");
        assertThat(none.page().select("[data-test=file]")).isEmpty();
        assertThat(none.page().select("#q").attr("value")).isEqualTo("<b>%_\\' khong co");
        assertThat(search("vanphong", "a".repeat(5000)).status()).isEqualTo(200);
    }

    @Test
    void eachSeesOwnCellsOnly() {
        assertThat(names("bithu.cb12")).containsExactly("Ngô Thị Nguồn cb12");
        assertThat(names("bithu.cb13")).containsExactly("Ngô Thị Nguồn cb13");
        assertThat(names("vanphong")).hasSize(2);
        assertThat(search("bithu.cb13", "cb12").page().select("[data-test=file]"))
                .isEmpty();
        assertThat(as("bithu.cb13")
                        .get("/admission/board")
                        .page()
                        .select("[data-test=sum] td")
                        .first()
                        .text())
                .isEqualTo("1");
        assertThat(as("dangvien.cb02").get("/admission/board").status()).isEqualTo(403);
    }

    @Test
    void aWrongAddressIsAnsweredInWords() {
        assertThat(as("vanphong").get("/admission/board?page=-5").page().select("[data-test=file]"))
                .hasSize(2);
        assertThat(as("vanphong").get("/admission/board?page=2000000000").page().select("[data-test=nothing]"))
                .hasSize(1);
        assertThat(as("vanphong").get("/admission/board?phase=NO_SUCH").status())
                .isIn(400, 404);
    }

    private List<String> names(String who) {
        return as(who).get("/admission/board").page().select("[data-test=name]").eachText();
    }

    private Answer search(String who, String text) {
        return as(who).post("/admission/board/search", fields("q", text));
    }

    private List<String> counted(UUID commune, String where) {
        return jdbc.sql("""
                        with recursive below(id) as (
                            select cast(:unit as uuid) union select p.unit_id
                            from organization.unit_placement p join below on p.parent_id = below.id where p.valid_to is null)
                        select count(*) as files,
                            count(*) filter (where d.due < '2026-11-12T17:00:00Z') as overdue,
                            count(*) filter (where d.due >= '2026-11-12T17:00:00Z' and d.due < '2026-11-23T17:00:00Z') as soon
                        from admission.admission_case a join cases.case_file c on c.id = a.id and c.closed_at is null
                        join below on below.id = c.unit_id
                        left join lateral (select min(due_at) as due from cases.deadline
                            where case_id = a.id and state = 'OPEN') d on true
                        where %s""".formatted(where))
                .param("unit", commune)
                .query((row, number) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .single();
    }

    /** Until when the case of the cell may do its nearest step. */
    private void due(String cell, LocalDate last) {
        jdbc.sql("""
                        update cases.deadline set due_at = :due where case_id in (
                            select id from cases.case_file where unit_id = :cell and kind = 'admission')""")
                .param(
                        "due",
                        last.plusDays(1)
                                .atTime(0, 0)
                                .atOffset(ZoneOffset.ofHours(7))
                                .minusSeconds(1))
                .param("cell", unit(cell).value())
                .update();
    }

    /** Copies of the first case, in three states, in all cells of the commune. */
    private void many(int number) {
        jdbc.sql("""
                        insert into cases.case_file (id, kind, unit_id, subject, policy, opened_at)
                        select md5('file ' || n)::uuid, 'admission', :cell, 'copy ' || n, '{}', :at
                        from generate_series(1, :number) n""")
                .param("cell", unit("MAU-CB14").value())
                .param("at", OffsetDateTime.parse("2026-10-01T00:00:00Z"))
                .param("number", number)
                .update();
        var columns = String.join(", ", jdbc.sql("""
                        select column_name from information_schema.columns
                        where table_schema = 'admission' and table_name = 'admission_case'
                            and column_name not in ('id', 'state', 'cell_id')""").query(String.class).list());
        jdbc.sql("""
                        insert into admission.admission_case (id, state, cell_id, %1$s)
                        select md5('file ' || n)::uuid, (array['APPLIED', 'READY', 'CELL_PASSED'])[n %% 3 + 1], :cell, %1$s
                        from generate_series(1, :number) n,
                            (select * from admission.admission_case order by id limit 1) a""".formatted(columns))
                .param("cell", unit("MAU-CB14").value())
                .param("number", number)
                .update();
    }
}
