package vn.chibo.organization.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** A workbook for tests: a small valid commune that a test then breaks or changes. */
final class Book {

    private static final List<Object> UNIT_HEADINGS = List.of(
            "Mã tổ chức",
            "Tên tổ chức",
            "Loại tổ chức",
            "Mã tổ chức cấp trên",
            "Loại hình chi bộ",
            "Từ ngày",
            "Đến ngày");
    private static final List<Object> MEMBER_HEADINGS = List.of(
            "Mã đảng viên",
            "Họ và tên",
            "Ngày sinh",
            "Số thẻ đảng viên",
            "Ngày vào Đảng",
            "Ngày chính thức",
            "Mã chi bộ",
            "Diện đảng viên",
            "Sinh hoạt từ ngày",
            "Tham gia sinh hoạt",
            "Miễn, vắng từ ngày");
    private static final List<Object> OFFICE_HEADINGS =
            List.of("Mã đảng viên", "Chức vụ", "Mã tổ chức", "Từ ngày", "Ngày thôi giữ");

    static final LocalDate START = LocalDate.of(2025, 7, 1);

    private final XSSFWorkbook workbook = new XSSFWorkbook();

    /** One commune, two cells, three members, one secretary. */
    static Book valid() {
        return new Book()
                .sheet(
                        "ToChuc",
                        UNIT_HEADINGS,
                        row("X", "Đảng bộ xã", "Đảng bộ xã", null, null, START),
                        row("C1", "Chi bộ Một", "Chi bộ", "X", "Thôn, tổ dân phố", START),
                        row("C2", "Chi bộ Hai", "Chi bộ", "X", "Trường học", START))
                .sheet(
                        "DangVien",
                        MEMBER_HEADINGS,
                        row(
                                "M1",
                                "Lê Văn An",
                                "05/09/1968",
                                "012345678901",
                                "3/2/1995",
                                "03-02-1996",
                                "C1",
                                "Chính thức",
                                START),
                        row("M2", "Lê Thị Bình", null, null, null, null, "C1", "Chính thức", START),
                        row("M3", "Lê Thị Chi", null, null, null, null, "C2", "Dự bị", START))
                .sheet("ChucVu", OFFICE_HEADINGS, row("M1", "Bí thư chi bộ", "C1", START));
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @SafeVarargs
    final Book sheet(String name, List<Object> headings, List<@Nullable Object>... rows) {
        workbook.createSheet(name);
        var all = new ArrayList<List<? extends @Nullable Object>>();
        all.add(headings);
        all.addAll(Arrays.asList(rows));
        for (var row : all) {
            add(name, row);
        }
        return this;
    }

    /** Adds a row below the last. */
    Book add(String sheet, List<? extends @Nullable Object> values) {
        var target = workbook.getSheet(sheet);
        var row = target.createRow(target.getPhysicalNumberOfRows() == 0 ? 0 : target.getLastRowNum() + 1);
        for (int column = 0; column < values.size(); column++) {
            var value = values.get(column);
            if (value != null) {
                set(row.createCell(column), value);
            }
        }
        return this;
    }

    /** Sets a cell by its spreadsheet name, such as {@code DangVien!C3}; null makes it blank. */
    Book set(String sheet, String cell, @Nullable Object value) {
        return change(sheet, cell, target -> {
            if (value == null) {
                target.setBlank();
            } else {
                set(target, value);
            }
        });
    }

    Book change(String sheet, String cell, Consumer<Cell> change) {
        var reference = new org.apache.poi.ss.util.CellReference(cell);
        var row = workbook.getSheet(sheet).getRow(reference.getRow());
        var target = row.getCell(reference.getCol());
        change.accept(target == null ? row.createCell(reference.getCol()) : target);
        return this;
    }

    Book edit(String sheet, Consumer<XSSFSheet> change) {
        change.accept(workbook.getSheet(sheet));
        return this;
    }

    Book without(String sheet) {
        workbook.removeSheetAt(workbook.getSheetIndex(sheet));
        return this;
    }

    Book rename(String sheet, String name) {
        workbook.setSheetName(workbook.getSheetIndex(sheet), name);
        return this;
    }

    byte[] bytes() {
        try (var out = new ByteArrayOutputStream()) {
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void set(Cell cell, Object value) {
        if (value instanceof LocalDate date) {
            cell.setCellValue(date);
            var style = workbook.createCellStyle();
            style.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
            cell.setCellStyle(style);
        } else if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else {
            cell.setCellValue(value.toString());
        }
    }
}
