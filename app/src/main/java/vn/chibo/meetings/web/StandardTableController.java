package vn.chibo.meetings.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.TableWorkbook;

/** The standard tables, on screen and as workbooks, over all cells whose cases the person may see. */
@Controller
@RequestMapping("/tables")
class StandardTableController {

    private static final int HALF = 6;

    /** The cells of any commune fit on one page; a province is read in the workbook. */
    private static final int ROWS = 500;

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
            @RequestParam(defaultValue = "1") int page,
            Locale locale,
            Model model) {
        var last = MeetingController.month(to, DomainTime.today(clock));
        var first = first(from, last);
        var table = tables.of(kind, scopes(), first, last, locale);
        model.addAttribute("table", table);
        var pages = Math.max(1, (table.rows().size() + ROWS - 1) / ROWS);
        var shown = Math.clamp(page, 1, pages);
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute(
                "rows",
                table.rows().stream()
                        .skip((shown - 1L) * ROWS)
                        .limit(ROWS)
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
        return TableWorkbook.download(
                "bang-" + kind.name().toLowerCase(Locale.ROOT) + ".xlsx",
                TableWorkbook.of(new TableWorkbook.Sheet(
                        messages.getMessage("tables.sheet." + kind, null, locale),
                        table.columns().stream()
                                .map(column -> messages.getMessage("tables.column." + column, null, locale))
                                .toList(),
                        table.rows())));
    }

    /** Without a first month: the half year the last one is in. */
    private YearMonth first(@Nullable String from, YearMonth last) {
        var half = YearMonth.of(last.getYear(), last.getMonthValue() <= HALF ? 1 : HALF + 1);
        var first = from == null ? half : MeetingController.month(from, last.atDay(1));
        return first.isAfter(last) ? last : first;
    }

    private Set<UnitId> scopes() {
        var scopes = access.scopes(Permission.CASE_VIEW);
        if (scopes.isEmpty()) {
            throw new AccessRefused("the standard tables");
        }
        return scopes;
    }
}
