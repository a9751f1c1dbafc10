package vn.chibo.admission.register;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionClock;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.Cases;
import vn.chibo.cases.Deadline;
import vn.chibo.shared.DomainTime;

/** Until when something was to be done, as the case registry keeps it also after the case has gone on. */
@Component
class DueDays {

    private static final int CASES_AT_ONCE = 1_000;

    private final Cases cases;

    DueDays(Cases cases) {
        this.cases = cases;
    }

    /** By case; where the clock never ran the case is missing. */
    Map<UUID, LocalDate> of(List<UUID> ids, AdmissionClock clock) {
        var due = new HashMap<UUID, LocalDate>();
        for (var first = 0; first < ids.size(); first += CASES_AT_ONCE) {
            var some = ids.subList(first, Math.min(ids.size(), first + CASES_AT_ONCE));
            for (var view : cases.findAll(some.stream().map(CaseId::new).toList())) {
                view.deadlines().stream()
                        .filter(deadline -> deadline.step().equals(clock.step()))
                        .map(Deadline::due)
                        .forEach(at -> due.put(view.id().value(), DomainTime.dateOf(at)));
            }
        }
        return due;
    }
}
