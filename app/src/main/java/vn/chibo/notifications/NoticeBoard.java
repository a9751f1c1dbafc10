package vn.chibo.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.identity.Users;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.UnreadNotices;

/** Every person's notices. All reading and marking is by recipient: another's notice is not there. */
@Component
@Transactional
class NoticeBoard implements UnreadNotices {

    /** Counting stops here; the pages say "99+". */
    private static final int MOST_COUNTED = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Users users;
    private final MessageSource messages;
    private final Clock clock;

    NoticeBoard(JdbcClient jdbc, JsonMapper json, Users users, MessageSource messages, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.users = users;
        this.messages = messages;
        this.clock = clock;
    }

    /** What is told: a key of the message bundle with its arguments, and the page it leads to. */
    record Told(String messageKey, List<String> arguments, String link) {}

    /** Puts up one notice for each who can sign in. An event that is delivered again tells nobody twice. */
    void tell(UUID event, Collection<MemberId> recipients, Told told) {
        for (var recipient : users.withAccount(recipients)) {
            jdbc.sql("""
                            insert into notifications.notice (event_id, recipient, message_key, arguments, link, created_at)
                            values (:event, :recipient, :key, :arguments::jsonb, :link, :now)
                            on conflict (event_id, recipient) do nothing""")
                    .param("event", event)
                    .param("recipient", recipient.value())
                    .param("key", told.messageKey())
                    .param("arguments", json.writeValueAsString(told.arguments()))
                    .param("link", told.link())
                    .param("now", now())
                    .update();
        }
    }

    @Override
    @Transactional(readOnly = true)
    public long count(UUID member) {
        return jdbc.sql("""
                        select count(*) from (
                            select 1 from notifications.notice where recipient = :member and read_at is null
                            limit :most) unread""")
                .param("member", member)
                .param("most", MOST_COUNTED)
                .query(Long.class)
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> newest(UUID member, int limit) {
        return jdbc.sql("""
                        select * from notifications.notice where recipient = :member and read_at is null
                        order by id desc limit :limit""")
                .param("member", member)
                .param("limit", limit)
                .query(this::line)
                .list();
    }

    /** Read and unread ones, newest first, those older than {@code before}. */
    @Transactional(readOnly = true)
    public List<Line> page(MemberId member, long before, int limit) {
        return jdbc.sql("""
                        select * from notifications.notice where recipient = :member and id < :before
                        order by id desc limit :limit""")
                .param("member", member.value())
                .param("before", before)
                .param("limit", limit)
                .query(this::line)
                .list();
    }

    /** Marks the notice as read; answers where it leads, empty when the person has no such notice. */
    Optional<String> read(MemberId member, long id) {
        jdbc.sql("""
                        update notifications.notice set read_at = :now
                        where id = :id and recipient = :member and read_at is null""")
                .param("now", now())
                .param("id", id)
                .param("member", member.value())
                .update();
        return jdbc.sql("select link from notifications.notice where id = :id and recipient = :member")
                .param("id", id)
                .param("member", member.value())
                .query(String.class)
                .optional();
    }

    /** @param upTo the newest one the person saw: what came since stays unread */
    void readAll(MemberId member, long upTo) {
        jdbc.sql("""
                        update notifications.notice set read_at = :now
                        where recipient = :member and read_at is null and id <= :upTo""")
                .param("now", now())
                .param("member", member.value())
                .param("upTo", upTo)
                .update();
    }

    private Line line(ResultSet row, int number) throws SQLException {
        var text = messages.getMessage(
                row.getString("message_key"),
                json.readValue(row.getString("arguments"), String[].class),
                LocaleContextHolder.getLocale());
        return new Line(
                row.getLong("id"),
                text,
                row.getObject("created_at", OffsetDateTime.class).atZoneSameInstant(DomainTime.ZONE),
                row.getObject("read_at") == null);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
