package vn.chibo.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;

/**
 * The accounts of the sample commune, from {@code samples/accounts.csv} (account, password, role, member code), when
 * there is no account yet. Runs after the sample organisation was imported.
 */
@Component
@Order(20)
@ConditionalOnProperty("chibo.sample")
class SampleAccounts implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SampleAccounts.class);
    private static final ClassPathResource FILE = new ClassPathResource("samples/accounts.csv");

    private final AccountRepository accounts;
    private final Organizations organizations;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SampleAccounts(
            AccountRepository accounts,
            Organizations organizations,
            PasswordEncoder passwords,
            TransactionTemplate transaction,
            Clock clock) {
        this.accounts = accounts;
        this.organizations = organizations;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (accounts.count() > 0 || !FILE.exists()) {
            return;
        }
        // samples share a few passwords; hashing is slow on purpose, so each is hashed once
        var hashes = new HashMap<String, String>();
        var made = new ArrayList<Account>();
        try (var reader = new BufferedReader(new InputStreamReader(FILE.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line :
                    reader.lines().skip(1).filter(text -> !text.isBlank()).toList()) {
                var columns = line.split(",", -1);
                var code = columns.length > 3 ? columns[3].strip() : "";
                var member = code.isEmpty() ? null : member(code);
                if (member == null && !code.isEmpty()) {
                    LOG.warn("Sample account {} names no member of the sample", columns[0]);
                    continue;
                }
                var hash = hashes.computeIfAbsent(
                        columns[1].strip(), password -> Objects.requireNonNull(passwords.encode(password)));
                made.add(new Account(
                        SignIn.canonical(columns[0]), hash, member, member == null, false, clock.instant()));
            }
        }
        transaction.executeWithoutResult(status -> accounts.saveAll(made));
        LOG.info("{} sample accounts made", made.size());
    }

    private @Nullable MemberId member(String code) {
        return organizations
                .memberByCode(code, DomainTime.today(clock))
                .map(view -> view.id())
                .orElse(null);
    }
}
