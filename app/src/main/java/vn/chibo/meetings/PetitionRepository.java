package vn.chibo.meetings;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface PetitionRepository extends JpaRepository<Petition, UUID> {

    /** Who comes second waits, and then finds what the first did. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Petition p where p.id = :id")
    Optional<Petition> findForUpdate(UUID id);

    List<Petition> findByCommitteeIdInAndAnsweredAtIsNullOrderByDueOn(Collection<UUID> committees, Pageable page);

    List<Petition> findByCommitteeIdInAndAnsweredAtIsNotNullOrderByAnsweredAtDesc(
            Collection<UUID> committees, Pageable page);

    List<Petition> findByCellIdAndRaisedAtBeforeOrderByRaisedAtDesc(UUID cell, Instant before);

    List<Petition> findByMeetingId(UUID meeting);
}
