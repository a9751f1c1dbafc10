package vn.chibo.organization.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.workbook.Layout.Column;

/**
 * Writes the workbook to fill in: the three sheets with headings, lists to pick from and a hint at every cell, and a page
 * of instructions with examples. Examples stand on that page only, so that nobody imports them.
 */
public final class WorkbookTemplate {

    private static final String GUIDE = "HuongDan";
    private static final String LISTS = "DanhMuc";
    private static final int LAST_ROW = 5000;
    private static final int WIDTH_UNIT = 256;

    private static final Set<Column> DATES = Set.of(
            Column.UNIT_FROM,
            Column.UNIT_TO,
            Column.BIRTH_DATE,
            Column.ADMITTED,
            Column.OFFICIAL,
            Column.JOINED,
            Column.LEFT,
            Column.PARTICIPATION_FROM,
            Column.PARTICIPATION_TO,
            Column.TERM_FROM,
            Column.TERM_TO);

    private static final Map<Column, Choices<?>> CHOICES = Map.of(
            Column.UNIT_TYPE, Choices.UNIT_TYPE,
            Column.CELL_TYPE, Choices.CELL_TYPE,
            Column.AREA, Choices.AREA,
            Column.SEX, Choices.SEX,
            Column.STATE, Choices.STATE,
            Column.PARTICIPATION, Choices.PARTICIPATION,
            Column.OFFICE, Choices.OFFICE);

    private record Hint(String note, String example) {}

    private WorkbookTemplate() {}

    /** The empty template. */
    public static byte[] empty() {
        return filled(Map.of());
    }

    /** Whether the sheet is one the template adds for the reader and the import passes over. */
    static boolean writes(String sheet) {
        var key = Choices.key(sheet);
        return key.equals(Choices.key(GUIDE)) || key.equals(Choices.key(LISTS));
    }

