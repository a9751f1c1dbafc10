package vn.chibo.documents;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param directory where the files are; nothing else writes there
 * @param maxSize the largest file; an upload's own limit ({@code spring.servlet.multipart}) has the same setting
 * @param clamav {@code host:port} of a clamd that looks at every file; empty for none
 * @param clamavTimeout how long a person who stores a file waits for it
 * @param keepStrays how old a file without a row must be before it is deleted: longer than any transaction and than the
 *     time between copying the database and copying the files
 */
@ConfigurationProperties("chibo.documents")
record DocumentSettings(
        Path directory,
        @DefaultValue("10MB") DataSize maxSize,
        @DefaultValue("") String clamav,
        @DefaultValue("PT20S") Duration clamavTimeout,
        @DefaultValue("P7D") Duration keepStrays) {

    DocumentSettings {
        if (maxSize.toBytes() < 1 || clamavTimeout.isNegative() || clamavTimeout.isZero() || keepStrays.isNegative()) {
            throw new IllegalArgumentException("chibo.documents: sizes and times must be positive");
        }
    }
}
