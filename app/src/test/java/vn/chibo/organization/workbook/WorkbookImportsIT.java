package vn.chibo.organization.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.context.TestPropertySource;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.OrganizationImported;
import vn.chibo.organization.Organizations;

/** Preview, then all or nothing, against the database with the sample in it. */
@ApplicationModuleTest(extraIncludes = "shared")
@TestPropertySource(properties = "chibo.sample=true")
class WorkbookImportsIT {

    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    WorkbookImports imports;

    @Autowired
    Organizations organizations;

    @Autowired
    JdbcClient jdbc;

    @Test
    void the_sample_again_is_no_change_and_makes_no_duplicates() throws IOException {
        var before = counts();

        var preview = preview(Files.readAllBytes(SampleCommune.WORKBOOK));

        assertThat(preview.problems()).isEmpty();
        assertThat(preview.changesSomething()).isFalse();
        imports.apply(preview.id(), ACCOUNT, ImportScope.EVERYTHING);
        assertThat(counts()).isEqualTo(before);
        assertThat(imports.latest(1).getFirst().accountId()).isEqualTo(ACCOUNT);
    }

    @Test
    void a_member_list_of_another_program_imports(AssertablePublishedEvents events) {
        var preview = preview(ForeignWorkbook.of(
                "Sheet1",
                "DANH SÁCH ĐẢNG VIÊN;;;;",
                ";;;;",
                "STT;họ và tên;MÃ ĐẢNG VIÊN;Ma chi bo;Trạng thái;Ngày sinh;Ngày vào đảng (kết nạp)",
                "1;Phạm Thị Xuân;mau-9001;MAU-CB06;Chính thức;7/5/1980;36526.0",
                ";;;;;;",
                "2;Hồ Văn Yên;MAU-9002;MAU-CB06;Dự bị;1990-02-03;01-06-2026"));

        assertThat(preview.problems()).isEmpty();
        assertThat(preview.newRows()).isEqualTo(2);
        imports.apply(preview.id(), ACCOUNT, ImportScope.EVERYTHING);

        var member = organizations.memberByCode("MAU-9001", TODAY).orElseThrow();
        assertThat(member.fullName()).isEqualTo("Phạm Thị Xuân");
        assertThat(member.state()).isEqualTo(MembershipState.OFFICIAL);
        assertThat(organizations.membersOf(member.cell(), TODAY))
                .extracting(MemberView::code)
                .contains("MAU-9001", "MAU-9002");
        assertThat(jdbc.sql("select admitted_on from organization.member where code = 'MAU-9001'")
                        .query(LocalDate.class)
                        .single())
                .isEqualTo("2000-01-01");
        assertThat(events).contains(OrganizationImported.class).matching(OrganizationImported::newRows, 2);
    }

    @Test
    void a_broken_workbook_changes_nothing_and_cannot_be_applied() {
        var before = counts();

        var preview = preview(ForeignWorkbook.of(
                "DangVien",
                "Mã đảng viên;Họ và tên;Mã chi bộ;Trạng thái",
                "MAU-9101;Lê Thị Mới;MAU-CB01;Chính thức",
                "MAU-9102;;MAU-CB99;Chính thức"));

        assertThat(preview.possible()).isFalse();
        assertThatExceptionOfType(ImportRefused.class)
                .isThrownBy(() -> imports.apply(preview.id(), ACCOUNT, ImportScope.EVERYTHING));
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void what_changed_after_the_preview_must_be_seen_first() {
        var preview = preview(ForeignWorkbook.of(
                "DangVien", "Mã đảng viên;Họ và tên;Mã chi bộ;Trạng thái", "MAU-0100;Tên Mới;MAU-CB04;Chính thức"));
        var name = jdbc.sql("select full_name from organization.member where code = 'MAU-0100'")
                .query(String.class)
                .single();
        jdbc.sql("update organization.member set full_name = 'Tên Khác' where code = 'MAU-0100'")
                .update();

        assertThatExceptionOfType(ImportRefused.class)
                .isThrownBy(() -> imports.apply(preview.id(), ACCOUNT, ImportScope.EVERYTHING))
                .satisfies(
                        refused -> assertThat(refused.messageKey()).isEqualTo("organization.import.changedMeanwhile"));
        assertThat(imports.find(preview.id(), UUID.randomUUID(), ImportScope.EVERYTHING))
                .isEmpty();
        jdbc.sql("update organization.member set full_name = :name where code = 'MAU-0100'")
                .param("name", name)
                .update();
    }

    @Test
    void an_applied_preview_is_not_applied_twice() {
        var preview = preview(ForeignWorkbook.of(
                "DangVien", "Mã đảng viên;Họ và tên;Mã chi bộ;Trạng thái", "MAU-9201;Lê Văn Một;MAU-CB05;Chính thức"));
        imports.apply(preview.id(), ACCOUNT, ImportScope.EVERYTHING);

        assertThatExceptionOfType(ImportRefused.class)
                .isThrownBy(() -> imports.apply(preview.id(), ACCOUNT, ImportScope.EVERYTHING));
    }

    private ImportPreview preview(byte[] content) {
        return imports.preview(content, "danh sách.xlsx", ACCOUNT, ImportScope.EVERYTHING);
    }

    private List<Long> counts() {
        return List.of("unit", "unit_placement", "member", "membership", "participation", "office_term").stream()
                .map(table -> jdbc.sql("select count(*) from organization." + table)
                        .query(Long.class)
                        .single())
                .toList();
    }
}
