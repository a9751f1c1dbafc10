package vn.chibo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static vn.chibo.documents.Samples.cutOff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is, said by its content. */
class SnifferTest {

    private final Sniffer sniffer = new Sniffer();

    @TempDir
    private Path directory;

    @Test
    void knowsTheKindsThatAreKept() throws IOException {
        assertThat(kindOf(Samples.pdf(), "don.pdf")).isEqualTo(DocumentKind.PDF);
        assertThat(kindOf(Samples.picture("jpg"), "anh.JPG")).isEqualTo(DocumentKind.JPEG);
        assertThat(kindOf(Samples.picture("jpg"), "anh.jpeg")).isEqualTo(DocumentKind.JPEG);
        assertThat(kindOf(Samples.picture("png"), "anh.png")).isEqualTo(DocumentKind.PNG);
        assertThat(kindOf(Samples.word(), "đơn.docx")).isEqualTo(DocumentKind.DOCX);
    }

    @Test
    void refusesWhatIsSomethingElseUnderAGoodName() throws IOException {
        refused("content", Samples.program(), "don.pdf");
        refused("content", "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8), "don.pdf");
        refused("content", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8), "anh.png");
        refused("content", "chữ".getBytes(StandardCharsets.UTF_8), "don.docx");
        refused("content", Samples.archive(), "don.docx");
        refused("content", Samples.workbook(), "don.docx");
        refused("content", Samples.wordWithMacros(), "don.docx");
        refused("mismatch", Samples.pdf(), "anh.jpg");
        refused("mismatch", Samples.picture("png"), "anh.jpg");
        refused("mismatch", Samples.word(), "don.pdf");
    }

    @Test
    void refusesNamesOfOtherKindsWhateverIsInside() throws IOException {
        refused("kind", Samples.program(), "don.exe");
        refused("kind", Samples.pdf(), "don.pdf.exe");
        refused("kind", Samples.wordWithMacros(), "don.docm");
        refused("kind", Samples.pdf(), "don");
    }

    @Test
    void refusesWhatIsCutOff() throws IOException {
        refused("broken", cutOff(Samples.pdf()), "don.pdf");
        refused("broken", cutOff(Samples.picture("jpg")), "anh.jpg");
        refused("broken", cutOff(Samples.picture("png")), "anh.png");
        refused("content", cutOff(Samples.word()), "don.docx");
    }

    private DocumentKind kindOf(byte[] content, String name) throws IOException {
        return sniffer.kindOf(Files.write(directory.resolve("file"), content), name);
    }

    private void refused(String why, byte[] content, String name) throws IOException {
        var file = Files.write(directory.resolve("file"), content);

        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> sniffer.kindOf(file, name))
                .satisfies(refusal -> {
                    assertThat(refusal.messageKey()).isEqualTo("documents.refused." + why);
                    assertThat(refusal.field()).isEqualTo("file");
                });
    }
}
