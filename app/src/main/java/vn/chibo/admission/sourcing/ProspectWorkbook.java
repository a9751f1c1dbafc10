package vn.chibo.admission.sourcing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** The prospective list as a workbook that goes on into a report: dates are dates, codes and numbers of papers texts. */
@Component
class ProspectWorkbook {

    private static final List<String> COLUMNS = List.of(
            "cellCode",
            "cell",
            "fullName",
            "sex",
            "birthDate",
            "ethnicMinority",
            "religion",
            "unionMember",
            "education",
            "sector",
            "placeType",
            "local",
            "introducedBy",
            "watchSince",
            "resolutionNumber",
            "resolutionDate",
            "helpers",
            "state",
            "certificate",
            "issuedOn",
            "validUntil");

    private static final int WIDTH = 18 * 256;

    private final Words words;
    private final Organizations organizations;
    private final Clock clock;

    ProspectWorkbook(Words words, Organizations organizations, Clock clock) {
        this.words = words;
        this.organizations = organizations;
        this.clock = clock;
    }

    byte[] of(List<Prospect> prospects, Map<UnitId, UnitView> cells, Locale locale) {
        var helpers = organizations.members(
                prospects.stream()
                        .map(Prospect::helpers)
                        .flatMap(Collection::stream)
                        .map(MemberId::new)
                        .collect(Collectors.toSet()),
                DomainTime.today(clock));
        try (var workbook = new SXSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var styles = new Styles(workbook);
            var sheet = workbook.createSheet(words.of("workbook.sheet", locale));
            sheet.createFreezePane(0, 1);
            var heading = sheet.createRow(0);
            for (var column = 0; column < COLUMNS.size(); column++) {
                sheet.setColumnWidth(column, WIDTH);
                var cell = heading.createCell(column);
                cell.setCellValue(words.of("field." + COLUMNS.get(column), locale));
                cell.setCellStyle(styles.heading);
            }
            for (var prospect : prospects) {
                write(
                        sheet.createRow(sheet.getLastRowNum() + 1),
                        values(prospect, cells.get(prospect.cell()), helpers, locale),
                        styles);
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of the columns; a null stays an empty cell. */
    private List<@Nullable Object> values(
            Prospect prospect, @Nullable UnitView cell, Map<MemberId, MemberView> helpers, Locale locale) {
        var details = prospect.details();
        var certificate = prospect.certificate();
        return new ArrayList<>(Arrays.asList(
                cell == null ? null : cell.code(),
                cell == null ? null : cell.name(),
                details.fullName(),
                words.of("sex", details.sex(), locale),
                details.birthDate(),
                yesNo(details.ethnicMinority(), locale),
                details.religion(),
                yesNo(details.unionMember(), locale),
                words.of("education", details.education(), locale),
                words.of("sector", details.sector(), locale),
                words.of("placeType", details.placeType(), locale),
                yesNo(details.local(), locale),
                words.of("introducedBy", details.introducedBy(), locale),
                details.watchSince(),
                details.resolutionNumber(),
                details.resolutionDate(),
                prospect.helpers().stream()
                        .map(MemberId::new)
                        .map(helpers::get)
                        .filter(member -> member != null)
                        .map(member -> member.fullName() + " (" + member.code() + ")")
                        .collect(Collectors.joining("; ")),
                words.of("state", prospect.state(), locale),
                certificate == null ? null : certificate.number(),
                certificate == null ? null : certificate.issuedOn(),
                certificate == null ? null : certificate.validUntil()));
    }

    private String yesNo(boolean yes, Locale locale) {
        return words.of(yes ? "yes" : "no", locale);
    }

    private static void write(Row row, List<@Nullable Object> values, Styles styles) {
        for (var column = 0; column < values.size(); column++) {
            var value = values.get(column);
            if (value instanceof LocalDate date) {
                var cell = row.createCell(column);
                cell.setCellValue(date);
                cell.setCellStyle(styles.date);
            } else if (value != null) {
                var cell = row.createCell(column);
                cell.setCellValue(value.toString());
                cell.setCellStyle(styles.text);
            }
        }
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
