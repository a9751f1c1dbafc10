package vn.chibo.documents;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a stored file.
 *
 * @param fileName as the person called it, without folders
 * @param sha256 of the content, in lower-case hexadecimal digits
 * @param storedBy an account
 */
public record StoredDocument(
        DocumentId id,
        String fileName,
        DocumentKind kind,
        long size,
        String sha256,
        ScanResult scan,
        UUID storedBy,
        Instant storedAt) {

    /** What the virus scanner said when the file came in; an infected file is refused and never stored. */
    public enum ScanResult {
        CLEAN,
        /** No scanner was set up. */
        NOT_SCANNED
    }
}
