package vn.chibo.identity;

import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Somebody has to be able to sign in to an empty installation: when there is no account at all, makes the account
 * {@code quantri} and writes its one-time password to the log. Runs after the sample accounts were loaded.
 */
@Component
@Order(30)
class FirstAdministrator implements ApplicationRunner {

    static final String USERNAME = "quantri";
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final AccountRepository accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;

    FirstAdministrator(AccountRepository accounts, PasswordEncoder passwords, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (accounts.count() > 0) {
            return;
        }
        var password = Passwords.random();
        var hash = Objects.requireNonNull(passwords.encode(password));
        try {
            accounts.saveAndFlush(new Account(USERNAME, hash, null, true, true, clock.instant()));
        } catch (DataIntegrityViolationException e) {
            return; // another instance was faster, its log has the password
        }
        LOG.warn(
                "First administrator: account {}, password {} (to be changed at the first sign-in)",
                USERNAME,
                password);
    }
}
