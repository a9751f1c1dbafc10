package vn.chibo.shared;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Tables as a workbook that goes on into a report: dates are dates, numbers numbers, and everything else text, so that codes
 * and numbers of papers keep their zeros.
 */
public final class TableWorkbook {

    private static final MediaType TYPE =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final int WIDTH = 18 * 256;

    private TableWorkbook() {}

    /** One sheet: headings, and rows in their order; a null is an empty cell. */
    public record Sheet(String name, List<String> headings, List<? extends List<? extends @Nullable Object>> rows) {}

    public static byte[] of(Sheet... sheets) {
        try (var workbook = new SXSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var styles = new Styles(workbook);
            for (var table : sheets) {
                var sheet = workbook.createSheet(table.name());
                sheet.createFreezePane(0, 1);
                var heading = sheet.createRow(0);
                for (var column = 0; column < table.headings().size(); column++) {
                    sheet.setColumnWidth(column, WIDTH);
                    var cell = heading.createCell(column);
                    cell.setCellValue(table.headings().get(column));
                    cell.setCellStyle(styles.heading);
                }
                for (var values : table.rows()) {
                    var row = sheet.createRow(sheet.getLastRowNum() + 1);
                    for (var column = 0; column < values.size(); column++) {
                        switch (values.get(column)) {
                            case null -> {}
                            case LocalDate date -> {
                                var cell = row.createCell(column);
                                cell.setCellValue(date);
                                cell.setCellStyle(styles.date);
                            }
                            case Number number -> row.createCell(column).setCellValue(number.doubleValue());
                            case Object other -> {
                                var cell = row.createCell(column);
                                cell.setCellValue(other.toString());
                                cell.setCellStyle(styles.text);
                            }
                        }
                    }
                }
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a file the browser saves and no cache keeps. */
    public static ResponseEntity<byte[]> download(String fileName, byte[] workbook) {
        return ResponseEntity.ok()
                .contentType(TYPE)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName)
                                .build()
                                .toString())
                .body(workbook);
    }

    private static final class Styles {

        private final CellStyle heading;
        private final CellStyle text;
        private final CellStyle date;

        Styles(SXSSFWorkbook workbook) {
            var bold = workbook.createFont();
            bold.setBold(true);
            heading = workbook.createCellStyle();
            heading.setFont(bold);
            var format = workbook.createDataFormat();
            text = workbook.createCellStyle();
            text.setDataFormat(format.getFormat("@"));
            date = workbook.createCellStyle();
            date.setDataFormat(format.getFormat("dd/mm/yyyy"));
        }
    }
}
