package vn.chibo.meetings;

import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface MeetingRepository extends JpaRepository<Meeting, UUID> {

    /** For what people do: who comes second waits, and then finds what the first did. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select m from Meeting m where m.id = :id")
    Optional<Meeting> findForUpdate(UUID id);

    Optional<Meeting> findByCellIdAndPeriod(UUID cell, LocalDate period);

    List<Meeting> findByCellIdInAndPeriodIn(Collection<UUID> cells, Collection<LocalDate> periods);

    List<Meeting> findByCellIdInOrderByPeriodDescCellCode(Collection<UUID> cells);
}
