package vn.chibo.documents;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** A document with its content. */
public record OpenedDocument(StoredDocument document, Resource content) {

    /**
     * The answer that hands it over: as a file to save, never shown as a page of ours, and kept by no cache, so that
     * every opening comes here and is recorded.
     */
    public ResponseEntity<Resource> download() {
        return ResponseEntity.ok()
                .contentType(document.kind().mediaType())
                .contentLength(document.size())
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}
