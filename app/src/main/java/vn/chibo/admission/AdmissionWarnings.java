package vn.chibo.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.cases.CaseSummary;
import vn.chibo.cases.Cases;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;

/**
 * Warns of clocks that run out soon (member-admission §4, column "Warn at"). A day that was missed, because nothing ran or
 * the clock was moved, is made up for by one warning, not by one for each day; a clock that was moved warns anew. Safe
 * to run as often as one likes and in several instances of the application: a warning is given by whoever wrote it down.
 */
@Component
class AdmissionWarnings {

    private static final int PAGE = 200;

    private final Cases cases;
    private final AdmissionRecords records;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    AdmissionWarnings(
            Cases cases,
            AdmissionRecords records,
            Organizations organizations,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            JdbcClient jdbc,
            Clock clock) {
        this.cases = cases;
        this.records = records;
        this.organizations = organizations;
        this.events = events;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A clock, and the last day until today on which it warns. */
    private record Due(CaseSummary running, AdmissionClock clock, LocalDate due, LocalDate day) {}

    private record Given(UUID admission, String step, LocalDate due, LocalDate day) {}

    /** Looks at every clock that runs. */
    void run() {
        var today = DomainTime.today(clock);
        var until = DomainTime.endOf(AdmissionClock.latestWarned(today)).plusSeconds(1);
        @Nullable CaseSummary last = null;
        List<CaseSummary> page;
        do {
            page = cases.dueBetween(AdmissionProcess.KIND, clock.instant(), until, last, PAGE);
            var given = given(page);
            page.stream()
                    .flatMap(running -> due(running, today).stream())
                    .filter(due -> !given.contains(
                            new Given(due.running().id().value(), due.clock().step(), due.due(), due.day())))
                    .forEach(due -> transactions.executeWithoutResult(status -> warn(due, today)));
            last = page.isEmpty() ? null : page.getLast();
        } while (page.size() == PAGE);
    }

    private static Optional<Due> due(CaseSummary running, LocalDate today) {
        var step = running.step();
        var dueAt = running.due();
        if (step == null || dueAt == null) {
            return Optional.empty();
        }
        var due = DomainTime.dateOf(dueAt);
        return AdmissionClock.ofStep(step)
                .flatMap(clock -> clock.warnings(due).stream()
                        .filter(day -> !day.isAfter(today))
                        .max(Comparator.naturalOrder())
                        .map(day -> new Due(running, clock, due, day)));
    }

    private Set<Given> given(List<CaseSummary> page) {
        return jdbc.sql(
                        "select case_id, step, due_on, warned_for from admission.clock_warning where case_id = any(:cases)")
                .param("cases", page.stream().map(line -> line.id().value()).toArray(UUID[]::new))
                .query((row, number) -> new Given(
                        row.getObject("case_id", UUID.class),
                        row.getString("step"),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("warned_for", LocalDate.class)))
                .set();
    }

    private void warn(Due due, LocalDate today) {
        var id = AdmissionId.of(due.running().id());
        var cell = organizations.unit(due.running().unit(), today).orElse(null);
        if (cell == null || !writeDown(id, due)) {
            return;
        }
        var admission = records.of(id);
        var current = admission.current();
        events.publishEvent(new AdmissionWarning(
                UUID.nameUUIDFromBytes((id + " " + due.clock() + " " + due.due() + " " + due.day()).getBytes(UTF_8)),
                id,
                cell.id(),
                cell.name(),
                current == null ? admission.view().committee() : current.unit().id(),
                due.clock(),
                due.due(),
                ChronoUnit.DAYS.between(today, due.due()),
                admission.view().guide()));
    }

    /** False when another instance gave this warning, or while the clock of a decision stands: it is asked again later. */
    private boolean writeDown(AdmissionId id, Due due) {
        return jdbc.sql("""
                        insert into admission.clock_warning (case_id, step, due_on, warned_for)
                        select id, :step, :due, :day from admission.admission_case
                        where id = :case and not (:pausable and clock_paused_on is not null)
                        on conflict do nothing""")
                        .param("step", due.clock().step())
                        .param("due", due.due())
                        .param("day", due.day())
                        .param("case", id.value())
                        .param("pausable", due.clock().isOfDecision())
                        .update()
                == 1;
    }
}
