package vn.chibo.meetings;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.meetings.process.MonthlyMeetingProcess;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.Policies;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;

/**
 * Opens months: a case, a meeting and a process instance for every cell and period that is due. Safe to repeat and to
 * run twice at once: a cell has one case for a period, and the process starts by a message with the case's id.
 *
 * <p>Next month is due {@code meeting.openDaysBefore} days before it begins, so that dates can be registered by day
 * {@code meeting.registerByDay} of the month before. The current month is opened late for a cell that lacks it (a new
 * cell, a new installation), as long as a meeting can still be arranged.
 */
@Service
public class MonthOpening {

    private static final Logger LOG = LoggerFactory.getLogger(MonthOpening.class);

    /** Shortest time, in days, in which a meeting of the current month can be registered, approved and announced. */
    private static final int DAYS_TO_ARRANGE = 3;

    private final MeetingRepository meetings;
    private final Organizations organizations;
    private final Policies policies;
    private final Cases cases;
    private final MonthStart start;
    private final Clock clock;

    MonthOpening(
            MeetingRepository meetings,
            Organizations organizations,
            Policies policies,
            Cases cases,
            MonthStart start,
            Clock clock) {
        this.meetings = meetings;
        this.organizations = organizations;
        this.policies = policies;
        this.cases = cases;
        this.start = start;
        this.clock = clock;
    }

    /**
     * The next batch of cells in the order of their codes.
     *
     * @param after code of the last cell that was looked at, null to begin
     */
    @Transactional
    public Batch openNext(@Nullable String after, int size) {
        var today = DomainTime.today(clock);
        var cells = organizations.roots(today).stream()
                .flatMap(root -> organizations.cellsUnder(root.id(), today).stream())
                .filter(cell -> after == null || cell.code().compareTo(after) > 0)
                .sorted(Comparator.comparing(UnitView::code))
                .toList();
        var batch = cells.subList(0, Math.min(size, cells.size()));
        var opened = open(batch, today);
        return new Batch(
                opened,
                cells.size() - batch.size(),
                batch.isEmpty() ? after : batch.getLast().code());
    }

    /** Every cell in these subtrees that is due; answers how many months were opened. */
    @Transactional
    public int openUnder(Set<UnitId> roots) {
        var today = DomainTime.today(clock);
        var cells = roots.stream()
                .flatMap(root -> organizations.cellsUnder(root, today).stream())
                .distinct()
                .toList();
        return open(cells, today);
    }

    private int open(List<UnitView> cells, LocalDate today) {
        var current = YearMonth.from(today);
        var next = current.plusMonths(1);
        var known = new HashSet<Map.Entry<UUID, YearMonth>>();
        meetings.findByCellIdInAndPeriodIn(
                        cells.stream().map(cell -> cell.id().value()).toList(),
                        List.of(current.atDay(1), next.atDay(1)))
                .forEach(meeting -> known.add(Map.entry(meeting.cell().value(), meeting.period())));
        var opened = 0;
        for (var cell : cells) {
            for (var period : List.of(current, next)) {
                if (!known.contains(Map.entry(cell.id().value(), period)) && open(cell, period, today)) {
                    opened++;
                }
            }
        }
        return opened;
    }

    private boolean open(UnitView cell, YearMonth period, LocalDate today) {
        var policy = policies.snapshot(cell.id(), today);
        if (!isDue(period, today, policy)) {
            return false;
        }
        var committee = organizations.committeeAbove(cell.id(), today).orElse(null);
        if (committee == null) {
            LOG.warn("No month is opened for cell {}: no committee above it", cell.code());
            return false;
        }
        var caseId = cases.open(MonthlyMeetingProcess.KIND, cell.id(), period.toString(), policy);
        if (meetings.existsById(caseId.value())) {
            return false;
        }
        var registerBy = registerBy(period, today, policy);
        var hasCommittee = !organizations
                .holders(Office.CELL_COMMITTEE_MEMBER, cell.id(), today)
                .isEmpty();
        var hasAssignedMember = !organizations
                .holders(Office.ASSIGNED_COMMITTEE_MEMBER, cell.id(), today)
                .isEmpty();
        var meeting = meetings.save(
                new Meeting(caseId.value(), cell, committee, period, registerBy, hasCommittee, hasAssignedMember));
        cases.setDeadline(
                caseId,
                Steps.REGISTER_DATE,
                registerBy,
                "meetings.rule.registerByDay",
                List.of(policy.text("meeting.registerByDay")),
                policy.value("meeting.registerByDay").source());
        cases.setDeadline(
                caseId,
                Steps.HOLD_MEETING,
                DomainTime.endOf(period.atEndOfMonth()),
                "meetings.rule.onceAMonth",
                List.of(),
                policy.value("meeting.frequency").source());
        cases.record(
                caseId, null, "meetings.history.opened", "%02d/%d".formatted(period.getMonthValue(), period.getYear()));
        start.send(meeting, policy);
        return true;
    }

    private static boolean isDue(YearMonth period, LocalDate today, PolicySnapshot policy) {
        var first = period.atDay(1);
        return today.isBefore(first)
                ? !today.isBefore(first.minusDays(policy.integer("meeting.openDaysBefore")))
                : !today.isAfter(period.atEndOfMonth().minusDays(DAYS_TO_ARRANGE));
    }

    /** The rule's day, or the third day from now for a month that is opened late. */
    private static Instant registerBy(YearMonth period, LocalDate today, PolicySnapshot policy) {
        var monthBefore = period.minusMonths(1);
        var byRule = monthBefore.atDay(Math.min(policy.integer("meeting.registerByDay"), monthBefore.lengthOfMonth()));
        var late = today.plusDays(DAYS_TO_ARRANGE);
        return DomainTime.endOf(byRule.isBefore(today) ? late : byRule);
    }

    /** @param lastCell where the next batch goes on; null when there is no cell at all */
    public record Batch(int opened, int remaining, @Nullable String lastCell) {}
}
