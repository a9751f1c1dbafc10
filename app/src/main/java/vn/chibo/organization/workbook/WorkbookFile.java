package vn.chibo.organization.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.StylesTable;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads an .xlsx as a stream of cells, keeping only cells that hold something. It reads what Excel, LibreOffice and
 * converters write: shared or inline strings, no styles, no cell references, empty rows and columns. Limits hold before
 * anything is unpacked into memory.
 */
final class WorkbookFile {

    static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final long MAX_UNPACKED_BYTES = 150L * 1024 * 1024;
    private static final int MAX_ENTRIES = 500;
    private static final int MAX_ROWS = 50_000;
    private static final int MAX_COLUMNS = 200;
    private static final int MAX_CELL_TEXT = 32_767;
    private static final Pattern DATE_1904 = Pattern.compile("date1904\\s*=\\s*\"(1|true)\"");

    /** Rows by their number in the spreadsheet, cells by column counted from 0. */
    record Sheet(String name, SortedMap<Integer, SortedMap<Integer, RawCell>> rows) {}

    private final List<Sheet> sheets;
    private final boolean date1904;

    private WorkbookFile(List<Sheet> sheets, boolean date1904) {
        this.sheets = sheets;
        this.date1904 = date1904;
    }

    List<Sheet> sheets() {
        return sheets;
    }

    boolean date1904() {
        return date1904;
    }

    static WorkbookFile read(byte[] content) {
        if (content.length == 0) {
            throw new UnreadableWorkbook("emptyFile");
        }
        if (content.length > MAX_BYTES) {
            throw new UnreadableWorkbook("fileTooLarge", MAX_BYTES / 1024 / 1024);
        }
        refuseWhatIsNoWorkbook(content);
        refuseZipBomb(content);
        try (var opened = OPCPackage.open(new ByteArrayInputStream(content))) {
            return read(new XSSFReader(opened));
        } catch (UnreadableWorkbook e) {
            throw e;
        } catch (IOException | OpenXML4JException | SAXException | RuntimeException e) {
            throw new UnreadableWorkbook("notAWorkbook");
        }
    }

    private static void refuseWhatIsNoWorkbook(byte[] content) {
        var magic = FileMagic.valueOf(content);
        if (magic == FileMagic.OLE2) {
            throw new UnreadableWorkbook(encrypted(content) ? "passwordProtected" : "oldExcel");
        }
        if (magic != FileMagic.OOXML) {
            throw new UnreadableWorkbook("notAWorkbook");
        }
    }

    private static boolean encrypted(byte[] content) {
        try (var files = new POIFSFileSystem(new ByteArrayInputStream(content))) {
            return files.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Unpacks once into nothing, counting: what a small file claims to hold must not fill the memory. */
    private static void refuseZipBomb(byte[] content) {
        var buffer = new byte[64 * 1024];
        long unpacked = 0;
        int entries = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content), StandardCharsets.UTF_8)) {
            while (zip.getNextEntry() != null) {
                if (++entries > MAX_ENTRIES) {
                    throw new UnreadableWorkbook("zipBomb");
                }
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    unpacked += read;
                    if (unpacked > MAX_UNPACKED_BYTES) {
                        throw new UnreadableWorkbook("zipBomb");
                    }
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new UnreadableWorkbook("notAWorkbook");
        } catch (IOException e) {
            throw new UnreadableWorkbook("notAWorkbook");
        }
    }

