package vn.chibo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.documents.StoredDocument.ScanResult;
import vn.chibo.faults.SmallDisk;
import vn.chibo.identity.CurrentUser;
import vn.chibo.shared.NotFound;

/** Files taken in, handed out and cleaned up, on a real disk and database. */
@ApplicationModuleTest(
        mode = ApplicationModuleTest.BootstrapMode.DIRECT_DEPENDENCIES,
        extraIncludes = {"shared", "organization", "identity"})
@TestPropertySource(
        properties = {
            "chibo.documents.directory=target/documents-it",
            "chibo.documents.max-size=1MB",
            "chibo.sample=false"
        })
class DocumentsIT {

    private static final Path DIRECTORY = Path.of("target/documents-it");
    private static final CurrentUser SOMEBODY = user();
    private static final CurrentUser ANOTHER = user();

    @Autowired
    Documents documents;

    @Autowired
    StrayFiles strays;

    @Autowired
    DocumentFiles files;

    @Autowired
    DocumentSettings settings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Clock clock;

    @AfterEach
    void clear() throws IOException {
        jdbc.sql("delete from documents.opening").update();
        jdbc.sql("delete from documents.document").update();
        for (var file : stored()) {
            Files.delete(file);
        }
    }

    @Test
    void aFileComesBackAsItWasWithItsFacts() throws Exception {
        var content = Samples.pdf();

        var stored = documents.store(stream(content), "C:\\Scan\\Đơn  xin vào Đảng\u202e.PDF", SOMEBODY);

        assertThat(stored.fileName()).isEqualTo("Đơn xin vào Đảng.PDF");
        assertThat(stored.kind()).isEqualTo(DocumentKind.PDF);
        assertThat(stored.size()).isEqualTo(content.length);
        assertThat(stored.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        assertThat(stored.scan()).isEqualTo(ScanResult.NOT_SCANNED);
        assertThat(stored()).containsExactly(DIRECTORY.toAbsolutePath().resolve(files.place(stored.id())));
        var found = documents.find(stored.id()).orElseThrow();
        assertThat(found).usingRecursiveComparison().ignoringFields("storedAt").isEqualTo(stored);
        var opened = documents.open(stored.id(), SOMEBODY);
        assertThat(opened.content().getContentAsByteArray()).isEqualTo(content);
        assertThat(opened.download().getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .startsWith("attachment");
        assertThat(opened.download().getHeaders().getCacheControl()).isEqualTo("no-store");
    }

    @Test
    void everyOpeningIsKept() {
        var stored = documents.store(stream(Samples.pdf()), "don.pdf", SOMEBODY);
        var other = documents.store(stream(Samples.picture("png")), "anh.png", SOMEBODY);

        documents.open(stored.id(), SOMEBODY);
        documents.open(stored.id(), ANOTHER);
        documents.open(other.id(), ANOTHER);

        assertThat(documents.openings(List.of(stored.id()), 10))
                .extracting(Opening::account)
                .containsExactlyInAnyOrder(ANOTHER.accountId(), SOMEBODY.accountId());
        assertThat(documents.openings(List.of(stored.id(), other.id()), 2)).hasSize(2);
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> documents.open(new DocumentId(UUID.randomUUID()), SOMEBODY));
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() throws IOException {
        refused("empty", new byte[0], "don.pdf");
        refused("tooLarge", new byte[1024 * 1024 + 1], "don.pdf");
        refused("content", Samples.program(), "don.pdf");
        refused("mismatch", Samples.pdf(), "anh.png");
        refused("broken", Samples.cutOff(Samples.picture("jpg")), "anh.jpg");
        refused("kind", Samples.pdf(), "don.exe");
        refused("kind", Samples.pdf(), ".pdf");

        assertThat(stored()).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void aFileOfExactlyTheLimitIsTaken() {
        assertThat(documents
                        .store(stream(padded(1024 * 1024)), "don.pdf", SOMEBODY)
                        .size())
                .isEqualTo(1024 * 1024);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingBehind() throws IOException {
        var broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection reset");
                }
                return 1;
            }
        };

        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> documents.store(broken, "don.pdf", SOMEBODY))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("documents.refused.storage"));
        assertThat(stored()).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsTold() throws IOException {
        var blocked = Files.write(Files.createTempFile("documents", ""), new byte[1]);
        var elsewhere = documents(blocked, file -> VirusScanner.Verdict.NOT_SCANNED);

        refused("storage", elsewhere);
    }

    @Test
    void aFullDiskIsToldAndTheSameFileIsTakenWhenThereIsRoom() throws IOException {
        var directory = Files.createTempDirectory("documents");
        try (var disk = SmallDisk.mountedAt(directory).orElse(null)) {
            assumeTrue(disk != null, "this user may not mount");
            var elsewhere = documents(directory, file -> VirusScanner.Verdict.CLEAN);
            Files.createDirectories(directory.resolve("incoming"));
            disk.fill();

            refused("storage", padded(500_000), elsewhere);
            assertThat(directory.resolve("incoming")).isEmptyDirectory();
            disk.makeRoom();

            assertThat(elsewhere
                            .store(stream(padded(500_000)), "don.pdf", SOMEBODY)
                            .size())
                    .isEqualTo(500_000);
        }
    }

