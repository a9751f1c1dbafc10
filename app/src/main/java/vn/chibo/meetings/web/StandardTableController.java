package vn.chibo.meetings.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.meetings.web.StandardTables.Table;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;

/** The standard tables, on screen and as workbooks, over all cells whose cases the person may see. */
@Controller
@RequestMapping("/tables")
class StandardTableController {

    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final int WIDTH = 18 * 256;
    private static final int HALF = 6;

    private final StandardTables tables;
    private final MessageSource messages;
    private final Access access;
    private final Clock clock;

    StandardTableController(StandardTables tables, MessageSource messages, Access access, Clock clock) {
        this.tables = tables;
        this.messages = messages;
        this.access = access;
        this.clock = clock;
    }

    /** A value as it is read on screen. */
    record Shown(String text, boolean numeric) {

        private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

        static Shown of(@Nullable Object value) {
            return switch (value) {
                case null -> new Shown("", false);
                case LocalDate date -> new Shown(DATE.format(date), false);
                default -> new Shown(value.toString(), value instanceof Number);
            };
        }
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "MONTH") StandardTable kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Locale locale,
            Model model) {
        var last = MeetingController.month(to, DomainTime.today(clock));
        var first = first(from, last);
        var table = tables.of(kind, scopes(), first, last, locale);
        model.addAttribute("table", table);
        model.addAttribute(
                "rows",
                table.rows().stream()
                        .map(row -> row.stream().map(Shown::of).toList())
                        .toList());
        model.addAttribute("kinds", StandardTable.values());
        model.addAttribute("from", first.toString());
        model.addAttribute("to", last.toString());
        model.addAttribute("ofPeriod", kind == StandardTable.PERIOD || kind == StandardTable.VISITS);
        return "meetings/tables";
    }

    @GetMapping("/table.xlsx")
    ResponseEntity<byte[]> workbook(
            @RequestParam(defaultValue = "MONTH") StandardTable kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Locale locale) {
        var last = MeetingController.month(to, DomainTime.today(clock));
        var table = tables.of(kind, scopes(), first(from, last), last, locale);
        return ResponseEntity.ok()
                .contentType(WORKBOOK)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("bang-" + kind.name().toLowerCase(Locale.ROOT) + ".xlsx")
                                .build()
                                .toString())
                .body(write(table, locale));
    }

    /** Without a first month: the half year the last one is in. */
    private YearMonth first(@Nullable String from, YearMonth last) {
        var half = YearMonth.of(last.getYear(), last.getMonthValue() <= HALF ? 1 : HALF + 1);
        var first = from == null ? half : MeetingController.month(from, last.atDay(1));
        return first.isAfter(last) ? last : first;
    }

    private byte[] write(Table table, Locale locale) {
        try (var workbook = new SXSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var bold = workbook.createFont();
            bold.setBold(true);
            var heading = workbook.createCellStyle();
            heading.setFont(bold);
            var format = workbook.createDataFormat();
            var text = workbook.createCellStyle();
            text.setDataFormat(format.getFormat("@"));
            var date = workbook.createCellStyle();
            date.setDataFormat(format.getFormat("dd/mm/yyyy"));
            var sheet = workbook.createSheet(messages.getMessage("tables.sheet." + table.kind(), null, locale));
            sheet.createFreezePane(0, 1);
            var first = sheet.createRow(0);
            for (var column = 0; column < table.columns().size(); column++) {
                sheet.setColumnWidth(column, WIDTH);
                var cell = first.createCell(column);
                cell.setCellValue(
                        messages.getMessage("tables.column." + table.columns().get(column), null, locale));
                cell.setCellStyle(heading);
            }
            for (var values : table.rows()) {
                var row = sheet.createRow(sheet.getLastRowNum() + 1);
                for (var column = 0; column < values.size(); column++) {
                    switch (values.get(column)) {
                        case LocalDate day -> {
                            var cell = row.createCell(column);
                            cell.setCellValue(day);
                            cell.setCellStyle(date);
                        }
                        case Number number -> row.createCell(column).setCellValue(number.doubleValue());
                        case String words -> {
                            var cell = row.createCell(column);
                            cell.setCellValue(words);
                            cell.setCellStyle(text);
                        }
                        case null, default -> {}
                    }
                }
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<UnitId> scopes() {
        var scopes = access.scopes(Permission.CASE_VIEW);
        if (scopes.isEmpty()) {
            throw new AccessRefused("the standard tables");
        }
        return scopes;
    }
}
