package vn.chibo.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes notices whose time is over, a batch to a transaction: nobody who opens the page waits for it, and several
 * instances of the application do not wait for each other.
 */
@Component
class NoticeRetention {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeRetention.class);

    /** A run ends here, however many are left; the next one goes on. */
    private static final int BATCHES = 100;

    private final JdbcClient jdbc;
    private final NoticeSettings settings;
    private final Clock clock;

    NoticeRetention(JdbcClient jdbc, NoticeSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT6H")
    void run() {
        var read = deleteAll(this::deleteRead);
        var unread = deleteAll(this::deleteUnread);
        if (read + unread > 0) {
            LOG.info("Deleted {} read and {} unread notices that were kept long enough", read, unread);
        }
    }

    private int deleteAll(IntSupplier batch) {
        var deleted = 0;
        for (var run = 0; run < BATCHES; run++) {
            var last = batch.getAsInt();
            deleted += last;
            if (last < settings.batch()) {
                break;
            }
        }
        return deleted;
    }

    /** One statement, and so one transaction; answers how many went. */
    int deleteRead() {
        return jdbc.sql("""
                        delete from notifications.notice where id in (
                            select id from notifications.notice where read_at is not null and read_at < :before
                            order by read_at limit :batch for update skip locked)""")
                .param("before", before(settings.keepRead()))
                .param("batch", settings.batch())
                .update();
    }

    int deleteUnread() {
        return jdbc.sql("""
                        delete from notifications.notice where id in (
                            select id from notifications.notice where read_at is null and created_at < :before
                            order by created_at limit :batch for update skip locked)""")
                .param("before", before(settings.keepUnread()))
                .param("batch", settings.batch())
                .update();
    }

    private OffsetDateTime before(Duration kept) {
        return clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
    }
}
