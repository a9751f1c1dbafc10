package vn.chibo.admission;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface AdmissionRepository extends JpaRepository<AdmissionCase, UUID> {

    /** Acts about one admission come one after the other: who comes second finds what the first did. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from AdmissionCase a where a.id = :id")
    Optional<AdmissionCase> findForUpdate(UUID id);

    /** A candidate has one case in each cell. */
    Optional<AdmissionCase> findFirstByCandidateIdAndCellId(UUID candidateId, UUID cellId);
}
