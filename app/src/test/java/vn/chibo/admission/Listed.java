package vn.chibo.admission;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.chibo.organization.UnitId;

/** Somebody on a cell's prospective list, for tests that begin with the case. */
public final class Listed {

    private Listed() {}

    public static UUID in(JdbcClient jdbc, UnitId cell, UUID candidate, LocalDate bornOn) {
        jdbc.sql("""
                        insert into admission.prospect (id, cell_id, full_name, name_folded, sex, birth_date, ethnic_minority,
                            union_member, education, sector, place_type, local, introduced_by, watch_since, resolution_number,
                            resolution_date, changed_by, changed_at)
                        values (:id, :cell, 'Người Mẫu ' || left(:id::text, 8), 'nguoi mau ' || left(:id::text, 8), 'FEMALE', :born,
                            false, true, 'UPPER_SECONDARY', 'FARMER', 'VILLAGE', true, 'YOUTH_UNION', date '2025-01-01', '01-NQ/CB',
                            date '2025-01-01', :id, now())
                        on conflict (id) do nothing""")
                .param("id", candidate)
                .param("cell", cell.value())
                .param("born", bornOn)
                .update();
        return candidate;
    }
}
