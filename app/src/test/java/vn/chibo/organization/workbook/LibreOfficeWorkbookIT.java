package vn.chibo.organization.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.CellType;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Participation;

/** Workbooks as LibreOffice wrote them (src/test/resources/workbooks/README.md). */
@ApplicationModuleTest(extraIncludes = "shared")
@TestPropertySource(properties = "chibo.sample=true")
@Transactional
class LibreOfficeWorkbookIT {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final UUID ACCOUNT = UUID.randomUUID();

    @Autowired
    WorkbookImports imports;

    @Autowired
    Organizations organizations;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"danh-sach-van-ban.xlsx", "danh-sach-ngay.xlsx"})
    void a_csv_turned_into_a_workbook_imports(String name) throws IOException {
        var preview = preview(name);

        assertThat(preview.problems()).noneMatch(Problem::error);
        assertThat(preview.newRows()).isEqualTo(3);
        apply(preview);

        assertThat(personal("MAU-9501"))
                .containsExactly(
                        "Nguyễn Thị Hường", "001230009501", LocalDate.of(1968, 9, 5), LocalDate.of(1995, 2, 3));
        assertThat(personal("MAU-9502"))
                .containsExactly(
                        "Đặng Quốc Toản", "012345009502", LocalDate.of(1990, 11, 23), LocalDate.of(2019, 5, 19));
        assertThat(personal("MAU-9503"))
                .containsExactly("Lò Thị Mỵ", null, LocalDate.of(2001, 5, 7), LocalDate.of(2026, 9, 2));
        assertThat(member("MAU-9503").state()).isEqualTo(MembershipState.PROBATIONARY);

        assertThat(preview(name).changesSomething()).isFalse();
    }

    @Test
    void zeros_that_were_lost_are_restored_and_mentioned() throws IOException {
        assertThat(preview("danh-sach-ngay.xlsx").problems())
                .extracting(Problem::messageKey)
                .containsOnly("organization.import.problem.zerosRestored");
        assertThat(preview("danh-sach-van-ban.xlsx").problems()).isEmpty();
    }

    @Test
    void three_sheets_make_a_commune() throws IOException {
        var preview = preview("ba-trang.xlsx");

        assertThat(preview.problems()).isEmpty();
        assertThat(preview.newRows()).isEqualTo(9);
        apply(preview);

        var commune = organizations.unitByCode("007", TODAY).orElseThrow();
        assertThat(commune.name()).isEqualTo("Đảng bộ xã Hòa Mẫu");
        var cells = organizations.cellsUnder(commune.id(), TODAY);
        assertThat(cells).extracting(cell -> cell.code()).containsExactly("007.01", "007.02");
        assertThat(cells).extracting(cell -> cell.cellType()).containsExactly(CellType.VILLAGE, CellType.SCHOOL);
        assertThat(organizations.holders(Office.CELL_SECRETARY, cells.getLast().id(), TODAY))
                .extracting(MemberView::fullName)
                .containsExactly("Vũ Văn Ý");
        assertThat(member("00701002").participation()).isEqualTo(Participation.EXEMPT);
        assertThat(personal("00701002").get(2)).isEqualTo(LocalDate.of(1940, 12, 31));
        assertThat(preview("ba-trang.xlsx").changesSomething()).isFalse();
    }

    private ImportPreview preview(String name) throws IOException {
        var content = new ClassPathResource("workbooks/" + name).getContentAsByteArray();
        return imports.preview(content, name, ACCOUNT, ImportScope.EVERYTHING);
    }

    private void apply(ImportPreview preview) {
        imports.apply(preview.id(), ACCOUNT, ImportScope.EVERYTHING);
    }

    private MemberView member(String code) {
        return organizations.memberByCode(code, TODAY).orElseThrow();
    }

    /** Name, card number, date of birth, date of admission. */
    private List<Object> personal(String code) {
        return jdbc.sql(
                        "select full_name, card_number, birth_date, admitted_on from organization.member where code = ?")
                .param(code)
                .query((row, number) -> java.util.Arrays.asList(
                        row.getString(1),
                        row.getString(2),
                        (Object) row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class)))
                .single();
    }
}
