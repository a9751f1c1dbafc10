package vn.chibo.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.documents.StoredDocument.ScanResult;
import vn.chibo.identity.CurrentUser;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.Texts;

/**
 * Takes files in and hands them out. The caller has asked whether the person may, and remembers the id in the same
 * transaction: where that is rolled back, the file is a stray that {@link StrayFiles} deletes later.
 */
@Service
public class Documents {

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final int LONGEST_NAME = 150;
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]");
    /** Control characters, and the ones that let a name be read another way than it is written. */
    private static final Pattern UNSPEAKABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]");

    private static final String DOCUMENT = """
        select id, file_name, kind, size, sha256, scan, stored_by, stored_at from documents.document
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final DocumentFiles files;
    private final DocumentSettings settings;
    private final VirusScanner scanner;
    private final Clock clock;
    private final Sniffer sniffer = new Sniffer();

    Documents(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            DocumentFiles files,
            DocumentSettings settings,
            VirusScanner scanner,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.files = files;
        this.settings = settings;
        this.scanner = scanner;
        this.clock = clock;
    }

    /** The largest file that is taken, in bytes. */
    public long maxSize() {
        return settings.maxSize().toBytes();
    }

    /**
     * Stores what the stream holds; the caller closes it.
     *
     * @param fileName as the browser sent it; only its last part is kept
     * @throws DocumentRefused when it is empty, too large, of no kind that is kept, cut off or infected, or when it
     *     cannot be examined or stored just now
     */
    public StoredDocument store(InputStream content, String fileName, CurrentUser by) {
        var name = nameOf(fileName);
        DocumentKind.ofExtension(Sniffer.extension(name)).orElseThrow(() -> new DocumentRefused("kind"));
        try {
            var incoming = files.receive(content, maxSize());
            try {
                var kind = sniffer.kindOf(incoming.file(), name);
                var document = new StoredDocument(
                        new DocumentId(UUID.randomUUID()),
                        name,
                        kind,
                        incoming.size(),
                        incoming.sha256(),
                        scan(incoming),
                        by.accountId(),
                        clock.instant());
                transactions.executeWithoutResult(status -> keep(document, incoming));
                return document;
            } finally {
                files.discard(incoming.file());
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.error("A file could not be stored in {}", settings.directory().toAbsolutePath(), e);
            throw new DocumentRefused("storage");
        }
    }

    private ScanResult scan(DocumentFiles.Incoming incoming) {
        try {
            return switch (scanner.scan(incoming.file())) {
                case CLEAN -> ScanResult.CLEAN;
                case NOT_SCANNED -> ScanResult.NOT_SCANNED;
                case INFECTED -> throw new DocumentRefused("infected");
            };
        } catch (IOException e) {
            LOG.error("The virus scanner does not answer; no file is stored", e);
            throw new DocumentRefused("scannerAway");
        }
    }

    /** The row first: a file without a row is deleted one day, a row without a file would be a lie. */
    private void keep(StoredDocument document, DocumentFiles.Incoming incoming) {
        jdbc.sql("""
            insert into documents.document (id, file_name, kind, size, sha256, scan, stored_by, stored_at)
            values (:id, :name, :kind, :size, :sha256, :scan, :by, :at)
            """)
                .param("id", document.id().value())
                .param("name", document.fileName())
                .param("kind", document.kind().name())
                .param("size", document.size())
                .param("sha256", document.sha256())
                .param("scan", document.scan().name())
                .param("by", document.storedBy())
                .param("at", Timestamp.from(document.storedAt()))
                .update();
        try {
            files.settle(incoming.file(), document.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Transactional(readOnly = true)
    public Optional<StoredDocument> find(DocumentId id) {
        return jdbc.sql(DOCUMENT + "where id = :id")
                .param("id", id.value())
                .query(Documents::document)
                .optional();
    }

    /** Those of the documents that exist, the newest first. */
    @Transactional(readOnly = true)
    public List<StoredDocument> find(Collection<DocumentId> ids) {
        return jdbc.sql(DOCUMENT + "where id = any(:ids) order by stored_at desc, id")
                .param("ids", values(ids))
                .query(Documents::document)
                .list();
    }

    /** Hands the content to the person and records that, whatever happens afterwards. */
    @Transactional
    public OpenedDocument open(DocumentId id, CurrentUser by) {
        var document = find(id).orElseThrow(() -> new NotFound("document " + id));
        var file = files.place(id);
        try {
            if (Files.size(file) != document.size()) {
                throw new IllegalStateException("Document " + id + " is not the file that was stored");
            }
        } catch (IOException e) {
            throw new IllegalStateException("Document " + id + " has no file", e);
        }
        jdbc.sql("insert into documents.opening (document_id, account_id, opened_at) values (:id, :by, :at)")
                .param("id", id.value())
                .param("by", by.accountId())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return new OpenedDocument(document, new FileSystemResource(file));
    }

    /** Who opened any of the documents, the latest first; for whoever answers for them. */
    @Transactional(readOnly = true)
    public List<Opening> openings(Collection<DocumentId> ids, int limit) {
        return jdbc.sql("""
            select document_id, account_id, opened_at from documents.opening
             where document_id = any(:ids) order by opened_at desc, id desc limit :limit
            """)
                .param("ids", values(ids))
                .param("limit", limit)
                .query((row, number) -> new Opening(
                        new DocumentId(row.getObject("document_id", UUID.class)),
                        row.getObject("account_id", UUID.class),
                        row.getTimestamp("opened_at").toInstant()))
                .list();
    }

    private static String nameOf(String fileName) {
        var name = Texts.normalize(
                UNSPEAKABLE.matcher(FOLDERS.matcher(fileName).replaceFirst("")).replaceAll(""));
        var dot = name.lastIndexOf('.');
        if (dot < 1) {
            throw new DocumentRefused("kind");
        }
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, Math.max(1, LONGEST_NAME - (name.length() - dot))) + name.substring(dot);
    }

    private static UUID[] values(Collection<DocumentId> ids) {
        return ids.stream().map(DocumentId::value).toArray(UUID[]::new);
    }

    private static StoredDocument document(ResultSet row, int number) throws SQLException {
        return new StoredDocument(
                new DocumentId(row.getObject("id", UUID.class)),
                row.getString("file_name"),
                DocumentKind.valueOf(row.getString("kind")),
                row.getLong("size"),
                row.getString("sha256"),
                ScanResult.valueOf(row.getString("scan")),
                row.getObject("stored_by", UUID.class),
                row.getTimestamp("stored_at").toInstant());
    }
}
