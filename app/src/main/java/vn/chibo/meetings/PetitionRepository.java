package vn.chibo.meetings;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface PetitionRepository extends JpaRepository<Petition, UUID> {

    List<Petition> findByCommitteeIdInAndAnsweredAtIsNullOrderByDueOn(Collection<UUID> committees, Pageable page);

    List<Petition> findByCommitteeIdInAndAnsweredAtIsNotNullOrderByAnsweredAtDesc(
            Collection<UUID> committees, Pageable page);

    List<Petition> findByCellIdAndRaisedAtBeforeOrderByRaisedAtDesc(UUID cell, Instant before);

    List<Petition> findByMeetingId(UUID meeting);
}
