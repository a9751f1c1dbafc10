package vn.chibo.kpi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.chibo.kpi.KpiPages.Sheet;
import vn.chibo.organization.UnitView;

/** Figures as a workbook: numerators and denominators as numbers, so that whoever goes on reckoning can. */
@Component
class KpiWorkbook {

    private final MessageSource messages;

    KpiWorkbook(MessageSource messages) {
        this.messages = messages;
    }

    byte[] of(Sheet sheet, Map<UnitView, Map<String, Figure>> below, List<Kpi> counted, Locale locale) {
        try (var workbook = new SXSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var bold = workbook.createFont();
            bold.setBold(true);
            var heading = workbook.createCellStyle();
            heading.setFont(bold);
            var figures = workbook.createSheet(word("kpi.workbook.figures", locale));
            var first = figures.createRow(0);
            for (var key : List.of("id", "name", "number", "of", "percent", "target")) {
                heading(first, word("kpi.column." + key, locale), heading);
            }
            figures.setColumnWidth(1, 60 * 256);
            sheet.lines().forEach(line -> {
                var row = figures.createRow(figures.getLastRowNum() + 1);
                row.createCell(0).setCellValue(line.kpi().id());
                row.createCell(1).setCellValue(word("kpi." + line.kpi().id(), locale));
                row.createCell(2).setCellValue(line.figure().number());
                if (line.figure().of() != null) {
                    row.createCell(3).setCellValue(line.figure().of());
                }
                var percent = line.kpi().form() == Kpi.Form.MEAN_OF_TENTHS
                        ? line.figure().mean()
                        : line.figure().percent();
                if (percent != null) {
                    row.createCell(4).setCellValue(percent.doubleValue());
                }
                if (line.target() != null) {
                    row.createCell(5).setCellValue(line.target().doubleValue());
                }
            });
            var units = workbook.createSheet(word("kpi.workbook.units", locale));
            var top = units.createRow(0);
            heading(top, word("kpi.column.code", locale), heading);
            heading(top, word("kpi.column.unit", locale), heading);
            for (var kpi : counted) {
                heading(top, kpi.id(), heading);
                if (kpi.denominator() != null) {
                    heading(top, kpi.id() + " / " + word("kpi.column.of", locale), heading);
                }
            }
            below.forEach((unit, ofUnit) -> {
                var row = units.createRow(units.getLastRowNum() + 1);
                row.createCell(0).setCellValue(unit.code());
                row.createCell(1).setCellValue(unit.name());
                for (var kpi : counted) {
                    var figure = ofUnit.get(kpi.id());
                    row.createCell(row.getLastCellNum()).setCellValue(figure == null ? 0 : figure.number());
                    if (kpi.denominator() != null) {
                        row.createCell(row.getLastCellNum())
                                .setCellValue(figure == null || figure.of() == null ? 0 : figure.of());
                    }
                }
            });
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void heading(Row row, String text, CellStyle style) {
        var cell = row.createCell(Math.max(row.getLastCellNum(), 0));
        cell.setCellValue(text);
        cell.setCellStyle(style);
    }

    private String word(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
