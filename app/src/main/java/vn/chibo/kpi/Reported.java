package vn.chibo.kpi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Texts;

/**
 * Figures of times before this system, as they were reported: a workbook with a line for each cell, month and figure, with
 * numerator and denominator. They count where nothing was recorded here; a share of which nobody knows the base cannot be
 * entered, because it could not be added up. All of a workbook or nothing; a line that comes again replaces the earlier one.
 */
@Component
class Reported implements KpiArea {

    private static final int MAX_ROWS = 50_000;
    private static final List<String> COLUMNS = List.of("Mã chi bộ", "Tháng", "Chỉ tiêu", "Số lượng", "Trên tổng số");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("M/uuuu");

    private final Counts counts;
    private final JdbcClient jdbc;
    private final Clock clock;

    Reported(Counts counts, JdbcClient jdbc, Clock clock) {
        this.counts = counts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reported";
    }

    @Override
    public int order() {
        return 0;
    }

    /** None of its own: it adds to those of the areas. */
    @Override
    public List<Kpi> kpis() {
        return List.of();
    }

    @Override
    public Map<String, Long> count(CellMonth where) {
        var numbers = new HashMap<String, Long>();
        jdbc.sql("select measure, number from kpi.reported where cell_id = :cell and month = :month")
                .param("cell", where.cell().value())
                .param("month", where.month().atDay(1))
                .query(row -> {
                    if (row.getLong("number") > 0) {
                        numbers.put(row.getString("measure"), row.getLong("number"));
                    }
                });
        return numbers;
    }

    @Override
    public Collection<CellMonth> everything() {
        return jdbc.sql("select distinct cell_id, month from kpi.reported")
                .query((row, number) -> new CellMonth(
                        new UnitId(row.getObject("cell_id", UUID.class)),
                        YearMonth.from(row.getObject("month", LocalDate.class))))
                .list();
    }

    /** {@code what} is the last part of a key of {@code kpi.import.problem}; row 0 is the whole file. */
    record Problem(int row, String what, List<Object> arguments) {

        static Problem at(int row, String what, Object... arguments) {
            return new Problem(row, what, List.of(arguments));
        }
    }

    record Result(int entered, List<Problem> problems) {}

    private record Line(
            int row,
            CellMonth where,
            Kpi kpi,
            long number,
            @Nullable Long of) {}

