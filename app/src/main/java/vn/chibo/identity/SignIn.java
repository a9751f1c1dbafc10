package vn.chibo.identity;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks account and password, with the waits of {@link FailedSignIns}. Unknown, disabled and wrong all look alike. */
@Component
class SignIn implements AuthenticationProvider {

    private final FailedSignIns failures;
    private final AccountRepository accounts;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final DaoAuthenticationProvider passwords;

    SignIn(
            FailedSignIns failures,
            AccountRepository accounts,
            PasswordEncoder encoder,
            Clock clock,
            TransactionTemplate transaction) {
        this.failures = failures;
        this.accounts = accounts;
        this.clock = clock;
        this.transaction = transaction;
        this.passwords = new DaoAuthenticationProvider(username -> accounts.findByUsername(username)
                .map(account -> new SignedIn(account.id(), account.passwordHash(), account.enabled()))
                .orElseThrow(() -> new UsernameNotFoundException("no such account")));
        this.passwords.setPasswordEncoder(encoder);
        this.passwords.setUserDetailsPasswordService(UserDetailsPasswordService.NOOP);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var username = canonical(attempt.getName());
        var address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        var refused = failures.refusedUntil(username, address);
        if (refused.isPresent()) {
            throw new Refused(refused.get());
        }
        try {
            var password = attempt.getCredentials() == null
                    ? ""
                    : attempt.getCredentials().toString();
            var signedIn = passwords.authenticate(
                    UsernamePasswordAuthenticationToken.unauthenticated(username, normalized(password)));
            var account = ((SignedIn) Objects.requireNonNull(signedIn.getPrincipal())).accountId();
            failures.succeeded(username);
            transaction.executeWithoutResult(status -> accounts.recordSignIn(account, clock.instant()));
            return signedIn;
        } catch (AuthenticationException e) {
            failures.failed(username, address);
            throw new BadCredentialsException("refused", e);
        }
    }

    /** Phones like to begin with a capital and to end with a space. */
    static String canonical(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /** The same password whatever keyboard composed its accents. */
    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Too many failures: try again after {@link #until}. */
    static final class Refused extends LockedException {

        final Instant until;

        Refused(Instant until) {
            super("too many failures");
            this.until = until;
        }
    }
}