    private static WorkbookFile read(XSSFReader reader) throws IOException, OpenXML4JException, SAXException {
        reader.setUseReadOnlySharedStringsTable(true);
        var strings = reader.getSharedStringsTable();
        var styles = reader.getStylesTable();
        var sheets = new ArrayList<Sheet>();
        var parts = reader.getSheetIterator();
        while (parts.hasNext()) {
            try (InputStream part = parts.next()) {
                var handler = new Cells(strings, styles);
                try {
                    var xml = XMLHelper.newXMLReader();
                    xml.setContentHandler(handler);
                    xml.setErrorHandler(handler); // the default one logs
                    xml.parse(new InputSource(part));
                } catch (javax.xml.parsers.ParserConfigurationException e) {
                    throw new IllegalStateException(e);
                }
                sheets.add(new Sheet(parts.getSheetName(), handler.rows));
            }
        }
        String workbook;
        try (var part = reader.getWorkbookData()) {
            workbook = new String(part.readAllBytes(), StandardCharsets.UTF_8);
        }
        return new WorkbookFile(sheets, DATE_1904.matcher(workbook).find());
    }

    /** Collects the cells of one sheet part. */
    private static final class Cells extends DefaultHandler {

        private final @Nullable SharedStrings strings;
        private final @Nullable StylesTable styles;
        private final SortedMap<Integer, SortedMap<Integer, RawCell>> rows = new TreeMap<>();
        private final StringBuilder text = new StringBuilder();

        private int row;
        private int column = -1;
        private String type = "n";
        private @Nullable String style;
        private boolean formula;
        private boolean collecting;
        private boolean phonetic;

        Cells(@Nullable SharedStrings strings, @Nullable StylesTable styles) {
            this.strings = strings;
            this.styles = styles;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            switch (localName) {
                case "row" -> {
                    var number = attributes.getValue("r");
                    row = number == null ? row + 1 : Integer.parseInt(number);
                    column = -1;
                }
                case "c" -> {
                    var reference = attributes.getValue("r");
                    column = reference == null ? column + 1 : new CellReference(reference).getCol();
                    var given = attributes.getValue("t");
                    type = given == null ? "n" : given;
                    style = attributes.getValue("s");
                    formula = false;
                    text.setLength(0);
                }
                case "f" -> formula = true;
                case "v", "t" -> collecting = !phonetic;
                case "rPh" -> phonetic = true;
                default -> {
                    // layout, links, validation: nothing to read
                }
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            if (collecting) {
                if (text.length() + length > MAX_CELL_TEXT) {
                    throw new UnreadableWorkbook("cellTooLong", row, CellReference.convertNumToColString(column));
                }
                text.append(characters, start, length);
            }
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            switch (localName) {
                case "v", "t" -> collecting = false;
                case "rPh" -> phonetic = false;
                case "c" -> keep();
                default -> {
                    // as above
                }
            }
        }

        private void keep() {
            var cell = cell();
            if (cell == null || column >= MAX_COLUMNS) {
                return;
            }
            if (rows.size() >= MAX_ROWS && !rows.containsKey(row)) {
                throw new UnreadableWorkbook("tooManyRows", MAX_ROWS);
            }
            rows.computeIfAbsent(row, number -> new TreeMap<>()).put(column, cell);
        }

        private @Nullable RawCell cell() {
            var value = text.toString();
            if (value.isBlank()) {
                return formula && !type.equals("str") ? new RawCell.Failed("=") : null;
            }
            return switch (type) {
                case "s" -> textCell(sharedString(value));
                case "e" -> new RawCell.Failed(value);
                case "n" -> number(value);
                default -> textCell(value);
            };
        }

        private String sharedString(String index) {
            return strings == null
                    ? ""
                    : strings.getItemAt(Integer.parseInt(index.strip())).getString();
        }

        private static @Nullable RawCell textCell(String value) {
            return value.isBlank() ? null : new RawCell.Text(value);
        }

        private RawCell number(String value) {
            try {
                return new RawCell.Numeric(new BigDecimal(value.strip()), format());
            } catch (NumberFormatException e) {
                return new RawCell.Text(value); // a converter that forgot to say that it wrote text
            }
        }

        private @Nullable String format() {
            if (styles == null || style == null) {
                return null;
            }
            int index = Integer.parseInt(style);
            return index < styles.getNumCellStyles() ? styles.getStyleAt(index).getDataFormatString() : null;
        }
    }
}
