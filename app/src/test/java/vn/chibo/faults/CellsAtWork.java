package vn.chibo.faults;

import java.sql.SQLException;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Browser.Page;
import vn.chibo.month.CellPlan;
import vn.chibo.month.MonthWork;
import vn.chibo.month.Person;
import vn.chibo.month.Tally;
import vn.chibo.organization.workbook.MadeUpDistrict;
import vn.chibo.organization.workbook.MadeUpDistrict.Cell;
import vn.chibo.organization.workbook.MadeUpDistrict.Commune;
import vn.chibo.organization.workbook.MadeUpDistrict.Officer;

/**
 * The people of a made-up district, who take cells through their whole month by the pages of the application, so many cells
 * at a time and without a pause. They can stop anywhere and go on from there later.
 */
final class CellsAtWork {

    private static final int LAST_TOUCHES = 5_000;

    /** The next task of a case, seen so many milliseconds after the form before it was answered. */
    record Appearance(long at, double millis) {}

    /** A commune and those of its cells that are still to be done, one after the other. */
    static final class Round {

        private final Commune commune;
        private final Deque<Cell> left;
        private boolean opened;
        private boolean begun; // the first of them, by a hand that had to stop

        private Round(Commune commune, Collection<Cell> cells) {
            this.commune = commune;
            this.left = new ArrayDeque<>(cells);
        }
    }

    private final MeasuredInstallation installation;
    private final MadeUpDistrict district;
    private final Tally tally;
    private final DistrictAccounts accounts;
    private final MonthWork work;
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Deque<Round> rounds = new ConcurrentLinkedDeque<>();
    private final Queue<Long> closed = new ConcurrentLinkedQueue<>();
    private final Queue<Appearance> appearances = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final List<Thread> hands = new ArrayList<>();
    private @Nullable TaskFeed feed;
    private volatile boolean over;

    /** @param administrator of an installation that knows nobody else yet */
    CellsAtWork(MeasuredInstallation installation, MadeUpDistrict district, Person administrator, Tally tally) {
        this.installation = installation;
        this.district = district;
        this.tally = tally;
        accounts = new DistrictAccounts(installation.address(), administrator, tally);
        work = new MonthWork(DistrictMonth.PERIOD, this::planOf, installation::now);
    }

    // ---- beforehand ----

    void importDistrict() {
        accounts.read(district);
    }

    /** From now on the cells of these communes are to be worked on. */
    void signIn(List<Commune> communes) {
        var newcomers = new ArrayList<Person>();
        for (var commune : communes) {
            var cells = district.cells().stream()
                    .filter(cell -> cell.commune() == commune.number())
                    .toList();
            for (var officer : officers(commune, cells)) {
                var person = accounts.of(officer);
                people.put(officer.account(), person);
                newcomers.add(person);
            }
            rounds.add(new Round(commune, cells));
        }
        newcomers.parallelStream().forEach(person -> person.open("/inbox"));
    }

    private static List<Officer> officers(Commune commune, List<Cell> cells) {
        return Stream.concat(
                        Stream.of(commune.office(), commune.department(), commune.assigned()),
                        cells.stream().map(Cell::secretary))
                .toList();
    }

    // ---- the work ----

    /** @param cellsAtATime as many cells as are under way; each commune has one under way at a time */
    void begin(int cellsAtATime) throws SQLException {
        over = false;
        failure.set(null);
        busy.set(cellsAtATime);
        feed = new TaskFeed(installation.jdbcUrl());
        for (var hand = 1; hand <= cellsAtATime; hand++) {
            hands.add(Thread.ofPlatform().name("cells-" + hand).daemon().start(this::roundsOneByOne));
        }
    }

    private void roundsOneByOne() {
        try (var hand = new CellHand(this, work, installation.jdbcUrl())) {
            while (!over) {
                var round = rounds.poll();
                if (round == null) {
                    return;
                }
                try {
                    through(round, hand);
                } finally {
                    if (!round.left.isEmpty()) {
                        rounds.addFirst(round);
                    }
                }
            }
        } catch (Throwable e) {
            if (!over) {
                failure.compareAndSet(null, e);
            }
        } finally {
            busy.decrementAndGet();
        }
    }

    private void through(Round round, CellHand hand) throws SQLException, InterruptedException {
        if (!round.opened) {
            var office = person(round.commune.office());
            var calendar = office.open("/calendar");
            office.send(calendar, calendar.form("/calendar/openings"), Map.of());
            round.opened = true;
        }
        while (!round.left.isEmpty() && !over) {
            var again = round.begun;
            round.begun = true;
            if (hand.wholeMonth(round.left.getFirst(), round.commune, again, Objects.requireNonNull(feed))) {
                closed.add(System.nanoTime());
                round.left.removeFirst();
                round.begun = false;
            }
        }
    }

    /** Cells stay as they are; whoever is still waiting for an answer after a while does not wait any longer. */
    void stop() throws SQLException {
        over = true;
        try {
            var until = System.nanoTime() + LAST_TOUCHES * 1_000_000L;
            for (var hand : hands) {
                hand.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
            hands.forEach(Thread::interrupt);
            for (var hand : hands) {
                hand.join(LAST_TOUCHES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hands.clear();
        if (feed != null) {
            feed.close();
        }
    }

    private @Nullable CellPlan planOf(Person person, Page page) {
        return DistrictMonth.numberOf(person, page)
                .map(number -> new CellPlan(
                        number,
                        DistrictMonth.PERIOD.atDay(8),
                        LocalTime.of(18, number % 4 * 10),
                        "Nhà văn hóa số " + number,
                        CellPlan.Story.PLAIN,
                        number))
                .orElse(null);
    }

    // ---- what the hands need ----

    boolean isOver() {
        return over;
    }

    Person person(Officer officer) {
        return Objects.requireNonNull(people.get(officer.account()), "no account: " + officer);
    }

    void appeared(Appearance appearance) {
        appearances.add(appearance);
    }

    // ---- how it goes ----

    int people() {
        return people.size();
    }

    /** How many cells are under way; fewer than asked for when no commune is left for somebody. */
    int busy() {
        return busy.get();
    }

    /** Why somebody cannot go on. */
    @Nullable Throwable failure() {
        return failure.get();
    }

    Tally tally() {
        return tally;
    }

    /** When months were over, as {@link System#nanoTime}. */
    Collection<Long> closed() {
        return closed;
    }

    Collection<Appearance> appearances() {
        return appearances;
    }
}
