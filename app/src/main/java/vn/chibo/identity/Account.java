package vn.chibo.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;

/** A sign-in. What its owner may do is not here but follows from the offices held today, see {@link Access}. */
@Entity
@Table(schema = "identity", name = "account")
class Account {

    @Id
    private UUID id;

    private String username;
    private String passwordHash;
    private @Nullable UUID memberId;
    private boolean administrator;
    private boolean enabled;
    private boolean mustChangePassword;
    private Instant createdAt;
    private Instant passwordChangedAt;
    private @Nullable Instant lastSignedInAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    Account(
            String username,
            String passwordHash,
            @Nullable MemberId member,
            boolean administrator,
            boolean mustChangePassword,
            Instant now) {
        this.id = UUID.randomUUID();
        this.username = username;
        this.passwordHash = passwordHash;
        this.memberId = member == null ? null : member.value();
        this.administrator = administrator;
        this.enabled = true;
        this.mustChangePassword = mustChangePassword;
        this.createdAt = now;
        this.passwordChangedAt = now;
    }

    /** The owner chose a new password. */
    void changePassword(String hash, Instant now) {
        passwordHash = hash;
        passwordChangedAt = now;
        mustChangePassword = false;
    }

    /** An administrator set a password that the owner has to replace at the next sign-in. */
    void resetPassword(String hash, Instant now) {
        changePassword(hash, now);
        mustChangePassword = true;
    }

    void disable() {
        enabled = false;
    }

    void enable() {
        enabled = true;
    }

    UUID id() {
        return id;
    }

    String username() {
        return username;
    }

    String passwordHash() {
        return passwordHash;
    }

    @Nullable MemberId member() {
        return memberId == null ? null : new MemberId(memberId);
    }

    boolean administrator() {
        return administrator;
    }

    boolean enabled() {
        return enabled;
    }

    boolean mustChangePassword() {
        return mustChangePassword;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant lastSignedInAt() {
        return lastSignedInAt;
    }
}
