package vn.chibo.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the application. Code asks this bean, never {@code Instant.now()}. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    Clock clock(@Value("${chibo.clock-offset-file:}") @Nullable String offsetFile) {
        return offsetFile == null || offsetFile.isBlank() ? Clock.systemUTC() : new ShiftedClock(Path.of(offsetFile));
    }

    /**
     * A clock for rehearsals: real time plus the milliseconds written in a file, read at every call so that the shift
     * survives a restart of the application. Off unless {@code chibo.clock-offset-file} is set.
     */
    private static final class ShiftedClock extends Clock {

        private final Path file;

        ShiftedClock(Path file) {
            this.file = file;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return zone.equals(ZoneOffset.UTC)
                    ? this
                    : Clock.offset(Clock.system(zone), java.time.Duration.ofMillis(offset()));
        }

        @Override
        public Instant instant() {
            return Instant.now().plusMillis(offset());
        }

        private long offset() {
            try {
                var text = Files.exists(file) ? Files.readString(file).strip() : "";
                return text.isEmpty() ? 0 : Long.parseLong(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
