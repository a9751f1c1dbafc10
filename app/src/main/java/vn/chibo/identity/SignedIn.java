package vn.chibo.identity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * What a session remembers of the signed-in person: the account id and nothing else. Rights, name and state of the
 * account are read anew at every request. The principal's name is the account id, so logs and session tables name nobody.
 */
final class SignedIn implements UserDetails, CredentialsContainer {

    private static final long serialVersionUID = 1;

    private final UUID accountId;
    private final boolean enabled;
    private transient @Nullable String passwordHash;

    SignedIn(UUID accountId, String passwordHash, boolean enabled) {
        this.accountId = accountId;
        this.passwordHash = passwordHash;
        this.enabled = enabled;
    }

    UUID accountId() {
        return accountId;
    }

    @Override
    public String getUsername() {
        return accountId.toString();
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public List<GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn signedIn && accountId.equals(signedIn.accountId);
    }

    @Override
    public int hashCode() {
        return accountId.hashCode();
    }
}
