package vn.chibo.documents;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;

/** What may be stored. The content decides which kind a file is, and its name must say the same. */
public enum DocumentKind {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    /** A Word document without macros. */
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");

    private final MediaType mediaType;
    private final List<String> extensions;

    DocumentKind(String mediaType, String... extensions) {
        this.mediaType = MediaType.parseMediaType(mediaType);
        this.extensions = List.of(extensions);
    }

    public MediaType mediaType() {
        return mediaType;
    }

    /** Without the dot, the usual one first. */
    public List<String> extensions() {
        return extensions;
    }

    static Optional<DocumentKind> ofExtension(String extension) {
        return Arrays.stream(values())
                .filter(kind -> kind.extensions.contains(extension))
                .findFirst();
    }

    /** Of what Tika found, so without DOCX, which it sees as any zip archive. */
    static Optional<DocumentKind> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(kind -> kind != DOCX && kind.mediaType.toString().equals(mediaType))
                .findFirst();
    }
}