    /** The template with rows; values are texts and dates in the order of the layout's columns. */
    static byte[] filled(Map<Layout, List<List<@Nullable Object>>> rows) {
        try (var workbook = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var styles = new Styles(workbook);
            guide(workbook, styles);
            var sheets = new LinkedHashMap<Layout, XSSFSheet>();
            for (var layout : Layout.values()) {
                sheets.put(layout, workbook.createSheet(layout.sheetName()));
            }
            var lists = lists(workbook);
            sheets.forEach((layout, sheet) -> {
                headings(sheet, layout, styles, lists);
                fill(sheet, layout, rows.getOrDefault(layout, List.of()), styles);
            });
            workbook.setActiveSheet(0);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void guide(XSSFWorkbook workbook, Styles styles) {
        var sheet = workbook.createSheet(GUIDE);
        int number = 0;
        for (var line : List.of(
                "Hướng dẫn điền tệp tổ chức đảng, đảng viên và chức vụ",
                "Mỗi dòng là một tổ chức, một đảng viên hoặc một chức vụ. Cột có dấu * phải điền.",
                "Nhập lại tệp thì dòng có mã đã có được cập nhật, không tạo trùng; dòng không có trong tệp được giữ nguyên.",
                "Ô để trống giữ nguyên giá trị đã có. Muốn xóa một giá trị, ghi dấu gạch ngang: -",
                "Ngày ghi dd/mm/yyyy. Mã và số thẻ ghi dạng văn bản để không mất số 0 ở đầu.")) {
            var cell = sheet.createRow(number).createCell(0);
            cell.setCellValue(line);
            if (number++ == 0) {
                cell.setCellStyle(styles.heading);
            }
        }
        number++;
        var titles = sheet.createRow(number++);
        for (var title : List.of("Trang tính", "Cột", "Ý nghĩa", "Ví dụ")) {
            var cell = titles.createCell(Math.max(titles.getLastCellNum(), 0));
            cell.setCellValue(title);
            cell.setCellStyle(styles.heading);
        }
        for (var layout : Layout.values()) {
            for (var column : layout.columns()) {
                var hint = hint(column);
                var row = sheet.createRow(number++);
                row.createCell(0).setCellValue(layout.sheetName());
                row.createCell(1).setCellValue(heading(column));
                row.createCell(2).setCellValue(hint.note());
                row.createCell(3).setCellValue(hint.example());
            }
        }
        sheet.setColumnWidth(0, 16 * WIDTH_UNIT);
        sheet.setColumnWidth(1, 28 * WIDTH_UNIT);
        sheet.setColumnWidth(2, 90 * WIDTH_UNIT);
        sheet.setColumnWidth(3, 34 * WIDTH_UNIT);
    }

    /** The pick lists stand on a hidden sheet: an inline list may hold neither commas nor more than 255 characters. */
    private static Map<Column, String> lists(XSSFWorkbook workbook) {
        var sheet = workbook.createSheet(LISTS);
        var ranges = new LinkedHashMap<Column, String>();
        for (var column : Column.values()) {
            var choices = CHOICES.get(column);
            if (choices == null) {
                continue;
            }
            int position = ranges.size();
            int number = 0;
            for (var label : choices.labels()) {
                var row = sheet.getRow(number) == null ? sheet.createRow(number) : sheet.getRow(number);
                row.createCell(position).setCellValue(label);
                number++;
            }
            var letter = CellReference.convertNumToColString(position);
            ranges.put(column, "%s!$%s$1:$%s$%d".formatted(LISTS, letter, letter, number));
        }
        workbook.setSheetHidden(workbook.getSheetIndex(sheet), true);
        return ranges;
    }

    private static void headings(XSSFSheet sheet, Layout layout, Styles styles, Map<Column, String> lists) {
        var row = sheet.createRow(0);
        var validation = sheet.getDataValidationHelper();
        for (int position = 0; position < layout.columns().size(); position++) {
            var column = layout.columns().get(position);
            var cell = row.createCell(position);
            cell.setCellValue(heading(column));
            cell.setCellStyle(styles.heading);
            sheet.setColumnWidth(position, Math.max(14, column.header().length() + 4) * WIDTH_UNIT);
            sheet.setDefaultColumnStyle(position, DATES.contains(column) ? styles.date : styles.text);
            var cells = new CellRangeAddressList(1, LAST_ROW, position, position);
            var range = lists.get(column);
            var rule = validation.createValidation(
                    range == null
                            ? validation.createCustomConstraint("TRUE")
                            : validation.createFormulaListConstraint(range),
                    cells);
            rule.createPromptBox(column.header(), excerpt(hint(column).note()));
            rule.setShowPromptBox(true);
            rule.setShowErrorBox(range != null);
            rule.setEmptyCellAllowed(true);
            sheet.addValidationData(rule);
        }
        sheet.createFreezePane(0, 1);
    }

    private static void fill(XSSFSheet sheet, Layout layout, List<List<@Nullable Object>> rows, Styles styles) {
        int number = 1;
        for (var values : rows) {
            var row = sheet.createRow(number++);
            for (int position = 0; position < layout.columns().size() && position < values.size(); position++) {
                var value = values.get(position);
                if (value instanceof LocalDate date) {
                    var cell = row.createCell(position);
                    cell.setCellValue(date);
                    cell.setCellStyle(styles.date);
                } else if (value != null) {
                    var cell = row.createCell(position);
                    cell.setCellValue(value.toString());
                    cell.setCellStyle(styles.text);
                }
            }
        }
    }

    private static String heading(Column column) {
        return column.required() ? column.header() + " *" : column.header();
    }

    /** Excel shows at most 255 characters in a prompt. */
    private static String excerpt(String note) {
        return note.length() <= 250 ? note : note.substring(0, 250) + "…";
    }

    private static Hint hint(Column column) {
        return switch (column) {
            case UNIT_CODE ->
                new Hint("Mã riêng của tổ chức: chữ không dấu, số, dấu . _ -, tối đa 30 ký tự", "CB-0123");
            case UNIT_NAME -> new Hint("Tên đầy đủ", "Chi bộ thôn Đông");
            case UNIT_TYPE -> new Hint("Chọn trong danh sách", "Chi bộ");
            case PARENT ->
                new Hint("Mã của tổ chức cấp trên trực tiếp, có trong tệp hoặc đã có trong hệ thống", "XA-01");
            case CELL_TYPE -> new Hint("Chỉ ghi cho chi bộ; chọn trong danh sách", "Thôn, tổ dân phố");
            case AREA -> new Hint("Chọn trong danh sách", "Nông thôn");
            case UNIT_FROM ->
                new Hint(
                        "Ngày bắt đầu trực thuộc cấp trên này. Khi chuyển sang cấp trên khác, ghi ngày chuyển",
                        "01/07/2025");
            case UNIT_TO -> new Hint("Ngày không còn hoạt động; để trống nếu đang hoạt động", "");
            case NATIONAL_CODE -> new Hint("Mã số tổ chức đảng 14 chữ số, nếu có", "01002003000123");
            case MEMBER_CODE ->
                new Hint("Mã riêng của đảng viên: chữ không dấu, số, dấu . _ -, tối đa 30 ký tự", "DV-00456");
            case FULL_NAME -> new Hint("Họ, tên đệm và tên", "Nguyễn Văn Mẫu");
            case SEX -> new Hint("Nam hoặc Nữ", "Nam");
            case BIRTH_DATE -> new Hint("dd/mm/yyyy", "05/09/1968");
            case ETHNIC_GROUP -> new Hint("Tối đa 50 ký tự", "Kinh");
            case CARD_NUMBER -> new Hint("12 chữ số, ghi dạng văn bản", "012345678901");
            case ADMITTED -> new Hint("Ngày kết nạp, dd/mm/yyyy", "03/02/1995");
            case OFFICIAL ->
                new Hint("Ngày được công nhận chính thức, dd/mm/yyyy. Đảng viên dự bị để trống", "03/02/1996");
            case CELL -> new Hint("Mã của chi bộ đang sinh hoạt", "CB-0123");
            case STATE -> new Hint("Chính thức hoặc Dự bị", "Chính thức");
            case JOINED ->
                new Hint(
                        "Ngày về chi bộ. Khi chuyển chi bộ, ghi ngày về chi bộ mới. Để trống: ngày kết nạp hoặc ngày lập chi bộ",
                        "01/07/2025");
            case LEFT -> new Hint("Ngày không còn sinh hoạt ở chi bộ (từ ngày này không tính là đảng viên chi bộ)", "");
            case PARTICIPATION ->
                new Hint(
                        "Chỉ ghi khi được miễn, tạm vắng hoặc làm nhiệm vụ đặc biệt; ghi Đang sinh hoạt khi trở lại",
                        "Miễn công tác và sinh hoạt");
            case PARTICIPATION_FROM ->
                new Hint("Ngày bắt đầu miễn hoặc vắng; ngày trở lại nếu ghi Đang sinh hoạt", "01/01/2026");
            case PARTICIPATION_TO -> new Hint("Ngày trở lại sinh hoạt, nếu đã biết", "");
            case HOLDER -> new Hint("Mã đảng viên giữ chức vụ", "DV-00456");
            case OFFICE -> new Hint("Chọn trong danh sách", "Bí thư chi bộ");
            case OFFICE_UNIT ->
                new Hint("Mã tổ chức nơi giữ chức vụ; cấp ủy viên phụ trách ghi mã chi bộ được phụ trách", "CB-0123");
            case TERM_FROM -> new Hint("Ngày bắt đầu giữ chức vụ", "01/08/2025");
            case TERM_TO -> new Hint("Ngày thôi giữ: từ ngày này không còn giữ chức vụ. Để trống nếu đang giữ", "");
        };
    }

    private static final class Styles {

        private final CellStyle heading;
        private final CellStyle text;
        private final CellStyle date;

        Styles(XSSFWorkbook workbook) {
            var bold = workbook.createFont();
            bold.setBold(true);
            heading = workbook.createCellStyle();
            heading.setFont(bold);
            heading.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
            heading.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            var format = workbook.createDataFormat();
            text = workbook.createCellStyle();
            text.setDataFormat(format.getFormat("@"));
            date = workbook.createCellStyle();
            date.setDataFormat(format.getFormat("dd/mm/yyyy"));
        }
    }
}
