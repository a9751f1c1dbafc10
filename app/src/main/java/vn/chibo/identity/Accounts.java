package vn.chibo.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.TransactionLock;

/** What one can do with accounts. The caller has asked {@link Access}. */
@Component
class Accounts {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,49}");

    private final AccountRepository accounts;
    private final Organizations organizations;
    private final PasswordEncoder passwords;
    private final ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> sessions;
    private final JdbcClient jdbc;
    private final Clock clock;

    Accounts(
            AccountRepository accounts,
            Organizations organizations,
            PasswordEncoder passwords,
            ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> sessions,
            JdbcClient jdbc,
            Clock clock) {
        this.accounts = accounts;
        this.organizations = organizations;
        this.passwords = passwords;
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An account as the administrator sees it; {@code person} is null for accounts without a member. */
    record Line(
            UUID id,
            String username,
            @Nullable String person,
            boolean administrator,
            boolean enabled,
            boolean mustChangePassword,
            @Nullable Instant lastSignedInAt) {}

    /** By account name, at most {@code limit}. */
    @Transactional(readOnly = true)
    List<Line> search(String part, int limit) {
        var today = DomainTime.today(clock);
        return accounts.search(part.strip().toLowerCase(Locale.ROOT), PageRequest.of(0, limit)).stream()
                .map(account -> {
                    var member = account.member();
                    return new Line(
                            account.id(),
                            account.username(),
                            member == null
                                    ? null
                                    : organizations
                                            .member(member, today)
                                            .map(MemberView::fullName)
                                            .orElse(null),
                            account.administrator(),
                            account.enabled(),
                            account.mustChangePassword(),
                            account.lastSignedInAt());
                })
                .toList();
    }

    /** Answers the password made up for the account; it is shown once and must be changed at the first sign-in. */
    @Transactional
    String create(String username, @Nullable MemberId member, boolean administrator) {
        var name = username.strip().toLowerCase(Locale.ROOT);
        if (!USERNAME.matcher(name).matches()) {
            throw RuleViolation.at("username", "identity.account.badName");
        }
        TransactionLock.take(jdbc, "identity.account");
        if (accounts.existsByUsername(name)) {
            throw RuleViolation.at("username", "identity.account.nameTaken");
        }
        if (member == null && !administrator) {
            throw RuleViolation.at("memberCode", "identity.account.whose");
        }
        if (member != null && accounts.existsByMemberId(member.value())) {
            throw RuleViolation.at("memberCode", "identity.account.memberHasOne");
        }
        var password = Passwords.random();
        accounts.save(new Account(name, hash(password), member, administrator, true, clock.instant()));
        return password;
    }

    @Transactional
    String resetPassword(UUID id) {
        var password = Passwords.random();
        find(id).resetPassword(hash(password), clock.instant());
        endSessions(id, null);
        return password;
    }

    @Transactional
    void disable(UUID id, CurrentUser by) {
        if (id.equals(by.accountId())) {
            throw new RuleViolation("identity.account.notOneself");
        }
        TransactionLock.take(jdbc, "identity.account " + id);
        find(id).disable();
        endSessions(id, null);
    }

    @Transactional
    void enable(UUID id) {
        TransactionLock.take(jdbc, "identity.account " + id);
        find(id).enable();
    }

    /** Everybody else who is signed in with the old password is signed out. */
    @Transactional
    void changeOwnPassword(CurrentUser user, String current, String chosen, @Nullable String keptSession) {
        var account = find(user.accountId());
        if (!passwords.matches(SignIn.normalized(current), account.passwordHash())) {
            throw RuleViolation.at("current", "identity.password.wrong");
        }
        Passwords.problem(chosen, account.username()).ifPresent(problem -> {
            throw RuleViolation.at("password", problem);
        });
        if (current.equals(chosen)) {
            throw RuleViolation.at("password", "identity.password.same");
        }
        account.changePassword(hash(chosen), clock.instant());
        endSessions(user.accountId(), keptSession);
    }

    @Transactional(readOnly = true)
    String username(UUID id) {
        return find(id).username();
    }

    private String hash(String password) {
        return Objects.requireNonNull(passwords.encode(SignIn.normalized(password)));
    }

    private Account find(UUID id) {
        return accounts.findById(id).orElseThrow(() -> new NotFound("account"));
    }

    private void endSessions(UUID account, @Nullable String kept) {
        sessions.ifAvailable(all -> all.findByPrincipalName(account.toString()).keySet().stream()
                .filter(session -> !session.equals(kept))
                .forEach(all::deleteById));
    }
}
