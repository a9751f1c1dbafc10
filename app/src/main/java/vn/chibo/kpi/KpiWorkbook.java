package vn.chibo.kpi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.chibo.kpi.KpiPages.Sheet;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.TableWorkbook;

/** Figures as a workbook: numerators and denominators as numbers, so that whoever goes on reckoning can. */
@Component
class KpiWorkbook {

    private final MessageSource messages;

    KpiWorkbook(MessageSource messages) {
        this.messages = messages;
    }

    byte[] of(Sheet sheet, Map<UnitView, Map<String, Figure>> below, List<Kpi> counted, Locale locale) {
        return TableWorkbook.of(figures(sheet, locale), units(below, counted, locale));
    }

    private TableWorkbook.Sheet figures(Sheet sheet, Locale locale) {
        return new TableWorkbook.Sheet(
                word("kpi.workbook.figures", locale),
                Stream.of("id", "name", "number", "of", "percent", "target")
                        .map(column -> word("kpi.column." + column, locale))
                        .toList(),
                sheet.lines()
                        .map(line -> Arrays.<@Nullable Object>asList(
                                line.kpi().id(),
                                word("kpi." + line.kpi().id(), locale),
                                line.figure().number(),
                                line.figure().of(),
                                line.kpi().form() == Kpi.Form.MEAN_OF_TENTHS
                                        ? line.figure().mean()
                                        : line.figure().percent(),
                                line.target()))
                        .toList());
    }

    private TableWorkbook.Sheet units(Map<UnitView, Map<String, Figure>> below, List<Kpi> counted, Locale locale) {
        var headings = new ArrayList<>(List.of(word("kpi.column.code", locale), word("kpi.column.unit", locale)));
        for (var kpi : counted) {
            headings.add(kpi.id());
            if (kpi.denominator() != null) {
                headings.add(kpi.id() + " / " + word("kpi.column.of", locale));
            }
        }
        var rows = new ArrayList<List<@Nullable Object>>();
        below.forEach((unit, figures) -> {
            var row = new ArrayList<@Nullable Object>(List.of(unit.code(), unit.name()));
            for (var kpi : counted) {
                var figure = figures.getOrDefault(kpi.id(), Figure.share(0, 0));
                row.add(figure.number());
                if (kpi.denominator() != null) {
                    row.add(figure.of());
                }
            }
            rows.add(row);
        });
        return new TableWorkbook.Sheet(word("kpi.workbook.units", locale), headings, rows);
    }

    private String word(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
