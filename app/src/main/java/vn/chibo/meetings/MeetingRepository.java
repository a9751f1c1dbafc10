package vn.chibo.meetings;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface MeetingRepository extends JpaRepository<Meeting, UUID> {

    Optional<Meeting> findByCellIdAndPeriod(UUID cell, LocalDate period);

    List<Meeting> findByCellIdInAndPeriodIn(Collection<UUID> cells, Collection<LocalDate> periods);

    List<Meeting> findByCellIdInOrderByPeriodDescCellCode(Collection<UUID> cells);
}
