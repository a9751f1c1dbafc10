package vn.chibo.documents;

import java.io.IOException;
import java.nio.file.Path;

/** Looks into a file before it is stored. */
interface VirusScanner {

    enum Verdict {
        CLEAN,
        INFECTED,
        /** Nobody looked. */
        NOT_SCANNED
    }

    /** @throws IOException when the scanner is away or cannot say; then the file is not stored */
    Verdict scan(Path file) throws IOException;
}
