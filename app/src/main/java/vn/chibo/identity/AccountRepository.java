package vn.chibo.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AccountRepository extends JpaRepository<Account, UUID> {

    Optional<Account> findByUsername(String username);

    boolean existsByUsername(String username);

    boolean existsByMemberId(UUID memberId);

    @Query("select a.memberId from Account a where a.enabled and a.memberId in :members")
    List<UUID> membersWithAccount(Collection<UUID> members);

    @Query("select a from Account a where a.username like concat('%', :part, '%') order by a.username")
    List<Account> search(String part, Pageable page);

    /** Not through the entity: a sign-in must not collide with an administrator's change of the account. */
    @Modifying
    @Query("update Account a set a.lastSignedInAt = :at where a.id = :id")
    void recordSignIn(UUID id, Instant at);
}
