package vn.chibo.meetings.score;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface StoredTemplateRepository extends JpaRepository<StoredTemplate, UUID> {

    @Query("""
            select t from StoredTemplate t where t.unitId in :units and t.effectiveFrom <= :on
            order by t.effectiveFrom desc, t.createdAt desc""")
    List<StoredTemplate> inForce(Collection<UUID> units, LocalDate on);

    @Query("select t from StoredTemplate t where t.unitId in :units order by t.effectiveFrom desc, t.createdAt desc")
    List<StoredTemplate> ofUnits(Collection<UUID> units);
}