    @Test
    void anInfectedFileIsRefusedAndSoIsOneNobodyCanLookAt() throws Exception {
        try (var clamd = new ClamAvTest.Clamd("stream: Eicar-Signature FOUND\0")) {
            refused("infected", documents(DIRECTORY, scanner(clamd.port())));
        }
        try (var clamd = new ClamAvTest.Clamd("stream: OK\0")) {
            var stored = documents(DIRECTORY, scanner(clamd.port())).store(stream(Samples.pdf()), "don.pdf", SOMEBODY);
            assertThat(stored.scan()).isEqualTo(ScanResult.CLEAN);
            assertThat(clamd.received()).isEqualTo(Samples.pdf());
        }
        refused("scannerAway", documents(DIRECTORY, scanner(1)));
        assertThat(stored()).hasSize(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aFileWhoseTransactionIsRolledBackIsAStrayAndGoesWhenItIsOld() throws IOException {
        var kept = documents.store(stream(Samples.pdf()), "don.pdf", SOMEBODY);
        var lost = transactions.execute(status -> {
            status.setRollbackOnly();
            return documents.store(stream(Samples.pdf()), "don.pdf", SOMEBODY);
        });
        var cutOff = Files.write(
                DIRECTORY.resolve("incoming").resolve(UUID.randomUUID().toString()), new byte[10]);
        Files.write(DIRECTORY.resolve("README"), new byte[10]);
        assertThat(documents.find(lost.id())).isEmpty();
        assertThat(files.place(lost.id())).exists();

        assertThat(strays.deleteStrays()).as("they are new").isZero();
        var old = FileTime.from(clock.instant().minus(settings.keepStrays()).minus(Duration.ofHours(1)));
        for (var file : stored()) {
            Files.setLastModifiedTime(file, old);
        }

        assertThat(strays.deleteStrays()).isEqualTo(2);
        assertThat(files.place(kept.id())).exists();
        assertThat(files.place(lost.id())).doesNotExist();
        assertThat(cutOff).doesNotExist();
        assertThat(DIRECTORY.resolve("README")).exists();
    }

    @Test
    void aDocumentWhoseFileIsGoneOrChangedIsNotHandedOut() throws IOException {
        var gone = documents.store(stream(Samples.pdf()), "don.pdf", SOMEBODY);
        var changed = documents.store(stream(Samples.pdf()), "don.pdf", SOMEBODY);
        Files.delete(files.place(gone.id()));
        Files.write(files.place(changed.id()), new byte[3]);

        assertThatIllegalStateException().isThrownBy(() -> documents.open(gone.id(), SOMEBODY));
        assertThatIllegalStateException().isThrownBy(() -> documents.open(changed.id(), SOMEBODY));
        assertThat(documents.openings(List.of(gone.id(), changed.id()), 10)).isEmpty();
        assertThat(strays.missing()).containsExactly(gone.id());
    }

    private void refused(String why, byte[] content, String name) {
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> documents.store(stream(content), name, SOMEBODY))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("documents.refused." + why));
    }

    private void refused(String why, Documents elsewhere) {
        refused(why, Samples.pdf(), elsewhere);
    }

    private void refused(String why, byte[] content, Documents elsewhere) {
        var before = rows();
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> elsewhere.store(stream(content), "don.pdf", SOMEBODY))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("documents.refused." + why));
        assertThat(rows()).isEqualTo(before);
    }

    private Documents documents(Path directory, VirusScanner scanner) {
        var elsewhere = new DocumentSettings(
                directory, settings.maxSize(), "", settings.clamavTimeout(), settings.keepStrays());
        return new Documents(jdbc, transactions, new DocumentFiles(directory), elsewhere, scanner, clock);
    }

    private static ClamAv scanner(int port) {
        return new ClamAv("127.0.0.1:" + port, Duration.ofSeconds(2));
    }

    private int rows() {
        return jdbc.sql("select count(*) from documents.document")
                .query(Integer.class)
                .single();
    }

    private static List<Path> stored() throws IOException {
        if (!Files.exists(DIRECTORY)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(DIRECTORY.toAbsolutePath())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("README"))
                    .toList();
        }
    }

    private static byte[] padded(int size) {
        var content = Arrays.copyOf(Samples.pdf(), size);
        System.arraycopy(Samples.pdf(), 0, content, size - Samples.pdf().length, Samples.pdf().length);
        return content;
    }

    private static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static CurrentUser user() {
        return new CurrentUser(UUID.randomUUID(), "somebody", null, "Somebody", false, List.of());
    }
}
