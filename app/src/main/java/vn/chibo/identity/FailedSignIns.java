package vn.chibo.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows guessing down. After some failures in a row the account name, known or not, and the network address are refused
 * for a while, each further failure doubling the wait up to a quarter of an hour; never for good, so nobody can shut
 * somebody else out. An office shares one address, so it is given more tries.
 */
@Component
class FailedSignIns {

    private static final int TRIES_PER_ACCOUNT = 5;
    private static final int TRIES_PER_ADDRESS = 30;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /** After this long without a failure the count starts again. */
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    FailedSignIns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Until when this account name or address is refused, if it is. */
    Optional<Instant> refusedUntil(String username, String address) {
        return jdbc.sql(
                        "select max(refused_until) from identity.failed_sign_in where subject in (?, ?) and refused_until > ?")
                .params(account(username), "address:" + address, Timestamp.from(clock.instant()))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    @Transactional
    void failed(String username, String address) {
        count(account(username), TRIES_PER_ACCOUNT);
        count("address:" + address, TRIES_PER_ADDRESS);
    }

    /** The right password: the account starts afresh, the address does not, or one own account would reset it. */
    @Transactional
    void succeeded(String username) {
        jdbc.sql("delete from identity.failed_sign_in where subject = ?")
                .param(account(username))
                .update();
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
    @Transactional
    void forget() {
        jdbc.sql("delete from identity.failed_sign_in where last_failed_at < ?")
                .param(Timestamp.from(clock.instant().minus(FORGET_AFTER)))
                .update();
    }

    private void count(String subject, int tries) {
        var now = clock.instant();
        var failures = jdbc.sql("""
                        insert into identity.failed_sign_in as f (subject, failures, last_failed_at)
                        values (:subject, 1, :now)
                        on conflict (subject) do update
                           set failures = case when f.last_failed_at < :forgotten then 1 else f.failures + 1 end,
                               last_failed_at = excluded.last_failed_at
                        returning failures
                        """)
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(FORGET_AFTER)))
                .query(Integer.class)
                .single();
        if (failures >= tries) {
            jdbc.sql("update identity.failed_sign_in set refused_until = ? where subject = ?")
                    .params(Timestamp.from(now.plus(waitAfter(failures - tries))), subject)
                    .update();
        }
    }

    static Duration waitAfter(int furtherFailures) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(furtherFailures, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static String account(String username) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(username.getBytes(StandardCharsets.UTF_8));
            return "account:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
