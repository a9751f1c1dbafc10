package vn.chibo.monitoring.overdue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.monitoring.overdue.Board.Filter;
import vn.chibo.monitoring.overdue.OverduePages.BoardPage;
import vn.chibo.monitoring.overdue.OverduePages.Child;
import vn.chibo.monitoring.overdue.OverduePages.Line;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** A day or a week of a unit on one page, short enough for a letter. */
@Component
@Transactional(readOnly = true)
class Digest {

    private static final int LINES = 10;
    private static final int UNITS = 10;

    private final OverduePages pages;
    private final Board board;
    private final Organizations organizations;
    private final Cases cases;
    private final Clock clock;

    Digest(OverduePages pages, Board board, Organizations organizations, Cases cases, Clock clock) {
        this.pages = pages;
        this.board = board;
        this.organizations = organizations;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * @param from first day; both days belong to it
     * @param became how many of what is overdue now became so in these days
     * @param units those with most that is overdue
     */
    record DigestPage(
            UnitView unit,
            LocalDate from,
            LocalDate to,
            BoardPage board,
            long became,
            Cases.Met met,
            List<Line> longest,
            List<Line> coming,
            List<Child> units) {}

    /** @param days how many days back, today among them */
    DigestPage of(UnitView unit, int days) {
        var today = DomainTime.today(clock);
        var from = today.minusDays(days - 1L);
        var begin = from.atStartOfDay(DomainTime.ZONE).toInstant();
        var overdue = pages.board(unit, new Filter(Urgency.OVERDUE, null), 1, above -> false);
        return new DigestPage(
                unit,
                from,
                today,
                overdue,
                board.overdueSince(unit.id(), begin),
                cases.met(
                        organizations.cellsUnder(unit.id(), today).stream()
                                .map(UnitView::id)
                                .toList(),
                        begin,
                        clock.instant()),
                overdue.lines().stream().limit(LINES).toList(),
                pages.lines(unit, new Filter(Urgency.SOON, null), LINES),
                overdue.children().stream()
                        .filter(child -> child.overdue().lines() > 0)
                        .limit(UNITS)
                        .toList());
    }
}
