package vn.chibo.admission.register;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.admission.sourcing.Sector;
import vn.chibo.organization.Sex;
import vn.chibo.shared.Texts;

/**
 * Reads and writes the workbook with admissions of the past. It is in Vietnamese whatever the reader's language: it comes
 * from registers that are.
 */
@Component
class PastWorkbook {

    private static final int MAX_ROWS = 20_000;
    private static final int MAX_TEXT = 100;
    private static final int HEADING_ROWS = 15;
    private static final int PROMPT_ROWS = 5_000;
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private final MessageSource messages;

    PastWorkbook(MessageSource messages) {
        this.messages = messages;
    }

    /** Admissions as far as they could be read; anything in {@code problems} means that not all of it could. */
    record Content(List<PastAdmission> admissions, List<Problem> problems) {}

    Content read(byte[] file) {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var heading = heading(workbook);
            if (heading == null) {
                return new Content(List.of(), List.of(Problem.ofFile("noTable", Column.CELL_CODE.heading())));
            }
            return read(heading);
        } catch (IOException | POIXMLException | OpenXML4JRuntimeException | IllegalArgumentException e) {
            return new Content(List.of(), List.of(Problem.ofFile("unreadable")));
        }
    }

    private record Heading(Sheet sheet, int row, Map<Column, Integer> positions) {}

    /** The first line that names cell and name, in whatever sheet. */
    private static @Nullable Heading heading(XSSFWorkbook workbook) {
        for (var sheet : workbook) {
            for (var number = sheet.getFirstRowNum();
                    number >= 0 && number <= sheet.getFirstRowNum() + HEADING_ROWS;
                    number++) {
                var row = sheet.getRow(number);
                if (row == null) {
                    continue;
                }
                var positions = new EnumMap<Column, Integer>(Column.class);
                for (var cell : row) {
                    if (cell.getCellType() == CellType.STRING) {
                        Column.named(cell.getStringCellValue())
                                .ifPresent(column -> positions.putIfAbsent(column, cell.getColumnIndex()));
                    }
                }
                if (positions.containsKey(Column.CELL_CODE) && positions.containsKey(Column.FULL_NAME)) {
                    return new Heading(sheet, number, positions);
                }
            }
        }
        return null;
    }

    private Content read(Heading heading) {
        var problems = new ArrayList<Problem>();
        for (var column : Column.values()) {
            if (column.required() && !heading.positions().containsKey(column)) {
                problems.add(Problem.ofFile("missingColumn", column.heading()));
            }
        }
        if (heading.sheet().getLastRowNum() - heading.row() > MAX_ROWS) {
            problems.add(Problem.ofFile("tooLong", MAX_ROWS));
        }
        if (!problems.isEmpty()) {
            return new Content(List.of(), problems);
        }
        var admissions = new ArrayList<PastAdmission>();
        for (var number = heading.row() + 1; number <= heading.sheet().getLastRowNum(); number++) {
            var row = heading.sheet().getRow(number);
            if (row != null) {
                var line = new Line(row, heading.positions(), problems);
                if (!line.isEmpty()) {
                    var before = problems.size();
                    var admission = line.read();
                    if (problems.size() == before) {
                        admissions.add(admission);
                    }
                }
            }
        }
        if (admissions.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.ofFile("empty"));
        }
        return new Content(admissions, problems);
    }

    /** What stands in one row; what is wrong with it goes to the problems and reads as something harmless. */
    private final class Line {

        private final Row row;
        private final Map<Column, Integer> positions;
        private final List<Problem> problems;
        private final DataFormatter formatter = new DataFormatter(Locale.ROOT);

        Line(Row row, Map<Column, Integer> positions, List<Problem> problems) {
            this.row = row;
            this.positions = positions;
            this.problems = problems;
        }

        boolean isEmpty() {
            return positions.keySet().stream().allMatch(column -> text(column).isEmpty());
        }

        PastAdmission read() {
            return new PastAdmission(
                    row.getRowNum() + 1,
                    required(Column.CELL_CODE).toUpperCase(Locale.ROOT),
                    required(Column.FULL_NAME),
                    choice(Column.SEX, "sex", Sex.class),
                    requiredDate(Column.BIRTH_DATE),
                    yes(Column.ETHNIC_MINORITY),
                    optional(Column.RELIGION),
                    yes(Column.UNION_MEMBER),
                    choice(Column.EDUCATION, "education", Education.class),
                    choice(Column.SECTOR, "sector", Sector.class),
                    required(Column.CERTIFICATE_NO),
                    requiredDate(Column.CERTIFICATE_ON),
                    date(Column.APPLIED_ON),
                    date(Column.RESOLVED_ON),
                    required(Column.DECISION_NO),
                    requiredDate(Column.DECIDED_ON),
                    requiredDate(Column.CEREMONY_ON),
                    date(Column.OFFICIAL_ON),
                    date(Column.STRUCK_OFF_ON));
        }

        private String text(Column column) {
            var cell = cell(column);
            return cell == null ? "" : Texts.normalize(formatter.formatCellValue(cell));
        }

        private @Nullable Cell cell(Column column) {
            var position = positions.get(column);
            return position == null ? null : row.getCell(position);
        }

        private String required(Column column) {
            var text = optional(column);
            if (text == null) {
                problem(column, "required");
            }
            return Objects.requireNonNullElse(text, "");
        }

        private @Nullable String optional(Column column) {
            var text = text(column);
            var most = column == Column.DECISION_NO || column == Column.RELIGION ? 60 : MAX_TEXT;
            if (text.length() > most) {
                problem(column, "tooLongText", most);
            }
            return text.isEmpty() ? null : text;
        }

        private LocalDate requiredDate(Column column) {
            var date = date(column);
            if (date == null && text(column).isEmpty()) {
                problem(column, "required");
            }
            return Objects.requireNonNullElse(date, LocalDate.EPOCH);
        }

        private @Nullable LocalDate date(Column column) {
            var cell = cell(column);
            if (cell == null || text(column).isEmpty()) {
                return null;
            }
            if (cell.getCellType() == CellType.NUMERIC && DateUtil.isCellDateFormatted(cell)) {
                return cell.getLocalDateTimeCellValue().toLocalDate();
            }
            try {
                return LocalDate.parse(text(column).replace('-', '/').replace('.', '/'), DATE);
            } catch (DateTimeParseException e) {
                problem(column, "noDate", excerpt(text(column)));
                return null;
            }
        }

        private boolean yes(Column column) {
            var key = Texts.fold(text(column));
            return switch (key) {
                case "co", "x", "yes", "1" -> true;
                case "khong", "no", "0" -> false;
                case "" -> {
                    problem(column, "required");
                    yield false;
                }
                default -> {
                    problem(column, "noChoice", excerpt(text(column)), word("yes") + ", " + word("no"));
                    yield false;
                }
            };
        }

        private <E extends Enum<E>> E choice(Column column, String what, Class<E> values) {
            var text = text(column);
            for (var value : values.getEnumConstants()) {
                if (Texts.fold(word(what + "." + value)).equals(Texts.fold(text))
                        || value.name().equals(text)) {
                    return value;
                }
            }
            if (text.isEmpty()) {
                problem(column, "required");
            } else {
                problem(column, "noChoice", excerpt(text), String.join(", ", words(column)));
            }
            return values.getEnumConstants()[0];
        }

        private void problem(Column column, String what, Object... arguments) {
            problems.add(Problem.at(row.getRowNum() + 1, column, what, arguments));
        }
    }

    private static String excerpt(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private List<String> words(Column column) {
        return switch (column) {
            case SEX -> words("sex", Sex.class);
            case EDUCATION -> words("education", Education.class);
            case SECTOR -> words("sector", Sector.class);
            case ETHNIC_MINORITY, UNION_MEMBER -> List.of(word("yes"), word("no"));
            default -> List.of();
        };
    }

    private <E extends Enum<E>> List<String> words(String what, Class<E> values) {
        var words = new ArrayList<String>();
        for (var value : values.getEnumConstants()) {
            words.add(word(what + "." + value));
        }
        return words;
    }

    private String word(String key) {
        return messages.getMessage("admission." + key, null, VIETNAMESE);
    }

    /** The workbook to fill in, with a page that says how. */
    byte[] template() {
        try (var workbook = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var bold = workbook.createFont();
            bold.setBold(true);
            var headingStyle = workbook.createCellStyle();
            headingStyle.setFont(bold);
            var format = workbook.createDataFormat();
            var text = workbook.createCellStyle();
            text.setDataFormat(format.getFormat("@"));
            var date = workbook.createCellStyle();
            date.setDataFormat(format.getFormat("dd/mm/yyyy"));
            var sheet = workbook.createSheet(message("admission.import.sheet"));
            var lists = workbook.createSheet("DanhMuc");
            workbook.setSheetHidden(workbook.getSheetIndex(lists), true);
            var headings = sheet.createRow(0);
            sheet.createFreezePane(0, 1);
            for (var column : Column.values()) {
                var position = column.ordinal();
                var cell = headings.createCell(position);
                cell.setCellValue(column.required() ? column.heading() + " *" : column.heading());
                cell.setCellStyle(headingStyle);
                sheet.setColumnWidth(position, Math.max(14, column.heading().length() + 4) * 256);
                sheet.setDefaultColumnStyle(position, column.kind() == Column.Kind.DATE ? date : text);
                var words = words(column);
                for (var number = 0; number < words.size(); number++) {
                    var line = lists.getRow(number) == null ? lists.createRow(number) : lists.getRow(number);
                    line.createCell(position).setCellValue(words.get(number));
                }
                if (!words.isEmpty()) {
                    var letter = org.apache.poi.ss.util.CellReference.convertNumToColString(position);
                    var helper = sheet.getDataValidationHelper();
                    var rule = helper.createValidation(
                            helper.createFormulaListConstraint(
                                    "DanhMuc!$%s$1:$%s$%d".formatted(letter, letter, words.size())),
                            new CellRangeAddressList(1, PROMPT_ROWS, position, position));
                    rule.setEmptyCellAllowed(true);
                    sheet.addValidationData(rule);
                }
            }
            var guide = workbook.createSheet("HuongDan");
            var number = 0;
            for (var line : List.of("guide.lines", "guide.ends", "guide.date")) {
                guide.createRow(number++).createCell(0).setCellValue(message("admission.import." + line));
            }
            for (var column : Column.values()) {
                var row = guide.createRow(++number);
                row.createCell(0).setCellValue(column.heading());
                row.createCell(1).setCellValue(column.example());
            }
            guide.setColumnWidth(0, 30 * 256);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String message(String key) {
        return messages.getMessage(key, null, VIETNAMESE);
    }
}
