package vn.chibo.monitoring.overdue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.monitoring.overdue.Board.Count;
import vn.chibo.monitoring.overdue.Board.Counts;
import vn.chibo.monitoring.overdue.Board.Filter;
import vn.chibo.monitoring.overdue.Board.Late;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Posts;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** The board in words. */
@Component
@Transactional(readOnly = true)
class OverduePages {

    static final int PAGE = 50;

    /** A letter to a unit names so many; more say how many there are. */
    static final int IN_LETTER = 200;

    private final Board board;
    private final Organizations organizations;
    private final Posts posts;
    private final CaseWords words;
    private final Clock clock;

    OverduePages(Board board, Organizations organizations, Posts posts, CaseWords words, Clock clock) {
        this.board = board;
        this.organizations = organizations;
        this.posts = posts;
        this.words = words;
        this.clock = clock;
    }

    /**
     * @param path from the topmost unit the reader may see to the one shown
     * @param counts of the unit with all below it
     * @param total lines of the whole list
     * @param reckonedAt null before the first reckoning
     */
    record BoardPage(
            UnitView unit,
            List<UnitView> path,
            Counts counts,
            List<CauseRow> causes,
            List<Child> children,
            Filter filter,
            List<Line> lines,
            long total,
            int number,
            int pages,
            @Nullable ZonedDateTime reckonedAt) {

        public List<Urgency> urgencies() {
            return List.of(Urgency.values());
        }

        public Count sum(Urgency urgency) {
            return counts.of(urgency);
        }
    }

    record CauseRow(Cause cause, Count overdue, Count soon, Count still) {}

    record Child(UnitView unit, Count overdue, Count soon, Count still) {}

    /**
     * @param row as the form for acts sends it
     * @param step what is to be done, in words; null when the case waits for no task
     * @param holders posts and people that must act
     * @param days overdue, or left; null without a date
     */
    record Line(
            String caseId,
            String row,
            String title,
            String unit,
            Urgency urgency,
            Cause cause,
            @Nullable String step,
            List<String> holders,
            @Nullable ZonedDateTime due,
            @Nullable Long days,
            ZonedDateTime since,
            long sinceDays,
            @Nullable String rule,
            @Nullable String source) {}

    /** @param more how many the letter leaves out */
    record Letter(UnitView unit, @Nullable String above, LocalDate on, List<Line> lines, long more) {}

    /** @param seen whether the reader may see a unit's board */
    BoardPage board(UnitView unit, Filter filter, int number, Predicate<UnitId> seen) {
        var today = DomainTime.today(clock);
        var sum = board.counts(unit.id());
        var total = sum.of(filter).lines();
        var pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        var shown = Math.clamp(number, 1, pages);
        return new BoardPage(
                unit,
                path(unit, today, seen),
                sum,
                causes(sum),
                children(unit, today),
                filter,
                lines(board.page(unit.id(), filter, (shown - 1) * PAGE, PAGE), today),
                total,
                shown,
                pages,
                board.reckonedAt().map(OverduePages::local).orElse(null));
    }

    /** The first lines of the list, without what else a board counts. */
    List<Line> lines(UnitView unit, Filter filter, int most) {
        var today = DomainTime.today(clock);
        return lines(board.page(unit.id(), filter, 0, most), today);
    }

    Letter letter(UnitView unit) {
        var today = DomainTime.today(clock);
        var overdue = new Filter(Urgency.OVERDUE, null);
        var total = board.counts(unit.id()).of(overdue).lines();
        var lines = lines(board.page(unit.id(), overdue, 0, IN_LETTER), today);
        var parent = unit.parent();
        return new Letter(
                unit,
                parent == null
                        ? null
                        : organizations.unit(parent, today).map(UnitView::name).orElse(null),
                today,
                lines,
                total - lines.size());
    }

    private List<UnitView> path(UnitView unit, LocalDate today, Predicate<UnitId> seen) {
        return organizations.pathToRoot(unit.id(), today).stream()
                .takeWhile(step -> step.id().equals(unit.id()) || seen.test(step.id()))
                .toList()
                .reversed();
    }

    private static List<CauseRow> causes(Counts counts) {
        return Arrays.stream(Cause.values())
                .map(cause -> new CauseRow(
                        cause,
                        counts.of(Urgency.OVERDUE, cause),
                        counts.of(Urgency.SOON, cause),
                        counts.of(Urgency.STILL, cause)))
                .filter(row ->
                        row.overdue().lines() + row.soon().lines() + row.still().lines() > 0)
                .toList();
    }

    /** Units with most that is overdue first; then by code, so that nothing jumps. */
    private List<Child> children(UnitView unit, LocalDate today) {
        if (unit.type() == UnitType.CELL) {
            return List.of();
        }
        var children = organizations.children(unit.id(), today);
        var counts = board.counts(children.stream().map(UnitView::id).toList());
        return children.stream()
                .map(child -> {
                    var of = counts.getOrDefault(child.id(), new Counts());
                    return new Child(child, of.of(Urgency.OVERDUE), of.of(Urgency.SOON), of.of(Urgency.STILL));
                })
                .sorted(Comparator.comparingLong(
                                (Child child) -> child.overdue().cases())
                        .reversed()
                        .thenComparing(child -> child.unit().code()))
                .toList();
    }

    private List<Line> lines(List<Late> late, LocalDate today) {
        var names = posts.of(
                late.stream()
                        .flatMap(line -> Stream.concat(
                                line.candidates().stream(),
                                Stream.ofNullable(line.assignee()).map(id -> "user:" + id)))
                        .distinct()
                        .toList(),
                today);
        return late.stream().map(line -> line(line, names, today)).toList();
    }

    private Line line(Late late, Map<String, Posts.Post> names, LocalDate today) {
        var due = late.due();
        var title = words.title(late.kind(), late.subject());
        return new Line(
                late.id().toString(),
                late.id() + ":" + late.taskKey(),
                title,
                late.unitName(),
                late.urgency(),
                late.cause(),
                step(late),
                holders(late, names),
                due == null ? null : local(due),
                due == null ? null : Math.abs(ChronoUnit.DAYS.between(DomainTime.dateOf(due), today)),
                local(late.since()),
                ChronoUnit.DAYS.between(DomainTime.dateOf(late.since()), today),
                late.ruleKey() == null
                        ? null
                        : words.text(late.ruleKey(), late.ruleArguments().toArray()),
                late.source());
    }

    private @Nullable String step(Late late) {
        if (late.process() != null && late.element() != null) {
            return words.step(late.process(), late.element());
        }
        return late.step() == null ? null : words.text("deadline." + late.step());
    }

    private List<String> holders(Late late, Map<String, Posts.Post> names) {
        var people = words.holders(late.assignee(), late.candidates(), names);
        return people.isEmpty() && late.taskKey() == 0 ? List.of(late.unitName()) : people;
    }

    private static ZonedDateTime local(Instant at) {
        return at.atZone(DomainTime.ZONE);
    }
}