    /** @param cells in which the person may enter something, by code */
    @Transactional
    Result enter(byte[] file, Map<String, UnitId> cells, Collection<Kpi> kpis, UUID account) {
        var byId = new LinkedHashMap<String, Kpi>();
        kpis.forEach(kpi -> byId.put(kpi.id().toUpperCase(Locale.ROOT), kpi));
        var problems = new ArrayList<Problem>();
        var lines = read(file, cells, byId, problems);
        for (var line : lines) {
            if (isRecorded(line)) {
                problems.add(Problem.at(line.row(), "recorded", line.kpi().id()));
            }
        }
        if (lines.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.at(0, "empty"));
        }
        if (!problems.isEmpty()) {
            return new Result(0, problems);
        }
        var touched = new HashSet<CellMonth>();
        for (var line : lines) {
            keep(line.where(), line.kpi().numerator(), line.number(), account);
            if (line.kpi().denominator() != null) {
                keep(line.where(), line.kpi().denominator(), Objects.requireNonNull(line.of()), account);
            }
            touched.add(line.where());
        }
        touched.forEach(where -> counts.replace(name(), where, count(where)));
        return new Result(lines.size(), List.of());
    }

    private void keep(CellMonth where, String measure, long number, UUID account) {
        jdbc.sql("""
                        insert into kpi.reported (cell_id, month, measure, number, entered_by, entered_at)
                        values (:cell, :month, :measure, :number, :by, :at)
                        on conflict (cell_id, month, measure) do update set
                            number = excluded.number, entered_by = excluded.entered_by, entered_at = excluded.entered_at""")
                .param("cell", where.cell().value())
                .param("month", where.month().atDay(1))
                .param("measure", measure)
                .param("number", number)
                .param("by", account)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What was done here counts, and nothing is counted twice. */
    private boolean isRecorded(Line line) {
        return jdbc.sql("""
                        select exists (select 1 from kpi.cell_count
                        where cell_id = :cell and month = :month and area <> :area and measure in (:numerator, :denominator))""")
                .param("cell", line.where().cell().value())
                .param("month", line.where().month().atDay(1))
                .param("area", name())
                .param("numerator", line.kpi().numerator())
                .param("denominator", Objects.requireNonNullElse(line.kpi().denominator(), ""))
                .query(Boolean.class)
                .single();
    }

    private List<Line> read(byte[] file, Map<String, UnitId> cells, Map<String, Kpi> kpis, List<Problem> problems) {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var sheet = workbook.getSheetAt(0);
            var first = sheet.getRow(sheet.getFirstRowNum() < 0 ? 0 : sheet.getFirstRowNum());
            var positions = new HashMap<String, Integer>();
            if (first != null) {
                first.forEach(cell -> COLUMNS.stream()
                        .filter(column -> Texts.fold(column).equals(Texts.fold(cell.toString())))
                        .forEach(column -> positions.put(column, cell.getColumnIndex())));
            }
            for (var column : COLUMNS) {
                if (!positions.containsKey(column)) {
                    problems.add(Problem.at(0, "missingColumn", column));
                }
            }
            if (sheet.getLastRowNum() > MAX_ROWS) {
                problems.add(Problem.at(0, "tooLong", MAX_ROWS));
            }
            if (!problems.isEmpty()) {
                return List.of();
            }
            var lines = new ArrayList<Line>();
            var seen = new HashSet<String>();
            for (var number = first.getRowNum() + 1; number <= sheet.getLastRowNum(); number++) {
                var row = sheet.getRow(number);
                if (row != null) {
                    read(new Reading(row, positions, problems), cells, kpis, seen, lines);
                }
            }
            return lines;
        } catch (IOException | POIXMLException | OpenXML4JRuntimeException | IllegalArgumentException e) {
            problems.add(Problem.at(0, "unreadable"));
            return List.of();
        }
    }

    private void read(
            Reading row, Map<String, UnitId> cells, Map<String, Kpi> kpis, Set<String> seen, List<Line> lines) {
        if (COLUMNS.stream().allMatch(column -> row.text(column).isEmpty())) {
            return;
        }
        var before = row.problems.size();
        var code = row.text(COLUMNS.get(0)).toUpperCase(Locale.ROOT);
        var cell = cells.get(code);
        if (cell == null) {
            row.problem("unknownCell", code);
        }
        var month = row.month();
        if (month != null && month.isAfter(YearMonth.from(DomainTime.today(clock)))) {
            row.problem("future");
        }
        var kpi = kpis.get(row.text(COLUMNS.get(2)).toUpperCase(Locale.ROOT));
        if (kpi == null) {
            row.problem("unknownKpi", row.text(COLUMNS.get(2)), String.join(", ", kpis.keySet()));
        }
        var number = row.number(COLUMNS.get(3), true);
        var of = row.number(COLUMNS.get(4), kpi != null && kpi.denominator() != null);
        if (kpi != null && kpi.form() == Kpi.Form.SHARE && number != null && of != null && number > of) {
            row.problem("more", number, of);
        }
        if (!seen.add(code + " " + month + " " + row.text(COLUMNS.get(2)).toUpperCase(Locale.ROOT))) {
            row.problem("twice");
        }
        if (row.problems.size() == before && cell != null && month != null && kpi != null && number != null) {
            lines.add(new Line(row.row.getRowNum() + 1, new CellMonth(cell, month), kpi, number, of));
        }
    }

    private static final class Reading {

        private final Row row;
        private final Map<String, Integer> positions;
        private final List<Problem> problems;
        private final DataFormatter formatter = new DataFormatter(Locale.ROOT);

        Reading(Row row, Map<String, Integer> positions, List<Problem> problems) {
            this.row = row;
            this.positions = positions;
            this.problems = problems;
        }

        String text(String column) {
            var cell = row.getCell(Objects.requireNonNull(positions.get(column)));
            return cell == null ? "" : Texts.normalize(formatter.formatCellValue(cell));
        }

        @Nullable YearMonth month() {
            var cell = row.getCell(Objects.requireNonNull(positions.get(COLUMNS.get(1))));
            if (cell != null && cell.getCellType() == CellType.NUMERIC && DateUtil.isCellDateFormatted(cell)) {
                return YearMonth.from(cell.getLocalDateTimeCellValue());
            }
            try {
                var month = YearMonth.parse(text(COLUMNS.get(1)), MONTH);
                if (month.getYear() >= 1990 && month.getYear() <= 2200) {
                    return month;
                }
            } catch (DateTimeParseException e) {
                // said below
            }
            problem("noMonth", text(COLUMNS.get(1)));
            return null;
        }

        @Nullable Long number(String column, boolean required) {
            var text = text(column);
            if (text.matches("\\d{1,9}")) {
                return Long.valueOf(text);
            }
            if (required || !text.isEmpty()) {
                problem("noNumber", column, text);
            }
            return null;
        }

        void problem(String what, Object... arguments) {
            problems.add(Problem.at(row.getRowNum() + 1, what, arguments));
        }
    }

    /** The workbook to fill in; a second sheet names the figures. */
    byte[] template(Map<String, String> kpis) {
        try (var workbook = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var text = workbook.createCellStyle();
            text.setDataFormat(workbook.createDataFormat().getFormat("@"));
            var sheet = workbook.createSheet("SoLieu");
            var headings = sheet.createRow(0);
            for (var column = 0; column < COLUMNS.size(); column++) {
                headings.createCell(column).setCellValue(COLUMNS.get(column));
                sheet.setColumnWidth(column, 18 * 256);
                if (column < 3) {
                    sheet.setDefaultColumnStyle(column, text);
                }
            }
            sheet.createFreezePane(0, 1);
            var guide = workbook.createSheet("ChiTieu");
            var number = 0;
            for (var entry : kpis.entrySet()) {
                var row = guide.createRow(number++);
                row.createCell(0).setCellValue(entry.getKey());
                row.createCell(1).setCellValue(entry.getValue());
            }
            guide.setColumnWidth(1, 80 * 256);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
