package vn.chibo.organization.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static vn.chibo.organization.workbook.Book.START;
import static vn.chibo.organization.workbook.Book.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.FormulaError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Every kind of broken workbook is refused with a message that names the cell, in both languages. */
class BrokenWorkbookTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenCells")
    void the_message_names_sheet_row_and_column(String kind, UnaryOperator<Book> damage, String place, String words) {
        var plan = plan(damage.apply(Book.valid()).bytes());

        assertThat(plan.possible()).isFalse();
        assertThat(plan.problems())
                .filteredOn(Problem::error)
                .extracting(BrokenWorkbookTest::place)
                .contains(place);
        var problem = plan.problems().stream()
                .filter(candidate -> candidate.error() && place(candidate).equals(place))
                .findFirst()
                .orElseThrow();
        assertThat(message(problem, Locale.forLanguageTag("vi")))
                .contains(words)
                .doesNotContain("{");
        assertThat(message(problem, Locale.ENGLISH)).isNotBlank().doesNotContain("{");
    }

    static Stream<Arguments> brokenCells() {
        return Stream.of(
                broken(
                        "missing column",
                        book -> book.set("DangVien", "B1", "Cột khác"),
                        "DangVien (Họ và tên)",
                        "Thiếu cột"),
                broken("duplicate code", book -> book.set("ToChuc", "A4", "C1"), "ToChuc!A4 (Mã tổ chức)", "dòng 3"),
                broken(
                        "unknown parent",
                        book -> book.set("ToChuc", "D4", "KHONG"),
                        "ToChuc!D4 (Mã tổ chức cấp trên)",
                        "KHONG"),
                broken("cycle", BrokenWorkbookTest::cycle, "ToChuc!D5 (Mã tổ chức cấp trên)", "vòng"),
                broken(
                        "parent of wrong type",
                        book -> book.set("ToChuc", "D4", "C1"),
                        "ToChuc!D4 (Mã tổ chức cấp trên)",
                        "trực thuộc"),
                broken(
                        "not a date",
                        book -> book.set("DangVien", "C2", "năm 1968"),
                        "DangVien!C2 (Ngày sinh)",
                        "không phải ngày"),
                broken(
                        "31 February",
                        book -> book.set("DangVien", "C2", "31/02/1968"),
                        "DangVien!C2 (Ngày sinh)",
                        "31/02/1968"),
                broken(
                        "only a year",
                        book -> book.set("DangVien", "C2", 1968),
                        "DangVien!C2 (Ngày sinh)",
                        "chỉ có năm"),
                broken(
                        "born in the future",
                        book -> book.set("DangVien", "C2", "01/01/2027"),
                        "DangVien!C2 (Ngày sinh)",
                        "tương lai"),
                broken(
                        "unknown type",
                        book -> book.set("ToChuc", "C3", "Chi đội"),
                        "ToChuc!C3 (Loại tổ chức)",
                        "Chi đội"),
                broken(
                        "unknown state",
                        book -> book.set("DangVien", "H2", "Cảm tình"),
                        "DangVien!H2 (Diện đảng viên)",
                        "Cảm tình"),
                broken(
                        "code with accents",
                        book -> book.set("DangVien", "A2", "Đ 1"),
                        "DangVien!A2 (Mã đảng viên)",
                        "không dấu"),
                broken(
                        "code too long",
                        book -> book.set("DangVien", "A2", "A".repeat(31)),
                        "DangVien!A2 (Mã đảng viên)",
                        "30"),
                broken(
                        "blank name",
                        book -> book.set("DangVien", "B2", " \u00A0"),
                        "DangVien!B2 (Họ và tên)",
                        "Chưa điền"),
                broken(
                        "member in two cells",
                        book -> book.add(
                                "DangVien", row("M1", "Lê Văn An", null, null, null, null, "C2", "Chính thức")),
                        "DangVien!G5 (Mã chi bộ)",
                        "hai chi bộ"),
                broken(
                        "cell that is none",
                        book -> book.set("DangVien", "G2", "X"),
                        "DangVien!G2 (Mã chi bộ)",
                        "không phải chi bộ"),
                broken(
                        "second secretary",
                        book -> book.add("ChucVu", row("M2", "Bí thư chi bộ", "C1", "01/01/2026")),
                        "ChucVu!D3 (Từ ngày)",
                        "Đã có Bí thư chi bộ (M1)"),
                broken(
                        "office of the wrong unit",
                        book -> book.set("ChucVu", "B2", "Văn phòng đảng ủy"),
                        "ChucVu!B2 (Chức vụ)",
                        "không phải chức vụ ở chi bộ"),
                broken(
                        "unknown office holder",
                        book -> book.set("ChucVu", "A2", "M9"),
                        "ChucVu!A2 (Mã đảng viên)",
                        "M9"),
                broken(
                        "card of 11 digits",
                        book -> book.set("DangVien", "D2", "01234567890"),
                        "DangVien!D2 (Số thẻ đảng viên)",
                        "12"),
                broken(
                        "card taken",
                        book -> book.set("DangVien", "D3", "012345678901"),
                        "DangVien!D3 (Số thẻ đảng viên)",
                        "M1"),
                broken(
                        "oversized text",
                        book -> book.set("DangVien", "B2", "A".repeat(101)),
                        "DangVien!B2 (Họ và tên)",
                        "101"),
                broken(
                        "formula error",
                        book -> book.change(
                                "DangVien", "C2", cell -> cell.setCellErrorValue(FormulaError.REF.getCode())),
                        "DangVien!C2 (Ngày sinh)",
                        "#REF!"),
                broken(
                        "formula never calculated",
                        book -> book.set("DangVien", "B2", null)
                                .change("DangVien", "B2", cell -> cell.setCellFormula("1+1")),
                        "DangVien!B2 (Họ và tên)",
                        "công thức"),
                broken(
                        "end before start",
                        book -> book.set("ChucVu", "E2", "30/06/2025"),
                        "ChucVu!E2 (Ngày thôi giữ)",
                        "30/06/2025"),
                broken(
                        "absence without kind",
                        book -> book.set("DangVien", "K2", START),
                        "DangVien!J2 (Tham gia sinh hoạt)",
                        "miễn"),
                broken(
                        "official before admitted",
                        book -> book.set("DangVien", "F2", "03/02/1994"),
                        "DangVien!F2 (Ngày chính thức)",
                        "sớm hơn"));
    }

    @Test
    void a_file_without_any_sheet_we_know_is_refused() {
        var book = Book.valid()
                .without("DangVien")
                .without("ChucVu")
                .rename("ToChuc", "Trang1")
                .set("Trang1", "A1", "Khác");

        assertThat(plan(book.bytes()).problems())
                .filteredOn(Problem::error)
                .extracting(Problem::messageKey)
                .containsExactly("organization.import.problem.noSheet");
    }

    @Test
    void what_is_no_workbook_is_refused() throws IOException {
        assertThat(onlyProblem("Mã;Tên".getBytes(StandardCharsets.UTF_8))).endsWith("notAWorkbook");
        assertThat(onlyProblem(new byte[0])).endsWith("emptyFile");
        assertThat(onlyProblem(new byte[WorkbookFile.MAX_BYTES + 1])).endsWith("fileTooLarge");
        assertThat(onlyProblem(zip("readme.txt", 10))).endsWith("notAWorkbook");
        var cut = Book.valid().bytes();
        assertThat(onlyProblem(java.util.Arrays.copyOf(cut, cut.length / 2))).endsWith("notAWorkbook");
    }

    @Test
    void a_password_and_the_old_format_are_named() throws IOException {
        try (var old = new HSSFWorkbook();
                var encrypted = new POIFSFileSystem();
                var out = new ByteArrayOutputStream();
                var secret = new ByteArrayOutputStream()) {
            old.createSheet("ToChuc");
            old.write(out);
            encrypted.getRoot().createDocument("EncryptedPackage", new java.io.ByteArrayInputStream(new byte[4096]));
            encrypted.writeFilesystem(secret);

            assertThat(onlyProblem(out.toByteArray())).endsWith("oldExcel");
            assertThat(onlyProblem(secret.toByteArray())).endsWith("passwordProtected");
        }
    }

    @Test
    void a_zip_bomb_is_not_unpacked() throws IOException {
        assertThat(onlyProblem(zip("xl/worksheets/sheet1.xml", 200 * 1024 * 1024)))
                .endsWith("zipBomb");
    }

    private static Book cycle(Book book) {
        return book.add("ToChuc", row("B1", "Đảng bộ A", "Đảng bộ trực thuộc cơ sở", "B2", null, START))
                .add("ToChuc", row("B2", "Đảng bộ B", "Đảng bộ cơ sở", "B1", null, START));
    }

    private static Arguments broken(String kind, UnaryOperator<Book> damage, String place, String words) {
        return arguments(kind, damage, place, words);
    }

    private static ImportPlan plan(byte[] content) {
        return ImportPlan.of(content, named -> new Recorded(), ImportScope.EVERYTHING, TODAY);
    }

    private static String onlyProblem(byte[] content) {
        var problems = plan(content).problems();
        assertThat(problems).hasSize(1);
        assertThat(message(problems.getFirst(), Locale.ENGLISH)).isNotBlank();
        return problems.getFirst().messageKey();
    }

    private static String place(Problem problem) {
        return problem.row() == 0
                ? "%s (%s)".formatted(problem.sheet(), problem.header())
                : "%s!%s%d (%s)".formatted(problem.sheet(), problem.column(), problem.row(), problem.header());
    }

    private static String message(Problem problem, Locale locale) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/organization");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages.getMessage(problem.messageKey(), problem.arguments().toArray(), locale);
    }

    private static byte[] zip(String name, int zeros) throws IOException {
        try (var out = new ByteArrayOutputStream()) {
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                var block = new byte[Math.min(zeros, 1024 * 1024)];
                for (int written = 0; written < zeros; written += block.length) {
                    zip.write(block);
                }
                zip.closeEntry();
            }
            return out.toByteArray();
        }
    }
}
