package vn.chibo.documents;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.tika.Tika;

/** Says by its content what a file is, and whether it is all there. */
final class Sniffer {

    private static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    /** Readers look for the end of a PDF in its last kilobyte. */
    private static final int PDF_TAIL = 1024;
    /** Telephones put pictures of their own behind the picture. */
    private static final int JPEG_TAIL = 256 * 1024;

    private static final int PNG_TAIL = 1024;

    private final Tika tika = new Tika();

    /** @throws DocumentRefused when the content is of no kind we keep, of another one than its name says, or cut off */
    DocumentKind kindOf(Path file, String fileName) throws IOException {
        var extension = extension(fileName);
        var named = DocumentKind.ofExtension(extension).orElseThrow(() -> new DocumentRefused("kind"));
        var found = byContent(file).orElseThrow(() -> new DocumentRefused("content", extension));
        if (found != named) {
            throw new DocumentRefused("mismatch", extension, found.name());
        }
        if (!isWhole(file, found)) {
            throw new DocumentRefused("broken");
        }
        return found;
    }

    static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Without the name: what it says must not help to decide. */
    private Optional<DocumentKind> byContent(Path file) throws IOException {
        String type;
        try (var in = Files.newInputStream(file)) {
            type = tika.detect(in);
        }
        if (type.equals("application/zip") || type.contains("ooxml")) {
            return isWord(file) ? Optional.of(DocumentKind.DOCX) : Optional.empty();
        }
        return DocumentKind.ofMediaType(type);
    }

    /** A package whose main part is a Word document; with macros the type of that part is another one. */
    private static boolean isWord(Path file) {
        try (var opened = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            for (var relationship : opened.getRelationshipsByType(PackageRelationshipTypes.CORE_DOCUMENT)) {
                var name = PackagingURIHelper.createPartName(
                        PackagingURIHelper.resolvePartUri(relationship.getSourceURI(), relationship.getTargetURI()));
                var part = opened.getPart(name);
                return part != null && part.getContentType().equals(WORD);
            }
            return false;
        } catch (IOException | OpenXML4JException | RuntimeException e) {
            return false;
        }
    }

    /** Uploads over a weak connection end early; the head of such a file looks well. */
    private static boolean isWhole(Path file, DocumentKind kind) throws IOException {
        return switch (kind) {
            case PDF -> tail(file, PDF_TAIL).contains("%%EOF");
            case PNG -> tail(file, PNG_TAIL).contains("IEND");
            case JPEG -> tail(file, JPEG_TAIL).contains("\u00ff\u00d9");
            case DOCX -> true; // the directory of an archive stands at its end, so it was read
        };
    }

    private static String tail(Path file, int length) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(length, in.length())];
            in.seek(in.length() - bytes.length);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
