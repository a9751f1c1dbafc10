package vn.chibo.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Substitutions;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;

/** Who is signed in. */
@Service
public class Users {

    private static final String CACHE = Users.class.getName();

    private final AccountRepository accounts;
    private final Organizations organizations;
    private final Substitutions substitutions;
    private final Clock clock;

    Users(AccountRepository accounts, Organizations organizations, Substitutions substitutions, Clock clock) {
        this.accounts = accounts;
        this.organizations = organizations;
        this.substitutions = substitutions;
        this.clock = clock;
    }

    /** The signed-in person; refuses when nobody is. */
    public CurrentUser current() {
        return find().orElseThrow(() -> new AccessRefused("nobody is signed in"));
    }

    /**
     * The signed-in person, empty on public pages and in background work, and as soon as an administrator has disabled
     * the account. Account and offices are read once per request, so what ends today ends with the next click.
     */
    public Optional<CurrentUser> find() {
        return read().map(Known::user);
    }

    /** The name of an account's owner for a page that shows who entered something; the account name where there is no member. */
    public Optional<String> nameOf(UUID accountId) {
        return accounts.findById(accountId).map(account -> {
            var member = account.member();
            return member == null
                    ? account.username()
                    : organizations
                            .member(member, DomainTime.today(clock))
                            .map(MemberView::fullName)
                            .orElse(account.username());
        });
    }

    /** Those of the members who can sign in. */
    public Set<MemberId> withAccount(Collection<MemberId> members) {
        return members.isEmpty()
                ? Set.of()
                : accounts
                        .membersWithAccount(
                                members.stream().map(MemberId::value).toList())
                        .stream()
                        .map(MemberId::new)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the signed-in person has a password set by somebody else and must choose one first. */
    boolean mustChangePassword() {
        return read().map(Known::mustChangePassword).orElse(false);
    }

    private Optional<Known> read() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
            return Optional.empty();
        }
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(CACHE, RequestAttributes.SCOPE_REQUEST) instanceof Known cached
                && cached.user().accountId().equals(signedIn.accountId())) {
            return Optional.of(cached);
        }
        var known = accounts.findById(signedIn.accountId())
                .filter(Account::enabled)
                .map(account -> new Known(userOf(account), account.mustChangePassword()));
        if (request != null && known.isPresent()) {
            request.setAttribute(CACHE, known.get(), RequestAttributes.SCOPE_REQUEST);
        }
        return known;
    }

    private CurrentUser userOf(Account account) {
        var today = DomainTime.today(clock);
        var member = account.member();
        if (member == null) {
            return new CurrentUser(
                    account.id(), account.username(), null, account.username(), account.administrator(), List.of());
        }
        var offices = Stream.concat(
                        organizations.officesOf(member, today).stream(),
                        substitutions.heldOnBehalf(member, today).stream())
                .toList();
        var name = organizations.member(member, today).map(MemberView::fullName).orElse(account.username());
        var administrator = account.administrator()
                || offices.stream()
                        .anyMatch(held -> held.office() == Office.ADMINISTRATOR && isRoot(held.unit(), today));
        return new CurrentUser(account.id(), account.username(), member, name, administrator, offices);
    }

    /** Who administers the top of the tree administers the installation. */
    private boolean isRoot(UnitId unit, LocalDate today) {
        return organizations
                .unit(unit, today)
                .map(view -> view.parent() == null)
                .orElse(false);
    }

    private record Known(CurrentUser user, boolean mustChangePassword) {}
}
