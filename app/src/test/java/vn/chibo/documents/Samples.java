package vn.chibo.documents;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Small files of every kind, good and bad. */
final class Samples {

    private Samples() {}

    static byte[] pdf() {
        return """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] picture(String format) {
        return written(out -> ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, out));
    }

    static byte[] word() {
        return written(out -> {
            try (var document = new XWPFDocument()) {
                document.createParagraph().createRun().setText("Đơn xin vào Đảng");
                document.write(out);
            }
        });
    }

    /** What Word calls .docm, under the name the caller gives it. */
    static byte[] wordWithMacros() {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                entry(zip, "[Content_Types].xml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Override PartName="/word/document.xml"
                        ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>\
                    """);
                entry(zip, "_rels/.rels", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="a" Target="word/document.xml"
                        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
                    </Relationships>\
                    """);
                entry(zip, "word/document.xml", "<w/>");
            }
        });
    }

    static byte[] workbook() {
        return written(out -> {
            try (var workbook = new XSSFWorkbook()) {
                workbook.createSheet();
                workbook.write(out);
            }
        });
    }

    static byte[] archive() {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                entry(zip, "a.txt", "a");
            }
        });
    }

    static byte[] program() {
        var bytes = new byte[2000];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        bytes[0x3c] = (byte) 0x80;
        bytes[0x80] = 'P';
        bytes[0x81] = 'E';
        return bytes;
    }

    /** As an upload over a broken connection leaves it. */
    static byte[] cutOff(byte[] file) {
        return Arrays.copyOf(file, file.length * 2 / 3);
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        try (var out = new ByteArrayOutputStream()) {
            writing.to(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
